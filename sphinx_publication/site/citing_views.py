"""How to cite a work of the publication's own, a post or a yearbook: what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_publication.site.downloads import Download

if TYPE_CHECKING:
    from sphinx_publication.bibliography.formatting import Run


@dataclass(frozen=True)
class CiteWork:
    """How to cite one work."""

    #: Begins the ids of its parts; no other work on the page has it.
    name: str
    title: str
    reference: tuple[Run, ...]
    downloads: tuple[Download, ...]
