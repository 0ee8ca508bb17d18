"""What is asked of the network is asked politely, and every silence has a reason."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sphinx_publication.authoring import network
from sphinx_publication.authoring.network import NoAnswer, NotFound, fetcher


class _Service(BaseHTTPRequestHandler):
    """Answers by the last part of the address: a status, or "long"."""

    def do_GET(self) -> None:
        if self.path == "/302":
            self.send_response(302)
            self.send_header("Location", "/200")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/long" else int(self.path[1:]))
        self.end_headers()
        told = f"{self.headers['User-Agent']}|{self.headers['Accept']}"
        self.wfile.write(told.encode() if self.path == "/200" else b"x" * 5000)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[str]:
    """Serve on this machine alone, and return the address."""
    server = HTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_who_asks_is_told(service: str) -> None:
    """The program, and the publication where its address is known; a redirect is followed."""
    fetch = fetcher("https://blogg.example/")
    assert fetch(f"{service}/302", "a/b") == (b"sphinx-publication (+https://blogg.example/)|a/b")
    assert fetcher("")(f"{service}/200", "a/b") == b"sphinx-publication|a/b"


def test_what_is_not_there_is_told_from_what_does_not_answer(
    service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing there; a fault of the service; nobody at the address; too long an answer."""
    fetch = fetcher("")
    with pytest.raises(NotFound):
        fetch(f"{service}/404", "a/b")
    with pytest.raises(NoAnswer, match="500"):
        fetch(f"{service}/500", "a/b")
    with pytest.raises(NoAnswer, match="no connection"):
        fetch("http://127.0.0.1:9/", "a/b")
    monkeypatch.setattr(network, "_MOST", 4999)
    with pytest.raises(NoAnswer, match="length"):
        fetch(f"{service}/long", "a/b")
