"""The picture that other sites show beside a link: a title in the publication's type and colours.

1200 by 630 pixels, the size that all of them take. One colour of ground, white letters and one
accent make a PNG of four bits a pixel, a few kilobytes. The same words always give the same bytes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from sphinx_publication.site.link_pictures.setting import (
    DISPLAY,
    LEADING,
    SANS,
    Face,
    are_apart,
    behind,
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
#: Of a PNG (its specification, 5.2 and 11.2): its first bytes, and bits for each pixel, which are
#: numbers in a palette.
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _INDEXED = 4, 3
#: Of a byte. Each row begins with a byte that says that its others are as they are.
_PIXELS = 8 // _DEPTH
_ROW = 1 + WIDTH // _PIXELS
#: Of zlib's streams (RFC 1950): how they begin, and what their check is modulo.
_STREAM_BEGINS = b"\x78\x01"
_ADLER = 65521


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
    canvas = Image.new("P", (_PIXELS + WIDTH, HEIGHT), 0)
    title = fitted(words.title, _SIZES, (WIDTH - 2 * _EDGE, _BOTTOM - _TOP), _MOST_LINES)
    inked = [*_write(canvas, words.above, SANS, _SMALL, _ABOVE, from_right=title.from_right)]
    line = _BOTTOM - title.height + title.size * 0.84
    for text in title.lines:
        inked += _write(canvas, text, DISPLAY, title.size, line, from_right=title.from_right)
        line += title.size * LEADING
    has_room = width(words.below, SANS, _SMALL) <= WIDTH - 2 * _EDGE
    below = words.below if has_room else words.brief
    inked += _write(canvas, below, SANS, _SMALL, _BELOW, from_right=title.from_right)
    left = _PIXELS + (WIDTH - _EDGE - _BAR[0] if title.from_right else _EDGE)
    bar = (left, _BOTTOM + _GAP, left + _BAR[0], _BOTTOM + _GAP + _BAR[1])
    canvas.paste(_STEPS, bar)
    canvas.paste(0, (0, 0, _PIXELS, HEIGHT))  # a long line from the right may reach beyond
    return _png(canvas, [*inked, (bar[1], bar[3])], colours)


def _write(
    canvas: Image.Image,
    text: str,
    face: Face,
    size: int,
    baseline: float,
    *,
    from_right: bool,
) -> Iterator[tuple[int, int]]:
    """Write a line of *text*, from the left edge or up to the right one; yield its words' rows."""
    along = WIDTH - _EDGE - width(text, face, size) if from_right else float(_EDGE)
    parts = list(runs(text, face))
    for file, part in reversed(parts) if from_right else parts:
        for word in [part] if from_right else _WORDS.findall(part):
            if not word.isspace():
                ink, left, top = _ink(file, size, word)
                first = round(baseline) + top
                canvas.paste(_STEPS - 1, (_PIXELS + round(along) + left, first), ink)
                yield first, first + ink.height
            along += _advance(file, size, word)


_advance = lru_cache(maxsize=4096)(part_width)


@lru_cache(maxsize=4096)
def _ink(file: Path, size: int, word: str) -> tuple[Image.Image, int, int]:
    """Return a word as a mask, and where it begins, seen from the start of its baseline.

    Titles share many words, and words their letters, and a font takes longer to draw one than all
    else that is done.
    """
    if len(word) > 1 and are_apart(word):
        return _joined_ink(list(_placed(file, size, word)))
    face = font(file, size)
    left, top, right, bottom = map(int, face.getbbox(word, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(mask).text((-left, -top), word, fill=255, font=face, anchor="ls")
    return mask, left, top


def _placed(file: Path, size: int, word: str) -> Iterator[tuple[Image.Image, int, int]]:
    """Yield the letters of a word as `_ink`, seen from the start of the word's baseline."""
    along, before = 0.0, ""
    for letter in word:
        ink, left, top = _ink(file, size, letter)
        along += behind(file, size, before, letter)
        yield ink, int(along + 0.5) + left, top
        before = letter


def _joined_ink(letters: list[tuple[Image.Image, int, int]]) -> tuple[Image.Image, int, int]:
    """Return letters as one mask, and where it begins."""
    left = min(left for _ink, left, _top in letters)
    top = min(top for _ink, _left, top in letters)
    right = max(left + ink.width for ink, left, _top in letters)
    bottom = max(top + ink.height for ink, _left, top in letters)
    mask = Image.new("L", (right - left, bottom - top), 0)
    for ink, from_left, from_top in letters:
        mask.paste(255, (from_left - left, from_top - top), ink)
    return mask, left, top


def _png(painted: Image.Image, inked: list[tuple[int, int]], colours: Colours) -> bytes:
    """Return a PNG of steps, of which only the rows that are *inked* are looked at.

    Pillow's own writer takes more than twice as long for the same pixels.
    """
    ground, accent = _channels(colours.ground), _channels(colours.accent)
    palette: list[int] = []
    for step in range(_STEPS):
        share = step / (_STEPS - 1)
        palette += [round(dark + (255 - dark) * share) for dark in ground]
    size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, _DEPTH, _INDEXED, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", size),
            _chunk(b"PLTE", bytes(palette + accent)),
            _chunk(b"IDAT", b"".join(_deflated(painted, inked))),
            _chunk(b"IEND", b""),
        )
    )


def _deflated(painted: Image.Image, inked: list[tuple[int, int]]) -> Iterator[bytes]:
    """Yield a picture's rows as a stream of zlib's (RFC 1950), each piece in whole bytes."""
    yield _STREAM_BEGINS
    deflate = _deflater()
    checked, done = 1, 0
    for first, last in [*_joined(inked), (HEIGHT, HEIGHT)]:
        yield _empty(first - done)
        checked = _checked_zeros(checked, (first - done) * _ROW)
        rows = painted.crop((0, first, painted.width, last)).tobytes("raw", f"P;{_DEPTH}")
        yield deflate.compress(rows) + deflate.flush(zlib.Z_FULL_FLUSH)
        checked, done = zlib.adler32(rows, checked), last
    yield deflate.flush() + struct.pack(">I", checked)


def _joined(inked: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the rows with ink from above, those together that overlap."""
    first, last = 0, 0
    for begin, end in sorted((max(0, begin), min(end, HEIGHT)) for begin, end in inked):
        if begin > last:
            if last > first:
                yield first, last
            first = begin
        last = max(last, end)
    if last > first:
        yield first, last


@cache
def _empty(count: int) -> bytes:
    """Return so many rows without ink, deflated."""
    deflate = _deflater()
    return deflate.compress(bytes(count * _ROW)) + deflate.flush(zlib.Z_FULL_FLUSH)


def _deflater() -> zlib._Compress:
    return zlib.compressobj(wbits=-zlib.MAX_WBITS, memLevel=9, strategy=zlib.Z_RLE)


def _checked_zeros(checked: int, count: int) -> int:
    """Return Adler-32 (RFC 1950) of what has been checked and so many zeros after it."""
    low, high = checked & 0xFFFF, checked >> 16
    return (high + count * low) % _ADLER << 16 | low


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def _channels(colour: str) -> list[int]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return list(bytes.fromhex(digits))
