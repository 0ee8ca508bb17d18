"""The labels of a post, as its author wrote them.

ablog reads YAML lists by stripping brackets and quotation marks from their text, which tears labels
with commas apart. Here they are read from the front matter itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ablog.post import PostNode

from sphinx_publication.model import labels
from sphinx_publication.model.frontmatter import FrontMatter
from sphinx_publication.model.problems import Kind, Problem

_LABELS = ("tags", "author", "category", "location", "language")


def take_lists(node: PostNode, front: FrontMatter) -> None:
    """Take what front matter gives as lists, and nothing else: enough for an ablog site."""
    for name in (*_LABELS, "redirect"):
        value = front.values.get(name)
        if isinstance(value, list):
            node[name] = [str(item).strip() for item in value if item is not None]


def take(node: PostNode, front: FrontMatter | None, path: str) -> Iterator[Problem]:
    """Take the labels of a post, and yield a problem for each that cannot be one.

    *front* is the front matter of a Markdown post; None where ablog has read the labels from a
    directive or from reStructuredText's fields.
    """
    if front is not None:
        take_lists(node, front)
    for name in _LABELS:
        found = labels.read(front.values.get(name) if front else list(node[name]))
        node[name] = list(found.good)
        line = front.line(name) if front else node.line or 1
        for label in found.bad:
            yield Problem(Kind.LABEL_INVALID, path, line, {"label": label, "name": name})
