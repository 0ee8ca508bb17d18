"""What the text of each page tells of sources, names and other pages, as lines of the data.

Thousands of lines, of which an edit changes a few: those of a page are kept from one build to the
next while all that they rest on is what it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.model.backlinks import LinkWords
from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.kept_values import keep, kept
from sphinx_publication.model.knowledge import (
    CitationFacts,
    LinkFacts,
    MentionFacts,
    PageFacts,
    line,
)
from sphinx_publication.model.places import Owners
from sphinx_publication.site.blog import post_sections, records
from sphinx_publication.site.digests import digest
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import page_uri, post_uri
from sphinx_publication.site.said import keyprefixes, of_document
from sphinx_publication.site.text_links import noted, resolver, shown_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_publication.model.citations import Piece
    from sphinx_publication.model.places import Place
    from sphinx_publication.model.posts import Post

#: What the lines of a page rest on, and its lines.
_Kept = tuple[tuple[object, ...], PageFacts]


def page_facts(app: Sphinx) -> tuple[PageFacts, ...]:
    """Return what each page tells that tells anything."""
    path = Path(app.doctreedir, f"page-facts-{app.builder.name}.pickle")
    library = citation_domain(app.env).library
    question = digest(code(), app.config.language, library.made_of, keyprefixes(app.env))
    before: dict[str, _Kept] = kept(path, question) or {}
    pages, now = _Pages(app), dict[str, _Kept]()
    for docname in sorted(pages.tell):
        made_of, known = pages.made_of(docname), before.get(docname)
        now[docname] = known if known and known[0] == made_of else (made_of, pages.facts(docname))
    if now != before:
        keep(path, question, now)
    return tuple(facts for _made_of, facts in now.values())


class _Pages:
    """Makes the lines of pages from what has been read."""

    def __init__(self, app: Sphinx) -> None:
        env, posts = app.env, overview(app.env).published
        self._env, self._builder = env, app.builder
        self._domain, self._found = citation_domain(env), entity_domain(env).found
        self._owners, self._resolve = Owners(posts, post_sections(env)), resolver(env)
        self._posts: dict[str, list[Post]] = {}
        for post in posts:
            self._posts.setdefault(post.docname, []).append(post)
        self._withheld = records(env).keys() - self._posts.keys()

    @property
    def tell(self) -> Set[str]:
        """The documents that cite, link or name anything."""
        return {*self._domain.places, *self._found, *noted(self._env)}

    def made_of(self, docname: str) -> tuple[object, ...]:
        """Return all that a page's lines rest on besides the library and the language."""
        return (
            of_document(self._env, docname),
            self._address(docname),
            [(post.key, post_uri(self._builder, post)) for post in self._posts.get(docname, ())],
            [self._address(one.key) for one in self._found.get(docname, ())],
            list(self._led_to(docname)),
        )

    def facts(self, docname: str) -> PageFacts:
        """Return the lines of a page."""
        return PageFacts(
            self._address(docname),
            tuple(map(line, self._citations(docname))),
            tuple(map(line, self._mentions(docname))),
            tuple(map(line, self._links(docname))),
        )

    def _led_to(self, docname: str) -> Iterator[tuple[str, ...]]:
        """Yield where each link of a page leads, and the words of the links in its sentence."""
        for link in noted(self._env).get(docname, ()):
            target = self._resolve(link.goal)
            words = (self._words(one) for one in link.sentence if isinstance(one, LinkWords))
            yield target, self._address(target) if self._is_told(target) else "", *words

    def _citations(self, docname: str) -> Iterator[CitationFacts]:
        library = self._domain.library
        for one in self._domain.places.get(docname, ()):
            key = self._domain.source_key(one.key)
            if one in self._owners and key in library:
                yield CitationFacts(
                    source=key,
                    page=self._address(docname),
                    anchor=one.anchor,
                    sentence=plain(library, one.sentence),
                    section=one.heading,
                    post=self._post(one),
                    before=one.before or None,
                    after=one.after or None,
                    locator=one.locator or None,
                )

    def _mentions(self, docname: str) -> Iterator[MentionFacts]:
        for one in self._found.get(docname, ()):
            if one in self._owners:
                yield MentionFacts(
                    entity=self._address(one.key),
                    page=self._address(docname),
                    anchor=one.anchor,
                    words=one.words,
                    sentence=plain(self._domain.library, one.sentence),
                    section=one.heading,
                    link=one.link.value,
                    post=self._post(one),
                )

    def _links(self, docname: str) -> Iterator[LinkFacts]:
        before: Counter[object] = Counter()
        for one in noted(self._env).get(docname, ()):
            target = self._resolve(one.goal)
            if not target or target == docname:
                continue
            place = (one.begins, one.goal)
            before[place] += 1
            if one not in self._owners or not self._is_told(target):
                continue
            pieces: list[Piece] = []
            same = []
            for part in one.sentence:
                if not isinstance(part, LinkWords):
                    pieces.append(part)
                    continue
                words = self._words(part)
                pieces.append(words)
                if part.goal == one.goal:
                    same.append(words)
            yield LinkFacts(
                from_=self._address(docname),
                anchor=one.anchor,
                to=self._address(target),
                words=same[min(before[place], len(same)) - 1],
                sentence=plain(self._domain.library, pieces),
                section=one.heading,
                post=self._post(one),
            )

    def _words(self, link: LinkWords) -> str:
        return shown_words(self._env, link, self._resolve(link.goal))

    def _is_told(self, target: str) -> bool:
        """Tell whether a link leads to a page that readers may know of."""
        return bool(target) and target not in self._withheld

    def _post(self, place: Place) -> str | None:
        post = self._owners.post(place)
        return post_uri(self._builder, post) if post else None

    def _address(self, docname: str) -> str:
        return page_uri(self._builder, docname)
