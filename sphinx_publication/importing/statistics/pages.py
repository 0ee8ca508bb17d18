"""Which page an address is: a post's, another page of the publication, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sphinx_publication.importing.statistics.posts import Found, Posts, plain_path
from sphinx_publication.importing.statistics.views import LeftOut, Reading

if TYPE_CHECKING:
    from sphinx_publication.project import Project

#: What a page's name may end with; any other ending is a file's, and so is a feed's name.
_PAGE = re.compile(r"(?:[^.]*|.*\.(?:html?|php))", re.S)
_FEED = re.compile(r"(?:^|/)(?:feeds?|rss|atom)(?:/|$)")
_ARCHIVE = re.compile(r"\d{4}(?:/\d{2})?(?:/index)?")


@dataclass(frozen=True)
class Pages:
    """The publication's pages, by their addresses."""

    posts: Posts
    #: Addresses of the documents that are no posts, without slashes at their ends.
    others: frozenset[str]
    #: The first parts of the addresses of generated pages: "amnen".
    generated: frozenset[str]

    def look_up(self, address: str, reading: Reading, *, is_answered: bool = True) -> Found | None:
        """Return the post at an address; else None, and *reading* has been told why.

        *is_answered* tells whether whoever asked got the page.
        """
        path = plain_path(address)
        last = path.rpartition("/")[2]
        if not _PAGE.fullmatch(last) or _FEED.search(path):
            reading.leave_out(LeftOut.NO_PAGE)
            return None
        found = self.posts.at(address)
        if found is not None and is_answered:
            return found
        if found is not None:
            reading.leave_out(LeftOut.STATUS)
        elif self._is_other(path):
            reading.leave_out(LeftOut.OTHER_PAGE)
        else:
            reading.leave_out(LeftOut.UNKNOWN)
            reading.unknown[f"/{path}"] += 1
        return None

    def _is_other(self, path: str) -> bool:
        for base in ("", *self.posts.bases):
            below = path.removeprefix(base).strip("/") if path.startswith(base) else path
            first = below.partition("/")[0]
            if not below or below in self.others or first in self.generated:
                return True
            if _ARCHIVE.fullmatch(below):
                return True
        return False


def pages(project: Project, posts: Posts) -> Pages:
    """Return the pages of a publication."""
    place = project.addresses
    pages = set(project.documents) - set(project.posts)
    addresses = {place.page(path.with_suffix("").as_posix()).strip("/") for path in pages}
    words = (getattr(place, field.name) for field in fields(place) if field.name != "prefixes")
    firsts = {str(word).partition("/")[0] for word in words}
    return Pages(posts, frozenset(addresses), frozenset(firsts - {""}))
