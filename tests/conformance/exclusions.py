"""The whole list of faults that ``make check`` lets pass, each with its reason.

It should be empty: what the theme or a library breaks is mended by our own templates. What stands
here is where a checker is wrong, and what checks the same thing instead.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exclusion:
    """One kind of fault that may stay."""

    #: the checker that reports it: "html", "axe", "links", "feeds", "pdf", "epub", "sitemap",
    #: "browser"
    checker: str
    #: the pages where it may stay, as a shell pattern over paths in the publication
    where: str
    #: the checker's rule, as a shell pattern
    rule: str
    #: why it stays, and what would end it
    reason: str


EXCLUSIONS = (
    Exclusion(
        checker="pdf",
        where="*.pdf",
        rule="PDFA3A-STREAM-LENGTH-001",
        reason="page-validation 0.11 takes a carriage return that is a stream's own last byte (one"
        " compressed stream in 256 ends so) for a part of the end of line before endstream, and so"
        " finds a right /Length one byte too long. qpdf, which looks at every book too, checks that"
        " each stream ends where its /Length says; a test shows that it finds a wrong one. Ends"
        " when page-validation accepts such a stream.",
    ),
)
