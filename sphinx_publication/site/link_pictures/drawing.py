"""The picture that other sites show beside a link: a title in the publication's type and colours.

1200 by 630 pixels, the size that all of them take. One colour of ground, white letters and one
accent make a PNG of four bits a pixel, a few kilobytes. The same words always give the same bytes.
"""

from __future__ import annotations

import re
import struct
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
#: What looks the same beside any other: some fonts join "f" with what follows, and brackets rise
#: beside figures.
_LETTERS = "a-eg-zåäöæøéèüA-ZÅÄÖÆØÉÜ0-9.,:–-"
_SINGLE = re.compile(f"(?:[{_LETTERS}]|f(?![bfhijklt])){{2,}}")
#: Of a PNG (its specification, 5.2 and 11.2): its first bytes, and bits for each pixel, which are
#: numbers in a palette.
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _INDEXED = 4, 3


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
    left = WIDTH - _EDGE - _BAR[0] if title.from_right else _EDGE
    canvas.paste(_STEPS, (left, _BOTTOM + _GAP, left + _BAR[0], _BOTTOM + _GAP + _BAR[1]))
    return _png(canvas, colours)


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
                canvas.paste(_STEPS - 1, (round(along) + left, round(baseline) + top), ink)
            along += _advance(file, size, word)


_advance = lru_cache(maxsize=4096)(part_width)


@lru_cache(maxsize=4096)
def _ink(file: Path, size: int, word: str) -> tuple[Image.Image, int, int]:
    """Return a word as a mask, and where it begins, seen from the start of its baseline.

    Titles share many words, and words their letters, and a font takes longer to draw one than all
    else that is done.
    """
    face = font(file, size)
    left, top, right, bottom = map(int, face.getbbox(word, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    if _SINGLE.fullmatch(word):
        for at, letter in enumerate(word, start=1):
            ink, from_left, from_top = _ink(file, size, letter)
            # where it begins, as near to the letters before it as the font has it
            along = face.getlength(word[:at]) - face.getlength(letter)
            mask.paste(255, (int(along + 0.5) + from_left - left, from_top - top), ink)
    else:
        ImageDraw.Draw(mask).text((-left, -top), word, fill=255, font=face, anchor="ls")
    return mask, left, top


def _png(painted: Image.Image, colours: Colours) -> bytes:
    """Return a PNG of steps; Pillow's own writer takes twice as long for the same pixels."""
    ground, accent = _channels(colours.ground), _channels(colours.accent)
    palette: list[int] = []
    for step in range(_STEPS):
        share = step / (_STEPS - 1)
        palette += [round(dark + (255 - dark) * share) for dark in ground]
    pixels = 8 // _DEPTH  # of a byte; each row begins with that of no filter
    rows = Image.new("P", (pixels + WIDTH, HEIGHT), 0)
    rows.paste(painted, (pixels, 0))  # its steps are now the palette's
    packed = rows.tobytes("raw", f"P;{_DEPTH}")
    deflate = zlib.compressobj(wbits=zlib.MAX_WBITS, memLevel=9, strategy=zlib.Z_RLE)
    size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, _DEPTH, _INDEXED, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", size),
            _chunk(b"PLTE", bytes(palette + accent)),
            _chunk(b"IDAT", deflate.compress(packed) + deflate.flush()),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def _channels(colour: str) -> list[int]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return list(bytes.fromhex(digits))
