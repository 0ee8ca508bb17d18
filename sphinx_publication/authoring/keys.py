"""Readable keys of sources: the first author and the year, ``ham2013``.

Public documents are called by series and number (``sfs2003_1210``). An organisation with a page
goes by its abbreviation (``isf2019``). A key in use gets a letter: ``ham2013b``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from sphinx_publication.bibliography.dates import date_of, year_in
from sphinx_publication.bibliography.documents import document_of
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.sources import Source

_NUMBER = re.compile(r"(\d{4})(?:/\d+)?:\s?([A-Za-zÅÄÖåäö]*)(\d+)")
_LETTERS = "bcdefghijklmnopqrstuvwxyz"
#: Letters of a name, beyond which it is cut after a word.
_LONGEST = 20


def key(source: Source, taken: Container[str], short_names: Mapping[str, str]) -> str:
    """Return a key for *source* that is not *taken*.

    *short_names* gives the abbreviation of an organisation by the slug of each of its names.
    """
    base = _designation(source) or _base(source, short_names)
    if base not in taken:
        return base
    joint = "_" if base[-1].isalpha() else ""
    letters = (f"{base}{joint}{one}" for one in (*_LETTERS, *(f"z{one}" for one in _LETTERS)))
    return next(one for one in letters if one not in taken)


def _designation(source: Source) -> str:
    document = document_of(source)
    match = _NUMBER.fullmatch(document.number) if document else None
    if document is None or match is None:
        return ""
    return f"{slug(match[2]) or document.series}{match[1]}_{match[3]}"


def _base(source: Source, short_names: Mapping[str, str]) -> str:
    year = year_in(date_of(source))
    name = _name(source, short_names)
    if not name:
        return _joined(source.get("doi").partition("/")[2]) or f"isbn{_joined(source.get('isbn'))}"
    return f"{name}{year or ''}"


def _name(source: Source, short_names: Mapping[str, str]) -> str:
    people = source.names.get("author") or source.names.get("editor") or ()
    first = next((one for one in people if not one.others), None)
    if first is not None and not first.literal:
        return _joined(first.surname)
    body = first.literal if first else source.get("institution", "organization", "publisher")
    if short := short_names.get(slug(body)):
        return _joined(short)
    return _words(body or source.title)


def _words(text: str) -> str:
    """Return the first words of a name, as many as make a readable key."""
    words = slug(text).split("-")
    while len(words) > 1 and len("".join(words)) > _LONGEST:
        words.pop()
    return "".join(words)[:_LONGEST]


def _joined(text: str) -> str:
    return slug(text).replace("-", "")
