"""The bibliography's place in Sphinx: domain, roles, directive, transforms and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.bibliography import back_links, bibtex, known_keys, markdown
from sphinx_publication.bibliography.collecting import CitationCollector
from sphinx_publication.bibliography.domain import CitationDomain
from sphinx_publication.bibliography.nodes import reference_list
from sphinx_publication.bibliography.placed_lists import PlacedListDirective
from sphinx_publication.bibliography.reference_lists import ReferenceLists
from sphinx_publication.bibliography.roles import (
    CitationRole,
    FootCitationDomain,
    FootCitationRole,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Put ours in the place of sphinxcontrib-bibtex's."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(CitationDomain, override=True)
    app.add_domain(FootCitationDomain, override=True)
    app.add_role("cite", CitationRole(), override=True)
    app.add_role("footcite", FootCitationRole(), override=True)
    app.add_directive("bibliography", PlacedListDirective, override=True)
    app.add_node(reference_list)
    app.add_transform(CitationCollector)
    app.add_post_transform(ReferenceLists)
    app.connect("config-inited", bibtex.take_over, priority=700)
    app.connect("builder-inited", bibtex.read_library, priority=700)
    app.connect("build-finished", bibtex.keep_references)
    for feature in (known_keys, back_links, markdown):
        feature.setup(app)
