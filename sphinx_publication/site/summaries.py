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
from functools import cache
from hashlib import sha256
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
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.files import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_LEFT_OUT = (nodes.footnote_reference, nodes.image, nodes.raw, nodes.system_message)


class Summaries:
    """The beginnings of posts that one build has asked for, and those of the builds before it."""

    def __init__(self, app: Sphinx) -> None:
        self._file = Path(app.doctreedir, f"summaries-{app.builder.name}.json")
        #: What the beginning of each post is made of, as text.
        self._made_of: dict[str, str] = {}
        #: A digest of that, and the beginning.
        self._known: dict[str, list[str]] = {}
        with suppress(OSError, ValueError):
            self._known = json.loads(self._file.read_text(encoding="utf-8"))
        self._asked: dict[str, list[str]] = {}
        #: A digest of what everything is called; "" until it is asked for.
        self._names = ""

    def made_of(self, app: Sphinx, post: Post) -> str:
        """Return all that decides the beginning of a post, as text."""
        if post.key not in self._made_of:
            self._made_of[post.key] = "".join(self._parts(app, post))
        return self._made_of[post.key]

    def _parts(self, app: Sphinx, post: Post) -> Iterator[str]:
        """Yield what decides the beginning of a post.

        Citations are told in their words, which depend on the whole bibliography; where anything
        else is referred to, its words may be the title of whatever there is.
        """
        for node in _excerpt(app, post):
            yield node.pformat()
            if isinstance(node, nodes.Element):
                references = list(node.findall(addnodes.pending_xref))
                citations = [cited(one) for one in references if is_citation(one)]
                yield plain(library(app.env), citations)
                if len(citations) < len(references):
                    self._names = self._names or _names(app)
                    yield self._names

    def beginning(self, app: Sphinx, post: Post) -> str:
        """Return the beginning of a post, worked out unless an earlier build has."""
        if post.key not in self._asked:
            digest = sha256(self.made_of(app, post).encode(errors="surrogatepass")).hexdigest()
            known = self._known.get(post.key, ["", ""])
            text = known[1] if known[0] == digest else _beginning(app, post)
            self._asked[post.key] = [digest, text]
        return self._asked[post.key][1]

    def keep(self) -> None:
        """Write the beginnings down for the next build."""
        if self._asked and self._asked != self._known:
            text = json.dumps(self._known | self._asked, ensure_ascii=False, indent=0)
            write_if_changed(self._file, text)


#: Those of the build that an application is at.
_of_build: WeakKeyDictionary[Sphinx, Summaries] = WeakKeyDictionary()


def _summaries(app: Sphinx) -> Summaries:
    if app not in _of_build:
        _of_build[app] = Summaries(app)
    return _of_build[app]


def summary(app: Sphinx, post: Post) -> str:
    """Return the post's description, or its beginning, as one line of plain text."""
    return post.description or _summaries(app).beginning(app, post)


def unresolved(app: Sphinx, post: Post) -> str:
    """Return what the summary is made of, to see after reading whether it has changed."""
    return post.description or _summaries(app).made_of(app, post)


def _names(app: Sphinx) -> str:
    """Return a digest of what everything is called."""
    env = app.env
    titles = [(name, title.astext()) for name, title in sorted(env.titles.items())]
    entities = [(one.docname, one.name) for one in entity_domain(env).entities]
    standard = env.get_domain("std")
    labels = sorted(standard.data["labels"].items()), sorted(standard.data["anonlabels"].items())
    return sha256(repr((titles, entities, labels)).encode(errors="surrogatepass")).hexdigest()


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


def _end(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app in _of_build:
        _of_build[app].keep()


def setup(app: Sphinx) -> None:
    """Begin when all has been read, and write down at the end."""
    app.connect("env-updated", _begin, priority=1)
    app.connect("build-finished", _end)
