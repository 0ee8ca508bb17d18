"""What a post is about, in plain words: for lists, feeds and search.

The author's description, or else the post's beginning with its citations as readers see them.
Each is worked out once, however many lists the post stands in (ablog resolves and renders it again
for each), and again only when what it is made of has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from dataclasses import astuple, dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util.logging import suppress_logging

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.nodes import cited, is_citation
from sphinx_publication.model.posts import Post
from sphinx_publication.site.blog import records
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.digests import digest
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.files import write_if_changed
from sphinx_publication.site.known_handlers import only_known_resolve

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What has words, and leads nowhere.
_WORDS = frozenset({nodes.Text, nodes.paragraph, nodes.emphasis, nodes.strong, nodes.literal})
_LEFT_OUT = (nodes.footnote_reference, nodes.image, nodes.raw, nodes.system_message)


@dataclass(frozen=True)
class _Beginning:
    """What a build knows of the beginning of a post, and tells the next."""

    #: When its document was read, and what sources are called: while that is so, it is made of the
    #: same.
    holds: str
    #: The same of what everything is called; "" where no word depends on that.
    names: str
    #: A digest of all that decides it.
    made_of: str
    #: None until somebody asks for it.
    text: str | None


class Summaries:
    """The beginnings of posts that one build has asked for, and those of the builds before it."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._file = Path(app.doctreedir, f"summaries-{app.builder.name}.json")
        self._known: dict[str, _Beginning] = {}
        with suppress(OSError, ValueError, TypeError):
            known = json.loads(self._file.read_text(encoding="utf-8"))
            self._known = {key: _Beginning(*values) for key, values in known.items()}
        self._now: dict[str, _Beginning] = {}
        #: Those that were worked out here, in this process.
        self._made: dict[str, _Beginning] = {}

    def made_of(self, post: Post) -> str:
        """Return a digest of all that decides the beginning of a post."""
        return self._of(post).made_of

    def beginning(self, post: Post) -> str:
        """Return the beginning of a post, worked out unless an earlier build has."""
        found = self._of(post)
        if found.text is None:
            text = self._in_words(post)
            if text is None:
                text = _beginning(self._app, post)
            found = replace(found, text=text)
            self._now[post.key] = self._made[post.key] = found
        return found.text or ""

    def _in_words(self, post: Post) -> str | None:
        """Return the text of a post's excerpt where it is words and nothing else."""
        excerpt = _excerpt(self._app, post)
        if not (self._only_links_change and all(map(_has_only_words, excerpt))):
            return None
        return " ".join(" ".join(node.astext() for node in excerpt).split())

    @cached_property
    def _only_links_change(self) -> bool:
        return only_known_resolve(self._app)

    def _of(self, post: Post) -> _Beginning:
        if post.key not in self._now:
            before = self._known.get(post.key)
            holds = f"{self._app.env.all_docs.get(post.docname)} {self._sources}"
            if before and before.holds == holds and before.names in ("", self._names):
                self._now[post.key] = before
            else:
                self._now[post.key] = self._made_anew(post, holds, before)
        return self._now[post.key]

    def _made_anew(self, post: Post, holds: str, before: _Beginning | None) -> _Beginning:
        excerpt = _excerpt(self._app, post)
        names = self._names if any(map(_is_called, excerpt)) else ""
        made_of = digest(*self._parts(excerpt), names)
        text = before.text if before and before.made_of == made_of else None
        return _Beginning(holds, names, made_of, text)

    def _parts(self, excerpt: list[nodes.Node]) -> Iterator[str]:
        """Yield what an excerpt says; citations in their words, which depend on all sources."""
        for node in excerpt:
            yield node.pformat()
            if isinstance(node, nodes.Element):
                references = node.findall(addnodes.pending_xref)
                citations = [cited(one) for one in references if is_citation(one)]
                yield plain(library(self._app.env), citations)

    @cached_property
    def _sources(self) -> str:
        """A digest of what every source is called in citations."""
        known = library(self._app.env)
        return digest(
            *(
                (
                    key,
                    known.citation_author(key, True),
                    known.citation_author(key, False),
                    known.citation_year(key),
                )
                for key in known.sources
            )
        )

    @cached_property
    def _names(self) -> str:
        """A digest of what everything else is called."""
        env = self._app.env
        standard = env.get_domain("std")
        return digest(
            [(name, title.astext()) for name, title in sorted(env.titles.items())],
            [(entity.docname, entity.name) for entity in entity_domain(env).entities],
            sorted(standard.data["labels"].items()),
            sorted(standard.data["anonlabels"].items()),
        )

    def made(self) -> dict[str, _Beginning]:
        """Return those that this process has worked out, for another to `take`."""
        return self._made

    def take(self, made: dict[str, _Beginning]) -> None:
        """Take up what another process of the same build has worked out."""
        self._now.update(made)

    def keep(self) -> None:
        """Write the beginnings down for the next build."""
        if self._now and self._now != self._known:
            told = {key: astuple(one) for key, one in (self._known | self._now).items()}
            write_if_changed(self._file, json.dumps(told, ensure_ascii=False, indent=0))


def _is_called(node: nodes.Node) -> bool:
    """Tell whether something in a *node* is called as what it leads to, which may change."""
    return any(
        not (is_citation(one) or one.get("refexplicit"))
        for one in node.findall(addnodes.pending_xref)
    )


def _has_only_words(node: nodes.Node) -> bool:
    return all(type(one) in _WORDS for one in node.findall())


#: Those of the build that an application is at.
_of_build: WeakKeyDictionary[Sphinx, Summaries] = WeakKeyDictionary()


def _summaries(app: Sphinx) -> Summaries:
    if app not in _of_build:
        _of_build[app] = Summaries(app)
    return _of_build[app]


def summary(app: Sphinx, post: Post) -> str:
    """Return the post's description, or its beginning, as one line of plain text."""
    return post.description or _summaries(app).beginning(post)


def unresolved(app: Sphinx, post: Post) -> str:
    """Return what tells, after reading, whether the summary has changed."""
    return post.description or _summaries(app).made_of(post)


def _beginning(app: Sphinx, post: Post) -> str:
    """Return the text of the post's excerpt, its references resolved as on the post's page.

    What is wrong with a reference has been said when the page was written, so it is not repeated.
    """
    document = new_document(post.docname, copy(_default_settings()))
    for node in _excerpt(app, post):
        document += node.deepcopy()
    for left_out in list(document.findall(lambda node: isinstance(node, _LEFT_OUT))):
        left_out.parent.remove(left_out)
    with suppress_logging():
        app.env.resolve_references(document, post.docname, app.builder)
    return " ".join(document.astext().split())


def _excerpt(app: Sphinx, post: Post) -> list[nodes.Node]:
    for record in records(app.env).get(post.docname, ()):
        if record["order"] == post.order:
            excerpt: list[nodes.Node] = record["excerpt"]
            return excerpt
    return []


@cache
def _default_settings() -> Any:
    """Return docutils' settings, made once: a parser of options is slow to build."""
    return get_default_settings(Parser)


def _begin(app: Sphinx, env: BuildEnvironment) -> None:
    """Ask anew: texts and titles may have changed."""
    _of_build.pop(app, None)


def _carry(app: Sphinx) -> None:
    """Let processes that write pages tell the beginnings that they work out."""
    if isinstance(app.builder, PublicationBuilder):
        lesson = (lambda: _summaries(app).made(), lambda made: _summaries(app).take(made))
        app.builder.lessons.append(lesson)


def _end(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app in _of_build:
        _of_build[app].keep()


def setup(app: Sphinx) -> None:
    """Begin when all has been read, and write down at the end."""
    app.connect("builder-inited", _carry)
    app.connect("env-updated", _begin, priority=1)
    app.connect("build-finished", _end)
