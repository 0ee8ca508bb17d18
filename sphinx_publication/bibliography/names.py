"""Names in .bib fields to `Name` records, and records to the words of a citation.

Both forms of BibTeX ("Ham, Chris" and "Chris Ham"), biblatex's own ("family=Ham, given=Chris") and
organisations in braces are read. A name with too many commas is kept whole, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person, split_tex_string

from sphinx_publication.bibliography.latex import in_braces, plain
from sphinx_publication.model.sources import Name

#: The fields that hold names (biblatex manual, section 2.2.2).
FIELDS = frozenset({
    "afterword", "annotator", "author", "bookauthor", "commentator", "director", "editor",
    "editora", "editorb", "editorc", "foreword", "holder", "introduction", "namea", "nameb",
    "namec", "shortauthor", "shorteditor", "sortname", "translator",
})  # fmt: skip

_PART = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class NameList:
    """What a field of names says."""

    names: tuple[Name, ...]
    #: The names that could not be taken apart, as they were written.
    malformed: tuple[str, ...]


@lru_cache(maxsize=4096)
def parse(value: str) -> NameList:
    """The names that *value*, the raw text of a field, holds.

    The same few authors are asked for again and again, for each post to be cited.
    """
    names: list[Name] = []
    malformed: list[str] = []
    for written in filter(None, map(str.strip, split_name_list(" ".join(value.split())))):
        if written.lower() == "others":
            names.append(Name(others=True))
            continue
        if not in_braces(written) and not _PART.match(written) and _commas(written) > 2:
            malformed.append(plain(written))
            names.append(Name(literal=plain(written)))
            continue
        names.append(_name(written))
    return NameList(tuple(name for name in names if name != Name()), tuple(malformed))


def _name(written: str) -> Name:
    if in_braces(written):
        return Name(literal=plain(written))
    if _PART.match(written):
        return _extended(written)
    # Commas that end or open a name ("Ham, ") say nothing.
    person = Person(re.sub(r"^[\s,]+|[\s,]+$", "", written))
    family, prefix, suffix = person.last_names, person.prelast_names, person.lineage_names
    given = [*person.first_names, *person.middle_names]
    return Name(_words(family), _words(given), _words(prefix), _words(suffix))


def _extended(written: str) -> Name:
    """A name in biblatex's extended format (manual, section 3.4)."""
    parts = {
        match[1]: plain(match[2].strip().strip('"'))
        for match in map(_PART.match, split_tex_string(written, ","))
        if match
    }
    return Name(
        parts.get("family", ""),
        parts.get("given", ""),
        parts.get("prefix", ""),
        parts.get("suffix", ""),
    )


def _words(parts: Sequence[str]) -> str:
    return plain(" ".join(parts))


def _commas(written: str) -> int:
    return len(split_tex_string(written, ",")) - 1
