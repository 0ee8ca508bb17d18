"""From one volume to another: a link to a post of another year says in which book, on what page.

On the site a link leads to the post; on paper it needs a place. The page is the one that the other
volume's record gives, so a volume is set after those that it names (`builder`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sphinx.locale import get_translation

from sphinx_publication.model.posts import Post
from sphinx_publication.model.volume_records import VolumeRecord
from sphinx_publication.model.yearbooks import Volume
from sphinx_publication.yearbook.scope import mark

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Place:
    """A post in a volume."""

    post: Post
    volume: Volume


@dataclass
class Elsewhere:
    """Where the posts of other volumes stand, as seen from one volume."""

    #: By the mark of the post.
    places: Mapping[str, Place]
    #: From a volume to its title: "Samordningsbloggen: årsbok 2013".
    title: Callable[[Volume], str]
    #: From a volume's name to what became of it, where it has been made.
    record: Callable[[str], VolumeRecord | None]
    #: Names of the volumes that were asked about.
    named: set[str] = field(default_factory=set)

    def note(self, docname: str, identifier: str, shown: str) -> str:
        """Return what a link to an element of a document says in print, after the words *shown*.

        It is "" for what stands in no volume.
        """
        target = mark(docname, identifier)
        place = self.places.get(target) or self.places.get(mark(docname))
        if place is None:
            return ""
        self.named.add(place.volume.name)
        facts: dict[str, object] = {
            "title": place.post.title,
            "volume": self.title(place.volume),
            "page": self._page(place, target),
        }
        known = " ".join(shown.split()) == place.post.title
        if not facts["page"]:
            return str(facts["volume"]) if known else _("“%(title)s”, %(volume)s") % facts
        if known:
            return _("%(volume)s, p. %(page)s") % facts
        return _("“%(title)s”, %(volume)s, p. %(page)s") % facts

    def _page(self, place: Place, target: str) -> int:
        record = self.record(place.volume.name)
        if record is None:
            return 0
        return record.pages.get(target) or record.page_of(place.post.key)


def places(volumes: tuple[Volume, ...]) -> dict[str, Place]:
    """Return where each post stands: in the first of the *volumes* that has it, its year's own."""
    found: dict[str, Place] = {}
    for volume in volumes:
        for post in volume.posts:
            found.setdefault(mark(post.docname, post.section), Place(post, volume))
    return found
