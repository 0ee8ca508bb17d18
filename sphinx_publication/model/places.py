"""Places in texts, told apart by whose they are: a published post's, or another page's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sphinx_publication.model.posts import Post


class Place(Protocol):
    """A place where a page has to do with something, known by its key."""

    @property
    def key(self) -> str:
        """What it has to do with."""

    @property
    def docname(self) -> str:
        """The page."""

    @property
    def anchor(self) -> str:
        """Id of the place in its page."""

    @property
    def sections(self) -> tuple[str, ...]:
        """Ids of the sections around the place, outermost first."""


P = TypeVar("P", bound=Place)


@dataclass(frozen=True)
class Places(Generic[P]):
    """The places of one key, in the order of each text."""

    #: By post, newest first.
    posts: tuple[tuple[Post, tuple[P, ...]], ...]
    #: By document, for pages that are no posts.
    pages: tuple[tuple[str, tuple[P, ...]], ...]


def by_key(
    places: Iterable[P], posts: Iterable[Post], records: Mapping[str, Iterable[str]]
) -> dict[str, Places[P]]:
    """Return the places of each key, in the order of the keys.

    *posts* are the published ones, newest first; *records* names, for each document with posts,
    the sections of all of its posts ("" for the whole document), published or not. A place in a
    post that is not published counts nowhere; one outside any post belongs to its page.
    """
    posts = tuple(posts)
    owners, numbers = Owners(posts, records), {post.key: n for n, post in enumerate(posts)}
    in_posts: dict[str, dict[int, list[P]]] = {}
    in_pages: dict[str, dict[str, list[P]]] = {}
    for place in places:
        owner = owners.key(place)
        if owner is None:
            in_pages.setdefault(place.key, {}).setdefault(place.docname, []).append(place)
        elif owner in numbers:
            in_posts.setdefault(place.key, {}).setdefault(numbers[owner], []).append(place)
    return {
        key: Places(
            tuple((posts[n], tuple(found)) for n, found in sorted(in_posts.get(key, {}).items())),
            tuple((name, tuple(found)) for name, found in sorted(in_pages.get(key, {}).items())),
        )
        for key in sorted({*in_posts, *in_pages})
    }


class Owners:
    """Whose places are.

    *posts* and *records* are as in `by_key`.
    """

    def __init__(self, posts: Iterable[Post], records: Mapping[str, Iterable[str]]) -> None:
        self._posts = {post.key: post for post in posts}
        self._sections = {docname: frozenset(found) for docname, found in records.items()}

    def __contains__(self, place: Place) -> bool:
        """Tell whether a place is in a published post, or in none."""
        key = self.key(place)
        return key is None or key in self._posts

    def post(self, place: Place) -> Post | None:
        """Return the post of a place; None outside posts, and in one that is not published."""
        key = self.key(place)
        return None if key is None else self._posts.get(key)

    def key(self, place: Place) -> str | None:
        """Return the key of the innermost post around a place; None outside any post.

        The post need not be published.
        """
        section = _section(place, self._sections.get(place.docname, _NONE))
        if section is None:
            return None
        return f"{place.docname}#{section}" if section else place.docname


#: The sections of a page without posts.
_NONE: frozenset[str] = frozenset()


def _section(place: Place, sections: frozenset[str]) -> str | None:
    """Return the section of the innermost post around a place; None outside any post."""
    for section in reversed(place.sections):
        if section in sections:
            return section
    return "" if "" in sections else None
