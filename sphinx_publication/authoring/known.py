"""What a publication names already: its authors, categories, tags, series and pages.

Read from the front matter of its files, drafts included. A file whose front matter cannot be read
is passed over; `check` tells of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sphinx_publication.model import frontmatter
from sphinx_publication.model.entities import KINDS, Entity, Register
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.suggestions import nearest
from sphinx_publication.project import Project

_FRONT = re.compile(r"\ufeff?---\s*\n.*?^(?:---|\.\.\.)\s*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#\s+(?P<title>.+?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A Markdown file as far as its top tells of it."""

    #: Relative to the publication's folder.
    path: Path
    front: frontmatter.FrontMatter
    #: Its first heading; "" where it has none.
    title: str
    is_post: bool

    def labels(self, *keys: str) -> tuple[str, ...]:
        """Return the names that the fields *keys* hold, each a name, a list, or commas between."""
        return tuple(name for key in keys for name in _labels(self.front.values.get(key)))


@dataclass
class Names:
    """Names of one kind, each as it is mostly written."""

    _written: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, names: Iterable[str]) -> None:
        """Take in names that are in use."""
        for name in names:
            self._written.setdefault(slug(name), Counter())[name] += 1

    def written(self, name: str) -> str | None:
        """Return a known name as it is written, whatever its capitals; None for a new one."""
        found = self._written.get(slug(name))
        return found.most_common(1)[0][0] if found else None

    def near(self, name: str) -> str | None:
        """Return the known name that looks most like a new one; None where none does."""
        close = nearest(slug(name), list(self._written), cutoff=0.75)
        return self._written[close[0]].most_common(1)[0][0] if close else None

    def common(self, number: int) -> tuple[str, ...]:
        """Return the *number* names that are used most, the most used first."""
        often = sorted(self._written.values(), key=lambda one: (-one.total(), min(one)))
        return tuple(one.most_common(1)[0][0] for one in often[:number])


class Known:
    """All that a new file may refer to."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.pages = tuple(_pages(project))

    @cached_property
    def authors(self) -> Names:
        """Those of conf.py, of posts, and those who have a page."""
        names = Names()
        names.add((*self.project.settings["blog_authors"], *self.default_authors))
        names.add(self._of_posts("author"))
        names.add(page.title for page in self.in_folder(self.project.addresses.authors))
        return names

    @property
    def default_authors(self) -> tuple[str, ...]:
        """Who writes where a post names nobody: the default, or only, author of conf.py."""
        settings = self.project.settings
        default = settings["blog_default_author"] or ()
        default = (default,) if isinstance(default, str) else tuple(default)
        only = tuple(settings["blog_authors"]) if len(settings["blog_authors"]) == 1 else ()
        return default or only or _labels(settings["author"])

    @cached_property
    def categories(self) -> Names:
        """The categories of posts."""
        names = Names()
        names.add(self._of_posts("category"))
        return names

    @cached_property
    def tags(self) -> Names:
        """The tags of posts, and the names of topics."""
        names = Names()
        names.add(self._of_posts("tags"))
        names.add(name for one in self.register.all if one.kind == "topic" for name in one.names)
        return names

    @cached_property
    def series(self) -> Names:
        """The series that posts belong to, or that have a page."""
        names = Names()
        names.add(self._of_posts("series"))
        names.add(page.title for page in self.in_folder(self.project.addresses.series))
        return names

    @cached_property
    def register(self) -> Register:
        """The pages about something, by their names."""
        return Register(self._entities())

    def next_part(self, series: str) -> int:
        """Return the number of a series' next part."""
        names = {slug(series)}
        for page in self.in_folder(self.project.addresses.series):
            called = {page.path.stem, slug(page.title)}
            names |= called if names & called else set()
        of_it = [page for page in self._posts if names & set(map(slug, page.labels("series")))]
        parts = [str(page.front.values.get("part", "")) for page in of_it]
        return max([len(of_it), *(int(part) for part in parts if part.isdecimal())]) + 1

    def folder_of(self, kind: str) -> Path | None:
        """Return the folder where most pages of a kind lie; None where there are none."""
        found = Counter(Path(one.docname).parent for one in self.register.all if one.kind == kind)
        return found.most_common(1)[0][0] if found else None

    @cached_property
    def taken(self) -> frozenset[str]:
        """The addresses that pages have, or once had."""
        page_of = self.project.addresses.page
        now = (page_of(path.with_suffix("").as_posix()) for path in self.project.documents)
        before = (f"{old.strip('/')}/" for page in self._posts for old in page.labels("redirect"))
        return frozenset((*now, *before))

    def in_folder(self, word: str) -> Iterator[Page]:
        """Yield the pages whose address lies in the folder *word*, without its index."""
        for page in self.pages:
            name = self.project.addresses.document(page.path.with_suffix("").as_posix())
            folder, _slash, leaf = name.rpartition("/")
            if folder == word and leaf != "index" and page.title:
                yield page

    @property
    def _posts(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.is_post)

    def _of_posts(self, key: str) -> Iterator[str]:
        return (name for page in self._posts for name in page.labels(key))

    def _entities(self) -> Iterator[Entity]:
        places = self.project.addresses
        folders = {places.topics: "topic", places.organisations: "organisation"}
        in_folders = {
            page.path: kind for word, kind in folders.items() for page in self.in_folder(word)
        }
        for page in self.pages:
            kind = str(page.front.values.get("kind") or in_folders.get(page.path, ""))
            if kind in KINDS and page.title:
                docname = page.path.with_suffix("").as_posix()
                aliases = page.labels("aliases")
                yield Entity(kind, page.path.stem, page.title, docname, aliases)


def _pages(project: Project) -> Iterator[Page]:
    posts = frozenset(project.posts)
    for path in project.documents:
        if path.suffix != ".md":
            continue
        text = (project.root / path).read_text(encoding="utf-8", errors="replace")
        try:
            front = frontmatter.read(text)
        except frontmatter.FrontMatterError:
            continue
        heading = _HEADING.search(_FRONT.sub("", text, count=1))
        title = heading["title"] if heading else ""
        is_post = path in posts or front.values.get("blogpost") is True
        yield Page(path, front, title, is_post)


def _labels(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        value = [] if value is None else [value]
    return tuple(str(name).strip() for name in value if str(name).strip())
