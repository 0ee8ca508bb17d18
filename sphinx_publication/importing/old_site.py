"""Addresses of the old blog: whether one is its own, and what stood there.

Blogs are reached in many ways: with and without "www", over http and https, at the country's own
"blogspot", on telephones (``?m=1``), at a comment (``#c123``, ``?showComment=123``). All of them
mean the same page, and are one `Place`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urljoin, urlsplit

#: Stands for the old blog in addresses that name no host.
_HERE = "old.invalid"
#: Hosts that are the services', whatever an export says of where its blog stands.
_NOBODYS = frozenset({"", "blogger.com", "draft.blogger.com", "wordpress.com", "wordpress.org"})
#: Where the services keep pictures.
_STORES = re.compile(
    r"(?:[\w.-]+\.)?(?:blogger|blogspot|ggpht|google|googleusercontent|wordpress|wp)\.com"
)
_BLOGSPOT = re.compile(r"(?P<name>[\w-]+)\.blogspot\.(?:com?\.)?[a-z]{2,3}")
_LABEL = re.compile(r"/(?:search/label|tag|category)/(?P<label>[^/].*)")
_ARCHIVE = re.compile(r"(?:/archives?)?/(?P<year>\d{4})_(?P<month>\d{2})_\d{2}_archive\.html")
_MONTH = re.compile(r"/(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])")
_YEAR = re.compile(r"/(?P<year>\d{4})")
_FEED = re.compile(r"/(?:rss|atom)\.xml|/feeds/.*|(?:/.*)?/feed")


class What(StrEnum):
    """What an address of the old blog led to."""

    HOME = "home"
    LABEL = "label"
    MONTH = "month"
    YEAR = "year"
    FEED = "feed"
    #: A post or page; perhaps one that the export does not have.
    ENTRY = "entry"


@dataclass(frozen=True)
class Place:
    """An address of the old blog."""

    what: What
    #: Decoded, without a slash at its end: "/2013/12/x.html"; "/" for the start.
    path: str
    label: str = ""
    year: int = 0
    month: int = 0
    #: Whether it led to a comment, or to the place after the first lines.
    within: bool = False


class OldSite:
    """The old blog, known by its hosts."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.hosts = frozenset(map(_plain_host, hosts)) - _NOBODYS

    def place(self, address: str, base: str = "/") -> Place | None:
        """Return what stood at *address* in a text at path *base*; None if it is not the blog's."""
        try:
            parts = urlsplit(urljoin(f"http://{_HERE}{base}", address.strip()))
        except ValueError:
            return None
        name = host(parts.geturl())
        if parts.scheme not in ("http", "https") or not (name == _HERE or self._has(name)):
            return None
        within = bool(parts.fragment) or "showComment=" in parts.query
        return at(parts.path, within=within)

    def holds(self, address: str, base: str = "/") -> bool:
        """Tell whether a picture at *address* can be the blog's own, or the service's for it.

        A picture of the same name elsewhere on the web is another one.
        """
        try:
            name = host(urljoin(f"http://{_HERE}{base}", address.strip()))
        except ValueError:
            return False
        return name == _HERE or self._has(name) or _STORES.fullmatch(name) is not None

    def _has(self, name: str) -> bool:
        return _plain_host(name) in self.hosts


def host(address: str) -> str:
    """Return the host of an address in lower case; "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def at(path: str, *, within: bool = False) -> Place:
    """Return what stood at a path of the old blog."""
    path = tidy(path)
    if path in ("/", "/index.html", "/search"):
        return Place(What.HOME, "/", within=within)
    if match := _LABEL.fullmatch(path):
        return Place(What.LABEL, path, label=match["label"])
    if match := _ARCHIVE.fullmatch(path) or _MONTH.fullmatch(path):
        return Place(What.MONTH, path, year=int(match["year"]), month=int(match["month"]))
    if match := _YEAR.fullmatch(path):
        return Place(What.YEAR, path, year=int(match["year"]))
    if _FEED.fullmatch(path):
        return Place(What.FEED, path)
    return Place(What.ENTRY, path, within=within)


def tidy(path: str) -> str:
    """Return a path decoded, with single slashes and none at its end."""
    return re.sub(r"/{2,}", "/", "/" + unquote(path).strip("/")) or "/"


def _plain_host(name: str) -> str:
    """Return a host without "www"; of a country's blogspot the blog's name alone."""
    name = name.lower().strip(".").removeprefix("www.")
    match = _BLOGSPOT.fullmatch(name)
    return f"{match['name']}.blogspot.com" if match else name
