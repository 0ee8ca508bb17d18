"""``comments serve``: comments tried on this machine, with the site beside them.

The site is built into a folder of its own, ``_build/comments``, so that what is published stays as
it is, and both answer this machine alone. Comments are kept in ``_build/comments.db``.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType

from sphinx_publication.commands import options
from sphinx_publication.commands.comments.isso import (
    Isso,
    IssoError,
    is_free,
    is_installed,
    running,
)
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.locale.console import _

#: Where the site answers; Isso does on the next port.
PORT = 8095


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.building(parser)
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        metavar=_("NUMBER"),
        help=_("port of the site; comments take the next one"),
    )
    parser.add_argument(
        "--site",
        action="append",
        default=[],
        metavar=_("ADDRESS"),
        help=_("show comments on a site that runs already, instead of building one"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Build the site, serve it and Isso until the person stops it; 2 where that cannot be."""
    if not is_installed():
        return complain(
            _("Isso is not installed. Say 'make comments', or: %s")
            % f"{sys.executable} -m pip install 'sphinx-publication[comments]'"
        )
    ports = [arguments.port + 1] if arguments.site else [arguments.port, arguments.port + 1]
    for port in ports:
        if not is_free(port):
            return complain(_("Port %d is taken; choose another one with --port.") % port)
    output: Path = arguments.output.resolve()
    here = [f"http://{name}:{arguments.port}/" for name in ("127.0.0.1", "localhost")]
    database = output / "comments.db"
    isso = Isso(database, tuple(arguments.site or here), arguments.port + 1)
    site = None
    if not arguments.site:
        site = _build(arguments.source.resolve(), output / "comments", arguments.jobs, isso)
        if site is None:
            return Exit.PROBLEMS
    signal.signal(signal.SIGTERM, _stop)
    try:
        with _served(site, arguments.port), running(isso, output / "comments.cfg", _hear):
            _say_where(isso)
            threading.Event().wait()
    except IssoError as error:
        return complain(_("Isso did not start: %s") % error)
    except KeyboardInterrupt:
        say(_("Stopped. The comments are kept in %s.") % database)
    return Exit.FINE


def _build(source: Path, output: Path, jobs: int, isso: Isso) -> Path | None:
    """Build the site with a button that leads to *isso*; None where it cannot be built."""
    from sphinx_publication.commands.building import Build

    say(_("Building the site to try comments on …"))
    build = Build(source, output, max(1, jobs), fresh=False)
    values = {"publication_isso": isso.address, "publication_comments_days": 0}
    app = build.run_sphinx("publicationhtml", build.site, values)
    for problem in build.problems:
        remark(problem)
    return build.site if app is not None else None


@contextmanager
def _served(site: Path | None, port: int) -> Iterator[None]:
    """Serve the site for the time of a ``with`` block, to this machine alone."""
    if site is None:
        yield
        return
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _say_where(isso: Isso) -> None:
    say(_("The site, with a button below each post:  %s") % isso.sites[0], style="bold")
    admin = f"{isso.address}admin/"
    say(
        _("All comments:  %(address)s  (password: %(password)s)")
        % {
            "address": admin,
            "password": isso.password,
        }
    )
    say(_("New comments wait here until you approve them. Stop with Ctrl-C."))


def _hear(what: str, said: str) -> None:
    """Tell of a comment as it comes in."""
    words = {
        "activate": _("A comment waits. To show it:  %s"),
        "delete": _("A comment came in. To delete it:  %s"),
        "trouble": _("Isso says: %s"),
    }
    say(words[what] % said)


def _stop(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that nothing is left running."""
    raise KeyboardInterrupt
