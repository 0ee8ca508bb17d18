"""The publication's stylesheet: joined from parts, squeezed, written once a build.

The parts lie in ``theme/styles``, one for each concern. A later part may refine an earlier one, so
their order is a list here, and a part that is not in it is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcssmin import cssmin

from sphinx_publication.site.files import write_file
from sphinx_publication.site.theming import HERE, THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FOLDER = HERE / "theme/styles"

#: The stylesheet, as a path from the site's root.
STYLESHEET = "_static/publication.css"

#: The parts, in the order of the cascade.
PARTS = (
    "fonts",
    "tokens",
    "ground",
    "frame",
    "forms",
    "text",
    "pictures",
    "posts",
    "lists",
    "authors",
    "toplists",
    "figures",
    "comments",
    "references",
    "cards",
    "mentions",
    "connections",
    "books",
    "sources",
    "search",
    "small",
    "print",
)


def whole() -> str:
    """Return all parts as they are written."""
    return "\n".join((FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)


def squeezed() -> str:
    """Return all parts without comments and needless spaces."""
    return f"{cssmin(whole())}\n"


def write(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet before the pages, which ask for it by its checksum."""
    if builder.format == "html" and app.config.html_theme == THEME:
        write_file(builder, STYLESHEET, squeezed())


def setup(app: Sphinx) -> None:
    """Write the stylesheet when the pages are about to be written."""
    app.connect("write-started", write)
