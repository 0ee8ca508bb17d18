"""Looks through a document for nodes of one kind, of which a build does nearly a hundred for each.

docutils goes through nested generators, one for each level that a node lies deep; here it is one,
of the same nodes in order. Most looks find nothing, as most documents have no tables, comments or
formulas: which kinds of node the document at hand has is noted, and what has come into any tree
since, so that a look for another kind ends before it begins. Nodes come into trees when they are
made, or when they are given to another; where one that has others below it is given, those are
counted, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from sphinx_publication.site.around import once

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Method = Callable[..., Any]
#: A class, or several.
_Kind: TypeAlias = type | tuple[type, ...]

#: Where more trees than these are given between two looks, the whole document is counted anew.
_FEW = 16


class _Kinds:
    """The kinds of node that one document may have: the one that was looked through last."""

    def __init__(self) -> None:
        self._document: nodes.document | None = None
        self._there: set[type] = set()
        #: Kinds that came in since they were counted, and trees, which may have others.
        self.new: set[type] = set()
        self.given: list[nodes.Node] = []
        #: Answers for what is there.
        self._answers: dict[_Kind, bool] = {}

    def may_have(self, document: nodes.document, kind: _Kind) -> bool:
        """Tell whether a *document* may have nodes of a *kind*."""
        if kind is nodes.Node:
            return True
        if document is not self._document or len(self.given) > _FEW:
            self._document = document
            self._there = _kinds_in(document)
            self._answers.clear()
        elif self.given or not self.new <= self._there:
            there = self._there.union(self.new, *map(_kinds_in, self.given))
            if there != self._there:
                self._there = there
                self._answers.clear()
        self.new.clear()
        self.given.clear()
        answer = self._answers.get(kind)
        if answer is None:
            answer = self._answers[kind] = any(issubclass(one, kind) for one in self._there)
        return answer


def _kinds_in(node: nodes.Node) -> set[type]:
    """Return the kinds of a node and of all below it."""
    kinds, waiting = set[type](), [node]
    while waiting:
        one = waiting.pop()
        kinds.add(type(one))
        waiting += one.children
    return kinds


_kinds = _Kinds()


def _below(node: nodes.Node, kind: _Kind) -> Iterator[nodes.Node]:
    """Yield those of a *kind* among a node and all below it, each as the tree is by then."""
    if isinstance(node, nodes.document) and not _kinds.may_have(node, kind):
        return
    level, above = iter([node]), list[Iterator[nodes.Node]]()
    while True:
        for one in level:
            if isinstance(one, kind):
                yield one
            if one.children:
                above.append(level)
                level = iter(one.children)
                break
        else:
            if not above:
                return
            level = above.pop()


@once
def _looking(find: _Method) -> _Method:
    """Return how a node is looked through, which is done here, where it is for all below it."""

    @wraps(find)
    def findall(
        node: nodes.Node,
        condition: Any = None,
        include_self: bool = True,
        descend: bool = True,
        siblings: bool = False,
        ascend: bool = False,
    ) -> Iterator[nodes.Node]:
        if siblings or ascend or not (include_self and descend):
            found: Iterator[nodes.Node] = find(
                node, condition, include_self, descend, siblings, ascend
            )
            return found
        if condition is None or isinstance(condition, type):
            return _below(node, condition or nodes.Node)
        kinds = condition.classes if isinstance(condition, NodeMatcher) else ()
        return filter(condition, _below(node, kinds or nodes.Node))

    return findall


@once
def _noting_new(make: _Method) -> _Method:
    """Return how an element is made, which notes its kind."""

    @wraps(make)
    def made(node: nodes.Element, *given: Any, **options: Any) -> None:
        _kinds.new.add(type(node))
        make(node, *given, **options)

    return made


@once
def _noting_given(take: _Method) -> _Method:
    """Return how a node takes another, which notes the other's kind."""

    @wraps(take)
    def taken(node: nodes.Node, child: nodes.Node) -> None:
        _kinds.new.add(type(child))
        if child.children and len(_kinds.given) <= _FEW:
            _kinds.given.append(child)
        take(node, child)

    return taken


def setup(app: Sphinx) -> None:
    """Look through documents once where docutils and Sphinx do it again and again."""
    nodes.Element.__init__ = _noting_new(nodes.Element.__init__)  # type: ignore[method-assign]
    nodes.Node.setup_child = _noting_given(nodes.Node.setup_child)  # type: ignore[method-assign]
    nodes.Node.findall = _looking(nodes.Node.findall)  # type: ignore[method-assign]
