"""The a and b of "2013a" and "2013b".

All sources of a library that would be cited by the same words get letters, cited or not, so that a
letter is the same in posts, on source pages and in books. Within such a group the order is: dates
of a year alone, then by month and day (APA 7, 9.47), then by title, then by key. A new source may
therefore move the letters of the others of its group, and of no one else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from string import ascii_lowercase

from sphinx_publication.bibliography.collation import collation_key
from sphinx_publication.bibliography.dates import date_of
from sphinx_publication.bibliography.labels import CitationForm, author, year
from sphinx_publication.model.sources import Source


def year_suffixes(
    sources: Iterable[Source], form: CitationForm, language: str
) -> Mapping[str, str]:
    """The letters by key, for the sources that need one."""
    groups: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in sources:
        if cited_year := year(source, form):
            groups[author(source, form, narrative=False).casefold(), cited_year].append(source)
    return {
        source.key: _letters(number)
        for group in groups.values()
        if len(group) > 1
        for number, source in enumerate(sorted(group, key=partial(_order, language)))
    }


def _order(language: str, source: Source) -> tuple[int, int, str, str]:
    when = date_of(source)
    start = when.start if when else None
    month = (start and (start.month or (start.season or 0) * 3)) or 0
    return month, (start and start.day) or 0, collation_key(source.title, language), source.key


def _letters(number: int) -> str:
    """a to z, then aa, ab and so on."""
    rest, letter = divmod(number, len(ascii_lowercase))
    return (_letters(rest - 1) if rest else "") + ascii_lowercase[letter]
