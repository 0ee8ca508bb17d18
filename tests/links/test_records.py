"""Answers are remembered, asked again in time, and told with their places."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sphinx_publication.links import archive, records, round
from sphinx_publication.links.answers import Answer, Verdict
from sphinx_publication.links.places import Link

TODAY = date(2026, 9, 21)
FINE = Answer("https://a.example/å", Verdict.FINE, TODAY, 200)
DEAD = Answer("https://b.example/", Verdict.DEAD, date(2026, 8, 1), 404, "https://b.example/x")


def test_answers_are_kept(tmp_path: Path) -> None:
    """In a file that people can read, the same in any order."""
    path = tmp_path / "links.json"
    records.write(path, [DEAD, FINE])
    assert records.read(path) == {FINE.address: FINE, DEAD.address: DEAD}
    text = path.read_text("utf-8")
    assert "https://a.example/å" in text
    records.write(path, [FINE, DEAD])
    assert path.read_text("utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["links.json"]
    assert records.read(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    "text",
    ["", "<<<<<<< HEAD\n", "[]", '{"version": 2, "links": {}}', '{"version": 1, "links": [1]}',
     '{"version": 1, "links": {"https://a.example": {"verdict": "good", "asked": "2026-01-01"}}}'],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    """And never overwritten unseen."""
    path = tmp_path / "links.json"
    path.write_text(text, "utf-8")
    with pytest.raises(records.RecordsError, match=r"links\.json"):
        records.read(path)


def test_only_new_and_old_links_are_asked() -> None:
    """New ones first; a doubtful one on another day; the others after so many days."""
    doubtful = Answer("https://c.example/", Verdict.DOUBTFUL, date(2026, 9, 20), 503)
    known = {one.address: one for one in (FINE, DEAD, doubtful)}
    links = [Link(address, ()) for address in (*known, "https://new.example/")]
    asked = round.due(links, known, today=TODAY, days=30)
    assert asked == ("https://new.example/", DEAD.address, doubtful.address)
    assert round.due(links[:1], known, today=TODAY, days=30) == ()
    assert round.due(links[:1], known, today=TODAY, days=-1) == (FINE.address,)


def snapshot(**closest: object) -> tuple[int, str]:
    """Return an answer of the availability API."""
    return 200, json.dumps({"archived_snapshots": {"closest": closest} if closest else {}})


def test_a_copy_is_proposed_as_lines_for_the_bib_file() -> None:
    """With https, and the day on which it was taken."""
    asked = []

    def fetch(address: str) -> tuple[int, str]:
        asked.append(address)
        url = "http://web.archive.org/web/20140102030405/https://b.example/"
        return snapshot(available=True, url=url, timestamp="20140102030405")

    copy = archive.copy_of("https://b.example/?a=1&b=å", fetch, date(2014, 1, 1))
    assert copy is not None
    assert copy.lines == (
        "archiveurl = {https://web.archive.org/web/20140102030405/https://b.example/},",
        "archivedate = {2014-01-02},",
    )
    assert asked == [
        "https://archive.org/wayback/available"
        "?url=https%3A%2F%2Fb.example%2F%3Fa%3D1%26b%3D%C3%A5&timestamp=20140101"
    ]


@pytest.mark.parametrize(
    "answer",
    [
        snapshot(),
        (503, ""),
        (0, ""),
        (200, "no json"),
        (200, "[]"),
        snapshot(available=False, url="https://web.archive.org/x", timestamp="20140102"),
        snapshot(available=True, url="https://evil.example/x", timestamp="20140102"),
        snapshot(available=True, url="https://web.archive.org/x}, y={", timestamp="20140102"),
        snapshot(available=True, url="https://web.archive.org/x", timestamp="2014"),
    ],
)
def test_an_answer_that_is_no_copy_proposes_nothing(answer: tuple[int, str]) -> None:
    """Whatever a service says, only an address of the archive gets near a .bib file."""
    assert archive.copy_of("https://b.example/", lambda _: answer, None) is None
