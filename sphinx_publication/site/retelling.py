"""A post that retells an older one says so, right below its title, and names the original.

Front matter has ``retelling: {of: key, by: name, year: 2026}``. The line is ordinary text in the
doctree, so that feeds and books have it too, and the original is cited as any source is: it
stands in the post's reference list and is counted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ablog.post import PostNode
from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_publication.bibliography.nodes import pending_citation
from sphinx_publication.model import frontmatter
from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")

CLASS = "post-meta__retelling"


class Retelling(SphinxTransform):
    """Put the line below the title, before citations are collected."""

    default_priority = 806

    def apply(self, **kwargs: Any) -> None:
        """Add the line, if the document is a retelling."""
        if not self.env.metadata[self.env.docname].get("retelling"):
            return
        front = frontmatter.read(_text(Path(self.env.doc2path(self.env.docname))))
        value = front.values.get("retelling")
        if not (isinstance(value, dict) and value.get("of")):
            path = self.env.doc2path(self.env.docname, base=False).as_posix()
            problem = Problem(Kind.RETELLING_INCOMPLETE, path, front.line("retelling"))
            report(logger, problem)
            return
        title = next(iter(self.document.findall(nodes.title)), None)
        if title is not None and title.parent is not None:
            line = _line(value)
            line.source, line.line = str(self.document["source"]), front.line("retelling")
            title.parent.insert(title.parent.index(title) + 1, line)
        for post in self.document.findall(PostNode):
            # The excerpt is counted in paragraphs; `post_nodes` takes this one out of it.
            length = post["excerpt"]
            post["excerpt"] = (self.config.post_auto_excerpt if length is None else length) + 1


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig", errors="replace")


def _line(value: dict[str, Any]) -> nodes.paragraph:
    """Return the line: who retold it, when, and the original as a citation."""
    if value.get("by") and value.get("year"):
        said = _("Retold by %(by)s, %(year)s.") % value
    elif value.get("by"):
        said = _("Retold by %(by)s.") % value
    else:
        said = _("Retold.")
    citation = pending_citation(str(value["of"]), role="t")
    original = _("The original:")
    start = nodes.Text(f"{said} {original} ")
    return nodes.paragraph("", "", start, citation, nodes.Text("."), classes=[CLASS])


def original_of(metadata: Mapping[str, Any]) -> str:
    """Return the key of the source that a document retells, by Sphinx's metadata; "" for none."""
    try:
        return str(json.loads(metadata.get("retelling") or "{}").get("of") or "")
    except (AttributeError, TypeError, ValueError):
        return ""


def setup(app: Sphinx) -> None:
    """Work on each document while it is read."""
    app.add_transform(Retelling)
