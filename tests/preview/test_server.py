"""The preview's server: whom it answers, what it sends, and when it tells a browser to reload."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from sphinx_publication.commands.preview import bind
from sphinx_publication.preview.server import LOCAL, Viewers, application, page_of

PAGE = "<!doctype html><title>x</title><body><p>{}</p></body></html>"


class Served:
    """A folder of pages, served in a thread."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.indexed = 0
        self.viewers = Viewers(site)
        self.socket = bind("127.0.0.1", 8000)
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        app = application(site, self.viewers, self._index, LOCAL)
        config = uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="off")
        self.server = uvicorn.Server(config)
        self.loop = asyncio.new_event_loop()
        serving = self.server.serve([self.socket])
        self.thread = threading.Thread(
            target=self.loop.run_until_complete, args=(serving,), daemon=True
        )
        self.thread.start()

    async def _index(self) -> None:
        self.indexed += 1

    def get(self, path: str, **headers: str) -> requests.Response:
        """Ask for *path* as it stands, dots and all."""
        request = requests.Request("GET", f"http://{self.address}/", headers=headers).prepare()
        request.url = f"http://{self.address}{path}"
        with requests.Session() as session:
            return session.send(request, timeout=10)

    def listen(self, page: str, state: str, **more: Any) -> ClientConnection:
        """Listen as the script on *page* does."""
        return connect(f"ws://{self.address}/_preview/events?page={page}&state={state}", **more)

    def written(self, page: str) -> None:
        """Tell the server that *page* has been written."""
        work = self.viewers.page_written(page)
        asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def end(self) -> None:
        """Stop serving."""
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Return a server of one page; a secret lies beside its folder."""
    site = tmp_path / "preview"
    (site / "post").mkdir(parents=True)
    (site / "post/index.html").write_text(PAGE.format("old"), "utf-8")
    (site / "style.css").write_text("p {}", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "way-out").symlink_to(tmp_path / "secret.txt")
    served = Served(site)
    yield served
    served.end()


def state_of(page: str) -> str:
    """Return the state that a page's script tells."""
    found = re.search(r'data-state="(\w*)"', page)
    assert found
    return found[1]


def heard(socket: ClientConnection) -> Mapping[str, Any]:
    """Return the next thing that a browser is told."""
    told: Mapping[str, Any] = json.loads(socket.recv(timeout=10))
    return told


def test_a_page_is_sent_as_built_with_the_script_at_its_end(served: Served) -> None:
    """The file itself stays as it was; other files are sent unchanged."""
    page = served.get("/post/")
    assert page.status_code == 200
    line = re.search(r"<script src=\"/_preview/preview.js\"[^\n]*\n", page.text)
    assert line
    assert page.text.replace(line[0], "") == PAGE.format("old")
    assert (served.site / "post/index.html").read_text("utf-8") == PAGE.format("old")
    assert served.get("/style.css").text == "p {}"
    assert "WebSocket" in served.get("/_preview/preview.js").text


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt", "/way-out",
     "/post/../../secret.txt", "/%2fetc/passwd", "/..%5csecret.txt"],
)  # fmt: skip
def test_nothing_outside_the_built_pages_is_sent(served: Served, path: str) -> None:
    """Neither by dots, however written, nor by a link that leads out."""
    answer = served.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_only_names_of_this_machine_are_answered(served: Served, host: str) -> None:
    """Another site's name that leads here gets nothing (DNS rebinding)."""
    assert served.get("/post/", Host=host).status_code == 400
    assert served.get("/post/", Host="localhost:8000").status_code == 200


def test_pages_of_other_sites_cannot_listen(served: Served) -> None:
    """A browser says where the page that asks comes from."""
    with (
        pytest.raises(InvalidStatus),
        served.listen("/post/", "", origin="https://evil.example"),
    ):
        pass
    with served.listen("/post/", "", origin=f"http://{served.address}") as socket:
        assert "wrong" in heard(socket)


def test_what_is_not_there_says_so_and_waits(served: Served) -> None:
    """A page that does not exist is loaded when it does; a yearbook is said not to be made."""
    missing = served.get("/new/")
    assert missing.status_code == 404
    assert "/_preview/preview.js" in missing.text
    book = served.get("/arsbocker/x-2013.pdf")
    assert book.status_code == 404
    assert "Yearbooks are not made in the preview" in book.text
    (served.site / "new").mkdir()
    (served.site / "new/index.html").write_text(PAGE.format("new"), "utf-8")
    with served.listen("/new/", state_of(missing.text)) as socket:
        assert "wrong" in heard(socket)
        assert heard(socket) == {"reload": True}


def test_a_browser_is_told_when_its_page_is_another(served: Served) -> None:
    """Not when the page is as it was, and not of pages that it does not show."""
    seen = state_of(served.get("/post/").text)
    with served.listen("/post/", seen) as socket:
        assert "wrong" in heard(socket)
        assert served.viewers.pages == {"post/index.html"}
        served.written("post/index.html")
        (served.site / "post/index.html").write_text(PAGE.format("new"), "utf-8")
        served.written("other/index.html")
        with pytest.raises(TimeoutError):
            socket.recv(timeout=0.3)
        served.written("post/index.html")
        assert heard(socket) == {"reload": True}


def test_the_search_index_is_made_when_it_is_asked_for(served: Served) -> None:
    """And not before."""
    served.get("/post/")
    assert served.indexed == 0
    served.get("/pagefind/pagefind.js")
    assert served.indexed == 1


def test_a_port_that_is_taken_leaves_the_next(served: Served) -> None:
    """Only the machine itself is served, unless another address is asked for."""
    taken = served.socket.getsockname()[1]
    with bind("127.0.0.1", taken) as other:
        assert other.getsockname()[0] == "127.0.0.1"
        assert taken < other.getsockname()[1] <= taken + 20


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/", "index.html"),
        ("/2013/12/x/", "2013/12/x/index.html"),
        ("/%C3%A5r/", "år/index.html"),
        ("/404.html", "404.html"),
    ],
)
def test_the_page_at_an_address(address: str, page: str) -> None:
    """As the script tells it: percent-encoded."""
    assert page_of(address) == page
