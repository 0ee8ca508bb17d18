"""A preview as its writer sees it: in Chromium, beside the editor."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker
from .findings import fail_on
from .tools import npm_file, program, run

pytestmark = pytest.mark.conformance

_HERE = Path(__file__).parent
CONF = """project = "Prov"
language = "sv"
root_doc = "source/index"
extensions = ["sphinx_publication"]
exclude_patterns = ["_build"]
"""
POST = "---\ndate: 2020-01-02\nauthor: Prov Person\n---\n# Ett inlägg\n\n" + "Ett stycke.\n\n" * 90


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What a writer sees who changes a post, breaks it and mends it."""
    npm_file("playwright-core/package.json")
    folder = tmp_path_factory.mktemp("preview")
    post = folder / "posts/2020/01/prov.md"
    post.parent.mkdir(parents=True)
    (folder / "source").mkdir()
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "source/index.md").write_text("# Prov\n\nEn publikation för prov.\n", "utf-8")
    post.write_text(POST, "utf-8")
    command = [sys.executable, "-m", "sphinx_publication", "--language", "sv", "preview"]
    command += ["--source", str(folder), "--output", str(folder / "_build"), "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(_HERE.parents[1]), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as preview:
        assert preview.stdout is not None
        said = next(line for line in preview.stdout if "http://" in line)
        server = re.search(r"http://\S+", said)
        assert server
        order = folder / "_build/job.json"
        job = {"server": server[0], "page": "2020/01/prov/", "file": str(post)}
        order.write_text(json.dumps({"chromium": program("chromium"), **job}), "utf-8")
        try:
            answer = run(program("node"), _HERE / "preview.mjs", order)
        finally:
            preview.send_signal(signal.SIGINT)
            preview.wait(10)
    assert answer.returncode == 0, answer.stderr[-3000:]
    return {**json.loads(answer.stdout), "code": preview.returncode}


def test_a_preview_reloads_after_a_save(writing: Mapping[str, Any]) -> None:
    """The page shows the new words by itself, at the place where the reader was."""
    assert "Nya ord" not in writing["before"]
    assert writing["scrolled"] > 0
    assert writing["place"] == writing["scrolled"]
    assert writing["quiet"] == ""


def test_a_mistake_is_told_on_the_page_that_stays(writing: Mapping[str, Any]) -> None:
    """The bar names the file and line; when the mistake is mended, it goes away."""
    assert writing["wrong"] == "1 sak är fel"
    assert writing["lines"][0].startswith("posts/2020/01/prov.md:2 ")
    assert "är inget datum" in writing["lines"][0]
    assert "Ett stycke." in writing["kept"]
    assert writing["mended"] == ""


def test_the_bar_is_accessible_and_asks_nobody_else(writing: Mapping[str, Any]) -> None:
    """axe finds nothing in light, in dark or at 375 px; no other host is asked."""
    fail_on(browser_checker.accessibility({"a post with a bar": writing}))
    assert writing["foreign"] == []
    assert writing["complaints"] == []


def test_ctrl_c_ends_it_at_once(writing: Mapping[str, Any]) -> None:
    """And not as a failure: it is the way to end a preview."""
    assert writing["code"] == 0
