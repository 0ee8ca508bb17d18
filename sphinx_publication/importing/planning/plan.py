"""What an import will make of an export: every file, and what becomes of everything else.

Nothing is written here. The same export and publication give the same plan, whatever an earlier
run, broken off or not, has left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath

from sphinx_publication.importing.export import Entry, EntryKind, EntryState, Export
from sphinx_publication.importing.html.convert import Context, convert
from sphinx_publication.importing.manifest import Manifest
from sphinx_publication.importing.old_site import OldSite, host, tidy
from sphinx_publication.importing.planning import front, redirects
from sphinx_publication.importing.planning.accounts import Account, LeftOut, Plan, Wishes
from sphinx_publication.importing.planning.comments import Threads, threads
from sphinx_publication.importing.planning.composing import Composer
from sphinx_publication.importing.planning.dating import Dating
from sphinx_publication.importing.planning.labels import fates, tags
from sphinx_publication.importing.planning.links import Goals
from sphinx_publication.importing.planning.pictures import Album, Found
from sphinx_publication.importing.planning.placing import Places, of_entry
from sphinx_publication.importing.planning.target import Target
from sphinx_publication.importing.privacy import Privacy, identifies
from sphinx_publication.importing.remarks import Remark, counted
from sphinx_publication.importing.writing import File
from sphinx_publication.locale.console import N_
from sphinx_publication.model import comments as comment_files
from sphinx_publication.model.progress import Step, unseen
from sphinx_publication.model.slugs import slug

#: What a picture shows that nobody has described; said in the publication's language.
UNDESCRIBED = N_("Picture without a description")


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
        self.export, self.target, self.wishes, self.say = export, target, wishes, say
        dating = Dating(target.project.zone, target.project.language, now)
        self.now = now.astimezone(target.project.zone)
        self.dated = {entry.identifier: dating.of(entry) for entry in export.entries}
        self.kept = [entry for entry in export.entries if self._left_out(entry) is None]
        self.privacy = Privacy(say)
        self.album = Album(export.pictures)
        self.places = Places(self.kept, self.dated, target, manifest, say)
        #: What readers of the publication see.
        self.shown = [
            entry
            for entry in self.kept
            if self.dated[entry.identifier].is_shown and not self.places.is_gone(entry)
        ]
        self.composer = Composer(self.places, self.dated, dating, wishes, self.privacy, say)
        self.goals = self._goals()

    def plan(self, step: Step = unseen) -> Plan:
        """Return the plan; *step* is told of each entry."""
        kept = {entry.identifier for entry in self.kept}
        every = {one.identifier: one.identifier in kept for one in self.export.entries}
        talk = threads(self.export.comments, every, self.privacy)
        accounts: list[Account] = []
        files: list[File] = []
        for number, entry in enumerate(self.export.entries, 1):
            account, made = self._account(entry, talk)
            accounts.append(account)
            files.extend(made)
            step(number, len(self.export.entries), account.title)
        of_albums = self.places.pictures
        files.extend(file for here in of_albums.values() for file in here.values())
        return Plan(
            files=tuple(files),
            redirects=self._redirects(),
            accounts=tuple(accounts),
            labels=fates(
                (label for entry in self.export.entries for label in entry.labels),
                [one.labels for one in self.kept if one.kind is EntryKind.POST],
            ),
            comments_left_out=dict(talk.left_out),
            pictures={name: len(of_albums.get(name, ())) for name in sorted(self.export.pictures)},
            no_pictures={
                name: why for name, why in sorted(self.album.seen.items()) if isinstance(why, str)
            },
        )

    def _left_out(self, entry: Entry) -> LeftOut | None:
        if entry.state is EntryState.TRASHED:
            return LeftOut.TRASHED
        unwanted = entry.state is EntryState.DRAFT and not self.wishes.drafts
        return LeftOut.DRAFT if unwanted else None

    def _goals(self) -> Goals:
        """Return where links between old texts lead now."""
        shown = {one.identifier for one in self.shown}
        known = {tidy(one.address) for one in self.export.entries if one.address}
        files = {
            address: self.places.files[identifier]
            for address, identifier in self.places.owners.items()
            if identifier in shown
        }
        return Goals(
            site=OldSite({*self.export.hosts, host(self.export.address)}),
            files=files,
            hidden=frozenset(known - files.keys()),
            labels={slug(label): label for label in self._tags()},
            home=self.target.home,
            addresses=self.target.project.addresses,
            base=self.target.base,
        )

    def _tags(self) -> list[str]:
        """Return the labels of the posts that readers can see, which have a page each."""
        posts = (entry for entry in self.shown if entry.kind is EntryKind.POST)
        return [label for entry in posts for label in tags(entry.labels)]

    def _redirects(self) -> dict[str, str]:
        posts = [entry for entry in self.shown if entry.kind is EntryKind.POST]
        moments = (self.dated[entry.identifier].moment for entry in posts)
        return dict(
            redirects.redirects(
                (
                    one
                    for entry in posts
                    for one in entry.labels
                    if slug(one) and not identifies(one)
                ),
                [moment for moment in moments if moment],
                self.target.project.addresses,
                self.target.topic,
                service=self.export.service,
                feeds=bool(self.target.base),
            )
        )

    def _account(self, entry: Entry, talk: Threads) -> tuple[Account, list[File]]:
        """Return what becomes of an entry, and the files of its text and comments."""
        title = self.composer.title(entry)
        left_out = self._left_out(entry)
        if left_out is not None:
            return Account(entry, None, title, left_out), []
        path = self.places.files[entry.identifier]
        remarks = self.composer.remarks(entry)
        taken: list[Found] = []
        converted = convert(entry.html, self._context(entry, path, taken, remarks))
        top = self.composer.front_matter(entry)
        files = [File.whole(path, of_entry(entry), front.whole(top, title, converted.markdown))]
        moment = self.dated[entry.identifier].moment or self.now
        if said := talk.file(entry.identifier, moment, self.say, self.privacy):
            beside = PurePosixPath(comment_files.file_of(Path(path)).as_posix())
            files.append(File.whole(beside, f"comments {entry.identifier}", said.encode()))
        told = (*remarks, *converted.remarks, *talk.remarks.get(entry.identifier, ()))
        account = Account(
            entry=entry,
            path=path,
            title=title,
            comments=len(talk.kept.get(entry.identifier, ())),
            pictures=len({found.picture.name for found in taken}),
            remarks=counted(told),
        )
        return account, files

    def _context(
        self, entry: Entry, path: PurePosixPath, taken: list[Found], remarks: list[Remark]
    ) -> Context:
        def picture(address: str) -> str:
            own = self.goals.site.holds(address, entry.address or "/")
            found = self.album.find(address) if own else None
            if found is None:
                return ""
            taken.append(found)
            return self.places.picture(found, path).name

        return Context(
            link=self.goals.link(path, entry.address, remarks.append),
            picture=picture,
            undescribed=self.say(UNDESCRIBED),
            withhold=self.privacy.tree,
        )
