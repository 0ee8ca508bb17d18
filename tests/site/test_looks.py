"""A look through a document finds what is there, however it came there."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util.nodes import NodeMatcher

from sphinx_publication.site import looks

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Give = Callable[[nodes.document, nodes.Element], None]


@pytest.fixture(autouse=True)
def _set_up() -> None:
    """Look as our package does."""
    looks.setup(cast("Sphinx", None))


def _document() -> nodes.document:
    document = new_document("a")
    document += nodes.section("", nodes.paragraph("", "", nodes.Text("ord")))
    return document


def _append(document: nodes.document, node: nodes.Element) -> None:
    document[0].append(node)


def _insert(document: nodes.document, node: nodes.Element) -> None:
    document[0].insert(0, node)


def _replace(document: nodes.document, node: nodes.Element) -> None:
    document[0][0].replace_self(node)


def _past_docutils(document: nodes.document, node: nodes.Element) -> None:
    document[0].children.append(node)


@pytest.mark.parametrize("give", [_append, _insert, _replace, _past_docutils])
def test_what_comes_in_later_is_found(give: Give) -> None:
    """A kind that was looked for in vain is found once there is one."""
    document = _document()
    assert not list(document.findall(nodes.table))
    table = nodes.table("")
    give(document, table)
    assert list(document.findall(nodes.table)) == [table]


@pytest.mark.parametrize("give", [_append, _insert, _replace])
@pytest.mark.parametrize("depth", [0, 1])
def test_what_was_stored_is_found(give: Give, depth: int) -> None:
    """So is what nobody has made in this process, alone or below another node."""
    document = _document()
    kind = addnodes.production if depth else addnodes.productionlist
    stored = pickle.dumps(addnodes.productionlist("", *[addnodes.production("", "")][:depth]))
    assert not list(document.findall(kind))
    give(document, pickle.loads(stored))
    assert len(list(document.findall(kind))) == 1


@pytest.mark.parametrize("others", [0, 100])
def test_what_was_stored_is_found_behind_others(others: int) -> None:
    """However many trees have come in before it."""
    document = _document()
    stored = pickle.dumps(nodes.table("", nodes.tgroup("", nodes.colspec(""))))
    assert not list(document.findall(nodes.colspec))
    for _ in range(others):
        document[0].append(nodes.paragraph("", "x"))
    document += pickle.loads(stored)
    assert len(list(document.findall(nodes.colspec))) == 1


def test_two_documents_are_kept_apart() -> None:
    """What one has is not looked for in vain in another, before and after it."""
    one, other = _document(), _document()
    one += nodes.comment("", "x")
    for _ in range(2):
        assert [len(list(each.findall(nodes.comment))) for each in (one, other)] == [1, 0]
        assert [len(list(_document().findall(nodes.comment))) for _each in range(3)] == [0] * 3
    other += nodes.comment("", "y")
    assert [len(list(each.findall(nodes.comment))) for each in (one, other)] == [1, 1]


def test_a_look_that_is_asked_for_early_is_as_late_as_it_is_taken() -> None:
    """docutils asks for several looks before it takes the first."""
    document = _document()
    look: Iterator[nodes.Node] = document.findall(nodes.footnote)
    document += nodes.footnote("")
    assert len(list(look)) == 1


def test_other_looks_are_docutils_own() -> None:
    """By a question, by Sphinx's matcher, and to all sides."""
    document = _document()
    document += [nodes.section("", ids=["b"]), nodes.section("", nodes.paragraph("", "x"))]
    paragraphs = [document[0][0], document[2][0]]
    assert list(document.findall(lambda node: isinstance(node, nodes.paragraph))) == paragraphs
    assert list(NodeMatcher(nodes.section, ids=["b"]).findall(document)) == [document[1]]
    assert list(NodeMatcher(nodes.paragraph, nodes.image).findall(document)) == paragraphs
    assert list(NodeMatcher(nodes.image).findall(document)) == []
    after = document[0].findall(nodes.section, include_self=False, siblings=True)
    assert list(after) == [document[1], document[2]]
    assert list(document.findall(descend=False)) == [document]


def test_what_has_been_gone_around_is_left_alone() -> None:
    """Each application that is set up in a process goes around docutils; only the first does."""
    looked, made = nodes.Node.findall, nodes.Element.__init__
    looks.setup(cast("Sphinx", None))
    assert nodes.Node.findall is looked
    assert nodes.Element.__init__ is made
