"""The bibliography: .bib files in, references and citations in the publication's style out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.bibliography import sphinx_setup

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up the Sphinx side of the bibliography."""
    sphinx_setup.setup(app)
