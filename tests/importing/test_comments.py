"""Comments of an export: whose, which, in which threads, as plain text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sphinx_publication.importing.export import Comment, CommentState
from sphinx_publication.importing.planning.comments import Reason, plain, threads
from sphinx_publication.importing.privacy import Privacy
from sphinx_publication.model import comments as model

PRIVACY = Privacy(lambda word: word)
DATE = datetime(2013, 12, 1, 12, tzinfo=timezone(timedelta(hours=1)))


def comment(
    number: int, parent: int = 0, entry: str = "1", state: str = "live", html: str = "Ja"
) -> Comment:
    """Return a comment; one with a higher number is newer."""
    moment = datetime(2013, 12, 1, 8, number, tzinfo=UTC)
    above = str(parent) if parent else ""
    return Comment(str(number), entry, CommentState(state), html, moment, "Bo", above)


def written(*found: Comment) -> dict[str, tuple[str, str]]:
    """Return author and parent of each comment in the file of entry 1, by id."""
    text = threads(found, {"1": True}, PRIVACY).file("1", DATE, lambda word: word, PRIVACY)
    read = model.read(text, "", "Europe/Stockholm").comments
    return {one.id: (one.author, one.parent) for one in read}


def test_threads_are_kept() -> None:
    """An answer to one that is not brought along answers the nearest one above it; loops end."""
    found = written(
        comment(1),
        comment(2, 1, state="spam"),
        comment(3, 2),
        comment(4, 9),
        comment(5, 6),
        comment(6, 5),
        comment(7, 3),
    )
    assert {one: parent for one, (_, parent) in found.items()} == {
        "c1": "",
        "c3": "c1",
        "c4": "",
        "c5": "c6",
        "c6": "c5",
        "c7": "c3",
    }


def test_each_that_is_left_out_has_its_reason() -> None:
    """And the reasons and those that are kept add up to all."""
    states = [comment(n, state=one) for n, one in enumerate(CommentState, 1)]
    others = [
        comment(11, entry="2"),
        comment(12, entry="3"),
        comment(13, html="<p> <img src=x></p><script>x</script>"),
    ]
    found = threads([*states, *others], {"1": True, "2": False}, PRIVACY)
    assert found.left_out == dict.fromkeys(Reason, 1)
    assert len(found.texts) == 1


def test_one_without_a_name_or_date_has_some() -> None:
    """Nobody's name is said in the publication's words; the date is that of the post."""
    bare = Comment("1", "1", CommentState.LIVE, "Ja", None)
    text = threads([bare], {"1": True}, PRIVACY).file("1", DATE, str.upper, PRIVACY)
    (one,) = model.read(text, "", "Europe/Stockholm").comments
    assert (one.author, one.date) == ("ANONYMOUS", DATE)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br/>b<br><br>c", "a\nb\n\nc"),
        ("<p>a</p>\n<p>b &amp;lt; c</p>", "a\n\nb &lt; c"),
        ("se <a href='https://x.example/y'>här</a>.", "se här (https://x.example/y)."),
        ("<a href='https://x.example/'>x.example</a>", "x.example"),
        ("<a href='javascript:x()'>här</a> <b onclick='x'>nu</b>", "här nu"),
        ("- a\n  : b # c", "- a : b # c"),
        ("<a href='mailto:a@b.example'>a@b.example</a>", "[e-mail address removed]"),
        ("<i></i>\n", ""),
    ],
)
def test_the_text_is_plain(html: str, text: str) -> None:
    """Lines and paragraphs stay, links are words and address, nothing else gets through."""
    assert plain(html, PRIVACY)[0] == text
