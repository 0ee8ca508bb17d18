"""Comments through Isso as readers and editors meet them: asked for, written, approved, seen."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker
from .findings import fail_on
from .tools import npm_file, program, run

pytestmark = pytest.mark.conformance

_HERE = Path(__file__).parent
_ROOT = _HERE.parent / "roots" / "test-comments"
TEXT = "En kommentar på försök.\n\nMed ett stycke till."


def _free_ports() -> int:
    """Return a port that is free, as is the next one."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[Path]:
    """Run the command for trying comments; the file in which it says its links."""
    log = folder / "log.txt"
    command = [sys.executable, "-m", "sphinx_publication", "--language", "en", "comments", "serve"]
    command += ["--source", str(_ROOT), "--output", str(folder / "out"), "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 120
            while "Stop with Ctrl-C" not in log.read_text("utf-8"):
                assert process.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < until, log.read_text("utf-8")
                time.sleep(0.2)
            yield log
        finally:
            process.terminate()
            ended = process.wait(60)
    assert ended == 0, log.read_text("utf-8")
    for number in (port, port + 1):  # nothing is left running
        with socket.socket() as door:
            assert door.connect_ex(("127.0.0.1", number)) != 0


def _policy(output: Path) -> str:
    """Return the policy that the site which was tried asks servers to send."""
    (file,) = output.rglob("_headers")
    said = re.search(r"Content-Security-Policy: (.*)", file.read_text("utf-8"))
    assert said
    return said[1]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What was seen while a comment was written, approved and read."""
    npm_file("playwright-core/package.json")
    npm_file("axe-core/axe.min.js")
    folder, port = tmp_path_factory.mktemp("comments"), _free_ports()
    with _serving(folder, port) as log:
        job = {
            "chromium": program("chromium"),
            "server": f"http://127.0.0.1:{port}/",
            "page": "2014/01/oppet/",
            "isso": f"http://127.0.0.1:{port + 1}/",
            "policy": _policy(folder / "out"),
            "log": str(log),
            "text": TEXT,
        }
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        answer = run(program("node"), _HERE / "comments.mjs", folder / "job.json")
        assert answer.returncode == 0, f"{answer.stderr[-2000:]}\n{log.read_text('utf-8')}"
    return {**json.loads(answer.stdout), "log": log.read_text("utf-8"), "out": folder / "out"}


def test_nothing_is_asked_for_before_the_reader_asks(tried: Mapping[str, Any]) -> None:
    """Before the button is pressed there is no request to Isso, no cookie, nothing stored."""
    assert tried["before"] == {"asked": 0, "cookies": [], "stored": [], "foreign": []}


def test_a_comment_appears_after_approval(tried: Mapping[str, Any]) -> None:
    """Its writer is told that it waits, no other sees it, and after approval others do."""
    assert tried["told"] == "Kommentaren inväntar granskning."
    assert tried["unseen"] == 0
    assert tried["seen"].split() == TEXT.split()


def test_the_keyboard_and_screen_readers_are_led_along(tried: Mapping[str, Any]) -> None:
    """After the button the focus stands in the comments, and it is said that they are there."""
    assert tried["focused"] == "isso-thread"
    assert tried["says"] == "Kommentarerna visas här nedanför."


def test_the_page_with_comments_is_accessible(tried: Mapping[str, Any]) -> None:
    """axe finds nothing with Isso's form and a comment on it, in light, in dark, 375 px wide."""
    fail_on(browser_checker.accessibility({"comments": tried}))


def test_the_page_with_comments_keeps_to_itself(tried: Mapping[str, Any]) -> None:
    """No host besides Isso is asked, and the site's policy stops nothing."""
    fail_on(browser_checker.behaviour({"comments": tried}))


def test_the_command_says_what_an_editor_needs(tried: Mapping[str, Any]) -> None:
    """Where the site and all comments are, with a password; the writer's address is not said."""
    assert re.search(r"/admin/ {2}\(password: \S{10,}\)", tried["log"])
    assert "remote_addr" not in tried["log"]
    assert not (tried["out"] / "comments.cfg").exists()
    assert (tried["out"] / "comments.db").stat().st_mode & 0o077 == 0


def test_what_was_approved_can_be_collected(tried: Mapping[str, Any], tmp_path: Path) -> None:
    """The database that Isso itself has written gives the comment to the archive."""
    shutil.copytree(_ROOT, tmp_path / "blog")
    command = [sys.executable, "-m", "sphinx_publication", "comments", "collect", "--take"]
    command += [str(tried["out"] / "comments.db"), "--source", str(tmp_path / "blog")]
    answer = run(*command)
    assert answer.returncode == 0, answer.stderr
    archive = (tmp_path / "blog/posts/2014/01/oppet.comments.yaml").read_text("utf-8")
    assert "author: Provläsare\n" in archive
    assert "Med ett stycke till." in archive
    assert "127.0.0" not in archive
    assert b"Med ett stycke" not in (tried["out"] / "comments.db").read_bytes()
