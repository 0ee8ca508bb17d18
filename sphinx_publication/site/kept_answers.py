"""Answers that take long to find, kept from one build to the next beside the doctrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.kept_values import keep, kept
from sphinx_publication.site.digests import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Answer = TypeVar("_Answer")


def kept_answer(app: Sphinx, name: str, asked: object, find: Callable[[], _Answer]) -> _Answer:
    """Return the answer to what is *asked*: the last build's where that asked the same.

    *asked* tells all that the answer rests on (``repr``), and *find* finds it; it is never
    None, and is kept under a *name*.
    """
    path = Path(app.doctreedir, f"{name}.pickle")
    question = digest(code(), asked)
    answer: _Answer | None = kept(path, question)
    if answer is None:
        answer = find()
        keep(path, question, answer)
    return answer
