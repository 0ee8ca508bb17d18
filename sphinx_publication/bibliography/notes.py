"""Fields that reference managers keep in notes, one a line: ``tex.archiveurl: https://…``.

Zotero has no field of its own for many of biblatex's; its users write them into "Extra", with
Better BibTeX's prefix, and exports without Better BibTeX put them all into ``note``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOTES = frozenset({"annotation", "annote", "extra", "note"})
_LINE = re.compile(r"^[ \t]*tex\.([a-z]+)[ \t]*[:=][ \t]*(\S.*?)[ \t]*$", re.MULTILINE | re.I)


def unpack(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """*fields* (names and raw values) with those that stand in notes as fields of their own.

    A field that the entry has is not taken from a note; its line then stays there.
    """
    entry = tuple(fields)
    taken = {name for name, _ in entry}
    found: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name in taken:
            return match[0]
        taken.add(name)
        found.append((name, match[2]))
        return ""

    rest = [(name, _LINE.sub(take, text) if name in _NOTES else text) for name, text in entry]
    rest = [(name, text) for name, text in rest if text.strip() or (name, text) in entry]
    return (*rest, *found)
