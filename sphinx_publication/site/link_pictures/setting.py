"""Words into lines: the faces that have their letters, and the largest size that lets them fit.

Measured and broken as a typographer would: whole words, lines of nearly the same length, a longer
title smaller. A letter that our face lacks is taken from the fonts that the books have as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from math import ceil
from pathlib import Path

from PIL import ImageFont

from sphinx_publication.site.theming import HERE

Font = ImageFont.FreeTypeFont

_OWN = HERE / "theme/static/fonts"
#: Of titles: Swedish and its neighbours, and the rest of the Latin letters.
DISPLAY = (_OWN / "newsreader-display.woff2", _OWN / "newsreader-display-ext.woff2")
#: Of what stands around them.
SANS = (_OWN / "hanken.woff2",)

#: Packages of fonts for other scripts, and which of their files is asked first.
_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_FIRST = "NotoSans[wght].ttf"

#: How much a line is higher than its letters' size.
LEADING = 1.1
#: No font has this: what is drawn in its place tells what a font lacks.
_NOBODYS = "\U0010ffff"
_IDEOGRAPH = "\u2e80-\u2fff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
#: What begins no line of Japanese or Chinese.
_CLOSING = "、。，．！？」』）：；ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_PIECES = re.compile(rf"\s+|[{_IDEOGRAPH}][{_CLOSING}]*|[^\s{_IDEOGRAPH}]+")
#: Weight of letters from other fonts.
_WEIGHT = 500
_ELLIPSIS = "…"
#: Part of a line that a part of a broken word may take, before its hyphen.
_NEARLY = 0.95


@dataclass(frozen=True)
class Setting:
    """A title as it is set."""

    lines: tuple[str, ...]
    #: Size of the letters in pixels.
    size: int
    #: Whether it is read from the right.
    from_right: bool = False

    @property
    def height(self) -> int:
        """Height of all lines in pixels."""
        return round(len(self.lines) * self.size * LEADING)


@lru_cache(maxsize=64)
def font(file: Path, size: int) -> Font:
    """Return a font of a size in pixels."""
    found = ImageFont.truetype(str(file), size)
    if file not in (*DISPLAY, *SANS):
        with suppress(OSError):  # of one weight
            found.set_variation_by_axes([_WEIGHT])
    return found


def runs(text: str, faces: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the parts of *text* that one font sets, each with its font's file."""
    face = faces[0]
    each = []
    for letter in text:
        category = unicodedata.category(letter)
        if category[0] == "Z":
            face = faces[0]
        elif category[0] != "M" and category != "Cf":  # these belong to the letter before
            face = _face(letter, faces)
        each.append((face, letter))
    for file, group in groupby(each, key=lambda one: one[0]):
        yield file, "".join(letter for _file, letter in group)


@lru_cache(maxsize=8192)
def width(text: str, faces: tuple[Path, ...], size: int) -> float:
    """Return the width of *text* in pixels."""
    return sum(font(file, size).getlength(part) for file, part in runs(text, faces))


def is_settable(text: str) -> bool:
    """Whether there is a font for every letter of *text*."""
    return all(_lacks_none(letter) for letter in set(text))


def fitted(text: str, sizes: tuple[int, ...], room: tuple[int, int], most: int) -> Setting:
    """Return *text* in the first of *sizes* at which it fits into the *room* (width, height).

    It takes no more than *most* lines. What is too long in the last size is cut.
    """
    wide, high = room
    text = " ".join(_parted(word, sizes[-1], wide) for word in text.split())
    for size in sizes:
        lines = _lines(text, size, wide)
        made = Setting(lines, size, _from_right(text))
        whole = all(width(line, DISPLAY, size) <= wide for line in lines)
        if whole and len(lines) <= most and made.height <= high:
            return Setting(_even(text, made, wide), size, made.from_right)
    return _cut(made, wide, min(most, int(high / (size * LEADING))))


def _lines(text: str, size: int, wide: float) -> tuple[str, ...]:
    """Return *text* in lines, each as full as it can be; a longer word has a line of its own."""
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        if piece.isspace() or not lines[-1] or width(longer.rstrip(), DISPLAY, size) <= wide:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines)


def _even(text: str, made: Setting, wide: int) -> tuple[str, ...]:
    """Return as many lines as before, as nearly of one length as words allow."""
    lines, low, high = made.lines, wide // 3, wide
    while high - low > 8:
        middle = (low + high) // 2
        narrower = _lines(text, made.size, middle)
        fits = all(width(line, DISPLAY, made.size) <= middle for line in narrower)
        if fits and len(narrower) == len(made.lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines


def _parted(word: str, size: int, wide: int) -> str:
    """Return a word that is wider than a line in the smallest size in parts of one length."""
    count = ceil(width(word, DISPLAY, size) / (wide * _NEARLY))
    if count < 2 or len(_PIECES.findall(word)) > 1:
        return word
    length = ceil(len(word) / count)
    return "- ".join(word[at : at + length] for at in range(0, len(word), length))


def _cut(made: Setting, wide: int, most: int) -> Setting:
    """Return as many lines as there is room for, the last with an ellipsis."""
    lines = list(made.lines[:most])
    while lines[-1] and width(lines[-1] + _ELLIPSIS, DISPLAY, made.size) > wide:
        lines[-1] = lines[-1][:-1]
    lines[-1] = lines[-1].rstrip(" ,.:;–") + _ELLIPSIS
    return Setting(tuple(lines), made.size, made.from_right)


def _from_right(text: str) -> bool:
    """Whether the first letter that has a direction is read from the right (UAX 9, P2 and P3)."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    return next((side != "L" for side in sides if side in ("L", "R", "AL")), False)


@lru_cache(maxsize=4096)
def _face(letter: str, faces: tuple[Path, ...]) -> Path:
    """Return the first font that has a letter; the first of all where none has."""
    return next((file for file in (*faces, *_others()) if _has(file, letter)), faces[0])


@lru_cache(maxsize=4096)
def _lacks_none(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "CMZ" or _has(_face(letter, DISPLAY), letter)


def _has(file: Path, letter: str) -> bool:
    small = font(file, 20)
    return bytes(small.getmask(letter)) != bytes(small.getmask(_NOBODYS))


@cache
def _others() -> tuple[Path, ...]:
    """Return the fonts for other scripts, in the order in which they are asked."""
    specs = (find_spec(module) for module in _PACKAGES)
    folders = (Path(spec.origin).parent for spec in specs if spec and spec.origin)
    files = (sorted(folder.glob("*.tt[fc]")) for folder in folders)
    upright = (file for several in files for file in several if "Italic" not in file.name)
    return tuple(sorted(upright, key=lambda file: (file.name != _FIRST, "CJK" in file.name)))
