"""Those who write: what the page of an author says, under which names they wrote, what they cite.

An author is known by the slug of a name. A document at the address of that slug is the author's
page: its front matter says who the author is, and what stands before its first heading is the
biography. Other names that it gives (``aliases``) are the same author's. Site and yearbook both ask
here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from sphinx_publication.model import identifiers
from sphinx_publication.model.addresses import Addresses, leaf
from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.frontmatter import listed
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind


@dataclass(frozen=True)
class Profile:
    """What an author's document says in its front matter."""

    docname: str = ""
    #: The last part of its address.
    slug: str = ""
    #: Its heading.
    title: str = ""
    #: What the author is: "forskare vid …".
    role: str = ""
    description: str = ""
    #: Other names that posts are signed with.
    aliases: tuple[str, ...] = ()
    #: "0000-0002-1825-0097"; "" for none, or one whose digit does not check.
    orcid: str = ""
    #: Addresses of the author's own pages elsewhere that readers may be led to.
    websites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """Something in the front matter that cannot be used."""

    kind: Kind
    #: The key that it stands under.
    key: str
    value: str


@dataclass(frozen=True)
class CitedSource:
    """A source that an author cites."""

    key: str
    #: How often, at how many places.
    places: int
    #: In how many posts.
    posts: int


def profile(
    metadata: Mapping[str, Any], docname: str = "", slug: str = "", title: str = ""
) -> Profile:
    """Return what a document's front matter says of its author."""
    orcid = identifiers.orcid(str(metadata.get("orcid") or ""))
    websites = (identifiers.safe_address(one) for one in listed(metadata.get("website")))
    return Profile(
        docname=docname,
        slug=slug,
        title=title,
        role=_line(metadata.get("role")),
        description=_line(metadata.get("description")),
        aliases=listed(metadata.get("aliases")),
        orcid=orcid or "",
        websites=tuple(one for one in websites if one),
    )


def profiles(env: Any, place: Addresses) -> dict[str, Profile]:
    """Return what the documents at authors' addresses say, by their slugs.

    *env* is Sphinx's environment, or what has its ``found_docs``, ``metadata`` and ``titles``.
    """
    found = {}
    for docname in sorted(env.found_docs):
        address = PurePosixPath(place.page(docname))
        if address.parent == PurePosixPath(place.authors):
            title = env.titles[docname].astext() if docname in env.titles else ""
            values = env.metadata.get(docname, {})
            found[address.name] = profile(values, docname, address.name, title)
    return found


def mistakes(metadata: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield what cannot be used of an author's front matter."""
    written = _line(metadata.get("orcid"))
    if written and identifiers.orcid(written) is None:
        yield Mistake(Kind.AUTHOR_ORCID, "orcid", written)
    for address in listed(metadata.get("website")):
        if identifiers.safe_address(address) is None:
            yield Mistake(Kind.AUTHOR_WEBSITE, "website", address)


def named(posts: Iterable[Post], known: Mapping[str, Profile]) -> tuple[Post, ...]:
    """Return *posts* with each author under one name: another name is replaced by the page's own.

    That is the page's heading, or a name that posts are signed with, whichever leads to the page.
    """
    posts = tuple(posts)
    signed = {leaf(name): name for post in reversed(posts) for name in post.authors}
    names: dict[str, str] = {}
    for one in known.values():
        own = one.title if leaf(one.title) == one.slug else signed.get(one.slug, "")
        names |= {leaf(alias): own for alias in one.aliases if own and leaf(alias) not in known}
    if not names:
        return posts

    def rightly(post: Post) -> Post:
        authors = (names.get(leaf(name), name) for name in post.authors)
        return replace(post, authors=tuple(dict.fromkeys(authors)))

    return tuple(map(rightly, posts))


def in_order(names: Iterable[str], language: str) -> list[str]:
    """Return authors' names, each once, in the order of the alphabet."""
    return sorted(dict.fromkeys(names), key=lambda name: sort_key(name, language))


def cited(
    posts: Iterable[Post], places: Mapping[str, Mapping[str, int]], rank: Mapping[str, int]
) -> tuple[CitedSource, ...]:
    """Return the sources that *posts* cite, those cited most often first, equals by *rank*.

    *places* tells, by a post's key, at how many places it cites which source; a source without a
    rank is left out.
    """
    within: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for key in {post.key for post in posts}:
        found = places.get(key, {})
        within.update(found.keys())
        total.update(found)
    keys = sorted(total.keys() & rank.keys(), key=lambda key: (-total[key], rank[key]))
    return tuple(CitedSource(key, total[key], within[key]) for key in keys)


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())
