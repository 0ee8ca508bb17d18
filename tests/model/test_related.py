"""Related posts: what counts, what comes first, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sphinx_publication.model.posts import Post
from sphinx_publication.model.related import NEAR, Readings, Shares, related

START = datetime(2013, 1, 1, tzinfo=UTC)


def post(name: str, day: int = 0) -> Post:
    return Post(name, "", 1, name, START + timedelta(day), START + timedelta(day))


def names(found: Readings, key: str) -> list[str]:
    return [one.key for one in found.leads.get(key, ())]


def sources(*keys: str) -> Shares:
    return Shares(sources=frozenset(keys))


def topics(*slugs: str) -> Shares:
    return Shares(topics=frozenset(slugs))


def test_what_is_shared_is_told_the_rarest_first() -> None:
    """Shared sources and topics are named; what only one of the two has is not."""
    posts = [post("a"), post("b"), post("c")]
    both = Shares(frozenset({"common", "rare"}), frozenset({"t"}))
    more = Shares(frozenset({"common", "rare", "own"}), frozenset({"t", "u"}))
    found = related(posts, {"a": both, "b": more, "c": sources("common")})
    assert [(one.key, one.sources, one.topics) for one in found.leads["a"]] == [
        ("b", ("rare", "common"), ("t",)),
        ("c", ("common",), ()),
    ]


def test_nothing_in_common_is_no_relation() -> None:
    """A post that shares nothing, and one about which nothing is told, have no entry."""
    found = related([post("a"), post("b"), post("c")], {"a": sources("x"), "b": topics("x")})
    assert found.leads == {}


def test_a_rare_topic_goes_before_a_common_one() -> None:
    """A topic of two posts says more than one of ten."""
    posts = [post(f"p{n}", n) for n in range(10)]
    shares = {one.docname: topics("common") for one in posts}
    shares["p0"] = topics("common", "rare")
    shares["p9"] = topics("rare")
    assert names(related(posts, shares), "p0")[0] == "p9"


def test_a_source_goes_before_a_topic() -> None:
    """Of a source and a topic that two posts share, the source says more."""
    shares = {"a": Shares(frozenset({"s"}), frozenset({"t"})), "b": topics("t"), "c": sources("s")}
    assert names(related([post("a"), post("b", 2), post("c", 1)], shares), "a") == ["c", "b"]


def test_of_equals_the_newer_then_the_first_by_name() -> None:
    """The order never depends on the order given, and at most three are named."""
    posts = [post("old", 0), post("a", 1), post("c", 5), post("b", 5), post("new", 9)]
    shares = {one.docname: topics("t") for one in posts}
    expected = ["new", "b", "c"]
    assert names(related(posts, shares), "a") == expected
    assert names(related(reversed(posts), dict(reversed(shares.items()))), "a") == expected


def test_of_very_many_those_nearest_in_time_are_looked_at() -> None:
    """Where all share one topic, work grows with the number of posts, not with its square."""
    posts = [post(f"p{n:04}", n) for n in range(2000)]
    shares = {one.docname: topics("t") for one in posts}
    looked: list[str] = []

    class Counting(frozenset):  # type: ignore[type-arg]
        def __iter__(self):  # type: ignore[no-untyped-def]
            looked.append("")
            return super().__iter__()

    found = related(posts, {name: Shares(topics=Counting({"t"})) for name in shares}, most=1000)
    assert len(looked) == 2000
    assert max(len(one) for one in found.leads.values()) == 2 * NEAR
    assert all(abs(int(one.key[1:]) - 1000) <= NEAR for one in found.leads["p1000"])


#: Posts by name, each with its day and what it shares.
PUBLICATION = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(
        st.integers(0, 4),
        st.frozensets(st.sampled_from("xyz")),
        st.frozensets(st.sampled_from("tu")),
    ),
)


def told(publication: dict[str, tuple[int, frozenset[str], frozenset[str]]]) -> tuple:
    posts = [post(name, day) for name, (day, _sources, _topics) in publication.items()]
    return posts, {name: Shares(*shared) for name, (_day, *shared) in publication.items()}


@given(PUBLICATION, PUBLICATION)
def test_what_an_edit_leaves_alone_is_kept(old: dict, new: dict) -> None:
    """The answer after an edit is that of somebody who has seen nothing before."""
    before = related(*told(old))
    after = related(*told(new), before)
    assert after == related(*told(new))
    assert (after is before) == (after == before)


def test_only_posts_that_share_what_has_changed_are_looked_at() -> None:
    """A new post about one topic leaves those about another as they were."""
    posts = [post(f"p{n}", n) for n in range(4)]
    shares = {f"p{n}": topics("t" if n < 2 else "u") for n in range(4)}
    before = related(posts, shares)
    after = related([*posts, post("p4", 9)], {**shares, "p4": topics("u")}, before)
    assert names(after, "p2") == ["p4", "p3"]
    assert after.leads["p0"] is before.leads["p0"]
