"""The whole list of faults that ``make check`` lets pass, each with its reason.

It is empty, and should be: what the theme or a library breaks is mended by our own templates.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exclusion:
    """One kind of fault that may stay."""

    #: the checker that reports it: "html", "axe", "links", "feeds", "pdf", "sitemap", "browser"
    checker: str
    #: the pages where it may stay, as a shell pattern over paths in the publication
    where: str
    #: the checker's rule, as a shell pattern
    rule: str
    #: why it stays, and what would end it
    reason: str


EXCLUSIONS: tuple[Exclusion, ...] = ()
