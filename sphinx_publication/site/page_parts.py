"""Parts of a page that templates print into its document, and where in its section they stand.

Some belong to the page and not to its text: how to cite it, what links to it, what to read on. Its
Markdown and feeds leave them out (`markdown_text`, `feed_content`), by their classes. They are a
third of a post's HTML, which would be taken apart first; so what has been printed is cut out of the
finished HTML, and where that does not hold it as it was printed, it is left out all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.site.builder import PublicationBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What an application has printed beside the texts of documents, until their pages are followed up.
_beside: WeakKeyDictionary[Sphinx, dict[str, list[str]]] = WeakKeyDictionary()


def printed(app: Sphinx, template: str, values: dict[str, Any]) -> nodes.raw:
    """Return a part of a page that a template prints."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return nodes.raw("", app.builder.templates.render(template, values), format="html")


def printed_beside(app: Sphinx, docname: str, template: str, values: dict[str, Any]) -> nodes.raw:
    """Return a part of a document's page that is none of its text, printed by a template.

    Its outermost element has one of the classes that Markdown and feeds leave out.
    """
    made = printed(app, template, values)
    if isinstance(app.builder, PublicationBuilder):
        _beside.setdefault(app, {}).setdefault(docname, []).append(made.astext().strip())
    return made


def text_alone(app: Sphinx, docname: str, html: str) -> str:
    """Return a document's *html* without what has been printed beside its text."""
    for one in _beside.get(app, {}).get(docname, ()):
        html = html.replace(one, "", 1)
    return html


def below_title(section: nodes.Element) -> int:
    """Return the place after a section's title."""
    return next(
        (place for place, node in enumerate(section, 1) if isinstance(node, nodes.title)), 0
    )


def end_of_text(section: nodes.Element) -> int:
    """Return the place after a section's text, before its reference list."""
    for place, node in enumerate(section):
        if isinstance(node, nodes.section) and "references" in node["classes"]:
            return place
    return len(section)


def _begin(app: Sphinx) -> None:
    def forget(pagename: str, template: str, context: dict[str, Any]) -> None:
        _beside.get(app, {}).pop(pagename, None)

    if isinstance(app.builder, PublicationBuilder):
        app.builder.after_page.append(forget)


def setup(app: Sphinx) -> None:
    """Forget what was printed when all that follows a page has been done."""
    app.connect("builder-inited", _begin, priority=990)
