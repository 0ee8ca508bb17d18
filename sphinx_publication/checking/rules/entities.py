"""Rules about pages that are about something, and about roles and links that name them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import entity_mistakes
from sphinx_publication.model.entities import KINDS, SHORT, parse
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.suggestions import nearest

#: The kinds of pages that are about nothing in the lexicon.
OTHER_KINDS = frozenset({"source", "yearbook"})


def declared(document: Document, publication: Publication) -> Iterator[Problem]:
    """A page names a kind that there is, has a heading, and its other names say more than that."""
    kind = publication.kind_of(document)
    place, folder = publication.addresses, publication.folder_of(document)
    if kind in KINDS:
        title = document.title
        if document.is_markdown and (title is None or not title.text):
            yield document.problem(Kind.ENTITY_TITLE_MISSING, 1, kind=kind)
        elif title is not None:
            for name in document.names("aliases"):
                if name.casefold() == title.text.casefold():
                    yield document.at(Kind.ALIAS_NEEDLESS, "aliases", name=name)
    elif kind and kind not in OTHER_KINDS:
        near = folder in (place.topics, place.organisations) or nearest(kind, KINDS, cutoff=0.75)
        if near:
            known = ", ".join(KINDS)
            yield document.at(Kind.ENTITY_KIND_UNKNOWN, "kind", kind=kind, known=known)


def names(publication: Publication) -> Iterator[Problem]:
    """No two pages claim a name, and what pages have to do with exists."""
    yield from entity_mistakes.problems(publication.lexicon, publication.where)


def calls(document: Document, publication: Publication) -> Iterator[Problem]:
    """A role or link that names a page finds one."""
    if publication.project.is_ablog_site:
        return
    for role in document.content.roles:
        name = role.name.removeprefix("entity:")
        if name in (*KINDS, *SHORT):
            target = role.content
            if target.endswith(">") and "<" in target:
                target = target.rpartition("<")[2][:-1]
            found = parse(f"{name}:{target.removeprefix('!')}")
            if found is not None and not target.startswith("!"):
                yield from _unmet(document, publication, *found, role.line)
    for link in document.content.links:
        found = parse(link.target)
        if found is not None:
            yield from _unmet(document, publication, *found, link.line)


def _unmet(
    document: Document, publication: Publication, kind: str, name: str, line: int
) -> Iterator[Problem]:
    lexicon = publication.lexicon
    if len(lexicon.lookup(kind, name)) == 1:
        return
    tags = {slug(tag) for tag in publication.tags}
    if kind in ("", "topic") and slug(name) in tags and not lexicon.lookup(kind, name):
        return
    yield entity_mistakes.unmet(lexicon, kind, name, document.path, line)
