"""The publication that an import goes into: what it holds already, and where things belong.

An imported file says itself which entry it is (``imported`` in its front matter), so it is known
again wherever an author has moved it, and whether or not a manifest is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from sphinx_publication.importing.export import Entry, Service
from sphinx_publication.importing.old_site import tidy
from sphinx_publication.importing.planning.naming import Folders
from sphinx_publication.locale.console import _
from sphinx_publication.model import addresses, frontmatter, labels
from sphinx_publication.model.slugs import slug
from sphinx_publication.project import Project

_YEAR = re.compile(r"\d{4}")
_HEADING = re.compile(r"^# +(?P<title>.+?) *#*$", re.MULTILINE)


class NoPlace(Exception):
    """conf.py lets no new file be a post or page; the message says what to do."""


class Target:
    """A publication's folder, as it was before the import."""

    def __init__(self, project: Project, service: Service) -> None:
        self.project = project
        self.root = project.root
        #: Where the entries come from, as ``imported`` names it: "blogger".
        self.service = service
        #: File of each entry of the service that is here, by its identifier and old address:
        #: WordPress counts the entries of every blog from 1.
        self._known: dict[tuple[str, str], PurePosixPath] = {}
        #: Addresses of the other documents.
        self._taken: set[str] = set()
        #: Slug of the topic that an alias means.
        self._aliases: dict[str, str] = {}
        self._listed: dict[Path, set[str]] = {}
        for path in project.documents:
            self._look_at(path)

    def _look_at(self, path: Path) -> None:
        try:
            text = (self.root / path).read_text(encoding="utf-8-sig")
            front = frontmatter.read(text)
        except (OSError, UnicodeError, frontmatter.FrontMatterError):
            front, text = frontmatter.FrontMatter(), ""
        imported = front.values.get("imported")
        told = imported if isinstance(imported, dict) else {}
        if told.get("from") == self.service and told.get("id"):
            entry = (str(told["id"]), tidy(str(told.get("address") or "")))
            self._known.setdefault(entry, PurePosixPath(path.as_posix()))
            return
        place = self.project.addresses
        name = path.with_suffix("").as_posix()
        self._taken.add(place.page(name).casefold())
        folder, _slash, leaf = place.document(name).rpartition("/")
        if folder == place.topics:
            heading = _HEADING.search(text)
            names = [
                *labels.read(front.values.get("aliases")).good,
                heading["title"] if heading else "",
            ]
            self._aliases |= {slug(one): leaf for one in names if slug(one)}

    def file_of(self, entry: Entry) -> PurePosixPath | None:
        """Return the file that an entry is in already; None for one that is not here."""
        return self._known.get((entry.identifier, tidy(entry.address)))

    @cached_property
    def folders(self) -> Folders:
        """Where posts and pages go. Raises NoPlace."""
        posts = next(self._post_folders(), None)
        pages = next(self._page_folders(), None)
        if posts is None or pages is None:
            raise NoPlace(
                _("conf.py lets no new file in; add 'posts/**' and 'source/**' to include_patterns")
            )
        return Folders(posts, pages)

    def _post_folders(self) -> Iterator[str]:
        for pattern in (*self.project.post_patterns, "posts/**"):
            parts = PurePosixPath(pattern).parts[:-1]
            fixed = next((n for n, part in enumerate(parts) if set("*?[") & set(part)), len(parts))
            folder = "".join(f"{part}/" for part in parts[:fixed])
            if self.project.has_document_at(Path(f"{folder}2013/12/x.md")):
                yield folder

    def _page_folders(self) -> Iterator[str]:
        for folder in ("source/", *self.project.addresses.prefixes, ""):
            path = Path(f"{folder}x.md")
            if self.project.has_document_at(path) and not self.project.has_post_at(path):
                yield folder

    @property
    def base(self) -> str:
        """The publication's own address, ending in a slash; "" where conf.py gives none."""
        address = str(self.project.settings["html_baseurl"])
        return f"{address.rstrip('/')}/" if address else ""

    @cached_property
    def home(self) -> PurePosixPath | None:
        """The start page's file; None where there is none."""
        names = (f"{self.project.settings['root_doc']}.md", "index.md", "source/index.md")
        return next((PurePosixPath(one) for one in names if (self.root / one).is_file()), None)

    def topic(self, label: str) -> str:
        """Return the slug of the topic that a label means; "" for a label that can be none."""
        name = slug(label)
        return self._aliases.get(name, addresses.leaf(label) if name else "")

    def is_taken(self, path: PurePosixPath) -> bool:
        """Tell whether a document cannot have the name: a file, or an address, has it."""
        place = self.project.addresses
        address = place.page(path.with_suffix("").as_posix())
        first = address.partition("/")[0]
        return (
            self.has_file(path)
            or address.casefold() in self._taken
            or ("/" not in address.rstrip("/") and self._is_ours(first, place))
        )

    def has_file(self, path: PurePosixPath) -> bool:
        """Tell whether there is a file of that name, in any spelling."""
        folder = self.root / path.parent
        if folder not in self._listed:
            try:
                self._listed[folder] = {one.name.casefold() for one in folder.iterdir()}
            except OSError:
                self._listed[folder] = set()
        return path.name.casefold() in self._listed[folder]

    def _is_ours(self, name: str, place: addresses.Addresses) -> bool:
        """Tell whether pages that the package makes stand under a name."""
        words = {str(getattr(place, word)).partition("/")[0] for word in addresses.WORDS}
        return name in words or _YEAR.fullmatch(name) is not None
