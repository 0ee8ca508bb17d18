"""Doctree nodes of citations and references: how they are made, and what they carry.

What other writers may rely on: a resolved citation is an ``inline`` with ``cite_role`` and
``cite_keys``, and in it one ``reference`` with ``cite_key`` for each known source; an item of a
reference list has ``source_key``; a section with ``reference_list="auto"`` was put there by us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_publication.bibliography.targets import parse_targets
from sphinx_publication.model.citations import InText, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_publication.bibliography.library import Library


class reference_list(nodes.General, nodes.Element):
    """Stands for a reference list until pages are written.

    ``docname`` is its document, ``list_id`` the id of an author's own ``{bibliography}``, or ""
    for the list that comes by itself.
    """


def pending_citation(target: str, role: str = "p") -> addnodes.pending_xref:
    """Return a citation of *target*, which is resolved when pages are written.

    *target* is what an author writes in ``{cite:p}``: a key, or several. Put into a doctree while
    it is read, it is counted, listed and resolved like an author's own.
    """
    node = addnodes.pending_xref("", refdomain="cite", reftype=role, reftarget=target)
    node["refexplicit"] = node["refwarn"] = False
    node += nodes.inline("", target)
    return node


def is_citation(node: nodes.Node) -> bool:
    """Whether *node* is a citation that is not resolved yet."""
    return isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite"


def is_footnote(node: nodes.Node) -> bool:
    """Whether *node* leads to a footnote that holds the reference of a source."""
    return isinstance(node, nodes.footnote_reference) and "cite_key" in node


def cited(node: nodes.Element) -> InText:
    """Return what the citation *node* says; one in a footnote has no words in the text."""
    if is_footnote(node):
        return InText(role="empty", targets=(Target(node["cite_key"]),))
    return InText(role=node["reftype"], targets=parse_targets(node["reftarget"]))


def reference_nodes(library: Library, key: str) -> Iterator[nodes.Node]:
    """Yield the formatted reference of a source as inline nodes."""
    for run in library.reference(key):
        node: nodes.Node = nodes.Text(run.text)
        if run.emphasis:
            node = nodes.emphasis("", "", node)
        if run.strong:
            node = nodes.strong("", "", node)
        if run.lang:
            # docutils' HTML writer makes a lang attribute of this class
            node = nodes.inline("", "", node, classes=[f"language-{run.lang}"])
        if run.href:
            node = nodes.reference("", "", node, refuri=run.href, internal=False)
        yield node
