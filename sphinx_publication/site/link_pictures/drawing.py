"""The picture that other sites show beside a link: a title in the publication's type and colours.

1200 by 630 pixels, the size that all of them take. One colour of ground, white letters and one
accent make a PNG of four bits a pixel, a few kilobytes. The same words always give the same bytes.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from sphinx_publication.site.link_pictures.setting import (
    DISPLAY,
    LEADING,
    SANS,
    Face,
    fitted,
    font,
    part_width,
    runs,
    width,
)

WIDTH, HEIGHT = 1200, 630
#: To be raised when a picture of the same words looks otherwise.
RECIPE = 1

_EDGE = 84
_SIZES = (136, 116, 104, 92, 82, 72, 64, 56, 48)
_MOST_LINES = 5
_SMALL = 34
#: Baselines of what stands above and below the title, and the room of the title between them.
_ABOVE, _BELOW = 108, HEIGHT - 72
_TOP, _BOTTOM = 150, HEIGHT - 156
_BAR = (72, 7)
_GAP = 28
#: Steps from the ground's colour to white; the one after is the accent.
_STEPS = 15
_WORDS = re.compile(r"\s+|\S+")
_TO_STEPS = [round(value * (_STEPS - 1) / 255) for value in range(256)]


@dataclass(frozen=True)
class Colours:
    """What a picture is painted with: "#0b5766"."""

    ground: str
    accent: str


@dataclass(frozen=True)
class Words:
    """What stands on a picture."""

    title: str
    #: The publication.
    above: str = ""
    #: Who and when; and when alone, where there is no room for all.
    below: str = ""
    brief: str = ""


def drawn(words: Words, colours: Colours) -> bytes:
    """Return the picture, as a PNG."""
    canvas = Image.new("L", (WIDTH, HEIGHT), 0)
    title = fitted(words.title, _SIZES, (WIDTH - 2 * _EDGE, _BOTTOM - _TOP), _MOST_LINES)
    _write(canvas, words.above, SANS, _SMALL, _ABOVE, from_right=title.from_right)
    line = _BOTTOM - title.height + title.size * 0.84
    for text in title.lines:
        _write(canvas, text, DISPLAY, title.size, line, from_right=title.from_right)
        line += title.size * LEADING
    has_room = width(words.below, SANS, _SMALL) <= WIDTH - 2 * _EDGE
    below = words.below if has_room else words.brief
    _write(canvas, below, SANS, _SMALL, _BELOW, from_right=title.from_right)
    painted = Image.new("L", canvas.size, 0)
    if inked := canvas.getbbox():  # most of it is ground
        painted.paste(canvas.crop(inked).point(_TO_STEPS), inked)
    left = WIDTH - _EDGE - _BAR[0] if title.from_right else _EDGE
    painted.paste(_STEPS, (left, _BOTTOM + _GAP, left + _BAR[0], _BOTTOM + _GAP + _BAR[1]))
    return _png(painted, colours)


def _write(
    canvas: Image.Image,
    text: str,
    face: Face,
    size: int,
    baseline: float,
    *,
    from_right: bool,
) -> None:
    """Write a line of *text*, from the left edge or up to the right one."""
    along = WIDTH - _EDGE - width(text, face, size) if from_right else float(_EDGE)
    parts = list(runs(text, face))
    for file, part in reversed(parts) if from_right else parts:
        for word in [part] if from_right else _WORDS.findall(part):
            if not word.isspace():
                ink, left, top = _ink(file, size, word)
                canvas.paste(255, (round(along) + left, round(baseline) + top), ink)
            along += _advance(file, size, word)


_advance = lru_cache(maxsize=4096)(part_width)


@lru_cache(maxsize=4096)
def _ink(file: Path, size: int, word: str) -> tuple[Image.Image, int, int]:
    """Return a word as a mask, and where it begins, seen from the start of its baseline.

    Titles share many words, and a font takes longer to draw one than all else that is done.
    """
    face = font(file, size)
    left, top, right, bottom = map(int, face.getbbox(word, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(mask).text((-left, -top), word, fill=255, font=face, anchor="ls")
    return mask, left, top


def _png(painted: Image.Image, colours: Colours) -> bytes:
    ground, accent = _channels(colours.ground), _channels(colours.accent)
    palette: list[int] = []
    for step in range(_STEPS):
        share = step / (_STEPS - 1)
        palette += [round(dark + (255 - dark) * share) for dark in ground]
    painted.putpalette(palette + accent)  # its steps are now the palette's
    out = io.BytesIO()
    painted.save(out, "PNG", bits=4, compress_level=6, compress_type=zlib.Z_RLE)
    return out.getvalue()


def _channels(colour: str) -> list[int]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return list(bytes.fromhex(digits))
