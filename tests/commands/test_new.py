"""`sphinx-publication new` begins posts and pages that a build takes as they are."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.commands import main, new_post
from sphinx_publication.model import frontmatter


@pytest.fixture
def project(rootdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of a publication of a series, with a default author and no git user."""
    folder = tmp_path / "project"
    shutil.copytree(rootdir / "test-series", folder)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


def new(project: Path, *words: str) -> int:
    """Run the command and return its exit code."""
    return main(["new", *words, "--source", str(project)])


def front(path: Path) -> dict[str, object]:
    """Return the front matter of a file."""
    return dict(frontmatter.read(path.read_text(encoding="utf-8")).values)


def test_a_post_is_begun(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Today in the publication's zone, its author, a draft, in the folder of its address."""
    assert new(project, "Så gör vi i Åmål") == 0
    path = project / "posts/2026/09/sa-gor-vi-i-amal.md"
    assert front(path) == {
        "date": "2026-09-21 16:13",
        "author": "Redaktionen",
        "category": None,
        "tags": [],
        "description": None,
        "draft": True,
    }
    assert "\n# Så gör vi i Åmål\n" in path.read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert str(path) in said
    assert "preview" in said
    assert "draft: true" in said


def test_titles_that_share_a_slug_are_numbered(project: Path) -> None:
    """Also one whose address a page had before."""
    old = project / "posts/2024/01/annat.md"
    text = old.read_text(encoding="utf-8").replace("---\n", "---\nredirect: 2026/09/lika\n", 1)
    old.write_text(text, encoding="utf-8")
    for _ in range(2):
        assert new(project, "Lika") == 0
    names = {path.name for path in (project / "posts/2026/09").iterdir()}
    assert names == {"lika-2.md", "lika-3.md"}


def test_a_long_title_makes_a_short_address(project: Path) -> None:
    """It ends after a word."""
    assert new(project, "Ett mycket långt namn " * 6) == 0
    (path,) = (project / "posts/2026/09").iterdir()
    assert path.stem == "ett-mycket-langt-namn-ett-mycket-langt-namn-ett-mycket-langt"


def test_what_is_said_is_filled_in(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Known names are written as before, the part is the next; a near one is pointed out."""
    assert (
        new(project, "Ny", "--date", "2026-12-24", "--tags", "Ett: två, tre", "--publish",
            "--series", "SÅ kom lagen till", "--author", "Redaktonen") == 0
    )  # fmt: skip
    values = front(project / "posts/2026/12/ny.md")
    assert values["date"] == "2026-12-24"
    assert values["tags"] == ["Ett: två", "tre"]
    assert values["series"] == "Så kom lagen till"
    assert values["part"] == 4
    assert "draft" not in values
    assert "there is 'Redaktionen' already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["Ny", "--date", "i morgon"], "is no date"),
        (["topic"], "What is it called"),
        (["!!!"], "needs a letter"),
        (["topic", "!!!"], "needs a letter"),
        (["topic", "Ny", "--tags", "a"], "--tags: not for 'new topic'"),
        (["Ny", "--key", "a"], "--key: not for 'new post'"),
        (["series", "Så kom lagen till"], "one already: source/serier/lagen.md"),
    ],
)
def test_what_cannot_be_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    """Exit code 2, the reason on standard error, and no file."""
    before = set(project.rglob("*.md"))
    assert new(project, *words) == 2
    assert reason in capsys.readouterr().err
    assert set(project.rglob("*.md")) == before


@pytest.mark.parametrize(
    ("kind", "folder"),
    [
        ("topic", "amnen"),
        ("organisation", "organisationer"),
        ("person", "personer"),
        ("law", "amnen"),
        ("series", "serier"),
        ("author", "forfattare"),
    ],
)
def test_a_page_lies_where_its_kind_does(project: Path, kind: str, folder: str) -> None:
    """Its kind stands in its front matter where the folder alone does not tell."""
    assert new(project, kind, "Påhittat namn") == 0
    values = front(project / "source" / folder / "pahittat-namn.md")
    assert values.get("kind") == (kind if kind not in ("series", "author") else None)


def test_a_title_may_be_a_word_of_the_command(project: Path) -> None:
    """``new post "topic"``."""
    assert new(project, "post", "topic") == 0
    assert (project / "posts/2026/09/topic.md").is_file()


def test_a_template_of_ones_own_takes_the_place(project: Path) -> None:
    """It lies in a folder of templates_path; a dollar of the text stays."""
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('templates_path = ["source/_mallar"]\n')
    (project / "source/_mallar").mkdir()
    own = "---\ndate: $date\n$series\n---\n# $title\n\n## Vad hände?\n\nDet kostade $5.\n"
    (project / "source/_mallar/post.md").write_text(own, encoding="utf-8")
    assert new(project, "Eget") == 0
    text = (project / "posts/2026/09/eget.md").read_text(encoding="utf-8")
    assert text == (
        "---\ndate: 2026-09-21 16:13\n---\n# Eget\n\n## Vad hände?\n\nDet kostade $5.\n"
    )


def test_git_tells_who_writes_if_the_publication_knows_them(project: Path) -> None:
    """A name that nobody has written under is not taken from git."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "config", "user.name", "testare"], cwd=project, check=True)
    assert new(project, "Ett") == 0
    assert new(project, "author", "Testare") == 0
    assert new(project, "Två") == 0
    posts = project / "posts/2026/09"
    assert [front(posts / name)["author"] for name in ("ett.md", "tva.md")] == [
        "Redaktionen", "Testare",
    ]  # fmt: skip


@pytest.mark.parametrize(("answer", "tag"), [("", "provet"), ("j", "provet"), ("nej", "prover")])
def test_a_name_near_a_known_one_is_asked_about(
    project: Path, monkeypatch: pytest.MonkeyPatch, answer: str, tag: str
) -> None:
    """Where somebody is there to answer, in the language that is spoken."""
    assert new(project, "Ett", "--tags", "provet") == 0
    monkeypatch.setattr(new_post, "is_asking", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
    monkeypatch.setenv("LANGUAGE", "sv")
    assert new(project, "Två", "--tags", "prover") == 0
    assert front(project / "posts/2026/09/tva.md")["tags"] == [tag]


def test_the_editor_opens_the_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With words of its own; without one, it is said how to choose one."""
    monkeypatch.setenv("EDITOR", "sh -c 'echo mer >> \"$1\"' sh")
    assert new(project, "Ett", "--edit") == 0
    assert (project / "posts/2026/09/ett.md").read_text(encoding="utf-8").endswith("mer\n")
    monkeypatch.delenv("EDITOR")
    assert new(project, "Två", "--edit") == 1
    assert "No editor" in capsys.readouterr().err


def test_what_is_new_builds_as_it_is(project: Path, make_app: type[SphinxTestApp]) -> None:
    """Empty fields and all, without a warning."""
    assert new(project, "Ny", "--publish") == 0
    for kind in ("topic", "organisation", "person", "law", "series", "author"):
        assert new(project, kind, f"Påhittad {kind}") == 0
    app = make_app("publicationhtml", srcdir=project)
    app.build()
    assert app.warning.getvalue() == ""
    page = Path(app.outdir, "2026/09/ny/index.html").read_text(encoding="utf-8")
    assert "Write here" not in page
