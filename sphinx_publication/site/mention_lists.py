"""At the end of an entity's page: what it has to do with, and every place that mentions it.

Posts come newest first, then other pages. Each place has its sentence, the name marked, and a link
to it; whether the name is a link there is told apart. A page is written anew when its list changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.model import dates
from sphinx_publication.model.citations import cut, text_of
from sphinx_publication.model.marking import mark, parts
from sphinx_publication.model.mentions import Link, Mention
from sphinx_publication.model.places import Places, by_key
from sphinx_publication.site.blog import post_sections
from sphinx_publication.site.changes import changed
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.words import ngettext

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.citations import Piece
    from sphinx_publication.model.entities import Entity

_ = get_translation("sphinx_publication")

#: How many posts, or other pages, are shown at once, and sentences of each; the others open.
ENTRIES, SHOWN = 20, 3


@dataclass(frozen=True)
class Words:
    """Part of a sentence."""

    text: str
    #: Whether it names the entity.
    named: bool = False
    #: Whether it is a link there.
    linked: bool = False


@dataclass(frozen=True)
class Passage:
    """A sentence that names an entity, once or more."""

    words: tuple[Words, ...]
    docname: str
    #: Id of the first place in its page.
    anchor: str
    #: Title of the section; "" for the page's own.
    heading: str

    @property
    def linked(self) -> bool:
        """Whether one of the names is a link there."""
        return any(words.linked for words in self.words)


@dataclass(frozen=True)
class Naming:
    """A post or page that names an entity."""

    docname: str
    #: Fragment of the post in its document, "#" included; "" for the whole document.
    fragment: str
    title: str
    passages: tuple[Passage, ...]
    #: How many more sentences there are than `SHOWN`, in words; "" for none.
    more: str = ""
    #: For ``datetime``; "" for a page that is no post.
    machine_date: str = ""
    date: str = ""
    #: Language of the title, where it is not the publication's own.
    lang: str = ""

    @property
    def first(self) -> tuple[Passage, ...]:
        """The sentences shown at once."""
        return self.passages[:SHOWN]

    @property
    def others(self) -> tuple[Passage, ...]:
        """Those that open."""
        return self.passages[SHOWN:]


@dataclass(frozen=True)
class Related:
    """Another entity that this one has to do with."""

    docname: str
    name: str
    description: str
    #: Language of the name, where it is not the publication's own.
    lang: str = ""


@dataclass(frozen=True)
class Knowledge:
    """What the publication knows of one entity."""

    #: What its author says it has to do with.
    about: tuple[Related, ...]
    #: What says the same of it.
    belonging: tuple[Related, ...]
    posts: tuple[Naming, ...]
    pages: tuple[Naming, ...]
    #: In how many posts and other pages, in words.
    count: str


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out what each entity's page shows; return the pages where it has changed since last."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    domain = entity_domain(env)
    every = (mention for docname in sorted(domain.found) for mention in domain.found[docname])
    found = by_key(every, overview(env).posts, post_sections(env))
    register = domain.lexicon.register
    about = {
        entity: [one for name in entity.about for one in register.find(name)[:1]]
        for entity in register.all
        if entity.about
    }
    languages = desk_of(env).title_languages
    belonging: dict[str, list[Entity]] = {}
    for entity, others in about.items():
        for other in others:
            belonging.setdefault(other.docname, []).append(entity)
    known = {
        entity.docname: _knowledge(
            app,
            found.get(entity.docname, Places((), ())),
            _related(about.get(entity, ()), languages),
            _related(belonging.get(entity.docname, ()), languages),
            languages,
        )
        for entity in register.all
    }
    env.publication_knowledge = known  # type: ignore[attr-defined]
    shown = {docname: repr(one) for docname, one in known.items()}
    return changed(env, f"knowledge_{app.builder.name}", shown)


def _knowledge(
    app: Sphinx,
    found: Places[Mention],
    about: tuple[Related, ...],
    belonging: tuple[Related, ...],
    languages: Mapping[str, str],
) -> Knowledge:
    env = app.env
    language = app.config.language or "en"
    in_posts = tuple(
        _naming(
            env,
            mentions,
            docname=post.docname,
            fragment=f"#{post.section}" if post.section else "",
            title=post.title,
            machine_date=post.date.isoformat(),
            date=dates.long_date(post.date, language),
        )
        for post, mentions in found.posts
    )
    in_pages = tuple(
        _naming(
            env,
            mentions,
            docname=docname,
            title=env.titles[docname].astext(),
            lang=languages.get(docname, ""),
        )
        for docname, mentions in found.pages
    )
    return Knowledge(
        about=about,
        belonging=belonging,
        posts=in_posts,
        pages=in_pages,
        count=_count(len(in_posts), len(in_pages)),
    )


def _naming(
    env: BuildEnvironment,
    mentions: Iterable[Mention],
    *,
    docname: str,
    title: str,
    fragment: str = "",
    machine_date: str = "",
    date: str = "",
    lang: str = "",
) -> Naming:
    passages = tuple(_passages(env, mentions))
    rest = len(passages) - SHOWN
    more = ngettext("One more place", "%(count)s more places", rest) % {"count": rest}
    more = more if rest > 0 else ""
    return Naming(docname, fragment, title, passages, more, machine_date, date, lang)


def _passages(env: BuildEnvironment, mentions: Iterable[Mention]) -> Iterator[Passage]:
    """Yield each sentence once, with every name in it marked."""
    for _place, found in groupby(mentions, key=lambda one: (one.block, one.sentence_start)):
        names = list(found)
        pieces = names[0].sentence
        marked: list[Piece] = []
        end = 0
        for name in names:
            begin = len(text_of(name.before))
            marked += [*cut(pieces, end, begin), mark(name.words)]
            end = begin + len(name.words)
        marked += cut(pieces, end, len(text_of(pieces)))
        words = _words(plain(library(env), marked), names)
        yield Passage(tuple(words), names[0].docname, names[0].anchor, names[0].heading)


def _words(sentence: str, names: Iterable[Mention]) -> Iterator[Words]:
    """Yield the parts of a sentence whose names stand between marks."""
    linked = (name.link is not Link.NONE for name in names)
    for part in parts(sentence):
        yield Words(part.text, part.marked, linked=part.marked and next(linked, False))


def _related(found: Iterable[Entity], languages: Mapping[str, str]) -> tuple[Related, ...]:
    once = {
        one.docname: Related(one.docname, one.name, one.description, languages.get(one.docname, ""))
        for one in found
    }
    return tuple(once.values())


def _count(posts: int, pages: int) -> str:
    """Return in words where an entity is mentioned."""
    in_posts = ngettext("in one post", "in %(count)s posts", posts) % {"count": posts}
    on_pages = ngettext("on one other page", "on %(count)s other pages", pages) % {"count": pages}
    if posts and pages:
        return _("Mentioned %(posts)s and %(pages)s.") % {"posts": in_posts, "pages": on_pages}
    return _("Mentioned %(places)s.") % {"places": in_posts if posts else on_pages}


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End an entity's page with what is known of it."""
    known: dict[str, Knowledge] = getattr(app.env, "publication_knowledge", {})
    one = known.get(docname)
    if one is None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    if not (one.about or one.belonging or one.posts or one.pages):
        return
    values = {"known": one, "view": PageView(app, docname), "limit": ENTRIES}
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    section += printed(app, "publication/mentions.html", values)


def setup(app: Sphinx) -> None:
    """Note the lists after names have been looked for, put them in after lists of posts."""
    app.connect("env-updated", note, priority=310)
    app.connect("doctree-resolved", end_document, priority=710)
