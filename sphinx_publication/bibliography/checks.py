"""What can be wrong with the values of an entry: dates, addresses and identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sphinx_publication.bibliography import dates
from sphinx_publication.model.identifiers import ADDRESS_FIELDS, identifiers_of, safe_address
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.sources import Source


def problems(source: Source) -> Iterator[Problem]:
    """What is wrong with the values of *source*, one by one."""
    # BibTeX's ``year`` may hold any words.
    for field in ("date", "urldate", "origdate", "eventdate", "archivedate"):
        when = dates.parse(source.get(field))
        if when and when.literal:
            yield _problem(Kind.BIB_DATE, source, field=field, date=when.literal)
    for field in ADDRESS_FIELDS:
        address = source.get(field)
        if address and _has_scheme(address) and not safe_address(address):
            yield _problem(Kind.BIB_ADDRESS_UNSAFE, source, field=field, address=address)
    for one in identifiers_of(source):
        if not one.valid:
            yield _problem(
                Kind.BIB_IDENTIFIER, source, field=one.field, value=one.value, scheme=one.scheme
            )


def _has_scheme(address: str) -> bool:
    """Whether *address* says how it is to be reached; "www.example.org" does not."""
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:
        return True


def _problem(kind: Kind, source: Source, **details: object) -> Problem:
    return Problem(kind, source.path, source.line, {"key": source.key, **details})
