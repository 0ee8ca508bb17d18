"""``import blogger``: what it says, in whose language, and with which exit code."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from importing.blogs import Blog, usual
from importing.exports import takeout, takeout_entry

from sphinx_publication.commands import main


def run(made: Blog, *options: str, export: Path | None = None) -> int:
    """Run the command on a blog."""
    folder = str(export or made.export)
    return main(["import", "blogger", folder, "--source", str(made.root), *options])


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_it_ends_with_an_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all that the export has, in the publication's language, and says where the report is."""
    made = usual(tmp_path)
    assert run(made) == 0
    said = capsys.readouterr().out
    assert "publicerade inlägg  2 av 2\n" in said
    assert "kommentarer         2 av 3  (utelämnade: 1 markerade som skräp)\n" in said
    assert "filer: 6 skrivna, 0 förnyade, 0 oförändrade\n" in said
    assert str(made.root / "imports" / "provbloggen.md") in said


def test_a_zip_is_the_same_as_its_folder(tmp_path: Path) -> None:
    """To the byte."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    folder, packed = usual(tmp_path / "a"), usual(tmp_path / "b")
    takeout_zip = tmp_path / "takeout.zip"
    with zipfile.ZipFile(takeout_zip, "w") as archive:
        for file in packed.export.rglob("*"):
            if file.is_file():
                archive.write(file, file.relative_to(packed.export))
    assert run(folder) == run(packed, export=takeout_zip) == 0
    assert folder.tree() == packed.tree()


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And tells the same."""
    made = usual(tmp_path)
    before = made.tree()
    assert run(made, "--dry-run") == 0
    assert made.tree() == before
    caught = capsys.readouterr()
    assert "filer: 6 skrivna" in caught.out
    assert "Inget skrevs, som du bad om.\n" in caught.err


def test_options_name_authors_and_leave_drafts_out(tmp_path: Path) -> None:
    """Authors are renamed, a category is given, and drafts that are not wanted are counted."""
    made = usual(tmp_path)
    options = ("--author-name", "Ada=Ada Ek", "--category", "Gammalt", "--without-drafts")
    assert run(made, *options) == 0
    text = made.text("posts/2013/12/forsta.md")
    assert "author: Ada Ek\ncategory: Gammalt\n" in text
    assert not (made.root / "posts/2013/12/rubrik-4.md").exists()
    assert "Rubrik 4: ett utkast" in made.text("imports/provbloggen.md")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "tom"),
        (b"<feed", "klippt|avbruten|avklippt|cut off"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><feed/>", "dokumenttyp"),
        (b"<rss/>", "RSS"),
        (b"<<<<<<< HEAD\n<feed/>\n=======\n>>>>>>> x\n", "sammanslagning|merge"),
    ],
)
def test_what_is_no_export_is_refused(
    tmp_path: Path, content: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason, on standard error, exit code 2, and nothing is written."""
    made = usual(tmp_path)
    before = made.tree()
    file = tmp_path / "blog.xml"
    file.write_bytes(content)
    assert run(made, export=file) == 2
    error = capsys.readouterr().err
    assert "blog.xml" in error
    assert made.tree() == before


def test_a_blog_of_several_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which there are is said; then one is named."""
    made = usual(tmp_path)
    made.put(takeout(takeout_entry(9)), "Takeout/Blogger/Blogs/Annan/feed.atom")
    assert run(made) == 2
    assert "Annan, Prov" in capsys.readouterr().err
    assert run(made, "--blog", "Annan") == 0
    assert made.names[:1] == ["posts/2013/12/rubrik-9.md"]


def test_no_publication_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without conf.py, and a file that cannot be written into."""
    made = usual(tmp_path)
    (made.root / "conf.py").unlink()
    assert run(made) == 2
    assert "conf.py" in capsys.readouterr().err
