"""What an author gives for a new source, known by its form: DOIs, ISBNs, or BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_publication.locale.console import _
from sphinx_publication.model import identifiers

_ENTRY = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
_DIGITS = re.compile(r"[0-9Xx]")


class NotUnderstood(ValueError):
    """Neither a DOI, an ISBN nor BibTeX; the message says what was expected."""


@dataclass(frozen=True)
class Given:
    """What was given; one of the three holds something."""

    bibtex: str = ""
    #: Bare ones.
    dois: tuple[str, ...] = ()
    #: As they were written.
    isbns: tuple[str, ...] = ()


def understand(text: str) -> Given:
    """Return what *text* holds: BibTeX, or DOIs and ISBNs with blanks between.

    Raises NotUnderstood for anything else, and for an ISBN whose last digit does not check.
    """
    text = text.strip()
    if _ENTRY.search(text):
        return Given(bibtex=text)
    whole = _one(text)
    if whole is not None:
        return whole
    found = [_one(word) for word in text.split()]
    if not found or None in found:
        raise NotUnderstood(_reason(text))
    known = [one for one in found if one is not None]
    return Given(
        dois=tuple(doi for one in known for doi in one.dois),
        isbns=tuple(isbn for one in known for isbn in one.isbns),
    )


def _one(text: str) -> Given | None:
    if doi := identifiers.doi(text):
        return Given(dois=(doi,))
    if isbn := identifiers.isbn(text):
        return Given(isbns=(isbn,))
    return None


def _reason(text: str) -> str:
    if len(_DIGITS.findall(text)) in (10, 13) and not re.search(r"[a-wyz/]{3}", text, re.I):
        return _("'%s' looks like an ISBN, but its last digit does not agree; look again.") % text
    return _("Give a DOI (10.5334/ijic.68), an ISBN (978-…) or BibTeX (@book{…}).")
