"""Titles of documents in another language than the publication's, for lists to mark.

A title is in another language as a whole where its author says so (``# [The Fund]{lang=en}``), and
where it is that of the source which the document is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_publication.site.source_desk import Desk

_CLASS = "language-"


def title_languages(desk: Desk) -> Mapping[str, str]:
    """Return the language of each such title, by the document's name."""
    return dict(_found(desk))


def _found(desk: Desk) -> Iterator[tuple[str, str]]:
    titles = desk.env.titles
    for docname, key in desk.notes().items():
        language = desk.foreign(key)
        if language and docname in titles and says_title(titles[docname], desk, key):
            yield docname, language
    for docname, title in titles.items():
        only = title.children[0] if len(title.children) == 1 else None
        if isinstance(only, nodes.inline):
            for name in only["classes"]:
                if name.startswith(_CLASS):
                    yield docname, name.removeprefix(_CLASS)


def says_title(title: nodes.Node, desk: Desk, key: str) -> bool:
    """Tell whether a document is called as the source that it is about."""
    return title.astext().split() == desk.sources[key].title.split()


def mark(title: nodes.title, language: str) -> None:
    """Mark the words of a document's own title."""
    words = nodes.inline("", "", *title.children, classes=[f"{_CLASS}{language}"])
    title.children = []
    title += words
