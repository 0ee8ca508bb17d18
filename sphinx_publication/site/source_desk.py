"""What the publication knows of its sources, put together once everything has been read.

One `Desk` serves one build: the sources' order, who cites them, what is cited beside them, their
kinds and topics. `source_views` makes of it what pages show.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.model.citations import Citers
from sphinx_publication.model.companions import Companion, companions
from sphinx_publication.model.entities import Register
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.source_kinds import Classification, classify
from sphinx_publication.site.citations import citers
from sphinx_publication.site.entities import declared
from sphinx_publication.site.overview import overview
from sphinx_publication.site.title_languages import title_languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_publication.bibliography.library import Library
    from sphinx_publication.model.sources import Source
    from sphinx_publication.site.source_views import SourceName, SourceView


class Desk:
    """Answers questions about the sources of a publication that has been read."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.overview = overview(env)
        self.domain = citation_domain(env)
        self.library: Library = self.domain.library
        self.language: str = env.config.language or "en"
        #: What lists show of the sources that have been asked for, by key.
        self.views: dict[str, SourceView] = {}
        #: What they are called, by key.
        self.names: dict[str, SourceName] = {}
        self._topics: dict[str, tuple[str, str]] = {}

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by key."""
        return self.library.sources

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the style."""
        return self.domain.in_order(self.sources)

    def cited(self, key: str) -> Citers:
        """Return who cites a source."""
        return self.citers.get(key, Citers())

    def beside(self, key: str) -> tuple[Companion, ...]:
        """Return the sources cited beside a source, most often first."""
        return self._beside.get(key, ())

    def about(self, key: str) -> Classification:
        """Return the kind and the topics of a source."""
        return classify(self.sources[key])

    def topic(self, name: str) -> tuple[str, str]:
        """Return how a topic is called, and its page; "" where it has none."""
        if name not in self._topics:
            self._topics[name] = self._find(name)
        return self._topics[name]

    def foreign(self, key: str) -> str:
        """Return the language of a source's title, where it is not the publication's."""
        own = self.language.replace("_", "-").partition("-")[0]
        lang = next((run.lang for run in self.library.reference(key) if run.lang), "")
        return "" if lang == own else lang

    @cached_property
    def title_languages(self) -> Mapping[str, str]:
        """The language of each document's title that is not in the publication's."""
        return title_languages(self)

    def note(self, key: str) -> str:
        """Return the document that an author wrote for a source; "" for most."""
        return self.overview.document_at(self.domain.page(key))

    def notes(self) -> Mapping[str, str]:
        """Return the key of each source that has a document, by the document's name."""
        found = {self.note(key): key for key in self.sources}
        return {docname: key for docname, key in found.items() if docname}

    @cached_property
    def citers(self) -> Mapping[str, Citers]:
        """Who cites each source; those that nobody cites have no entry."""
        return citers(self.env)

    @cached_property
    def cites(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that each post cites, by the post's key; one that cites none has no entry."""
        return {name: tuple(found) for name, found in self.places.items()}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, int]]:
        """At how many places each post cites which source, by the post's key and the source's."""
        found: dict[str, dict[str, int]] = {}
        for key, cited in self.citers.items():
            for citing in cited.posts if key in self.sources else ():
                found.setdefault(citing.post.key, {})[key] = len(citing.citations)
        return found

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each key in the order of the style."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def _beside(self) -> Mapping[str, tuple[Companion, ...]]:
        return companions(self.citers, self.rank)

    @cached_property
    def _register(self) -> Register:
        return Register(declared(self.env, self.overview.addresses))

    def _find(self, name: str) -> tuple[str, str]:
        for entity in self._register.find(name)[:1]:
            return entity.name, entity.docname
        view = self.overview
        topic = view.topics.by_slug.get(slug(name))
        return (topic.name, view.addresses.topic(topic.slug)) if topic else (name, "")


def desk_of(env: BuildEnvironment) -> Desk:
    """Return the desk of the build that the environment is at."""
    known: Desk | None = getattr(env, "publication_desk", None)
    is_present = known is not None and known.overview is overview(env)
    if known is None or not is_present or known.library is not citation_domain(env).library:
        known = env.publication_desk = Desk(env)  # type: ignore[attr-defined]
    return known
