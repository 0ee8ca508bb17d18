"""What an import will make of an export: every file, and what becomes of everything else.

Nothing is written here. The same export and publication give the same plan, whatever an earlier
run, broken off or not, has left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from sphinx_publication.importing import front, naming, redirects
from sphinx_publication.importing.comments import Reason, Threads, threads
from sphinx_publication.importing.convert import Context, convert
from sphinx_publication.importing.dating import Dated, Dating
from sphinx_publication.importing.export import Entry, EntryKind, EntryState, Export
from sphinx_publication.importing.links import Goals
from sphinx_publication.importing.manifest import Manifest
from sphinx_publication.importing.old_site import OldSite, tidy
from sphinx_publication.importing.pictures import Album, Found
from sphinx_publication.importing.privacy import Privacy
from sphinx_publication.importing.remarks import Remark, What, counted
from sphinx_publication.importing.target import Target
from sphinx_publication.importing.writing import File, digest
from sphinx_publication.locale.console import N_
from sphinx_publication.model import comments as comment_files
from sphinx_publication.model.labels import read as read_labels
from sphinx_publication.model.progress import Step, unseen
from sphinx_publication.model.slugs import slug

#: Words that stand in a publication where the old blog had none; said in its language.
UNTITLED = N_("post")
UNTITLED_PAGE = N_("page")
UNDESCRIBED = N_("Picture without a description")
POST_OF = N_("Post of {date}")
PAGE_OF = N_("Page of {date}")


class LeftOut(Enum):
    """Why an entry is left out."""

    TRASHED = N_("deleted on the blog")
    DRAFT = N_("a draft, and drafts were not asked for")


@dataclass(frozen=True)
class Wishes:
    """What the person who imports asks for."""

    #: Names of authors as the publication has them, by those of the blog.
    names: Mapping[str, str] = field(default_factory=dict)
    #: Who wrote what the blog does not tell; "" for nobody.
    author: str = ""
    #: Category of every post; "" for none.
    category: str = ""
    drafts: bool = True


@dataclass(frozen=True)
class Account:
    """What becomes of one entry."""

    entry: Entry
    #: None where it is left out.
    path: PurePosixPath | None
    left_out: LeftOut | None = None
    title: str = ""
    comments: int = 0
    pictures: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Plan:
    """An import, before anything is written."""

    files: tuple[File, ...]
    #: New addresses by old ones, of what no post or page owns.
    redirects: Mapping[str, str]
    accounts: tuple[Account, ...]
    comments_left_out: Mapping[Reason, int]
    #: Pictures of the albums: how many files each became, and why some are none.
    pictures: Mapping[str, int]
    no_pictures: Mapping[str, str]


class Planner:
    """Makes the plan of one import."""

    def __init__(
        self,
        export: Export,
        target: Target,
        manifest: Manifest,
        wishes: Wishes,
        say: Callable[[str], str],
        now: datetime,
    ) -> None:
        self.export, self.target, self.manifest = export, target, manifest
        self.wishes, self.say = wishes, say
        project = target.project
        self.dating = Dating(project.zone, project.language, now)
        self.privacy = Privacy(say)
        self.album = Album(export.pictures)
        self.names = naming.Names()
        self.dated = {entry.identifier: self.dating.of(entry) for entry in export.entries}
        self.kept = [entry for entry in export.entries if self._left_out(entry) is None]
        self.owners = naming.first_of_each(self.kept)
        self.paths = self._paths()
        self.goals = self._goals()
        self.pictures: dict[str, set[PurePosixPath]] = {}
        self.files: list[File] = []

    def plan(self, step: Step = unseen) -> Plan:
        """Return the plan; *step* is told of each entry."""
        chosen = {entry.identifier for entry in self.kept}
        every = {one.identifier: one.identifier in chosen for one in self.export.entries}
        talk = threads(self.export.comments, every, self.privacy)
        accounts = []
        for number, entry in enumerate(self.export.entries, 1):
            accounts.append(self._account(entry, talk))
            step(number, len(self.export.entries), entry.title)
        shown = [entry for entry in self.kept if self.dated[entry.identifier].is_shown]
        posts = [entry for entry in shown if entry.kind is EntryKind.POST]
        rows = redirects.redirects(
            {label for entry in posts for label in self._labels(entry)[0]},
            [moment for one in posts if (moment := self.dated[one.identifier].moment)],
            self.target.project.addresses,
            self.target.topic,
            feeds=bool(self.target.base),
        )
        return Plan(
            tuple(self.files),
            rows,
            tuple(accounts),
            MappingProxyType(dict(talk.left_out)),
            {name: len(self.pictures.get(name, ())) for name in sorted(self.export.pictures)},
            {name: why for name, why in sorted(self.album.seen.items()) if isinstance(why, str)},
        )

    def _left_out(self, entry: Entry) -> LeftOut | None:
        if entry.state is EntryState.TRASHED:
            return LeftOut.TRASHED
        unwanted = entry.state is EntryState.DRAFT and not self.wishes.drafts
        return LeftOut.DRAFT if unwanted else None

    def _paths(self) -> dict[str, PurePosixPath]:
        """Return the file of each entry: the one that it has, or one that nothing else has."""
        found: dict[str, PurePosixPath] = {}
        for entry in self.kept:
            path = self.target.known.get(entry.identifier) or self.manifest.path_of(_of(entry))
            if path is not None:
                found[entry.identifier] = self.names.keep(path)
        for entry in sorted(self.kept, key=self._order):
            if entry.identifier not in found:
                found[entry.identifier] = self.names.free(self._wanted(entry), self.target.is_taken)
        return found

    def _order(self, entry: Entry) -> tuple[bool, str, int, str]:
        """Return what decides who gets a name that two want: who had the address, who is older."""
        published = entry.published.isoformat() if entry.published else "9"
        address = tidy(entry.address) if entry.address else ""
        numbers = (len(entry.identifier), entry.identifier)
        return (self.owners.get(address) != entry.identifier, published, *numbers)

    def _wanted(self, entry: Entry) -> PurePosixPath:
        words = UNTITLED if entry.kind is EntryKind.POST else UNTITLED_PAGE
        moment = self.dated[entry.identifier].moment
        return naming.wanted(entry, moment, self.target.folders, slug(self.say(words)))

    def _goals(self) -> Goals:
        shown = {one.identifier for one in self.kept if self.dated[one.identifier].is_shown}
        known = {tidy(one.address) for one in self.export.entries if one.address}
        files = {
            address: self.paths[identifier]
            for address, identifier in self.owners.items()
            if identifier in shown
        }
        labels: dict[str, str] = {}
        for entry in self.kept:
            if entry.identifier in shown and entry.kind is EntryKind.POST:
                labels |= {slug(label): label for label in self._labels(entry)[0]}
        project = self.target.project
        return Goals(
            OldSite(self.export.hosts),
            files,
            frozenset(known - files.keys()),
            labels,
            self.target.home,
            project.addresses,
            self.target.base,
        )

    def _labels(self, entry: Entry) -> tuple[tuple[str, ...], list[Remark]]:
        """Return the labels that become tags: each topic once, as it is first written."""
        remarks: list[Remark] = []
        found: dict[str, str] = {}
        for label in entry.labels:
            good = read_labels([self.privacy.line(label)]).good
            if not good:
                remarks.append(Remark(What.LABEL_LEFT_OUT, label))
            elif found.setdefault(slug(good[0]), good[0]) != good[0]:
                remarks.append(Remark(What.LABEL_TWICE, good[0]))
        return tuple(found.values()), remarks

    def _account(self, entry: Entry, talk: Threads) -> Account:
        title = self.privacy.line(entry.title)
        left_out = self._left_out(entry)
        if left_out is not None:
            return Account(entry, None, left_out, title)
        path, dated = self.paths[entry.identifier], self.dated[entry.identifier]
        labels, remarks = self._labels(entry)
        title = title or self._untitled(entry, dated)
        remarks += self._told(entry, dated, title, path)
        taken: list[Found] = []
        converted = convert(entry.html, self._context(entry, path, taken, remarks))
        values = self._front(entry, dated, labels)
        content = front.whole(values, title, converted.markdown)
        self.files.append(File.whole(path, _of(entry), content))
        self._pictures(taken, path)
        moment = dated.moment or self.dating.now
        text = talk.file(entry.identifier, moment, self.say, self.privacy)
        if text:
            beside = PurePosixPath(comment_files.file_of(Path(path)).as_posix())
            self.names.keep(beside)
            of = f"comments {entry.identifier}"
            self.files.append(File.whole(beside, of, text.encode()))
        told = (*remarks, *converted.remarks, *talk.remarks.get(entry.identifier, ()))
        return Account(
            entry,
            path,
            None,
            title,
            len(talk.kept.get(entry.identifier, ())),
            len({found.picture.name for found in taken}),
            counted(told),
        )

    def _untitled(self, entry: Entry, dated: Dated) -> str:
        words = POST_OF if entry.kind is EntryKind.POST else PAGE_OF
        if dated.moment is None:
            return self.say(
                UNTITLED if entry.kind is EntryKind.POST else UNTITLED_PAGE
            ).capitalize()
        return self.say(words).format(date=self.dating.words(dated.moment))

    def _told(self, entry: Entry, dated: Dated, title: str, path: PurePosixPath) -> list[Remark]:
        """Return what is to be said of an entry besides its text."""
        found = [Remark(dated.remark, dated.words)] if dated.remark else []
        if not entry.title:
            found.append(Remark(What.UNTITLED, title))
        elif self.privacy.line(entry.title) != entry.title:
            found.append(Remark(What.MAIL_REMOVED))
        if path.name != self._wanted(entry).name:
            found.append(Remark(What.NAME_TAKEN, str(path)))
        if entry.address and self.owners[tidy(entry.address)] != entry.identifier:
            found.append(Remark(What.ADDRESS_SHARED, entry.address))
        return found

    def _context(
        self, entry: Entry, path: PurePosixPath, taken: list[Found], remarks: list[Remark]
    ) -> Context:
        def picture(address: str) -> str:
            found = self.album.find(address)
            if found is None:
                return ""
            taken.append(found)
            return self._beside(found, path).name

        return Context(
            link=self.goals.link(path, entry.address, remarks.append),
            picture=picture,
            undescribed=self.say(UNDESCRIBED),
            withhold=self.privacy.tree,
        )

    def _beside(self, found: Found, post: PurePosixPath) -> PurePosixPath:
        """Return the file of a picture in the folder of a post: one for all posts there."""
        known = self.pictures.setdefault(found.picture.name, set())
        path = next((one for one in known if one.parent == post.parent), None)
        if path is None:
            of = _of_picture(found)
            path = self.manifest.path_of(of, str(post.parent)) or self.names.free(
                post.parent / found.name, lambda wanted: self._is_another(wanted, found)
            )
            known.add(self.names.keep(path))
        return path

    def _is_another(self, path: PurePosixPath, found: Found) -> bool:
        """Tell whether something else than a picture has its name."""
        if not self.target.has_file(path):
            return False
        file = self.target.root / path
        return file.is_symlink() or not file.is_file() or digest(file.read_bytes()) != found.digest

    def _pictures(self, taken: list[Found], post: PurePosixPath) -> None:
        planned = {file.path for file in self.files}
        for found in taken:
            path = self._beside(found, post)
            if path not in planned:
                planned.add(path)
                self.files.append(File(path, _of_picture(found), found.digest, found.picture.read))

    def _front(self, entry: Entry, dated: Dated, labels: tuple[str, ...]) -> dict[str, object]:
        is_post = entry.kind is EntryKind.POST
        path = self.paths[entry.identifier]
        author = self.wishes.names.get(entry.author, entry.author) or self.wishes.author
        author = self.privacy.line(author)
        address = tidy(entry.address) if entry.address else ""
        owns = address and self.owners[address] == entry.identifier
        marked = is_post and not self.target.project.has_post_at(Path(path))
        values: dict[str, object] = {
            "blogpost": True if marked else None,
            "date": front.minute(dated.moment) if is_post and dated.moment else None,
            "author": front.one_or_list([author]) if is_post and author else None,
            "category": front.one_or_list([self.wishes.category])
            if is_post and self.wishes.category
            else None,
            "tags": labels if is_post else None,
            "location": self._location(entry) if is_post else None,
            "description": self.privacy.line(entry.description),
            "draft": True if entry.state is EntryState.DRAFT or dated.is_missing else None,
            "orphan": None if is_post else True,
            "redirect": address if owns else None,
            "imported": {
                "from": self.target.service,
                "id": entry.identifier,
                **({"address": address} if address else {}),
            },
        }
        return values

    def _location(self, entry: Entry) -> object:
        found = read_labels([self.privacy.line(entry.location)]).good
        return front.one_or_list(found) if found else None


def _of(entry: Entry) -> str:
    return f"{entry.kind} {entry.identifier}"


def _of_picture(found: Found) -> str:
    return f"picture {found.picture.name}"
