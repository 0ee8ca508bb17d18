"""How to cite a work of the publication's own, a post or a yearbook: what its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.exports import FORMATS
from sphinx_publication.site.downloads import Download, download

if TYPE_CHECKING:
    from sphinx_publication.bibliography.formatting import Run
    from sphinx_publication.model.sources import Source


@dataclass(frozen=True)
class CiteWork:
    """How to cite one work."""

    #: Begins the ids of its parts; no other work on the page has it.
    name: str
    title: str
    reference: tuple[Run, ...]
    downloads: tuple[Download, ...]


def downloads(source: Source, path: Callable[[str], str]) -> Iterator[Download]:
    """Yield a work in each format; *path* gives the path of a file from the site's root."""
    for form in FORMATS:
        yield download(form, path(form.suffix), source)
