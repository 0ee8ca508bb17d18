"""Turn a blog into a knowledge publication: a site, yearbooks, and a page for every source.

``extensions = ["sphinx_publication"]`` is all that a project needs. It brings MyST, ablog and
sphinxcontrib-bibtex with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.starting import start

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every part of the publication."""
    start()
    # Not before: the processes that set books need little of the package, and would load it all.
    from sphinx_publication import bibliography, config, fence, raw_html, site, yearbook

    if "ablog" not in app.config.extensions:
        # An ablog site lists MyST itself, or has .md files that are no documents.
        app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.bibtex")
    for feature in (config, fence, raw_html, bibliography, site, yearbook):
        feature.setup(app)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
