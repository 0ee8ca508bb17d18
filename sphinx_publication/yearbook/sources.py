"""The volume's bibliography: every source that its chapters cite, in the publication's order.

Posts' own reference lists stay out of the book; what they hold is formatted by the same library as
on the site, so that the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.bibliography.nodes import reference_nodes

if TYPE_CHECKING:
    from sphinx_publication.bibliography.library import Library
    from sphinx_publication.yearbook.assembly import Chapter


@dataclass(frozen=True)
class Reference:
    """One entry of the bibliography."""

    key: str
    #: The formatted reference.
    nodes: tuple[nodes.Node, ...]
    #: The .bib file and line that it comes from.
    path: str
    line: int


def references(library: Library, chapters: Iterable[Chapter]) -> tuple[Reference, ...]:
    """Return the references of all sources that the chapters cite, sorted."""
    keys = {key for key in _cited(chapters) if key in library}
    return tuple(
        Reference(
            key,
            tuple(reference_nodes(library, key)),
            library.sources[key].path,
            library.sources[key].line,
        )
        for key in sorted(keys, key=library.sort_key)
    )


def _cited(chapters: Iterable[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        for part in (*filter(None, (chapter.title,)), *chapter.body):
            for node in part.findall(nodes.Element):
                if "cite_key" in node:
                    yield node["cite_key"]
                # A citation may name sources without words of their own.
                yield from node.get("cite_keys", ())
