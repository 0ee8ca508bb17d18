"""Authors: what their pages say, the names that they wrote under, what they cite."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_publication.model import identifiers
from sphinx_publication.model.addresses import Addresses
from sphinx_publication.model.authors import (
    CitedSource,
    cited,
    in_order,
    mistakes,
    named,
    profile,
    profiles,
)
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind

#: The example of orcid.org itself.
ORCID = "0000-0002-1825-0097"


class Title(str):
    """A heading, as docutils has it."""

    def astext(self) -> str:
        return str(self)


def environment(titles: dict[str, str], **metadata: dict[str, Any]) -> SimpleNamespace:
    """Return documents by their names below ``source/forfattare``, as the environment has them."""
    names = {name: f"source/forfattare/{name.replace('_', '-')}" for name in titles}
    return SimpleNamespace(
        found_docs=set(names.values()),
        titles={names[name]: Title(title) for name, title in titles.items()},
        metadata={names[name]: values for name, values in metadata.items()},
    )


def post(name: str, *authors: str) -> Post:
    moment = datetime(2013, 1, 1, tzinfo=UTC)
    return Post(name, "", 1, name, moment, moment, authors=authors)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (ORCID, ORCID),
        (f"https://orcid.org/{ORCID}", ORCID),
        ("0000000218250097", ORCID),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825-009", None),
        (f"https://example.org/{ORCID}", None),
        ("", None),
    ],
)
def test_an_orcid_is_known_by_its_last_digit(written: str, found: str | None) -> None:
    """ISO/IEC 7064, MOD 11-2; it may stand in its address."""
    assert identifiers.orcid(written) == found


def test_a_page_says_who_the_author_is() -> None:
    """Lists may be YAML lists, or the JSON that MyST makes of them; what is unsafe is left out."""
    values: dict[str, Any] = {
        "role": "forskare\n vid  Exempel",
        "orcid": ORCID,
        "website": '["https://ek.example/", "javascript:alert(1)"]',
        "aliases": "E. Ek",
    }
    found = profile(values, "source/forfattare/eva-ek", "eva-ek", "Eva Ek")
    assert found.role == "forskare vid Exempel"
    assert found.websites == ("https://ek.example/",)
    assert found.aliases == ("E. Ek",)
    assert [(one.kind, one.key) for one in mistakes(values)] == [(Kind.AUTHOR_WEBSITE, "website")]
    wrong = {"orcid": "0000-0002-1825-0098"}
    assert profile(wrong).orcid == ""
    assert [one.kind for one in mistakes(wrong)] == [Kind.AUTHOR_ORCID]


def test_pages_of_authors_are_known_by_where_they_lie() -> None:
    """Others, and pages below them, are none."""
    env = environment({"eva_ek": "Eva Ek"})
    env.found_docs |= {"source/amnen/eva-ek", "source/forfattare/a/b"}
    found = profiles(env, Addresses())
    assert {slug: (one.docname, one.title) for slug, one in found.items()} == {
        "eva-ek": ("source/forfattare/eva-ek", "Eva Ek")
    }


def test_other_names_of_an_author_are_one() -> None:
    """Posts have the name of the page; a name that has a page of its own stays."""
    aliases = {"aliases": '["E. Ek", "Eva Alm", "Bo"]'}
    known = profiles(environment({"eva_ek": "Eva Ek", "bo": "Bo"}, eva_ek=aliases), Addresses())
    found = named([post("a", "E. Ek", "Eva Ek"), post("b", "eva alm", "Bo"), post("c")], known)
    assert [one.authors for one in found] == [("Eva Ek",), ("Eva Ek", "Bo"), ()]


def test_a_page_with_another_heading_takes_the_name_of_posts() -> None:
    """The name must lead to the page; where none does, nothing is changed."""
    env = environment({"eva_ek": "Om Eva"}, eva_ek={"aliases": "E. Ek"})
    known = profiles(env, Addresses())
    posts = [post("a", "E. Ek"), post("b", "Eva Ek")]
    assert [one.authors for one in named(posts, known)] == [("Eva Ek",), ("Eva Ek",)]
    assert named(posts[:1], known) == tuple(posts[:1])


def test_sources_stand_by_how_often_they_are_cited() -> None:
    """Only the author's own posts count; equals stand in the order of the style."""
    places = {"a": {"x": 2, "y": 1}, "b": {"y": 2, "z": 2, "gone": 1}, "c": {"x": 9, "w": 1}}
    rank = {"z": 0, "y": 1, "x": 2, "w": 3}
    assert cited([post("a"), post("b"), post("uncited")], places, rank) == (
        CitedSource("y", 3, 2),
        CitedSource("z", 2, 1),
        CitedSource("x", 2, 1),
    )
    assert in_order(["Östen", "Adam", "Åsa", "Adam"], "sv") == ["Adam", "Åsa", "Östen"]
