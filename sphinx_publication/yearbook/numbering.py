"""Numbers of figures, tables, code and formulas in posts.

Sphinx numbers what its toctrees lead to; posts are led to by their dates. With ``numfig`` on, what
stands in a document outside the toctrees is numbered from 1 in that document, for the site and
the yearbook alike. Numbers are noted, forgotten and merged with their document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.locale import get_translation
from sphinx.util.nodes import NodeMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")

#: From the kind of thing to its number by id, as Sphinx has it in ``env.toc_fignumbers``.
Numbers = dict[str, dict[str, tuple[int, ...]]]


def noted(env: BuildEnvironment) -> dict[str, Numbers]:
    """Return the numbers of each document."""
    kept: Any = env
    if not hasattr(env, "publication_figure_numbers"):
        kept.publication_figure_numbers = {}
    found: dict[str, Numbers] = kept.publication_figure_numbers
    return found


class FigureNumbers(EnvironmentCollector):
    """Counts what has a caption in each document."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a document's numbers."""
        noted(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take the numbers that another process noted."""
        theirs = noted(other)
        noted(env).update({name: theirs[name] for name in docnames if name in theirs})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note a document's numbers."""
        numbers: Numbers = {}
        kinds = (*app.env.domains.standard_domain.enumerable_nodes, nodes.container)
        found = doctree.findall(NodeMatcher(*kinds, nodes.math_block))
        for node in cast("Iterable[nodes.Element]", found):
            kind = _kind(app.env, node)
            if kind and node["ids"]:
                counted = numbers.setdefault(kind, {})
                counted[node["ids"][0]] = (len(counted) + 1,)
        if numbers:
            noted(app.env)[app.env.docname] = numbers


def _kind(env: BuildEnvironment, node: nodes.Element) -> str:
    """Return what kind of numbered thing a node is; "" when it is none."""
    if isinstance(node, nodes.math_block):
        return "displaymath"
    standard = env.domains.standard_domain
    kind = standard.get_enumerable_node_type(node)
    return kind if kind not in (None, "section") and standard.get_numfig_title(node) else ""


def _add(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Number the documents that Sphinx has not numbered."""
    if env.config.numfig:
        for docname, numbers in noted(env).items():
            env.toc_fignumbers.setdefault(docname, numbers)
    return []


def _name(app: Sphinx, config: Config) -> None:
    """Write kinds out in captions, where the project does not say how they are called."""
    names = {"figure": str(_("Figure %s")), "code-block": str(_("Code %s"))}
    config.numfig_format = {**names, **config.numfig_format}


def setup(app: Sphinx) -> None:
    """Number what has a caption, after Sphinx's own numbering."""
    app.add_env_collector(FigureNumbers)
    # Before Sphinx adds its own names, at 800.
    app.connect("config-inited", _name, priority=700)
    app.connect("env-get-updated", _add, priority=900)
