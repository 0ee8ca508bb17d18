"""What stands at the top of a text: its title, its labels, and the rest of its front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_publication.importing.export import Entry, EntryKind, EntryState
from sphinx_publication.importing.html.cleaning import unseen
from sphinx_publication.importing.old_site import tidy
from sphinx_publication.importing.planning import front
from sphinx_publication.importing.planning.accounts import Wishes
from sphinx_publication.importing.planning.dating import Dated, Dating
from sphinx_publication.importing.planning.labels import tags
from sphinx_publication.importing.planning.placing import PAGE, POST, Places, can_lead
from sphinx_publication.importing.privacy import Privacy, identifies
from sphinx_publication.importing.remarks import Remark, What
from sphinx_publication.locale.console import N_
from sphinx_publication.model.labels import read as read_labels
from sphinx_publication.model.slugs import slug

#: Titles of texts that have none; said in the publication's language.
POST_OF = N_("Post of {date}")
PAGE_OF = N_("Page of {date}")


@dataclass(frozen=True)
class Composer:
    """Writes the tops of an import's texts."""

    places: Places
    dated: Mapping[str, Dated]
    dating: Dating
    wishes: Wishes
    privacy: Privacy
    say: Callable[[str], str]

    def title(self, entry: Entry) -> str:
        """Return the heading of a text."""
        if title := self._words(entry.title):
            return title
        is_post = entry.kind is EntryKind.POST
        moment = self.dated[entry.identifier].moment
        if moment is None:
            return self.say(POST if is_post else PAGE).capitalize()
        words = self.say(POST_OF if is_post else PAGE_OF)
        return words.format(date=self.dating.words(moment))

    def remarks(self, entry: Entry) -> list[Remark]:
        """Return what is to be said of the top of a text."""
        dated, path = self.dated[entry.identifier], self.places.files[entry.identifier]
        found = [Remark(dated.remark, dated.words)] if dated.remark else []
        if not self._words(entry.title):
            found.append(Remark(What.UNTITLED, self.title(entry)))
        if path.name != self.places.wanted(entry).name:
            found.append(Remark(What.NAME_TAKEN, str(path)))
        if entry.address and not self.places.owns_address(entry):
            what = What.ADDRESS_SHARED if can_lead(entry.address) else What.NO_ADDRESS
            found.append(Remark(what, entry.address))
        kept = tags(entry.labels)
        for label in map(unseen, entry.labels):
            if not slug(label):
                found.append(Remark(What.LABEL_LEFT_OUT, label))
            elif label not in kept and not identifies(label):
                found.append(Remark(What.LABEL_TWICE, label))
        texts = (entry.title, *entry.labels, entry.description, entry.location, entry.author)
        return [*found, *(Remark(What.MAIL_REMOVED) for text in texts if identifies(text))]

    def front_matter(self, entry: Entry) -> dict[str, object]:
        """Return the fields in the order in which they are written; empty ones are not."""
        dated = self.dated[entry.identifier]
        of_post = self._of_post(entry, dated) if entry.kind is EntryKind.POST else {}
        address = tidy(entry.address) if entry.address else ""
        imported = {"from": str(self.places.target.service), "id": entry.identifier}
        return {
            **of_post,
            "description": self._words(entry.description),
            "orphan": None if of_post else True,
            "draft": True if self._waits(entry) or dated.is_missing else None,
            "redirect": address if self._has_moved(entry) else None,
            "imported": imported | ({"address": address} if address else {}),
        }

    def _waits(self, entry: Entry) -> bool:
        """Tell whether a text is a draft: a page has no date that it could wait for."""
        states = {EntryState.DRAFT}
        if entry.kind is EntryKind.PAGE:
            states.add(EntryState.SCHEDULED)
        return entry.state in states

    def _has_moved(self, entry: Entry) -> bool:
        """Tell whether readers find an entry at another address than before."""
        name = self.places.files[entry.identifier].with_suffix("").as_posix()
        now = tidy(f"/{self.places.target.project.addresses.page(name)}")
        return self.places.owns_address(entry) and tidy(entry.address) != now

    def _of_post(self, entry: Entry, dated: Dated) -> dict[str, object]:
        project = self.places.target.project
        path = Path(self.places.files[entry.identifier])
        author = self.wishes.names.get(entry.author, entry.author) or self.wishes.author
        return {
            "blogpost": None if project.has_post_at(path) else True,
            "date": front.minute(dated.moment) if dated.moment else None,
            "author": self._label(author),
            "category": self._label(self.wishes.category),
            "tags": tags(entry.labels),
            "location": self._label(entry.location),
        }

    def _words(self, text: str) -> str:
        """Return plain text without what nobody sees, and what nobody shall see."""
        return " ".join(unseen(self.privacy.line(text)).split())

    def _label(self, text: str) -> object:
        """Return a label, or nothing where it cannot be one."""
        found = read_labels([self._words(text)]).good
        return front.one_or_list(found) if found else None
