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
from sphinx.util import logging

from sphinx_publication.model.colours import COLOUR, CONTRAST, contrast
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.files import write_file
from sphinx_publication.site.theming import HERE, THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

logger = logging.getLogger(__name__)

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

_AFTER_SPACE = re.compile(r" :(is|where|not|has)\(")

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


def own_colours(options: Mapping[str, str]) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    """Return a publication's colours for light and dark, by property, and what is wrong with some.

    A pair with something wrong is left out.
    """
    tokens = {name: pair for name, *pair in _PAIR.findall(whole(["tokens"]))}
    found, problems = {}, []
    for option, name in COLOURS.items():
        written = options.get(option, "").split()
        if not written:
            continue
        details: dict[str, object] = {"option": option, "written": " ".join(written)}
        if len(written) != 2 or not all(map(COLOUR.fullmatch, written)):
            problems.append(Problem(Kind.THEME_COLOURS_INVALID, "conf.py", 1, details))
            continue
        weak = [
            (colour, ground, ratio)
            for surface in ("--pub-ground", "--pub-panel")
            for colour, ground in zip(written, tokens[surface], strict=True)
            if (ratio := contrast(colour, ground)) < CONTRAST
        ]
        if weak:
            colour, ground, ratio = min(weak, key=lambda one: one[2])
            details |= {"written": colour, "ground": ground, "ratio": f"{ratio:.1f}"}
            details["least"] = str(CONTRAST)
            problems.append(Problem(Kind.THEME_COLOUR_WEAK, "conf.py", 1, details))
        else:
            found[name] = (written[0], written[1])
    return found, problems


def squeezed(options: Mapping[str, str]) -> str:
    """Return the stylesheet for a theme's *options*, without comments and needless spaces."""
    fonts = whole(["fonts"]) if options.get("typeface", "own") == "own" else ""
    own = own_colours(options)[0].items()
    told = " ".join(f"{name}: light-dark({light}, {dark});" for name, (light, dark) in own)
    chosen = f":root {{ {told} }}" if told else ""
    tokens = plain_first(whole(["tokens"]) + chosen)
    return f"{minified(fonts + tokens + whole(PARTS[2:]))}\n"


def minified(style: str) -> str:
    """Return *style* without what browsers do not need.

    rcssmin takes a selector's " :is(…)", as the first thing in an ``@container``, for a value, and
    joins it to what stands before; "*" keeps them apart.
    """
    return str(cssmin(_AFTER_SPACE.sub(r" *:\1(", style)))


def write(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet before the pages, which ask for it by its checksum."""
    if isinstance(builder, StandaloneHTMLBuilder) and app.config.html_theme == THEME:
        options = builder.theme.get_options(builder.theme_options) if builder.theme else {}
        for problem in own_colours(options)[1]:
            report(logger, problem)
        write_file(builder, STYLESHEET, squeezed(options))


def setup(app: Sphinx) -> None:
    """Write the stylesheet when the pages are about to be written."""
    app.connect("write-started", write)
