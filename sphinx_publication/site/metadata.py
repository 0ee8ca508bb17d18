"""The metadata in the head of every page, in any theme: all of it from the page's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.model import metadata
from sphinx_publication.site import structured
from sphinx_publication.site.page_records import page_record

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def put_in(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put a page's metadata where every theme prints ``metatags``; name its proper address."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    record = page_record(app, pagename, context)
    if record is None:
        return
    if context.get("pageurl"):
        context["pageurl"] = record.canonical
    context.setdefault("description", record.description)
    parts = (
        context.get("metatags", ""),
        metadata.html(metadata.head(record)),
        structured.script(app, pagename, record),
    )
    context["metatags"] = "\n".join(("", *filter(None, parts)))


def setup(app: Sphinx) -> None:
    """Put metadata in before the theme looks."""
    app.connect("html-page-context", put_in)
