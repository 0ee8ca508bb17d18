"""Shows the built pages to browsers on this machine and tells them when the page they show changes.

A page is sent as it was built, with one line more: the script that listens. A browser says which
page it shows and which state of it; it is told to load anew when the file holds another one. What
is wrong stands in a bar that the script draws. Nothing outside the folder of built pages is sent,
and no other name or site may ask (DNS rebinding, WebSockets from elsewhere).
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Collection, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket, WebSocketDisconnect

from sphinx_publication.locale.console import _

SCRIPT = Path(__file__).parent / "static" / "preview.js"
#: Names of this machine for itself.
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
#: Addresses that no page of a publication has.
OWN = "/_preview"
#: What the preview does not make, though pages may lead there.
_BOOKS = frozenset({".pdf", ".epub"})


def state(file: Path) -> str:
    """Return what tells one state of a page from another; "" while there is no such page."""
    try:
        return hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()
    except OSError:
        return ""


class Viewers:
    """The browsers that look at pages of the folder *site*."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._all: dict[WebSocket, tuple[str, str]] = {}
        self._wrong: Mapping[str, Any] = {}

    @property
    def pages(self) -> frozenset[str]:
        """The pages that are looked at, as paths from the site's root."""
        return frozenset(page for page, _ in self._all.values())

    async def page_written(self, page: str) -> None:
        """Let those who look at *page* load it anew, if it is not what they have."""
        for socket, (shown, seen) in list(self._all.items()):
            if shown == page and state(self._site / page) not in ("", seen):
                await self._send(socket, {"reload": True})

    async def built(self, wrong: Mapping[str, Any], *, every: bool) -> None:
        """Show what is *wrong*; load pages anew that changed, or *every* one."""
        self._wrong = wrong
        for socket, (page, _seen) in list(self._all.items()):
            await self._send(socket, {"wrong": wrong})
            if every and state(self._site / page):
                await self._send(socket, {"reload": True})
        for page in self.pages:
            await self.page_written(page)

    async def watch(self, socket: WebSocket) -> None:
        """Serve one browser until it goes."""
        if not _is_same_site(socket):
            await socket.close()
            return
        await socket.accept()
        page = page_of(socket.query_params.get("page", "/"))
        seen = socket.query_params.get("state", "")
        self._all[socket] = (page, seen)
        try:
            await self._send(socket, {"wrong": self._wrong})
            await self.page_written(page)
            while True:
                await socket.receive_text()
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._all.pop(socket, None)

    async def _send(self, socket: WebSocket, message: Mapping[str, Any]) -> None:
        try:
            await socket.send_json(message)
        except (WebSocketDisconnect, RuntimeError):
            self._all.pop(socket, None)


def page_of(address: str) -> str:
    """Return the file of the page at the path *address*, as a path from the site's root."""
    path = unquote(address).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _is_same_site(socket: WebSocket) -> bool:
    """Tell whether a page of ours asks, not one of another site that is open in the browser."""
    origin = socket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == socket.headers.get("host")


class Pages(StaticFiles):
    """The folder of built pages, each with the script that listens."""

    def __init__(self, site: Path, make_index: Callable[[], Awaitable[None]]) -> None:
        super().__init__(directory=site, html=True, check_dir=False)
        self._make_index = make_index

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.startswith("pagefind"):
            await self._make_index()
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return _missing(path)
        if isinstance(response, FileResponse) and response.media_type == "text/html":
            return _with_script(Path(response.path).read_bytes())
        response.headers["Cache-Control"] = "no-cache"
        return response


def _with_script(page: bytes, status: int = 200) -> Response:
    """Return a page with the script at its end."""
    seen = hashlib.blake2b(page, digest_size=8).hexdigest() if status == 200 else ""
    line = f'<script src="{OWN}/preview.js" data-state="{seen}" defer></script>\n'.encode()
    body, end, rest = page.rpartition(b"</body>")
    content = body + line + end + rest if end else page + line
    return Response(content, status, {"Cache-Control": "no-store"}, media_type="text/html")


def _missing(path: str) -> Response:
    """Return what stands where nothing has been built."""
    if Path(path).suffix in _BOOKS:
        heading = _("Yearbooks are not made in the preview.")
        about = _("They are made with the real build: sphinx-publication build.")
    else:
        heading = _("There is no such page.")
        about = _("As soon as there is one at this address, it is shown here.")
    text = (
        "<!doctype html><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>{escape(heading)}</title>"
        "<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;"
        "max-width:34rem;margin:4rem auto;padding:0 1rem}</style>"
        f"<body><h1>{escape(heading)}</h1><p>{escape(about)}</p></body>"
    )
    return _with_script(text.encode(), 404)


def application(
    site: Path,
    viewers: Viewers,
    make_index: Callable[[], Awaitable[None]],
    hosts: Collection[str],
) -> Starlette:
    """Return the application that serves *site* to those who call it by one of *hosts*.

    "*" stands for every name. *make_index* brings the search index up to date; it is called when a
    browser asks for it.
    """
    return Starlette(
        routes=[
            WebSocketRoute(f"{OWN}/events", viewers.watch),
            Route(f"{OWN}/preview.js", lambda _: FileResponse(SCRIPT)),
            Mount("/", Pages(site, make_index)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
    )
