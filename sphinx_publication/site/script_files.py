"""The publication's scripts, squeezed for phones: written once a build."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rjsmin import jsmin
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.site.assets import SCRIPTS, sent
from sphinx_publication.site.files import write_file
from sphinx_publication.site.theming import CARDS, SCRIPT, THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: Those of our theme; the others are for single pages, in any theme.
OF_THE_THEME = frozenset({SCRIPT, CARDS})


@cache
def squeezed(name: str) -> str:
    """Return a script without comments and needless spaces."""
    return f"{jsmin(sent(name))}\n"


def write(app: Sphinx, builder: Builder) -> None:
    """Write the scripts before the pages, which ask for some by their checksums."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    for path in sorted(SCRIPTS.glob("*.js")):
        if path.name not in OF_THE_THEME or app.config.html_theme == THEME:
            write_file(builder, f"_static/{path.name}", squeezed(path.name))


def setup(app: Sphinx) -> None:
    """Write the scripts when the pages are about to be written."""
    app.connect("write-started", write)
