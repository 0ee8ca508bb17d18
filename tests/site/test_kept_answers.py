"""An answer is kept for as long as the same is asked."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sphinx.application import Sphinx

from sphinx_publication.site import kept_answers
from sphinx_publication.site.kept_answers import kept_answer


def test_the_same_question_is_answered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another question, other code or a broken file has the answer found anew."""
    app = cast(Sphinx, SimpleNamespace(doctreedir=tmp_path))
    asked: list[str] = []

    def find() -> int:
        asked.append("")
        return len(asked)

    answers = [kept_answer(app, "one", question, find) for question in ("a", "a", "b", "b", "a")]
    assert answers == [1, 1, 2, 2, 3]
    assert kept_answer(app, "other", "a", find) == 4
    (tmp_path / "one.pickle").write_bytes(b"half")
    assert kept_answer(app, "one", "a", find) == 5
    monkeypatch.setattr(kept_answers, "code", lambda: "other")
    assert kept_answer(app, "one", "a", find) == 6
    assert {file.name for file in tmp_path.iterdir()} == {"one.pickle", "other.pickle"}
