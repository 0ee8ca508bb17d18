"""The process that builds: it makes a Sphinx application ready, waits for an order, and builds.

Each application builds once, as Sphinx means it; what can be done before the order (importing,
reading conf.py and the environment, compiling templates, the rehearsal) is done. Where processes
can fork, each order is carried out by a copy of the one that waits, which can be given the next
order at any time: it finds for itself what has been saved since. What happens is told as
`reports`; when nobody hears them any more, the process ends.
"""

from __future__ import annotations

import gc
import io
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, meta
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_publication import messages, site
from sphinx_publication.checking.words import sentence
from sphinx_publication.locale import console
from sphinx_publication.model.problems import told
from sphinx_publication.preview.rehearsal import rehearse, show_early
from sphinx_publication.preview.reports import (
    CAN_COPY,
    Begun,
    Built,
    Failed,
    Order,
    Place,
    Ready,
    Written,
)
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.search import knowledge_file

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: So many documents are read sooner by one process than by several, and leave little behind.
_FEW = 8
#: The pipe's other end is gone.
_ALONE = (EOFError, BrokenPipeError, ConnectionResetError)


def work(pipe: Connection, place: Place) -> None:
    """Make ready to build in *place*, and carry out the orders that come through *pipe*."""
    # Ctrl-C reaches every process of the terminal; whoever started this one ends it, and with it
    # those that it starts to read and write in parallel.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    console.speak(place.language)
    warnings = io.StringIO()
    with (
        suppress(*_ALONE),
        told(sentence),
        _failures_told(pipe, place, warnings),
        patch_docutils(str(place.source)),
        docutils_namespace(),
    ):
        _wait_for_orders(_ready(place, warnings), pipe, place, warnings)


@contextmanager
def _failures_told(pipe: Connection, place: Place, warnings: io.StringIO) -> Iterator[None]:
    try:
        yield
    except _ALONE:
        raise
    except (Exception, SystemExit) as error:
        said = tuple(messages.of(warnings.getvalue(), place.source))
        pipe.send(Failed(messages.explain("preview", error), said))


def _ready(place: Place, warnings: io.StringIO) -> Sphinx:
    """Return an application that has done all that needs no order."""
    app = Sphinx(
        srcdir=place.source,
        confdir=place.source,
        outdir=place.site,
        doctreedir=place.doctrees,
        buildername=PublicationBuilder.name,
        status=None,
        warning=warnings,
        confoverrides={"publication_preview": True},
        parallel=place.jobs,
    )
    _compile_templates(app)
    rehearse(app)
    gc.collect()
    gc.freeze()  # what stays to the end is looked through no more
    return app


def _wait_for_orders(app: Sphinx, pipe: Connection, place: Place, warnings: io.StringIO) -> None:
    if CAN_COPY:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a copy that ends leaves nothing behind
    pipe.send(Ready(app.config.language, knowledge_file(app.config)))
    while True:
        order: Order = pipe.recv()
        if not CAN_COPY:
            _carry_out(app, order, pipe, place, warnings)
            return
        hearer = recv_handle(pipe)
        if os.fork() == 0:
            try:
                _as_a_copy(app, order, Connection(hearer), place, warnings)
            finally:
                os._exit(0)
        os.close(hearer)


def _as_a_copy(
    app: Sphinx, order: Order, reports: Connection, place: Place, warnings: io.StringIO
) -> None:
    """Carry out an order in a process of its own, which ends with it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setpgid(0, 0)  # to be ended, with those that it starts, by whoever hears it
    with reports, suppress(*_ALONE), _failures_told(reports, place, warnings):
        reports.send(Begun(os.getpid()))
        _carry_out(app, order, reports, place, warnings)


def _carry_out(
    app: Sphinx, order: Order, pipe: Connection, place: Place, warnings: io.StringIO
) -> None:
    read = _obey(app, order, pipe, place)
    app.build(force_all=order.write_all)
    pipe.send(
        Built(
            tuple(messages.of(warnings.getvalue(), place.source)),
            _paths(app.env, read),
            _paths(app.env, app.env.found_docs),
        )
    )


def _obey(app: Sphinx, order: Order, pipe: Connection, place: Place) -> list[str]:
    """Let the build follow *order* and tell of its pages; return a list that is filled in it."""
    builder = app.builder
    assert isinstance(builder, PublicationBuilder)
    read: list[str] = []

    def read_again(app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
        return [name for path in order.again if (name := env.path2doc(path))]

    @cache  # once the documents are known, which they are when it is asked
    def waited_for() -> tuple[str, ...]:
        shown = {builder.output_name(name): name for name in app.env.found_docs}
        looked_at = [shown.get(page) for page in sorted(order.shown)]
        saved = [app.env.path2doc(path) for path in sorted(order.saved)]
        return tuple(dict.fromkeys(name for name in (*looked_at, *saved) if name))

    def put_first(app: Sphinx, *_: object) -> None:
        builder.first = waited_for()

    def note_read(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
        read.extend(names)
        if len(names) < _FEW:
            app.parallel = 1
            gc.disable()

    def tell(path: Path) -> None:
        pipe.send(Written(path.relative_to(place.site).as_posix()))

    app.connect("env-get-outdated", read_again)
    app.connect("env-before-read-docs", note_read)
    app.connect("write-started", put_first)
    if not order.write_all:
        show_early(app, waited_for)
    builder.when_written = tell
    return read


def _paths(env: BuildEnvironment, docnames: Iterable[str]) -> frozenset[str]:
    return frozenset(env.doc2path(name, base=False).as_posix() for name in docnames)


def _compile_templates(app: Sphinx) -> None:
    """Compile the templates of pages, and those they build on, before a page is waited for."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is None:
        return
    folder = Path(site.__file__).parent / "templates"
    waiting = ["page.html", *(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        with suppress(TemplateError):
            environment.get_template(name)
            text = environment.loader.get_source(environment, name)[0]
            waiting += filter(None, meta.find_referenced_templates(environment.parse(text)))
