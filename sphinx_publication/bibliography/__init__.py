"""The bibliography: .bib files in, references and citations in the publication's style out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up the Sphinx side of the bibliography."""
    # Not before: what reads .bib files for the command line needs no Sphinx.
    from sphinx_publication.bibliography import sphinx_setup

    sphinx_setup.setup(app)
