"""Related posts: which others to read after a post, and what they share with it.

Two posts are related by the sources that both cite and the topics that both are about. What few
posts share says more than what many do, and a source more than a topic. Every sum is of whole
numbers, so that the order is the same everywhere.

Cost grows with the number of citations and tags: an index leads from each source and topic to its
posts, and where more than `NEAR` posts share one, each looks only at those nearest in time. What a
post leads on to rests on nothing but who shares each of its sources and topics: after an edit the
others keep theirs.
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
#: A post: the newer first, then by document and place there; and its key.
_Mark = tuple[float, str, int, str]


@dataclass(frozen=True)
class Readings:
    """What to read after posts, and what that rests on."""

    #: By a post's key; a post with nothing in common with any other has no entry.
    leads: Mapping[str, tuple[Related, ...]]
    #: Who shares each source and topic, in order.
    holders: Mapping[_Shared, tuple[_Mark, ...]]


def related(
    posts: Iterable[Post],
    shares: Mapping[str, Shares],
    before: Readings | None = None,
    most: int = MOST,
) -> Readings:
    """Return up to *most* others for each post, those with the most in common first.

    *shares* tells by a post's key what it may share. Of equals the newer comes first, then the one
    whose document's name does. *before* is the answer to an earlier question, which is the answer
    to this one too for posts about which nothing has changed; it is returned where that is so of
    all.
    """
    marks = sorted(
        (-post.date.timestamp(), post.docname, post.order, post.key)
        for post in posts
        if post.key in shares
    )
    holders: dict[_Shared, list[int]] = {}
    for place, mark in enumerate(marks):
        for one in _features(shares[mark[-1]]):
            holders.setdefault(one, []).append(place)
    now = {one: tuple(marks[place] for place in found) for one, found in holders.items()}
    before = before or Readings({}, {})
    known = before.holders
    if known == now:
        return before
    changed = {
        mark[-1]
        for one in known.keys() | now.keys()
        if known.get(one) != now.get(one)
        for mark in (*known.get(one, ()), *now.get(one, ()))
    }
    anew = {place for place, mark in enumerate(marks) if mark[-1] in changed}
    kept = {key: found for key, found in before.leads.items() if key not in changed}
    return Readings(kept | _leads(marks, holders, anew, most), now)


def _leads(
    marks: list[_Mark], holders: Mapping[_Shared, list[int]], anew: Set[int], most: int
) -> dict[str, tuple[Related, ...]]:
    """Return what the posts at the places *anew* among all *marks* lead on to."""
    # What may be shared goes by numbers, for every post is compared with some hundred others.
    names = tuple(holders)
    weights = [_weight(one[0], len(found)) for one, found in holders.items()]
    features: list[set[int]] = [set() for _mark in marks]
    for number, found in enumerate(holders.values()):
        for place in found:
            features[place].add(number)
    near, weigh = _near(holders.values(), anew), weights.__getitem__
    scores: dict[int, list[tuple[int, int]]] = {place: [] for place in anew}
    for place, others in near.items():
        own = features[place]
        for other in others:
            # of two that are asked about, each has as much in common with the other
            if other > place or other not in anew:
                score = -sum(map(weigh, own & features[other]))
                scores[place].append((score, other))
                if other in anew:
                    scores[other].append((score, place))
    result = {}
    for place in sorted(anew):
        best = []
        for _score, other in sorted(scores[place])[:most]:
            shared = features[place] & features[other]
            best.append(_related(marks[other][-1], {names[one]: weights[one] for one in shared}))
        if best:
            result[marks[place][-1]] = tuple(best)
    return result


def _features(shares: Shares) -> Iterator[_Shared]:
    yield from ((SOURCE, key) for key in shares.sources)
    yield from ((TOPIC, slug) for slug in shares.topics)


def _weight(kind: int, count: int) -> int:
    """Return what a source or topic of *count* posts weighs (Adamic and Adar's measure)."""
    return round(kind / log2(max(count, 2)))


def _near(holders: Iterable[list[int]], anew: Set[int]) -> dict[int, set[int]]:
    """Return the places of those that share something with the posts at the places *anew*.

    *holders* are the places of those that hold the same, in order.
    """
    near: dict[int, set[int]] = {}
    for found in holders:
        for index, place in enumerate(found):
            if place in anew:
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
