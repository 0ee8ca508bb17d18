"""``comments list`` and ``comments forget``: what is there, and taking a person's words out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sphinx_publication.commands import main

FILE = "posts/2013/12/tankar.comments.yaml"


@pytest.fixture
def blog(rootdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the test root with comments, where the person stands."""
    shutil.copytree(rootdir / "test-comments", tmp_path / "blog")
    monkeypatch.chdir(tmp_path / "blog")
    return tmp_path / "blog"


def _gone(blog: Path, rootdir: Path) -> list[str]:
    """Return the ids that a tombstone has taken the place of; all other lines must be as before."""
    before = (rootdir / "test-comments" / FILE).read_text("utf-8").splitlines()
    after = (blog / FILE).read_text("utf-8").splitlines()
    new = [line for line in after if line not in before]
    kept = iter(before)
    assert all(line in kept for line in after if line not in new)
    assert all(line.endswith("state: removed}") for line in new)
    return [line.partition("id: ")[2].partition(",")[0] for line in new]


def test_what_there_is_is_counted(blog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each post with its states, a mistake with its line, and one state with its words."""
    assert main(["comments", "list"]) == 1
    said = capsys.readouterr()
    assert "posts/2013/12/tankar.md: 7 published, 1 waiting, 1 removed" in said.out
    assert f"{FILE}:35" in said.err
    main(["comments", "list", "--state", "pending"])
    assert "c7  Provläsare Sju, 2013-12-23: Hemligt väntande." in capsys.readouterr().out


@pytest.mark.parametrize(
    "named",
    [
        ["posts/2013/12/tankar.md", "c2", "c3"],
        ["posts/2013/12/tankar.comments.yaml", "c2", "c3"],
        ["posts/2013/12/tankar", "c2", "c3"],
        ["https://svar.example/blogg/2013/12/tankar/#c2", "c3"],
        ["/2013/12/tankar/#c2", "c3"],
        ["https://gammal.example/2013/12/gammal.html#c2", "c3"],
    ],
)
def test_a_comment_is_forgotten_however_it_is_named(
    named: list[str], blog: Path, rootdir: Path
) -> None:
    """By file and id, by its address, or by the post's old one."""
    post = blog / "posts/2013/12/tankar.md"
    text = post.read_text("utf-8").replace("---\n", "---\nredirect: 2013/12/gammal.html\n", 1)
    post.write_text(text, encoding="utf-8")
    assert main(["comments", "forget", *named]) == 0
    assert _gone(blog, rootdir) == ["c2", "c3"]


def test_a_person_is_forgotten_after_a_question(
    blog: Path, rootdir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is theirs is shown first; without an answer, or with no, nothing is done."""
    command = ["comments", "forget", "--author", "provläsare  två"]
    assert main(command) == 2
    assert "Svar ett." in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: "n")
    assert main(command) == 2
    assert _gone(blog, rootdir) == []
    monkeypatch.setattr("builtins.input", lambda question: "j")
    assert main(command) == 0
    assert _gone(blog, rootdir) == ["c2"]


def test_words_that_no_page_shows_are_forgotten_too(blog: Path, rootdir: Path) -> None:
    """One that was hidden by its state, and one that has a mistake."""
    assert main(["comments", "forget", "--yes", "--author", "Provläsare Åtta"]) == 0
    assert main(["comments", "forget", "posts/2013/12/tankar.md", "c10"]) == 0
    assert _gone(blog, rootdir) == ["c8", "c10"]


def test_it_says_what_else_may_hold_the_words(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Old yearbooks, the history where there is one, and others who named the person."""
    (blog / ".git").mkdir()
    file = blog / FILE
    file.write_text(file.read_text("utf-8").replace("Svar ett.", "Ja, Provläsare Ett!"), "utf-8")
    main(["comments", "forget", "posts/2013/12/tankar.md", "c1"])
    said = capsys.readouterr().out
    assert "Yearbooks that have been printed" in said
    assert "git filter-repo" in said
    assert f"{FILE} (c2) names Provläsare Ett" in said


@pytest.mark.parametrize(
    "named",
    [
        [],
        ["posts/2013/12/tankar.md"],
        ["posts/2013/12/tankar.md", "c1", "c99"],
        ["posts/2014/01/oppet.md", "c1"],
        ["https://svar.example/blogg/2013/12/annat/#c1"],
        ["--author", "Ingen Alls", "--yes"],
    ],
)
def test_what_cannot_be_found_changes_nothing(named: list[str], blog: Path, rootdir: Path) -> None:
    """The command is refused as a whole."""
    assert main(["comments", "forget", *named]) == 2
    assert _gone(blog, rootdir) == []


def test_a_file_that_cannot_be_read_is_named(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it might hold the person's words, nothing is done to any file; else it is passed on."""
    other = blog / "posts/2014/01/oppet.comments.yaml"
    other.write_text("- id: [\n", encoding="utf-8")
    assert main(["comments", "forget", "posts/2013/12/tankar.md", "c2"]) == 0
    assert other.name in capsys.readouterr().out
    other.unlink()
    (blog / FILE).write_text("- id: [\n", encoding="utf-8")
    assert main(["comments", "forget", "--author", "Någon", "--yes"]) == 2
    assert FILE in capsys.readouterr().err
