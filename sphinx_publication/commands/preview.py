"""Show the publication in the browser while it is written: each save is there in about a second.

Drafts and coming posts are shown and marked. Yearbooks are not made, and search indexes the pages
when somebody searches.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import socket
import time
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.commands import options
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.locale import console
from sphinx_publication.locale.console import _
from sphinx_publication.preview.complaints import split

if TYPE_CHECKING:
    from sphinx_publication.preview.session import Session

#: Where a preview is shown, if nothing else is asked for.
HOST, PORT = "127.0.0.1", 8000
#: So many ports after the one that is asked for are tried.
_TRIES = 20
#: Hosts that mean every network that this machine is in.
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})
#: So many files of a save, and so many things that are wrong, are named.
_NAMED, _SHOWN = 3, 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.building(parser)
    parser.add_argument(
        "--host",
        default=HOST,
        metavar=_("ADDRESS"),
        help=_("network address to serve at; as it is, only this machine sees the preview"),
    )
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        metavar=_("NUMBER"),
        help=_("port to serve at; the next free one where it is taken"),
    )
    parser.add_argument("--no-browser", action="store_true", help=_("do not open the browser"))


def run(arguments: argparse.Namespace) -> int:
    """Show the preview until Ctrl-C."""
    source = arguments.source.resolve()
    if not (source / "conf.py").is_file():
        return complain(
            _("%s: there is no such file; stand in the publication's folder, or give --source")
            % (source / "conf.py")
        )
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
        import watchfiles  # noqa: F401
        import websockets  # noqa: F401
    except ImportError as error:
        return complain(
            _("The preview needs packages that are not installed (%(name)s): %(command)s")
            % {"name": error.name, "command": "pip install 'sphinx-publication[preview]'"}
        )
    try:
        listening = bind(arguments.host, arguments.port)
    except OSError as error:
        return complain(
            _("%(host)s:%(port)d cannot be served at (%(reason)s); choose another --port")
            % {"host": arguments.host, "port": arguments.port, "reason": error.strerror or error}
        )
    with listening, suppress(KeyboardInterrupt):
        asyncio.run(_show(arguments, source, listening))
    print()
    say(_("The preview has ended."))
    return Exit.FINE


async def _show(arguments: argparse.Namespace, source: Path, listening: socket.socket) -> None:
    import uvicorn

    from sphinx_publication.preview.reports import Place
    from sphinx_publication.preview.server import LOCAL, application
    from sphinx_publication.preview.session import Session

    output = arguments.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    place = Place(
        source,
        site=output / "preview",
        doctrees=output / "preview-doctrees",
        jobs=max(1, arguments.jobs),
        language=console.spoken(),
    )
    session = Session(place, output, _Terminal(source))
    hosts = {"*"} if arguments.host in EVERYWHERE else {arguments.host, *LOCAL}
    app = application(place.site, session.viewers, session.make_index, hosts)
    config = uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="off",
                            timeout_graceful_shutdown=1)  # fmt: skip
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    following = asyncio.create_task(_follow(session, arguments, listening))
    both = (serving, following)
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if following.done():
            following.result()  # it goes on until it is stopped, or fails
    finally:
        session.end()
        server.should_exit = server.force_exit = True
        following.cancel()
        await asyncio.gather(*both, return_exceptions=True)


async def _follow(
    session: Session, arguments: argparse.Namespace, listening: socket.socket
) -> None:
    """Build, open the browser, and build after every save."""
    from sphinx_publication.preview.watching import Changes

    remark(_("Building the preview ..."), style="dim")
    await session.build(Changes())
    address = address_of(arguments.host, listening)
    say(_("The preview: %s (Ctrl-C ends it)") % address, style="bold")
    if not arguments.no_browser:
        await asyncio.to_thread(webbrowser.open, address)
    await session.follow()


class _Terminal:
    """What the terminal tells of a preview: a line for each build, one for each thing wrong."""

    def __init__(self, source: Path) -> None:
        self._package = Path(__file__).parents[1]
        self._source = source
        self._were_wrong = False

    def built(self, names: Sequence[str], first: float | None, whole: float) -> None:
        """Say what was saved and how long it took."""
        shown = ", ".join(names[:_NAMED]) or _("everything")
        if len(names) > _NAMED:
            shown += " " + _("and %d more") % (len(names) - _NAMED)
        say(f"{time.strftime('%H:%M:%S')}  {shown}  {first or whole:.1f} s", style="dim")
        if any(self._is_program(name) for name in names):
            remark(_("The program itself has changed; start the preview anew to use that."))

    def wrong(self, messages: Sequence[str]) -> None:
        """Say what is wrong, or that nothing is any more."""
        for message in messages[:_SHOWN]:
            say(": ".join(filter(None, split(" ".join(message.split())))), style="red")
        if len(messages) > _SHOWN:
            say(_("and %d more") % (len(messages) - _SHOWN), style="red")
        if self._were_wrong and not messages:
            say(_("Nothing is wrong any more."), style="green")
        self._were_wrong = bool(messages)

    def _is_program(self, name: str) -> bool:
        return name.endswith(".py") and (self._source / name).is_relative_to(self._package)


def bind(host: str, port: int) -> socket.socket:
    """Return a socket at *port*, or at the next one that is free. Raises OSError for none."""
    family, kind, number, _name, address = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    for attempt in range(port, port + _TRIES):
        found = socket.socket(family, kind, number)
        if os.name == "posix":  # elsewhere it would take the port from another program
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((address[0], attempt, *address[2:]))
            found.listen()  # only then it is taken
        except OSError as error:
            found.close()
            if error.errno != errno.EADDRINUSE or attempt == port + _TRIES - 1:
                raise
            continue
        return found
    raise AssertionError("a port is tried at least once")


def address_of(host: str, listening: socket.socket) -> str:
    """Return the address that a browser on this machine opens."""
    port = listening.getsockname()[1]
    name = HOST if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"
