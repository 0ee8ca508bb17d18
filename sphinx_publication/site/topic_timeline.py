"""A topic's timeline in readers' words: its posts, the sources they cite, and pages with a date.

A page of an event (or a law, a programme …) has a date when its front matter names one. It belongs
to a topic that it is about, or that is about it, and to one with a post that mentions it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.model import dates
from sphinx_publication.model.connections import Moment, What, timeline
from sphinx_publication.model.posts import Post
from sphinx_publication.model.related import Shares
from sphinx_publication.model.topics import Topic
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.source_views import view, year

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.entities import Entity

_ = get_translation("sphinx_publication")

#: How many sources a timeline holds at most; of more, those that most of the posts cite.
SOURCES = 60
_DATE = re.compile(r"(?P<year>\d{4})(?:-\d\d-\d\d)?(?!\d)")


@dataclass(frozen=True)
class Happening:
    """One line of the timeline."""

    #: What it is, in words.
    kind: str
    name: str
    #: Page name or docname; "" for a post, which has an address of its own.
    target: str
    post: Post | None = None
    #: For ``datetime``, and in words; "" where no day is known.
    machine_date: str = ""
    day: str = ""
    #: Who wrote a source.
    author: str = ""
    #: Language of the name, where it is not the publication's own.
    lang: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened, by year."""

    years: tuple[tuple[int, tuple[Happening, ...]], ...]
    #: That not all sources are shown, in words; "" where they are.
    left_out: str


class Chronicle:
    """Makes every topic's timeline from what has been read."""

    def __init__(
        self, env: BuildEnvironment, shares: Mapping[str, Shares], named: Mapping[str, Set[str]]
    ) -> None:
        """Take what each post, by its key, cites (*shares*) and the entities it mentions."""
        self.env, self.shares, self.named = env, shares, named
        self.desk = desk_of(env)
        self.language: str = env.config.language or "en"
        self._sources: dict[str, Happening] = {}
        self._years: dict[str, int] = {}

    def timeline(self, topic: Topic) -> Timeline:
        """Return the timeline of a topic."""
        counts = Counter(key for post in topic.posts for key in self.shares[post.key].sources)
        cited = [key for key in counts if self._year(key)]
        keys = sorted(cited, key=lambda key: (-counts[key], key))[:SOURCES]
        posts = {post.key: post for post in topic.posts}
        moments = [
            *(
                Moment(post.date.year, What.POST, key, post.date.date())
                for key, post in posts.items()
            ),
            *(Moment(self._year(key), What.SOURCE, key) for key in keys),
            *self._events(topic),
        ]
        words = _("The %(count)s most cited of %(all)s sources are shown.")
        return Timeline(
            tuple(
                (number, tuple(self._happening(one, posts) for one in found))
                for number, found in timeline(moments)
            ),
            words % {"count": len(keys), "all": len(cited)} if len(cited) > len(keys) else "",
        )

    def _year(self, key: str) -> int:
        """Return the year of a source, which many topics may share; 0 where it has none."""
        if key not in self._years:
            self._years[key] = year(self.desk.sources[key])
        return self._years[key]

    @cached_property
    def _dated(self) -> Mapping[str, tuple[Moment, Entity, frozenset[str]]]:
        """The pages with a date, and the documents of what they are about."""
        entities = entity_domain(self.env)
        found = {}
        for entity in entities.entities:
            moment = self._date(entity)
            if moment is not None:
                named = (entities.lexicon.register.find(name)[:1] for name in entity.about)
                about = frozenset(one.docname for ones in named for one in ones)
                found[entity.docname] = (moment, entity, about)
        return found

    def _date(self, entity: Entity) -> Moment | None:
        match = _DATE.match(str(self.env.metadata[entity.docname].get("date", "")))
        if match is None:
            return None
        try:
            day = date.fromisoformat(match.group())
        except ValueError:
            day = None
        return Moment(int(match["year"]), What.EVENT, entity.docname, day)

    def _events(self, topic: Topic) -> Iterator[Moment]:
        near = {name for post in topic.posts for name in self.named.get(post.key, ())}
        of_topic = self._dated.get(topic.docname)
        near |= {topic.docname} | (of_topic[2] if of_topic else set())
        for docname, (moment, _entity, about) in self._dated.items():
            if docname in near or topic.docname in about:
                yield moment

    def _happening(self, moment: Moment, posts: Mapping[str, Post]) -> Happening:
        if moment.what is What.SOURCE:
            return self._source(moment.name)
        day = dates.medium_date(moment.day, self.language) if moment.day else ""
        machine = moment.day.isoformat() if moment.day else ""
        if moment.what is What.POST:
            post = posts[moment.name]
            return Happening(_("Post"), post.title, "", post, machine, day)
        entity = self._dated[moment.name][1]
        kind = _kinds().get(entity.kind, _("Event"))
        return Happening(kind, entity.name, entity.docname, None, machine, day)

    def _source(self, key: str) -> Happening:
        if key not in self._sources:
            source = view(self.desk, key)
            author = citation_domain(self.env).library.citation_author(key, True)
            self._sources[key] = Happening(
                kind=_("Source"),
                name=source.title or source.short,
                target=source.page_name,
                author=author if source.title else "",
                lang=source.lang,
            )
        return self._sources[key]


def _kinds() -> Mapping[str, str]:
    """Return what a page with a date is called, by its kind."""
    return {"law": _("Law"), "programme": _("Programme")}
