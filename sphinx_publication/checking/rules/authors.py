"""Rules about pages of authors."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import authors
from sphinx_publication.model.problems import Problem


def usable(document: Document, publication: Publication) -> Iterator[Problem]:
    """An ORCID iD is one, and readers may be led to the author's own pages."""
    if publication.folder_of(document) == publication.addresses.authors:
        for mistake in authors.mistakes(document.front.values):
            yield document.at(mistake.kind, mistake.key, value=mistake.value)
