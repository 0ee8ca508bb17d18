"""The boxes of task lists say what they are: done, or to do.

MyST makes a box without a label of each ``[x]``; whoever hears the page then hears of a box alone.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_publication.model.raw_html import BOX

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_publication")


def label(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each box of a page its label."""
    enabled = getattr(app.config, "myst_enable_extensions", ())  # there may be no Markdown
    if "tasklist" not in enabled or app.builder.format != "html":
        return
    for box in list(doctree.findall(nodes.raw)):
        if found := BOX.fullmatch(box.astext().strip()):
            words = escape(_("Done") if found[1] else _("To do"))
            text = f'<input aria-label="{words}"{box.astext().strip().removeprefix("<input")}'
            box.replace_self(nodes.raw("", text, format="html"))


def setup(app: Sphinx) -> None:
    """Label the boxes when a page is written."""
    app.connect("doctree-resolved", label)
