"""Answers that take long to find, kept from one build to the next beside the doctrees."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx_publication.model.fingerprints import code
from sphinx_publication.site.digests import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Answer = TypeVar("_Answer")


def kept_answer(app: Sphinx, name: str, asked: object, find: Callable[[], _Answer]) -> _Answer:
    """Return the answer to what is *asked*: the last build's where that asked the same.

    *asked* tells all that the answer rests on (``repr``), and *find* finds it. It is kept under a
    *name*.
    """
    path = Path(app.doctreedir, f"{name}.pickle")
    question = digest(code(), asked)
    known: tuple[str, _Answer] | None = None
    try:
        known = pickle.loads(path.read_bytes())
    except Exception:  # of whatever kind: of no use, like a file that is not there
        known = None
    if known is not None and known[0] == question:
        return known[1]
    answer = find()
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps((question, answer)))
    draft.replace(path)
    return answer
