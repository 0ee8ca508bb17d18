"""Make the fonts in ``sphinx_publication/site/theme/static/fonts`` from their makers'.

    npm pack @fontsource-variable/newsreader@5.3.0 @fontsource-variable/hanken-grotesk@5.3.0
    (unpack each)
    pip install fonttools==4.68.0 brotli==1.2.1
    python tools/fonts.py NEWSREADER HANKEN sphinx_publication/site/theme/static/fonts

NEWSREADER and HANKEN are the folders ``package/files``. The same packages give the same bytes. Each
face is one instance, cut into files by the letters that pages need together (`RANGES`; the same
ranges stand in ``styles/fonts.css``), without hinting. Outlines and widths are those of the source,
on a grid of `GRID` to the em: a twenty-fifth of a pixel at the size of text.

Kerning is most of what can be saved: it is rounded, what nobody sees is left out, and what stays is
one table of classes, of letters that are kerned alike. Figures are tabular as they come, so that no
feature is kept but kerning and ligatures.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.otlLib.builder import buildPairPosClassesSubtable
from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.otBase import ValueRecord
from fontTools.varLib.instancer import instantiateVariableFont


def letters(text: str) -> frozenset[int]:
    """Return the code points of a text."""
    return frozenset(map(ord, text))


#: What nearly every Swedish page is written with: in the file that pages ask for at once.
CORE = frozenset(range(0x20, 0x7F)) - letters("\\^`{|}~") | letters(
    "\u00a0\u00ad£§©«°·»½×ÄÅÆÉÖØÜàäåæèéöøü–—‘’“”•…′›€−"
)
#: The rest of Latin 1 and its punctuation, and the letters of Latin Extended-A and Romanian.
REST = frozenset(range(0x20, 0x180)) | frozenset(range(0x2010, 0x2045))
REST |= {*range(0x218, 0x21C), 0x1E9E, 0x20AC, 0x2122, 0x2212}
#: Those that the sources have in their second file, which lacks some that hardly any text has.
EXTENDED = frozenset(one for one in REST if 0x100 <= one < 0x2000) - letters("ıĲĳŉŒœ")

#: The end of a file's name, and the letters in it.
RANGES: Mapping[str, frozenset[int]] = {
    "": CORE,
    "-more": REST - EXTENDED - CORE,
    "-ext": EXTENDED,
}


#: The units of an em.
GRID = 500


@dataclass(frozen=True)
class Face:
    """One instance of a variable font."""

    #: The beginning of the files' names.
    name: str
    #: The beginning and the end of the names of the source's files.
    source: tuple[str, str]
    #: Where on the font's axes.
    place: Mapping[str, float]
    #: Steps that kerning is rounded to, and the least that is kept; in em.
    step: float
    least: float


_UPRIGHT = ("newsreader-", "-standard-normal.woff2")
_SLANTED = ("newsreader-", "-standard-italic.woff2")

FACES = (
    Face("newsreader-text", _UPRIGHT, {"opsz": 15, "wght": 400}, 0.010, 0.012),
    Face("newsreader-italic", _SLANTED, {"opsz": 15, "wght": 400}, 0.010, 0.012),
    Face("newsreader-bold", _UPRIGHT, {"opsz": 15, "wght": 650}, 0.010, 0.012),
    Face("newsreader-display", _UPRIGHT, {"opsz": 36, "wght": 500}, 0.008, 0.008),
    Face("hanken", ("hanken-grotesk-", "-wght-normal.woff2"), {"wght": 460}, 0.010, 0.016),
)


def pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """Return the kerning of each pair of glyphs: that of the first table that knows."""
    (lookup,) = font["GPOS"].table.LookupList.Lookup
    tables = [getattr(one, "ExtSubTable", one) for one in lookup.SubTable]
    found = {}
    for one in font.getGlyphOrder():
        for other in font.getGlyphOrder():
            for table in tables:
                value = _value(table, one, other)
                if value is not None:
                    found[one, other] = value
                    break
    return found


def _value(table: Any, one: str, other: str) -> int | None:
    """Return the kerning of a pair by one table; None where the next is asked."""
    if one not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        of_one = table.PairSet[table.Coverage.glyphs.index(one)].PairValueRecord
        records = [record for record in of_one if record.SecondGlyph == other]
        if not records:
            return None
        record = records[0]
    else:
        row = table.Class1Record[table.ClassDef1.classDefs.get(one, 0)]
        record = row.Class2Record[table.ClassDef2.classDefs.get(other, 0)]
    return getattr(record.Value1, "XAdvance", 0) or 0


def round_kerning(font: TTFont, face: Face) -> None:
    """Replace the kerning of *font* by one table of what is seen."""
    em = font["head"].unitsPerEm
    step, least = face.step * em, face.least * em
    kept = {
        pair: round(round(value / step) * step)
        for pair, value in pairs(font).items()
        if abs(value) >= least
    }
    glyphs = font.getGlyphOrder()
    firsts = _alike(glyphs, lambda one: tuple(kept.get((one, other), 0) for other in glyphs))
    seconds = _alike(glyphs, lambda one: tuple(kept.get((other, one), 0) for other in glyphs))
    values = {}
    for first in firsts:
        for second in seconds:
            if value := kept.get((first[0], second[0])):
                record = ValueRecord()
                record.XAdvance = value
                values[first, second] = (record, None)
    (lookup,) = font["GPOS"].table.LookupList.Lookup
    table = buildPairPosClassesSubtable(values, font.getReverseGlyphMap())
    lookup.LookupType, lookup.SubTable, lookup.SubTableCount = 2, [table], 1


def _alike(
    glyphs: Iterable[str], of_glyph: Callable[[str], tuple[int, ...]]
) -> list[tuple[str, ...]]:
    """Return groups of glyphs that are kerned alike, without those that are not kerned."""
    groups = defaultdict(list)
    for one in glyphs:
        groups[of_glyph(one)].append(one)
    return [tuple(group) for values, group in groups.items() if any(values)]


def cut(face: Face, folder: Path, end: str) -> tuple[TTFont, Options]:
    """Return the instance with the letters of one range, and how it is to be saved."""
    part = "latin-ext" if end == "-ext" else "latin"
    beginning, ending = face.source
    file = folder / f"{beginning}{part}{ending}"
    font = instantiateVariableFont(TTFont(file, recalcTimestamp=False), face.place)
    wanted = RANGES[end] & set(font.getBestCmap())
    options = Options(
        hinting=False,
        bidi_closure=False,
        layout_features=["kern", "liga", "locl"],
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 14],
        flavor="woff2",
    )
    options.drop_tables += ["STAT", "MVAR", "avar", "HVAR", "gasp", "prep"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if "GPOS" in font:
        round_kerning(font, face)
    scale_upem(font, GRID)
    return font, options


def main() -> None:
    newsreader, hanken, target = map(Path, sys.argv[1:])
    for face in FACES:
        folder = hanken if face.name == "hanken" else newsreader
        for end in RANGES:
            font, options = cut(face, folder, end)
            file = target / f"{face.name}{end}.woff2"
            save_font(font, file, options)
            print(f"{file.stat().st_size:>7} {len(font.getBestCmap()):>4} {file.name}")


if __name__ == "__main__":
    main()
