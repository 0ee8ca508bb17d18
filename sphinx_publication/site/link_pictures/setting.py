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
from itertools import groupby, pairwise
from math import ceil
from pathlib import Path

from PIL import ImageFont

from sphinx_publication.site.theming import HERE

Font = ImageFont.FreeTypeFont

_OWN = HERE / "theme/static/fonts"


@dataclass(frozen=True, eq=False)
class Face:
    """Fonts of our own that set a text together; there is one of each, which is known by itself."""

    #: The first has most letters, the others the rest.
    files: tuple[Path, ...]


#: Of titles: Swedish and its neighbours, and the rest of the Latin letters.
DISPLAY = Face((_OWN / "newsreader-display.woff2", _OWN / "newsreader-display-ext.woff2"))
#: Of what stands around them.
SANS = Face((_OWN / "hanken.woff2",))

#: Packages of fonts for other scripts, and which of their files is asked first.
_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_FIRST = "NotoSans[wght].ttf"

#: How much a line is higher than its letters' size.
LEADING = 1.1
#: No font has this: what is drawn in its place tells what a font lacks.
_NOBODYS = "\U0010ffff"
_IDEOGRAPH = "\u2e80-\u2fff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
#: What looks the same beside any other: some fonts join "f" with what follows, and brackets rise
#: beside figures. And what is as wide as its letters, each as near to the last as the two stand.
_LETTERS = " a-eg-zåäöæøéèüA-ZÅÄÖÆØÉÜ0-9.,:–-"
_APART = re.compile(f"(?:[{_LETTERS}]|f(?![bfhijklt]))+")
_IN_PAIRS = re.compile(f"[f()!?;/&%+·’”»«…—{_LETTERS}]+")
#: What begins no line of Japanese or Chinese.
_CLOSING = "、。，．！？」』）：；ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_PIECES = re.compile(rf"\s+|[{_IDEOGRAPH}][{_CLOSING}]*|[^\s{_IDEOGRAPH}]+")
#: Weight of letters from other fonts.
_WEIGHT = 500
_ELLIPSIS = "…"
#: Part of a line that a part of a broken word may take, before its hyphen.
_NEARLY = 0.95
#: How much narrower a text may be in another size than that size has it, for rounding.
_ROUNDING = 0.97
#: What letters on both sides of a break between two pieces may change of its width, by their size.
_JOINT = 0.15


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
    if file not in (*DISPLAY.files, *SANS.files):
        with suppress(OSError):  # of one weight
            found.set_variation_by_axes([_WEIGHT])
    return found


def runs(text: str, face: Face) -> Iterator[tuple[Path, str]]:
    """Yield the parts of *text* that one font sets, each with its font's file."""
    if all(_is_usual(letter, face) for letter in set(text)):
        if text:
            yield face.files[0], text
        return
    file = face.files[0]
    each = []
    for letter in text:
        category = unicodedata.category(letter)
        if category[0] == "Z":
            file = face.files[0]
        elif category[0] != "M" and category != "Cf":  # these belong to the letter before
            file = _file(letter, face)
        each.append((file, letter))
    for file, group in groupby(each, key=lambda one: one[0]):
        yield file, "".join(letter for _file, letter in group)


@lru_cache(maxsize=4096)
def _is_usual(letter: str, face: Face) -> bool:
    """Whether a letter is set in the first font, whatever stands before it."""
    category = unicodedata.category(letter)
    is_alone = category[0] != "M" and category != "Cf"
    return category[0] == "Z" or (is_alone and _file(letter, face) == face.files[0])


@lru_cache(maxsize=8192)
def width(text: str, face: Face, size: int) -> float:
    """Return the width of *text* in pixels."""
    return sum(part_width(file, size, part) for file, part in runs(text, face))


def part_width(file: Path, size: int, part: str) -> float:
    """Return the width of a part of a text that one font sets."""
    if not _IN_PAIRS.fullmatch(part):
        return font(file, size).getlength(part)
    wide = sum(behind(file, size, *pair) for pair in pairwise(part))
    return wide + behind(file, size, part[-1], "")


def are_apart(part: str) -> bool:
    """Whether each letter of a text looks the same beside any other."""
    return _APART.fullmatch(part) is not None


@lru_cache(maxsize=16384)
def behind(file: Path, size: int, before: str, letter: str) -> float:
    """Return how far behind the one *before* a letter begins, as near to it as the font has it.

    Texts share pairs of letters, and a font takes several times as long to measure a text.
    """
    face = font(file, size)
    return face.getlength(before + letter) - face.getlength(letter)


def is_settable(text: str) -> bool:
    """Whether there is a font for every letter of *text*."""
    return all(_lacks_none(letter) for letter in set(text))


def fitted(text: str, sizes: tuple[int, ...], room: tuple[int, int], most: int) -> Setting:
    """Return *text* in the first of *sizes* at which it fits into the *room* (width, height).

    It takes no more than *most* lines. What is too long in the last size is cut.
    """
    wide, high = room
    text = " ".join(_parted(word, sizes[-1], wide) for word in text.split())
    pieces, from_right = _PIECES.findall(text), _from_right(text)
    whole = sum(width(piece, DISPLAY, sizes[-1]) for piece in pieces if not piece.isspace())
    for size in sizes:
        # the words alone would fill more lines than there are
        is_long = whole * size / sizes[-1] * _ROUNDING > wide * min(most, high / (size * LEADING))
        if is_long and size != sizes[-1]:
            continue
        lines = _lines(pieces, size, wide)
        made = Setting(lines, size, from_right)
        fits = all(width(line, DISPLAY, size) <= wide for line in lines)
        if fits and len(lines) <= most and made.height <= high:
            return Setting(_even(pieces, made, wide), size, made.from_right)
    return _cut(made, wide, min(most, int(high / (size * LEADING))))


def _lines(pieces: list[str], size: int, wide: float) -> tuple[str, ...]:
    """Return *pieces* in lines, each as full as it can be; a longer word has a line of its own."""
    lines, filled = [""], 0.0
    for piece in pieces:
        longer, fills = lines[-1] + piece, filled + width(piece, DISPLAY, size)
        if piece.isspace() or not lines[-1] or _fits(longer.rstrip(), fills, size, wide):
            lines[-1], filled = longer, fills
        else:
            lines.append(piece)
            filled = width(piece, DISPLAY, size)
    return tuple(line.strip() for line in lines)


def _fits(line: str, fills: float, size: int, wide: float) -> bool:
    """Whether a line is narrow enough; its pieces *fill* nearly as much, which is quickly known."""
    about = _JOINT * size * (line.count(" ") * 2 + 1)
    if abs(fills - wide) > about:
        return fills < wide
    return width(line, DISPLAY, size) <= wide


def _even(pieces: list[str], made: Setting, wide: int) -> tuple[str, ...]:
    """Return as many lines as before, as nearly of one length as words allow."""
    lines, low, high = made.lines, wide // 3, wide
    while high - low > 8:
        middle = (low + high) // 2
        narrower = _lines(pieces, made.size, middle)
        fits = len(narrower) == len(made.lines) and all(
            width(line, DISPLAY, made.size) <= middle for line in narrower
        )
        if fits:
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
def _file(letter: str, face: Face) -> Path:
    """Return the first font that has a letter; the first of all where none has."""
    return next((one for one in (*face.files, *_others()) if _has(one, letter)), face.files[0])


@lru_cache(maxsize=4096)
def _lacks_none(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "CMZ" or _has(_file(letter, DISPLAY), letter)


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
