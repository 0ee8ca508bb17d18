"""At the end of a page: what links to it, in what sentences, each with the way to the very place.

Pages of entities are left out, for their lists of mentions hold every link that leads there, and so
are the start page and indexes, which everything links to. A page is written anew when its list
changes, whichever document made it change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.model import dates
from sphinx_publication.model.backlinks import Goal, LinkWords, TextLink, backlinks, sentences
from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.marking import Stretch, mark, parts
from sphinx_publication.site.blog import is_ablog_site, post_sections
from sphinx_publication.site.changes import Resting, changed
from sphinx_publication.site.digests import digest
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import printed_beside
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.text_links import noted, resolver, shown_words
from sphinx_publication.site.words import N_, ngettext

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.citations import Piece
    from sphinx_publication.model.places import Places

_ = get_translation("sphinx_publication")

#: How many pages of a group are shown at once; the others open.
SHOWN = 5

#: The headings of the groups, in their order.
_HEADINGS = {
    "post": N_("Posts"),
    "topic": N_("Topics"),
    "organisation": N_("Organisations"),
    "person": N_("People"),
    "law": N_("Laws"),
    "event": N_("Events"),
    "programme": N_("Programmes"),
    "": N_("Other pages"),
}


@dataclass(frozen=True)
class Passage:
    """A sentence that links to the page."""

    #: In parts; the words of links to the page are marked.
    words: tuple[Stretch, ...]
    #: Id of the place in its page.
    anchor: str
    #: Title of the section; "" for the page's own.
    heading: str


@dataclass(frozen=True)
class Linking:
    """A post or page that links to the page."""

    docname: str
    #: Fragment of the post in its document, "#" included; "" for the whole document.
    fragment: str
    title: str
    passages: tuple[Passage, ...]
    #: For ``datetime``; "" for a page that is no post.
    machine_date: str = ""
    date: str = ""
    #: Language of the title, where it is not the publication's own.
    lang: str = ""


@dataclass(frozen=True)
class Group:
    """The posts, or the pages of one kind, that link to the page."""

    heading: str
    linking: tuple[Linking, ...]
    #: How many more there are than `SHOWN`, in words; "" for none.
    more: str

    @property
    def first(self) -> tuple[Linking, ...]:
        """Those shown at once."""
        return self.linking[:SHOWN]

    @property
    def others(self) -> tuple[Linking, ...]:
        """Those that open."""
        return self.linking[SHOWN:]


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what links to each page; return the documents where it has changed since last."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    every = (link for docname in sorted(noted(env)) for link in noted(env)[docname])
    known = {entity.docname: entity.kind for entity in entity_domain(env).entities}
    desk = _Desk(app, resolver(env), known, desk_of(env).title_languages)
    found = {
        docname: Resting(desk.rests_on(places), partial(desk.groups, places))
        for docname, places in backlinks(
            every, desk.resolve, overview(env).posts, post_sections(env)
        ).items()
        if docname not in known and not is_index(docname)
    }
    env.publication_backlinks = found  # type: ignore[attr-defined]
    return changed(env, f"backlinks_{app.builder.name}", found)


def is_index(docname: str) -> bool:
    """Whether a document is the first of its folder, which leads to the others."""
    return docname.rpartition("/")[2] == "index"


class _Desk:
    """Makes groups from the places that link to a page, and tells what they rest on."""

    def __init__(
        self,
        app: Sphinx,
        resolve: Callable[[Goal], str],
        kinds: Mapping[str, str],
        languages: Mapping[str, str],
    ) -> None:
        self._env, self._language = app.env, app.config.language or "en"
        self._kinds, self._languages = kinds, languages
        self.resolve = resolve
        self._frame = digest(code(), self._language, library(app.env).made_of)
        self._states: dict[str, object] = {}

    def rests_on(self, places: Places[TextLink]) -> object:
        """Return all that groups rest on: what links to a page, and when it was last read."""
        return (
            self._frame,
            [
                (post.key, post.title, post.date, self._state(post.docname), _anchors(links))
                for post, links in places.posts
            ],
            [
                (*self._page(docname), self._state(docname), _anchors(links))
                for docname, links in places.pages
            ],
        )

    def groups(self, places: Places[TextLink]) -> tuple[Group, ...]:
        """Return what links to a page."""
        return tuple(self._groups(places))

    def _state(self, docname: str) -> object:
        """Return when a document was read, and where its links now lead, in what words."""
        if docname not in self._states:
            goals = (
                self._led_to(part)
                for link in noted(self._env)[docname]
                for part in link.sentence
                if isinstance(part, LinkWords)
            )
            self._states[docname] = digest(self._env.all_docs[docname], *goals)
        return self._states[docname]

    def _page(self, docname: str) -> tuple[str, str, str, str]:
        """Return a page that is no post: its name, title, language and kind."""
        title, kind = self._env.titles[docname].astext(), self._kinds.get(docname, "")
        return docname, title, self._languages.get(docname, ""), kind

    def _groups(self, places: Places[TextLink]) -> Iterator[Group]:
        posts = [
            Linking(
                post.docname,
                f"#{post.section}" if post.section else "",
                post.title,
                tuple(self._passages(links)),
                post.date.isoformat(),
                dates.medium_date(post.date, self._language),
            )
            for post, links in places.posts
        ]
        grouped: dict[str, list[Linking]] = {"post": posts} if posts else {}
        for place, links in places.pages:
            docname, title, lang, kind = self._page(place)
            one = Linking(docname, "", title, tuple(self._passages(links)), lang=lang)
            grouped.setdefault(kind, []).append(one)
        for kind, heading in _HEADINGS.items():
            linking = tuple(grouped.get(kind, ()))
            rest = len(linking) - SHOWN
            more = ngettext("One more page", "%(count)s more pages", rest) if rest > 0 else ""
            if linking:
                yield Group(_(heading), linking, more and more % {"count": rest})

    def _passages(self, links: Iterable[TextLink]) -> Iterator[Passage]:
        """Yield each sentence once, with every link in it that leads to the page marked."""
        for link in sentences(links):
            pieces = [self._piece(part, link) for part in link.sentence]
            words = parts(plain(library(self._env), pieces))
            yield Passage(tuple(part for part in words if part.text), link.anchor, link.heading)

    def _piece(self, part: Piece | LinkWords, link: TextLink) -> Piece:
        """Return a part of a sentence as a piece; the words of a link to the page are marked."""
        if not isinstance(part, LinkWords):
            return part
        docname, words = self._led_to(part)
        return mark(words) if docname == link.key else words

    def _led_to(self, link: LinkWords) -> tuple[str, str]:
        """Return the document that a link leads to, and its words."""
        docname = self.resolve(link.goal)
        return docname, shown_words(self._env, link, docname)


def _anchors(links: Iterable[TextLink]) -> list[str]:
    """Return the ids of the places that link to a page."""
    return [link.anchor for link in links]


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End a page with what links to it."""
    found: dict[str, Resting[tuple[Group, ...]]] = getattr(app.env, "publication_backlinks", {})
    groups = found[docname].shown if docname in found else ()
    # an excerpt of the page, which is resolved for a summary, has no section
    is_page = any(doctree.findall(nodes.section))
    if groups and is_page and isinstance(app.builder, StandaloneHTMLBuilder):
        values = {"groups": groups, "view": PageView(app, docname)}
        doctree += printed_beside(app, docname, "publication/backlinks.html", values)


def setup(app: Sphinx) -> None:
    """Note backlinks once entities are known; put them in before what to read on."""
    app.connect("env-updated", note, priority=330)
    app.connect("doctree-resolved", end_document, priority=780)
