"""The publication's stylesheet: joined from parts, squeezed, written once a build.

The parts lie in ``theme/styles``, one for each concern. A later part may refine an earlier one, so
their order is a list here, and a part that is not in it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rcssmin import cssmin
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.site.files import write_file
from sphinx_publication.site.theming import HERE, THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FOLDER = HERE / "theme/styles"

#: The stylesheet, as a path from the site's root.
STYLESHEET = "_static/publication.css"

#: The parts, in the order of the cascade; the first is left out with ``typeface = "system"``, and
#: the second holds the properties.
PARTS = (
    "fonts",
    "tokens",
    "base",
    "markup",
    "ground",
    "frame",
    "forms",
    "text",
    "pictures",
    "posts",
    "lists",
    "front",
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
    "citing",
    "search",
    "small",
    "reach",
    "steady",
    "print",
)


#: Options of the theme that give a colour for light and dark, and the property each sets.
COLOURS = {"accent": "--pub-accent", "links": "--pub-link"}

_PAIR = re.compile(r"(--[\w-]+): light-dark\(([^,()]+), ([^,()]+)\);")


def whole(parts: Iterable[str] = PARTS) -> str:
    """Return parts as they are written."""
    return "\n".join((FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in parts)


def plain_first(style: str) -> str:
    """Return *style* with the light colours for browsers that know no pairs, then the pairs."""
    pairs = _PAIR.findall(style)
    plain = _PAIR.sub(r"\1: \2;", style)
    told = " ".join(f"{name}: light-dark({light}, {dark});" for name, light, dark in pairs)
    return f"{plain}\n@supports (color: light-dark(red, red)) {{ :root {{ {told} }} }}\n"


def squeezed(options: Mapping[str, str]) -> str:
    """Return the stylesheet for a theme's *options*, without comments and needless spaces."""
    fonts = whole(["fonts"]) if options.get("typeface", "own") == "own" else ""
    own = [
        f"{name}: light-dark({', '.join(colours)});"
        for option, name in COLOURS.items()
        if len(colours := options.get(option, "").split()) == 2
    ]
    chosen = f":root {{ {' '.join(own)} }}" if own else ""
    tokens = plain_first(whole(["tokens"]) + chosen)
    return f"{cssmin(fonts + tokens + whole(PARTS[2:]))}\n"


def write(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet before the pages, which ask for it by its checksum."""
    if isinstance(builder, StandaloneHTMLBuilder) and app.config.html_theme == THEME:
        options = builder.theme.get_options(builder.theme_options) if builder.theme else {}
        write_file(builder, STYLESHEET, squeezed(options))


def setup(app: Sphinx) -> None:
    """Write the stylesheet when the pages are about to be written."""
    app.connect("write-started", write)
