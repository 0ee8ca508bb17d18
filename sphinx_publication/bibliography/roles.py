"""The roles ``cite``, ``cite:p``, ``cite:t`` … as sphinxcontrib-bibtex writes them.

Those of ``cite`` make a pending citation and leave the rest to `collecting`, which sees every
citation of a document, those that were put there without a role too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CiteRole

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from sphinx_publication.bibliography.domain import CitationDomain


class CitationRole(CiteRole):
    """A citation in the text, ``{cite:p}`` and its siblings."""

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: nodes.Element, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the pending citation; with "!" before it, the author wants plain text."""
        if is_ref and not node.get("refdomain"):
            node["refdomain"], node["reftype"] = "cite", "p"
        return [node], []


class FootCitationRole(FootCiteRole):
    """A citation in a footnote, ``{footcite}``: upstream's, told apart so that it is counted."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the footnote references, each with the key that it stands for."""
        domain = cast("CitationDomain", self.env.domains["cite"])
        wanted = [part.strip() for part in self.text.split(",")]
        for key in wanted:
            domain.note_footnote(self.env.docname, key)
        keys = [key for key in wanted if key in domain.bibdata.data.entries]
        found, messages = super().run()
        references = (node for node in found if isinstance(node, nodes.footnote_reference))
        for key, reference in zip(keys, references, strict=False):
            reference["cite_key"] = key
        return found, messages


class FootCitationDomain(BibtexFootDomain):
    """sphinxcontrib-bibtex's domain ``footcite`` with our role."""

    roles: ClassVar[dict[str, RoleFunction]] = {
        name: FootCitationRole() for name in BibtexFootDomain.roles
    }


#: Our role for each of sphinxcontrib-bibtex's.
ROLES: dict[str, RoleFunction] = {name: CitationRole() for name in BibtexDomain.roles}
