"""Entities as authors declare them: pages with a ``kind`` in their front matter.

Pages that lie in the folders of topics and organisations have that kind where they name none.
What is wrong with them is reported with the file and line of the front matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.locale import _ as sphinx_word

from sphinx_publication.model import entity_mistakes, frontmatter
from sphinx_publication.model.entities import KINDS, Entity, kind_at
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.standing import NO

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.addresses import Addresses
    from sphinx_publication.model.names import Lexicon


def declared(env: BuildEnvironment, place: Addresses) -> tuple[Entity, ...]:
    """Return the entities that documents declare, in the order of the documents."""
    return tuple(_entities(env, place))


def wants_links(env: BuildEnvironment, docname: str) -> bool:
    """Whether a document leaves it to the publication to link names."""
    return str(env.metadata[docname].get("autolink", "")).lower() not in NO


def _entities(env: BuildEnvironment, place: Addresses) -> Iterator[Entity]:
    for docname in sorted(env.found_docs):
        kind = kind_of(env, place, docname)
        if kind not in KINDS or is_untitled(env, docname):
            continue
        metadata, address = env.metadata[docname], PurePosixPath(place.page(docname))
        yield Entity(
            kind=kind,
            slug=address.name,
            title=env.titles[docname].astext(),
            docname=docname,
            aliases=frontmatter.listed(metadata.get("aliases")),
            description=" ".join(str(metadata.get("description", "")).split()),
            about=frontmatter.listed(metadata.get("about")),
            autolink=wants_links(env, docname),
        )


def is_untitled(env: BuildEnvironment, docname: str) -> bool:
    """Whether a document has no heading: Sphinx then gives it words that are no name."""
    title = env.titles.get(docname)
    return title is None or title.astext() in ("", sphinx_word("<no title>"))


def kind_of(env: BuildEnvironment, place: Addresses, docname: str) -> str:
    """Return the kind that a document names, or that its folder has; "" for most."""
    said = str(env.metadata[docname].get("kind") or "")
    return kind_at(place.page(docname), said, place)


def problems(env: BuildEnvironment, place: Addresses, lexicon: Lexicon) -> Iterator[Problem]:
    """Yield what is wrong with the entities' front matter."""
    for docname in sorted(env.found_docs):
        folder = PurePosixPath(place.page(docname)).parent
        kind = kind_of(env, place, docname)
        if kind and kind not in KINDS and str(folder) in (place.topics, place.organisations):
            details = {"kind": kind, "known": ", ".join(KINDS)}
            yield Problem(Kind.ENTITY_KIND_UNKNOWN, *where(env, docname, "kind"), details)
        elif kind in KINDS and is_untitled(env, docname):
            path = env.doc2path(docname, base=False).as_posix()
            yield Problem(Kind.ENTITY_TITLE_MISSING, path, 1, {"kind": kind})
    yield from entity_mistakes.problems(lexicon, partial(where, env))


def where(env: BuildEnvironment, docname: str, key: str) -> tuple[str, int]:
    """Return the file of a document, from the root, and the line of a key of its front matter."""
    path = env.doc2path(docname, base=False).as_posix()
    try:
        text = Path(env.doc2path(docname)).read_text(encoding="utf-8-sig")
        return path, frontmatter.read(text).line(key)
    except (OSError, ValueError):
        return path, 1
