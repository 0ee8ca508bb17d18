"""Whether a document may be published, as its front matter says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sphinx_publication.model.problems import Kind
from sphinx_publication.model.standing import scan

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _is_published(draft: str) -> bool:
    text = f"---\ndate: 2014-01-10\n{draft}\n---\n# Rubrik\n"
    return scan(text, "posts/2014/01/a.md", is_post=True, zone="UTC").is_published(NOW, False)


@pytest.mark.parametrize("word", ["true", "yes", "ja", "1", "sant", "'kanske'"])
def test_a_draft_stays_one_whatever_word_says_so(word: str) -> None:
    """Who writes `draft` with a word that is not known did not mean to publish yet."""
    assert not _is_published(f"draft: {word}")


@pytest.mark.parametrize("line", ["", "draft:", "draft: false", "draft: nej", "draft: 0"])
def test_what_is_said_to_be_no_draft_is_none(line: str) -> None:
    """Without the field, with nothing behind it, and with a no."""
    assert _is_published(line)


def test_letters_that_are_not_utf_8_are_named_by_line() -> None:
    """The file stays out, a page's too."""
    found = scan("a\nö\n".encode("latin-1"), "source/a.md", is_post=False, zone="UTC")
    assert not found.is_published(NOW, True)
    assert [(one.kind, one.line) for one in found.problems] == [(Kind.TEXT_ENCODING, 2)]
