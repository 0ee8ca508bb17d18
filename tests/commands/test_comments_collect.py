"""``comments collect``: approved comments from Isso into the archive, without addresses."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sphinx_publication.commands import main
from sphinx_publication.model.comments import Comment, read

#: As Isso 0.14 makes them (isso/db/comments.py, threads.py).
SCHEMA = """
    CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
    CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
        created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR,
        text VARCHAR NOT NULL, author VARCHAR, email VARCHAR, website VARCHAR,
        likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
        notification INTEGER DEFAULT 0);
    CREATE TRIGGER remove_stale_threads AFTER DELETE ON comments BEGIN
        DELETE FROM threads WHERE id NOT IN (SELECT tid FROM comments); END;
    PRAGMA user_version = 5;
"""
WRITTEN = """\
Hej *alla* <b>glada</b>,
rad två.

- [en länk](https://exempel.example/sida)
- skriv till hemlig@exempel.example"""
#: tid, id, parent, mode, text, author
ROWS = [
    (1, 1, None, 1, WRITTEN, "Provläsare Ett"),
    (1, 2, 1, 1, "Svar.", None),
    (1, 3, 1, 2, "Väntar.", "Provläsare Tre"),
    (1, 4, None, 4, "", None),
    (2, 5, None, 1, "Under ett annat inlägg.", "Provläsare Fem"),
    (3, 6, None, 1, "Under inget inlägg.", "Provläsare Sex"),
]
POST = "posts/2014/01/oppet.comments.yaml"
OTHER = "posts/2013/12/tankar.comments.yaml"


@pytest.fixture
def blog(rootdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the test root, where the person stands, and Isso's database beside it."""
    shutil.copytree(rootdir / "test-comments", tmp_path / "blog")
    monkeypatch.chdir(tmp_path / "blog")
    with closing(sqlite3.connect(tmp_path / "comments.db")) as base, base:
        base.executescript(SCHEMA)
        uris = ("/blogg/2014/01/oppet/", "/blogg/2013/12/tankar/", "/blogg/borta/")
        base.executemany("INSERT INTO threads VALUES (?, ?, 'T')", enumerate(uris, 1))
        base.executemany(
            "INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author, "
            "email, website, voters) VALUES (?, ?, ?, 1790000000.5 + ?2, ?, '192.0.2.7', ?, ?, "
            "'hemlig@exempel.example', 'https://hemsida.example', x'c0ffee')",
            ROWS,
        )
    return tmp_path / "blog"


@pytest.fixture
def collect(blog: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """A function that runs the command and returns its code, and all that it said."""

    def run(*options: str) -> tuple[int, str]:
        code = main(["comments", "collect", str(blog.parent / "comments.db"), *options])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def _comments(blog: Path, file: str = POST) -> tuple[Comment, ...]:
    return read((blog / file).read_text("utf-8"), file, "Europe/Stockholm").comments


def _in_isso(blog: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(blog.parent / "comments.db")) as base:
        return base.execute("SELECT id, mode, text FROM comments ORDER BY id").fetchall()


def test_approved_comments_come_into_the_archive(
    blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """As plain text in their threads; one without a name gets a word for it in Swedish."""
    code, said = collect()
    assert code == 1  # the one without a page
    assert "3 comments collected" in said
    assert "1 waits in Isso" in said
    assert "No page has the address /blogg/borta/" in said
    first, second = _comments(blog)
    assert (first.id, first.parent, first.author) == ("i1", "", "Provläsare Ett")
    assert first.date.isoformat() == "2026-09-21T16:13:21+02:00"
    assert first.text == (
        "Hej alla <b>glada</b>,\nrad två.\n\nen länk (https://exempel.example/sida)\n\n"
        "skriv till [e-postadress borttagen]"
    )
    assert (second.id, second.parent, second.author, second.text) == ("i2", "i1", "Anonym", "Svar.")


def test_nobodys_addresses_come_along(blog: Path, collect: Callable[..., tuple[int, str]]) -> None:
    """Neither e-mail nor network address nor home page is in any file, nor said."""
    before = (blog.parent / "comments.db").read_bytes()
    _code, said = collect()
    whole = said + "".join(
        path.read_text("utf-8") for path in blog.rglob("*.*") if path.suffix in (".yaml", ".md")
    )
    for secret in ("hemlig@", "192.0.2.7", "hemsida.example", "c0ffee"):
        assert secret not in whole
    assert (blog.parent / "comments.db").read_bytes() == before


def test_what_stands_there_stays(blog: Path, collect: Callable[..., tuple[int, str]]) -> None:
    """The file is only added to; a second run changes nothing, whatever has been edited since."""
    before = (blog / OTHER).read_bytes()
    collect()
    after = (blog / OTHER).read_bytes()
    assert after.startswith(before)
    assert [one.id for one in _comments(blog, OTHER)][-1] == "i5"
    (blog / OTHER).write_bytes(after.replace("annat inlägg".encode(), b"inl"))
    edited = (blog / OTHER).read_bytes()
    _code, said = collect()
    assert (blog / OTHER).read_bytes() == edited
    assert "0 comments collected" in said
    assert f"{OTHER}: i5 reads otherwise in Isso" in said


def test_what_was_forgotten_does_not_come_back(
    blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """A tombstone keeps its comment out, and the editor is told that Isso has it still."""
    collect()
    assert main(["comments", "forget", POST.replace("comments.yaml", "md"), "i1"]) == 0
    _code, said = collect("--take")
    assert "Hej alla" not in (blog / POST).read_text("utf-8")
    assert f"{POST}: i1 has been forgotten here; delete it in Isso, too" in said
    assert (1, 1, WRITTEN) in _in_isso(blog)


def test_what_is_safe_can_be_taken_out_of_isso(
    blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """One that a waiting comment answers leaves an empty place; the waiting one is there still."""
    _code, said = collect("--take")
    assert "3 taken out of Isso" in said
    assert _in_isso(blog) == [
        (1, 4, ""),
        (3, 2, "Väntar."),
        (4, 4, ""),
        (6, 1, "Under inget inlägg."),
    ]
    assert b"Hej" not in (blog.parent / "comments.db").read_bytes()
    with closing(sqlite3.connect(blog.parent / "comments.db")) as base, base:
        base.execute("UPDATE comments SET mode = 1 WHERE id = 3")
    _code, said = collect("--take")
    assert [(one.id, one.parent) for one in _comments(blog)] == [
        ("i1", ""), ("i2", "i1"), ("i3", "i1"),
    ]  # fmt: skip
    assert "has been deleted" not in said
    assert [row[0] for row in _in_isso(blog)] == [4, 6]


def test_what_was_deleted_in_isso_is_named(
    blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """It stays in the archive until an editor takes it out."""
    collect()
    with closing(sqlite3.connect(blog.parent / "comments.db")) as base, base:
        base.execute("UPDATE comments SET mode = 4, text = '' WHERE id = 1")
    assert f"{POST}: i1 has been deleted in Isso" in collect()[1]
    assert [one.id for one in _comments(blog)] == ["i1", "i2"]


@pytest.mark.parametrize("text", ["[{id: c1, state: removed}]\n", "a: b\n", "- id: [\n"])
def test_a_file_that_cannot_be_added_to_is_left(
    text: str, blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """It is named, and nothing of its post is taken out of Isso."""
    (blog / POST).write_text(text, encoding="utf-8")
    assert f"{POST} cannot be added to" in collect("--take")[1]
    assert (blog / POST).read_text("utf-8") == text
    assert {1, 2} <= {row[0] for row in _in_isso(blog)}


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ("DROP TABLE comments", "it has no comments.author"),
        ("ALTER TABLE threads RENAME COLUMN uri TO url", "it has no threads.uri"),
        ("PRAGMA user_version = 6", "version 6"),
    ],
)
def test_a_strange_database_is_refused(
    change: str, wanted: str, blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """The message says what is strange about it."""
    with closing(sqlite3.connect(blog.parent / "comments.db")) as base, base:
        base.execute(change)
    code, said = collect()
    assert code == 2
    assert wanted in said


def test_what_is_no_database_is_refused(
    blog: Path, collect: Callable[..., tuple[int, str]]
) -> None:
    """Also where there is nothing; none is made."""
    file = blog.parent / "comments.db"
    file.write_text("SQLite, nästan", encoding="utf-8")
    assert collect()[0] == 2
    file.unlink()
    assert collect()[0] == 2
    assert not file.exists()
