"""Related posts: which others to read after a post, and what they share with it.

Two posts are related by the sources that both cite and the topics that both are about. What few
posts share says more than what many do, and a source more than a topic. Every sum is of whole
numbers, so that the order is the same everywhere.

Cost grows with the number of citations and tags: an index leads from each source and topic to its
posts, and where more than `NEAR` posts share one, each looks only at those nearest in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from math import log2

from sphinx_publication.model.posts import Post

#: How many posts are named at most.
MOST = 3
#: How many posts that share a source or topic are looked at on either side of a post.
NEAR = 12
#: What one shared by two posts weighs.
SOURCE, TOPIC = 2000, 1000


@dataclass(frozen=True)
class Shares:
    """What a post may share with others."""

    #: Keys of the sources that it cites.
    sources: Set[str] = frozenset()
    #: Slugs of its topics.
    topics: Set[str] = frozenset()


@dataclass(frozen=True)
class Related:
    """A post to read after another, and why."""

    post: Post
    #: Keys of the sources that both cite, the rarest first.
    sources: tuple[str, ...]
    #: Slugs of the topics that both are about, the rarest first.
    topics: tuple[str, ...]


#: A source or a topic: which of the two, and its name.
_Shared = tuple[int, str]


def related(
    posts: Iterable[Post], shares: Mapping[str, Shares], most: int = MOST
) -> dict[str, tuple[Related, ...]]:
    """Return, by a post's key, up to *most* others, those with the most in common first.

    *posts* are newest first; *shares* tells by a post's key what it may share. Of equals the newer
    comes first, then the one whose document's name does. A post with nothing in common with any
    other has no entry.
    """
    order = sorted(posts, key=lambda post: (-post.date.timestamp(), post.docname, post.order))
    features = [_features(shares.get(post.key, Shares())) for post in order]
    holders: dict[_Shared, list[int]] = {}
    for number, found in enumerate(features):
        for one in found:
            holders.setdefault(one, []).append(number)
    weights = {one: _weight(one[0], len(found)) for one, found in holders.items()}
    near, weigh = _near(holders), weights.__getitem__
    result = {}
    for number, post in enumerate(order):
        ranked = sorted(
            (-sum(map(weigh, features[number] & features[other])), other)
            for other in near.get(number, ())
        )
        best = [
            _related(order[other], features[number] & features[other], weights)
            for _score, other in ranked[:most]
        ]
        if best:
            result[post.key] = tuple(best)
    return result


def _features(shares: Shares) -> frozenset[_Shared]:
    return frozenset(
        [*((SOURCE, key) for key in shares.sources), *((TOPIC, slug) for slug in shares.topics)]
    )


def _weight(kind: int, count: int) -> int:
    """Return what a source or topic of *count* posts weighs (Adamic and Adar's measure)."""
    return round(kind / log2(max(count, 2)))


def _near(holders: Mapping[_Shared, list[int]]) -> dict[int, set[int]]:
    """Return, by a post's number, the numbers of those that share something with it."""
    near: dict[int, set[int]] = {}
    for found in holders.values():
        for place, number in enumerate(found):
            around = found[max(place - NEAR, 0) : place + NEAR + 1]
            near.setdefault(number, set()).update(around)
    for number, found_near in near.items():
        found_near.discard(number)
    return near


def _related(post: Post, shared: Iterable[_Shared], weights: Mapping[_Shared, int]) -> Related:
    def named(kind: int) -> Iterator[str]:
        found = sorted((-weights[one], one[1]) for one in shared if one[0] == kind)
        return (name for _weight, name in found)

    shared = tuple(shared)
    return Related(post, tuple(named(SOURCE)), tuple(named(TOPIC)))
