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

    #: The post's key.
    key: str
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
    holders: dict[_Shared, list[int]] = {}
    for place, post in enumerate(order):
        for one in _features(shares.get(post.key, Shares())):
            holders.setdefault(one, []).append(place)
    # What may be shared goes by numbers, for every post is compared with some hundred others.
    names = tuple(holders)
    weights = [_weight(one[0], len(found)) for one, found in holders.items()]
    features: list[set[int]] = [set() for _post in order]
    for number, found in enumerate(holders.values()):
        for place in found:
            features[place].add(number)
    near, weigh = _near(holders.values()), weights.__getitem__
    scores: list[list[tuple[int, int]]] = [[] for _post in order]
    for place, own in enumerate(features):
        for other in near.get(place, ()):
            if other > place:  # the two are as near, and have as much in common, the other way
                score = -sum(map(weigh, own & features[other]))
                scores[place].append((score, other))
                scores[other].append((score, place))
    result = {}
    for place, post in enumerate(order):
        best = []
        for _score, other in sorted(scores[place])[:most]:
            shared = features[place] & features[other]
            best.append(_related(order[other].key, {names[one]: weights[one] for one in shared}))
        if best:
            result[post.key] = tuple(best)
    return result


def _features(shares: Shares) -> Iterator[_Shared]:
    yield from ((SOURCE, key) for key in shares.sources)
    yield from ((TOPIC, slug) for slug in shares.topics)


def _weight(kind: int, count: int) -> int:
    """Return what a source or topic of *count* posts weighs (Adamic and Adar's measure)."""
    return round(kind / log2(max(count, 2)))


def _near(holders: Iterable[list[int]]) -> dict[int, set[int]]:
    """Return, by a post's place, the places of those that share something with it.

    *holders* are the places of those that hold the same, in order.
    """
    near: dict[int, set[int]] = {}
    for found in holders:
        for index, place in enumerate(found):
            around = found[max(index - NEAR, 0) : index + NEAR + 1]
            near.setdefault(place, set()).update(around)
    for place, found_near in near.items():
        found_near.discard(place)
    return near


def _related(key: str, shared: Mapping[_Shared, int]) -> Related:
    """Return a post with what is *shared* with it, which has its weight."""

    def named(kind: int) -> Iterator[str]:
        found = sorted((-weight, one[1]) for one, weight in shared.items() if one[0] == kind)
        return (name for _weight, name in found)

    return Related(key, tuple(named(SOURCE)), tuple(named(TOPIC)))
