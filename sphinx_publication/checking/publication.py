"""All that a publication's files say together, worked out when a rule asks for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from sphinx_publication.bibliography import reader
from sphinx_publication.checking import documents
from sphinx_publication.checking.anchors import Anchors, anchors_of
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.files import Files
from sphinx_publication.checking.parsing import Parser
from sphinx_publication.model import comments, dates
from sphinx_publication.model.addresses import Addresses
from sphinx_publication.model.entities import KINDS, Entity, kind_at
from sphinx_publication.model.names import Lexicon
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.standing import NO
from sphinx_publication.project import Project


@dataclass(frozen=True)
class Publication:
    """A publication whose files have been read."""

    project: Project
    documents: tuple[Document, ...]
    reading: reader.Reading
    files: Files
    #: Where pages stand.
    addresses: Addresses
    now: datetime
    #: Files that could not be opened.
    unreadable: tuple[Problem, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The documents by their paths."""
        return {one.path: one for one in self.documents}

    @cached_property
    def paths(self) -> frozenset[str]:
        """All files that are looked at: documents, .bib files and the other data beside them."""
        root = self.project.root
        others = [path for path in self.project.bibliography if path.is_relative_to(root)]
        named = {path.relative_to(root).as_posix() for path in others}
        named |= {path.as_posix() for path in comments_files(self, comments.SUFFIX)}
        settings = ("publication_statistics", "publication_redirects", "publication_published")
        named |= {str(self.project.settings[name] or "") for name in settings} - {""}
        return frozenset({*self.by_path, *(one.path for one in self.unreadable), *named})

    @cached_property
    def by_docname(self) -> Mapping[str, Document]:
        """The documents by Sphinx's names of them."""
        return {one.docname: one for one in self.documents}

    @cached_property
    def published(self) -> tuple[Document, ...]:
        """The documents that a build would publish now."""
        if self.project.is_ablog_site:
            return self.documents
        return tuple(one for one in self.documents if one.standing.is_published(self.now, False))

    @cached_property
    def by_address(self) -> Mapping[str, Document]:
        """The published documents by their addresses, such as "2013/12/name/"."""
        return {self.addresses.page(one.docname): one for one in reversed(self.published)}

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The published posts, newest first."""
        found = [
            Post(
                docname=one.docname,
                section="",
                order=1,
                title=one.title.text if one.title else "",
                date=one.standing.date,
                updated=one.standing.date,
                tags=one.names("tags"),
                redirects=one.names("redirect"),
            )
            for one in self.published
            if one.is_post and one.standing.date is not None
        ]
        return tuple(sorted(found, key=lambda post: post.sort_key, reverse=True))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names of all entities."""
        return Lexicon(self._entities(), self.project.language)

    @cached_property
    def anchors(self) -> Mapping[str, Anchors]:
        """What links may lead to within each document, by its path."""
        depth = int(self.project.settings.get("myst_heading_anchors") or 0)
        return {one.path: anchors_of(one, depth) for one in self.documents}

    @cached_property
    def labels(self) -> frozenset[str]:
        """All labels of all documents, as links may write them."""
        return frozenset(label for one in self.anchors.values() for label in one.labels)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The prefixes of keys in lists of sources that authors placed themselves."""
        return frozenset(
            directive.options["keyprefix"]
            for one in self.documents
            for directive in one.content.directives
            if directive.name == "bibliography" and directive.options.get("keyprefix")
        )

    @cached_property
    def tags(self) -> Counter[str]:
        """How often each tag is written."""
        return Counter(tag for one in self.documents if one.is_post for tag in one.names("tags"))

    def uses(self, key: str) -> Mapping[str, tuple[Document, ...]]:
        """Return the posts that have each name under a *key* of their front matter."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            for name in document.names(key) if document.is_post else ():
                found[name].append(document)
        return {name: tuple(posts) for name, posts in found.items()}

    def kind_of(self, document: Document) -> str:
        """Return the kind of entity that a document is about; "" for none."""
        said = document.value("kind")
        address = self.addresses.page(document.docname)
        return kind_at(address, str(said or ""), self.addresses)

    def folder_of(self, document: Document) -> str:
        """Return the folder of a document's address: "amnen"; "." for the publication's own."""
        return str(PurePosixPath(self.addresses.page(document.docname)).parent)

    def where(self, docname: str, key: str) -> tuple[str, int]:
        """Return the file of a document, and the line of a key of its front matter."""
        document = self.by_docname[docname]
        return document.path, document.front.line(key)

    def _entities(self) -> Iterator[Entity]:
        for one in self.published:
            kind = self.kind_of(one)
            if kind in KINDS and one.title is not None and one.title.text:
                address = PurePosixPath(self.addresses.page(one.docname))
                links = str(one.value("autolink")).lower() not in NO
                yield Entity(
                    kind=kind,
                    slug=address.name,
                    title=one.title.text,
                    docname=one.docname,
                    aliases=one.names("aliases"),
                    about=one.names("about"),
                    autolink=links,
                )


def read(project: Project) -> Publication:
    """Return the publication of a project, each of its files read once.

    Raises ValueError for base words of addresses, and ZoneInfoNotFoundError for a time zone, that
    there are not.
    """
    settings = project.settings
    reading = reader.read(project.bibliography)
    known = reading.sources.__contains__ if settings["publication_citation_syntax"] else None
    exact = bool(settings.get("myst_colon_fence_exact_match"))
    parser = Parser(settings["myst_enable_extensions"], known, exact_colons=exact)
    posts, zone = frozenset(project.posts), project.zone.key
    found: list[Document] = []
    unreadable: list[Problem] = []
    for path in project.documents:
        try:
            found.append(
                documents.read(project.root, path, parser, is_post=path in posts, zone=zone)
            )
        except OSError as error:
            details = {"reason": error.strerror or str(error)}
            unreadable.append(Problem(Kind.FILE_UNREADABLE, path.as_posix(), 0, details))
    files = Files(project.root)
    return Publication(
        project, tuple(found), reading, files, project.addresses, dates.now(), tuple(unreadable)
    )


def comments_files(publication: Publication, suffix: str) -> Iterable[Path]:
    """Yield the files of comments beside documents, from the root, in their order."""
    folders = {PurePosixPath(one.path).parent for one in publication.documents}
    for folder in sorted(folders):
        for name in sorted(publication.files.names(str(folder))):
            if name.endswith(suffix):
                yield Path(folder / name)
