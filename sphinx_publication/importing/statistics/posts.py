"""The publication's posts, as those who count page views know them: by address and by title.

Read from the posts' files alone, without a build. Addresses are taken as logs and exports have
them: whole or from the site's root, with or without a slash or ``index.html`` at the end,
percent-encoded, with queries. An old one (``redirect`` in front matter) leads to its post.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_publication.model import dates, frontmatter
from sphinx_publication.model.standing import judge

if TYPE_CHECKING:
    from sphinx_publication.project import Project

_FENCE = re.compile(r"\s{0,3}(```|~~~|:::)")
_TITLE = re.compile(r"#\s+(?P<title>.+?)\s*#*\s*")
_MARKS = re.compile(r"[*_`\\]|\{[^{}]*\}$")


@dataclass(frozen=True)
class KnownPost:
    """A post, as its file says it."""

    #: Its document: "posts/2013/12/arets-tio-i-topp".
    key: str
    title: str
    #: Without slashes at its ends: "2013/12/arets-tio-i-topp".
    address: str
    #: The day it was published, in the publication's time zone.
    day: date
    #: Addresses that it had before, as its front matter writes them.
    old: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What an address leads to."""

    post: KnownPost
    #: Whether it is an address that the post had before.
    is_old: bool = False


@dataclass(frozen=True)
class Posts:
    """All published posts, oldest first."""

    all: tuple[KnownPost, ...]
    #: The path that the site's address ends with, and those that it had: "blogg".
    bases: tuple[str, ...] = ()

    def at(self, address: str) -> Found | None:
        """Return the post at an address; None where it is no post's."""
        path = plain_path(address)
        for base in ("", *self.bases):
            if base and not path.startswith(f"{base}/"):
                continue
            below = path.removeprefix(f"{base}/") if base else path
            for name in dict.fromkeys((below, re.sub(r"\.html?$", "", below))):
                if name in self._by_path:
                    return self._by_path[name]
        return None

    def called(self, title: str) -> tuple[KnownPost, ...]:
        """Return the posts with a title, oldest first; one cut off ("Årets tio…") may fit many."""
        name = _folded(title)
        if not name.endswith(("…", "...")):
            return self._by_title.get(name, ())
        begin = name.rstrip(".… ")
        return tuple(post for post in self.all if begin and _folded(post.title).startswith(begin))

    @cached_property
    def by_key(self) -> Mapping[str, KnownPost]:
        """The posts by their documents."""
        return {post.key: post for post in self.all}

    @cached_property
    def _by_path(self) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for post in self.all:
            for old in post.old:
                path = plain_path(old)
                for name in (path, re.sub(r"\.html?$", "", path)):
                    found.setdefault(name, Found(post, is_old=True))
        return found | {plain_path(post.address): Found(post) for post in self.all}

    @cached_property
    def _by_title(self) -> dict[str, tuple[KnownPost, ...]]:
        found: dict[str, tuple[KnownPost, ...]] = {}
        for post in self.all:
            name = _folded(post.title)
            found[name] = (*found.get(name, ()), post)
        return found


def known(project: Project, bases: Iterable[str] = ()) -> Posts:
    """Return the posts of a publication that are published by now; *bases* are further paths."""
    path = plain_path(str(project.settings["html_baseurl"] or ""))
    given = (plain_path(base) for base in (path, *bases))
    posts = sorted(_posts(project), key=lambda post: (post.day, post.key))
    return Posts(tuple(posts), tuple(dict.fromkeys(base for base in given if base)))


def plain_path(address: str) -> str:
    """Return the path of an address, without slashes at its ends; "" for what is no address."""
    try:
        path = urlsplit(re.sub(r"^/{2,}", "/", address.strip())).path
    except ValueError:
        return ""
    parts = [part for part in unquote(path, errors="replace").split("/") if part not in ("", ".")]
    if parts and parts[-1] in ("index.html", "index.htm"):
        parts.pop()
    return unicodedata.normalize("NFC", "/".join(parts))


def _posts(project: Project) -> Iterator[KnownPost]:
    now, among = dates.now(), set(project.posts)
    for path in project.documents:
        try:
            text = (project.root / path).read_text(encoding="utf-8-sig")
            front = frontmatter.read(text)
        except (OSError, ValueError):
            continue  # no page shows it; `check` says why
        name = path.with_suffix("").as_posix()
        said = judge(front, text, name, is_post=path in among, zone=str(project.zone))
        if said.date is None or not said.is_published(now, preview=False):
            continue
        yield KnownPost(
            key=name,
            title=_title(text) or path.stem,
            address=project.addresses.page(name).strip("/"),
            day=said.date.astimezone(project.zone).date(),
            old=frontmatter.listed(front.values.get("redirect")),
        )


def _title(text: str) -> str:
    """Return the first heading of a Markdown text, in plain words; "" where it has none."""
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := _TITLE.fullmatch(line)):
            return _MARKS.sub("", match["title"]).strip()
    return ""


def _folded(title: str) -> str:
    """Return a title by which two ways to write it are one."""
    plain = unicodedata.normalize("NFKC", title.replace("…", "\x00")).replace("\x00", "…")
    return " ".join(re.sub(r"[\"'“”„’»«]", "", plain).casefold().split())
