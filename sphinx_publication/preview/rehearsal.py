"""What a build works out of all documents, worked out before the author saves; and the page first.

Between reading a post and writing it, a build goes through the whole publication: who links to
whom, what is related, in which lists things stand. At 2,000 posts that takes seconds, and little of
it stands on the page that the author looks at. A process that waits for an order does it once
beforehand (`rehearse`); when a post has been read, its page is written from that at once
(`show_early`), and then the build goes its way, works out everything, and writes the page again if
it is to be another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sphinx.builders import _write_docname
from sphinx.util.logging import suppress_logging

from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.known_handlers import package_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Packages whose handlers give the same however often they are asked.
_SURE = frozenset({"sphinx_publication", "sphinxcontrib"})

#: When pages are written early: titles, dates and names of the new text are known by then, which
#: takes no time (`site.overview`, `site.mentions`), and what takes long is not.
_EARLY = 160


def rehearse(app: Sphinx) -> None:
    """Work out what a build would find if nothing were saved, and let the build begin from that.

    What is wrong is told by the build. A document that turns out to have changed for another reason
    than a save (a day has come) is written by the build as well.
    """
    if not app.env.all_docs:
        return
    found: set[str] = set()
    with suppress_logging():
        for one in sorted(app.events.listeners["env-updated"], key=attrgetter("priority")):
            if package_of(one.handler) in _SURE:
                found.update(one.handler(app, app.env) or ())
    app.connect("env-updated", lambda app, env: sorted(found & env.found_docs))


def show_early(app: Sphinx, looked_at: Callable[[], Iterable[str]]) -> None:
    """Let the build write pages as soon as their documents have been read.

    *looked_at* names the documents that somebody waits for. Those that were not there before wait
    for the rest.
    """
    before, read = set(app.env.all_docs), set[str]()

    def note_read(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
        read.update(names)

    def write(app: Sphinx, env: BuildEnvironment) -> None:
        builder = app.builder
        names = [name for name in looked_at() if name in before and name in read]
        if not (names and isinstance(builder, PublicationBuilder)):
            return
        # Whatever goes wrong, the build comes upon it again, and tells.
        with suppress(Exception), suppress_logging(), _files_of_all_pages_kept(app):
            builder.prepare_writing(set(names))
            for name in names:
                _write_docname(name, env=env, builder=builder, tags=app.tags)

    app.connect("env-before-read-docs", note_read)
    app.connect("env-updated", write, priority=_EARLY)


@contextmanager
def _files_of_all_pages_kept(app: Sphinx) -> Iterator[None]:
    """Forget afterwards what scripts and styles single pages have asked for.

    Sphinx takes what has been asked for before it prepares to write to be for all pages.
    """
    lists: list[list[Any]] = [app.registry.css_files, app.registry.js_files]
    if isinstance(app.builder, PublicationBuilder):
        lists += [app.builder._css_files, app.builder._js_files]
    before = [[*one] for one in lists]
    try:
        yield
    finally:
        for one, files in zip(lists, before, strict=True):
            one[:] = files
