"""What is wrong is remembered as long as it is, and no longer."""

from __future__ import annotations

from sphinx_publication.preview.complaints import Complaints
from sphinx_publication.preview.reports import Built, Failed

DOCUMENTS = frozenset({"a.md", "b.md"})
A, B, BIB = "a.md:3: WARNING: a", "b.md:1: WARNING: b", "references.bib:2: WARNING: bib"


def built(*problems: str, read: frozenset[str] = DOCUMENTS) -> Built:
    """Return what a build says that has read the documents *read*."""
    return Built(problems, read, DOCUMENTS)


def test_what_was_said_of_a_document_holds_until_it_is_read_again() -> None:
    """A build speaks only of what it reads."""
    complaints = Complaints()
    complaints.take(built(A, B))
    complaints.take(built(read=frozenset({"b.md"})))
    assert complaints.all == (A,)
    complaints.take(built(read=frozenset({"a.md"})))
    assert complaints.all == ()


def test_what_belongs_to_no_document_is_said_by_each_build() -> None:
    """A mended bibliography is no longer wrong, whatever was read."""
    complaints = Complaints()
    complaints.take(built(BIB))
    assert complaints.all == (BIB,)
    complaints.take(built(read=frozenset()))
    assert complaints.all == ()


def test_a_deleted_document_is_not_complained_of() -> None:
    """What was wrong with it went with it."""
    complaints = Complaints()
    complaints.take(built(A, B))
    complaints.take(Built((), frozenset(), frozenset({"b.md"})))
    assert complaints.all == (B,)


def test_a_build_that_broke_off_comes_first_and_goes_with_the_next() -> None:
    """What was wrong before is still said meanwhile."""
    complaints = Complaints()
    complaints.take(built(A))
    complaints.take(Failed("conf.py: it is broken"))
    assert complaints.all == ("conf.py: it is broken", A)
    complaints.take(built(read=frozenset()))
    assert complaints.all == (A,)
