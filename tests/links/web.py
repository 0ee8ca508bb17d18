"""A little web on this machine, for tests of links: pages that answer in every way there is."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: Path, and what it answers: status and headers.
PAGES: dict[str, tuple[int, dict[str, str]]] = {
    "/ok": (200, {}),
    "/missing": (404, {}),
    "/gone": (410, {}),
    "/forbidden": (403, {}),
    "/broken": (500, {}),
    "/for-good": (301, {"Location": "/ok"}),
    "/for-good-twice": (308, {"Location": "/for-good"}),
    "/for-now": (302, {"Location": "/ok"}),
    "/to-missing": (301, {"Location": "/missing"}),
    "/loop": (302, {"Location": "/loop"}),
    "/inwards": (302, {"Location": "http://10.0.0.1/secret"}),
    "/elsewhere": (302, {"Location": "file:///etc/passwd"}),
    "/much-later": (503, {"Retry-After": "3600"}),
    "/closed/page": (200, {}),
}
ROBOTS = "User-agent: *\nDisallow: /closed/\nCrawl-delay: 2\n"


class Web:
    """What was asked, and answers that change."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.robots: tuple[int, str] = (200, ROBOTS)
        self.busy = 1
        self.address = ""

    def paths(self, path: str) -> list[str]:
        """Return the methods by which *path* was asked."""
        return [method for method, asked in self.asked if asked == path]

    def answer(self, method: str, path: str) -> tuple[int, dict[str, str], str]:
        """Return what a request is answered."""
        if path == "/robots.txt":
            return self.robots[0], {}, self.robots[1]
        if path == "/only-get":
            return (405 if method == "HEAD" else 200), {}, ""
        if path == "/busy":
            self.busy -= 1
            return (429, {"Retry-After": "5"}, "") if self.busy >= 0 else (200, {}, "")
        if path == "/slow":
            time.sleep(1)
        status, headers = PAGES.get(path, (200, {}))
        return status, headers, ""


@contextmanager
def served() -> Iterator[Web]:
    """Serve the little web."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            web.asked.append((self.command, self.path))
            web.agents.add(self.headers["User-Agent"])
            status, headers, text = web.answer(self.command, self.path)
            body = text.encode() if self.command == "GET" else b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET = _do

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        web.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield web
        server.shutdown()


def this_machine(address: str) -> bool:
    """Allow the little web, and nothing else that is private."""
    return address == "127.0.0.1"
