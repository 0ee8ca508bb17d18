"""A post without a heading gets one from its file's name, and is reported.

ablog silently takes such a document for no post at all; it would be on the site and in no list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


class NameUntitled(SphinxTransform):
    """Give a post without a heading one, before ablog looks for it (800)."""

    default_priority = 795

    def apply(self, **kwargs: Any) -> None:
        """Put the whole text below the new heading."""
        docname = self.env.docname
        docinfo = next(iter(self.document.findall(nodes.docinfo)), None)
        if docinfo is None or is_ablog_site(self.config):
            return
        if next(iter(self.document.findall(nodes.section)), None) is not None:
            return
        is_post = docname in self.config.matched_blog_posts or any(
            field[0].astext() == "blogpost" for field in docinfo.findall(nodes.field)
        )
        if not is_post:
            return
        name = docname.removesuffix("/index").rpartition("/")[2]
        title = name.replace("-", " ").replace("_", " ").strip().capitalize() or name
        section = nodes.section(
            "", nodes.title(title, title), names=[nodes.fully_normalize_name(title)]
        )
        section.source, section.line = str(self.document["source"]), 1
        rest = [node for node in self.document if node is not docinfo]
        self.document.note_implicit_target(section)
        self.document.children = [docinfo]
        section.extend(rest)
        self.document += section
        path = self.env.doc2path(docname, base=False).as_posix()
        report(logger, Problem(Kind.TITLE_MISSING, path, 1, {"title": title}))


def setup(app: Sphinx) -> None:
    """Work on each document while it is read."""
    app.add_transform(NameUntitled)
