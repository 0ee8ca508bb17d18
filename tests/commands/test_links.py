"""`sphinx-publication links` asks politely, remembers, and tells what is dead and where."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from links.web import Web, served, this_machine

from sphinx_publication.commands import links, main

POST = """---
date: 2020-01-02
---
# Prov

En [länk]({web}/missing) och [en till]({web}/ok#del), och <{web}/for-good>.

<a href="{web}/missing">i HTML</a> och [@prov2019]. [Egen](https://prov.example/om/)
och [post](mailto:x@y.example).
"""
BIB = "\n@online{{prov2019, title = {{Prov}}, url = {{{web}/gone}}, year = 2019}}\n"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Return the little web, on a machine that has a network."""
    monkeypatch.setattr(links, "_is_there_a_network", lambda _: True)
    with served() as web:
        web.robots = (404, "")
        yield web


@pytest.fixture
def project(tmp_path: Path, web: Web) -> Path:
    """Return a publication with links to the little web."""
    (tmp_path / "posts/2020/01").mkdir(parents=True)
    (tmp_path / "conf.py").write_text(
        'project = "Provbladet å"\nextensions = ["sphinx_publication"]\n'
        'html_baseurl = "https://prov.example/"\nbibtex_bibfiles = ["references.bib"]\n',
        "utf-8",
    )
    (tmp_path / "posts/2020/01/prov.md").write_text(POST.format(web=web.address), "utf-8")
    (tmp_path / "references.bib").write_text(BIB.format(web=web.address), "utf-8")
    return tmp_path


def ask(project: Path, **more: object) -> int:
    """Run the command where the little web may be asked."""
    arguments = argparse.Namespace(
        source=project,
        again=False,
        days=30,
        limit=None,
        offline=False,
        archive=False,
        format="text",
    )
    vars(arguments).update(more)
    return links.check(arguments, this_machine, pause=0)


def test_dead_links_are_told_with_their_places(
    project: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """Texts with their lines, sources with their keys and the posts that cite them."""
    assert ask(project) == 1
    said = capsys.readouterr().out
    dead, moved = said.split("Moved")[0], said.split("Moved")[1]
    assert f"{web.address}/missing  (404)" in dead
    assert "posts/2020/01/prov.md:6" in dead
    assert "posts/2020/01/prov.md:8" in dead
    assert f"{web.address}/gone  (410)" in dead
    assert "references.bib:2 (prov2019)" in dead
    assert "cited in posts/2020/01/prov.md" in dead
    assert f"→ {web.address}/ok" in moved
    assert "4 links: 1 fine, 1 moved, 2 dead" in said
    assert "prov.example" not in "".join(path for _, path in web.asked)
    (agent,) = web.agents
    assert agent.startswith("sphinx-publication/")
    assert "+https://prov.example/" in agent


def test_what_is_known_is_not_asked_again(
    project: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless it is asked for; what no text has any more is forgotten."""
    ask(project)
    before = len(web.asked)
    assert ask(project) == 1
    assert len(web.asked) == before
    (project / "references.bib").write_text("", "utf-8")
    assert ask(project, again=True) == 1
    assert len(web.asked) > before
    kept = json.loads((project / "links.json").read_text("utf-8"))
    assert f"{web.address}/gone" not in kept["links"]
    assert kept["links"][f"{web.address}/ok"] == {
        "verdict": "fine", "asked": "2026-09-21", "status": 200
    }  # fmt: skip


def test_offline_shows_what_is_known(
    project: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """And asks nobody; what was never asked is counted."""
    assert ask(project, offline=True) == 0
    assert "4 links were never asked" in capsys.readouterr().out
    assert web.asked == []
    assert not (project / "links.json").exists()
    ask(project, limit=1)
    capsys.readouterr()
    ask(project, offline=True, format="json")
    told = json.loads(capsys.readouterr().out)
    assert len(told["links"]) == 1
    assert len(told["unknown"]) == 3


def test_without_a_network_nothing_is_called_dead(
    project: Path, web: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said once, nothing is written, and the exit code tells that nothing was done."""
    monkeypatch.setattr(links, "_is_there_a_network", lambda _: False)
    assert ask(project) == 2
    shown = capsys.readouterr()
    assert shown.err.count("no connection to the network") == 1
    assert web.asked == []
    assert not (project / "links.json").exists()


def test_users_cannot_let_it_ask_their_own_network(
    project: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command itself asks public addresses only."""
    assert main(["links", "--source", str(project)]) == 0
    assert "private address" in capsys.readouterr().out
    assert web.asked == []


def test_a_file_of_answers_that_is_broken_is_left_alone(
    project: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a reason, and without asking anybody."""
    (project / "links.json").write_text("<<<<<<< HEAD\n", "utf-8")
    assert ask(project) == 2
    assert "links.json cannot be read" in capsys.readouterr().err
    assert (project / "links.json").read_text("utf-8") == "<<<<<<< HEAD\n"
