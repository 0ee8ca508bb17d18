"""At the end of a page: what links to it, in what sentences, each with the way to the very place.

Pages of entities are left out, for their lists of mentions hold every link that leads there, and so
are the start page and indexes, which everything links to. A page is written anew when its list
changes, whichever document made it change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.model import dates
from sphinx_publication.model.backlinks import Goal, LinkWords, TextLink, backlinks, sentences
from sphinx_publication.model.marking import Stretch, mark, parts
from sphinx_publication.site.blog import is_ablog_site, post_sections
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.listing_pages import changed
from sphinx_publication.site.overview import overview
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
    resolve = resolver(env)
    known = {entity.docname: entity.kind for entity in entity_domain(env).entities}
    languages = desk_of(env).title_languages
    found = {
        docname: tuple(_groups(app, places, resolve, known, languages))
        for docname, places in backlinks(
            every, resolve, overview(env).posts, post_sections(env)
        ).items()
        if docname not in known and not is_index(docname)
    }
    env.publication_backlinks = found  # type: ignore[attr-defined]
    shown = {docname: repr(groups) for docname, groups in found.items()}
    return changed(env, f"backlinks_{app.builder.name}", shown)


def is_index(docname: str) -> bool:
    """Whether a document is the first of its folder, which leads to the others."""
    return docname.rpartition("/")[2] == "index"


def _groups(
    app: Sphinx,
    places: Places[TextLink],
    resolve: Callable[[Goal], str],
    kinds: dict[str, str],
    languages: Mapping[str, str],
) -> Iterator[Group]:
    env, language = app.env, app.config.language or "en"
    posts = [
        Linking(
            post.docname,
            f"#{post.section}" if post.section else "",
            post.title,
            tuple(_passages(env, links, resolve)),
            post.date.isoformat(),
            dates.medium_date(post.date, language),
        )
        for post, links in places.posts
    ]
    grouped: dict[str, list[Linking]] = {"post": posts} if posts else {}
    for docname, links in places.pages:
        passages = tuple(_passages(env, links, resolve))
        lang = languages.get(docname, "")
        one = Linking(docname, "", env.titles[docname].astext(), passages, lang=lang)
        grouped.setdefault(kinds.get(docname, ""), []).append(one)
    for kind, heading in _HEADINGS.items():
        linking = tuple(grouped.get(kind, ()))
        rest = len(linking) - SHOWN
        more = ngettext("One more page", "%(count)s more pages", rest) if rest > 0 else ""
        if linking:
            yield Group(_(heading), linking, more and more % {"count": rest})


def _passages(
    env: BuildEnvironment, links: Iterable[TextLink], resolve: Callable[[Goal], str]
) -> Iterator[Passage]:
    """Yield each sentence once, with every link in it that leads to the page marked."""
    for link in sentences(links):
        pieces = [_piece(env, part, link, resolve) for part in link.sentence]
        words = tuple(part for part in parts(plain(library(env), pieces)) if part.text)
        yield Passage(words, link.anchor, link.heading)


def _piece(
    env: BuildEnvironment,
    part: Piece | LinkWords,
    link: TextLink,
    resolve: Callable[[Goal], str],
) -> Piece:
    """Return a part of a sentence as a piece; the words of a link to the page are marked."""
    if not isinstance(part, LinkWords):
        return part
    docname = resolve(part.goal)
    words = shown_words(env, part, docname)
    return mark(words) if docname == link.key else words


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End a page with what links to it."""
    groups = getattr(app.env, "publication_backlinks", {}).get(docname, ())
    # an excerpt of the page, which is resolved for a summary, has no section
    is_page = any(doctree.findall(nodes.section))
    if groups and is_page and isinstance(app.builder, StandaloneHTMLBuilder):
        values = {"groups": groups, "view": PageView(app, docname)}
        markup = app.builder.templates.render("publication/backlinks.html", values)
        doctree += nodes.raw("", markup, format="html")


def setup(app: Sphinx) -> None:
    """Note backlinks once entities are known; put them in before what to read on."""
    app.connect("env-updated", note, priority=330)
    app.connect("doctree-resolved", end_document, priority=780)
