"""Web servers on this machine for the time of a check: a plain one, and one as hosts are.

The second says what the site's own ``_headers`` tells hosts to say, and compresses what is text, as
nginx does with our rules: gzip at level 6. What a browser has kept is answered with "not modified".
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

_COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/atom+xml",
    "application/feed+json",
    "image/svg+xml",
)
#: What a host says of files that the rules do not name: ask each time.
_ASKED = {"Cache-Control": "no-cache"}


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    #: An answer's fields and body are two writes; together these would wait for each other, 40 ms.
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Host(_Quiet):
    """Answers as a host of static sites that reads ``_headers`` and compresses."""

    extensions_map = {  # noqa: RUF012 - the base class has it as a plain dict
        **SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
        ".avif": "image/avif",
        ".webp": "image/webp",
    }

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the fields of an answer, and return the rest of it."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        kind = self.guess_type(str(file))
        zipped = kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
        if not file.is_file() or not zipped:
            return super().send_head()
        state = file.stat()
        tag = f'W/"{state.st_mtime_ns:x}-{state.st_size:x}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return None
        body = _zipped(file, state.st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", kind + charset)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Add what the site's rules say of the address."""
        for name, value in _fields(Path(self.directory), urlsplit(self.path).path).items():
            self.send_header(name, value)
        super().end_headers()


@cache
def _zipped(file: Path, _time: int) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


@cache
def _rules(folder: Path) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the rules of ``_headers``: a pattern and its fields, in order."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    file = folder / "_headers"
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        if line.startswith(" "):
            name, _colon, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif line:
            rules.append((line, []))
    return tuple((pattern, tuple(fields)) for pattern, fields in rules)


def _fields(folder: Path, path: str) -> dict[str, str]:
    """Return the fields for an address; a later rule has the last word."""
    found = dict(_ASKED)
    for pattern, fields in _rules(folder):
        exact = not pattern.endswith("*")
        if path == pattern if exact else path.startswith(pattern.removesuffix("*")):
            found |= dict(fields)
    return found


@contextmanager
def served(folder: Path, *, like_a_host: bool = False) -> Iterator[str]:
    """Serve a folder; the address ends with a slash. *like_a_host*: by the site's own rules."""
    handler = partial(_Host if like_a_host else _Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
