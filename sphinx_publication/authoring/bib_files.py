"""A new entry in a .bib file, written as the others in it are, and they left as they were.

The file tells its own layout: indent, equals signs in a column or not, the comma after the last
field. Where its keys stand in alphabetical order the entry goes to its place, else to the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_publication.bibliography.exports.bibtex import fields
from sphinx_publication.model.sources import Source

#: The order of fields; others stand before the last of these.
_ORDER = (
    "author", "editor", "translator", "title", "subtitle", "titleaddon", "booktitle",
    "booksubtitle", "maintitle", "eventtitle", "journaltitle", "journalsubtitle", "date",
    "entrysubtype", "type", "series", "volume", "number", "issue", "pages", "pagetotal", "edition",
    "institution", "organization", "publisher", "location", "isbn", "issn", "doi", "urn", "eprint",
    "eprinttype", "url", "urldate",
)  # fmt: skip
_LAST = ("langid", "keywords")

_FIELD = re.compile(r"^([ \t]*)[A-Za-z][\w-]*([ \t]*)=([ \t]*)", re.MULTILINE)
_END = re.compile(r"(,?)[ \t]*\n[ \t]*[})][ \t]*(?:\n|$)")
_ENTRY = re.compile(r"^[ \t]*@[ \t]*(?!comment|string|preamble)\w+[ \t]*[{(][ \t]*([^,\s]+)",
                    re.MULTILINE | re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How the entries of a file are written."""

    indent: str = "  "
    #: The equals signs of an entry stand under one another.
    aligned: bool = True
    #: What stands before and after an equals sign.
    before: str = " "
    after: str = " "
    last_comma: bool = True


def layout(text: str) -> Layout:
    """Return the layout that most lines of a file have; that of the package for an empty one."""
    found = _FIELD.findall(text)
    if not found:
        return Layout()
    indents, before, after = (Counter(column) for column in zip(*found, strict=True))
    commas = Counter(bool(comma) for comma in _END.findall(text))
    widths = {len(blanks) for blanks in before}
    return Layout(
        indent=indents.most_common(1)[0][0],
        aligned=len(widths) > 2,
        before=" " if max(widths) else "",
        after=after.most_common(1)[0][0],
        last_comma=commas[True] >= commas[False],
    )


def entry(source: Source, form: Layout) -> str:
    """Return *source* as an entry in the layout *form*, with a line end after its brace."""
    written = fields(source)
    names = sorted(written, key=_place)
    width = max(map(len, names), default=0) if form.aligned else 0
    lines = [
        f"{form.indent}{name:{width}}{form.before}={form.after}{{{written[name]}}}"
        for name in names
    ]
    body = ",\n".join(lines) + ("," if form.last_comma else "")
    return f"@{source.type}{{{source.key},\n{body}\n}}\n"


def with_entry(text: str, source: Source) -> str:
    """Return the *text* of a file with the entry of *source* in it; lines end with "\\n"."""
    block = entry(source, layout(text))
    found = [(match[1], match.start()) for match in _ENTRY.finditer(text)]
    if _in_order([name for name, _start in found]):
        after = next((at for name, at in found if name.casefold() > source.key.casefold()), None)
        if after is not None:
            at = _above(text, after)
            return f"{text[:at]}{block}\n{text[at:]}"
    kept = text.rstrip("\n")
    return f"{kept}\n\n{block}" if kept else block


def _place(name: str) -> tuple[int, int]:
    if name in _ORDER:
        return 0, _ORDER.index(name)
    return (2, _LAST.index(name)) if name in _LAST else (1, 0)


def _in_order(keys: Sequence[str]) -> bool:
    folded = [key.casefold() for key in keys]
    return len(keys) > 2 and folded == sorted(folded)


def _above(text: str, at: int) -> int:
    """Return where the comment lines begin that stand right above the entry at *at*."""
    lines = text[:at].splitlines(keepends=True)
    while lines and lines[-1].lstrip().startswith("%"):
        at -= len(lines.pop())
    return at
