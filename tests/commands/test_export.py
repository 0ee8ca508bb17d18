"""`sphinx-publication export` gives out sources, and what the last build knew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sphinx_publication.bibliography import reader
from sphinx_publication.commands import main

BIB = "".join(f"@book{{{key}, title={{Bok {key}}}, file={{/home/x.pdf}}}}\n" for key in "abc")
TOLD = {
    "posts": [
        {"address": "2013/12/x/", "published": "2013-12-17T00:00:00+01:00"},
        {"address": "2014/06/y/", "published": "2014-06-17T00:00:00+02:00"},
    ],
    "citations": [
        {"source": "a", "page": "2013/12/x/", "post": "2013/12/x/"},
        {"source": "c", "page": "2014/06/y/", "post": "2014/06/y/"},
        {"source": "b", "page": "om/"},
    ],
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a publication of three sources; one is cited by a page that is no post."""
    (tmp_path / "conf.py").write_text('bibtex_bibfiles = ["r.bib"]\n', encoding="utf-8")
    (tmp_path / "index.md").write_text("# Start\n", encoding="utf-8")
    (tmp_path / "r.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "_build/site").mkdir(parents=True)
    (tmp_path / "_build/site/kunskap.json").write_text(json.dumps(TOLD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keys(project: Path, *words: str) -> list[str]:
    """Return the keys of the sources that are given out as BibTeX."""
    out = project / "out.bib"
    assert main(["export", "bibtex", "--output", str(out), *words]) == 0
    return list(reader.read([out]).sources)


def test_sources_are_given_out(project: Path) -> None:
    """All, those cited anywhere, or those of a year's posts."""
    assert keys(project) == ["a", "b", "c"]
    assert keys(project, "--cited") == ["a", "b", "c"]
    assert keys(project, "--year", "2013") == ["a"]
    assert keys(project, "--year", "2014") == ["c"]
    assert keys(project, "--year", "2015") == []


def test_every_format_goes_to_standard_output(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else goes there, and no file of the author's is named."""
    for name, begin in (("bibtex", "@book{a,"), ("ris", "TY  - BOOK"), ("csl-json", "[\n")):
        assert main(["export", name]) == 0
        out = capsys.readouterr().out
        assert out.startswith(begin)
        assert "/home" not in out
    assert len(json.loads(out)) == 3


def test_the_data_are_those_of_the_last_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That the texts have changed since is said; without a build, what to do."""
    built = project / "_build/site/kunskap.json"
    os.utime(built, (2_000_000_000, 2_000_000_000))
    assert main(["export", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == TOLD
    assert said.err == ""
    os.utime(built, (0, 0))
    assert main(["export", "json"]) == 0
    assert "changed since" in capsys.readouterr().err
    built.unlink()
    assert main(["export", "ris", "--cited"]) == 2
    assert "build first" in capsys.readouterr().err
