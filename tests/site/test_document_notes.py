"""Notes of documents are kept true while documents are read anew, go, or are read elsewhere."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sphinx_publication.site.document_notes import DocumentNotes

_NOTES = DocumentNotes[list[str]]("notes")
_APP: Any = None


def _env(**notes: list[str]) -> Any:
    env = SimpleNamespace()
    _NOTES.of(env).update(notes)  # type: ignore[arg-type]
    return env


def test_a_worker_takes_nothing_back() -> None:
    """A worker's environment also holds older notes of others; they do not overwrite newer ones."""
    ours, theirs = _env(a=["new"], b=["b"]), _env(a=["old"], c=["c"])
    _NOTES.merge(_APP, ours, {"c", "d"}, theirs)
    assert _NOTES.of(ours) == {"a": ["new"], "b": ["b"], "c": ["c"]}


def test_the_order_of_notes_does_not_depend_on_that_of_a_set() -> None:
    """What is put together from notes is the same, whatever process read what."""
    ours, theirs = _env(), _env(**{name: [name] for name in "zyxwvutsrq"})
    _NOTES.merge(_APP, ours, set("qrstuvwxyz"), theirs)
    assert list(_NOTES.of(ours)) == sorted("qrstuvwxyz")


def test_a_document_that_goes_takes_its_note_along() -> None:
    """Another document's note stays; a document without one is no matter."""
    env = _env(a=["a"], b=["b"])
    _NOTES.forget(_APP, env, "b")
    _NOTES.forget(_APP, env, "c")
    assert _NOTES.of(env) == {"a": ["a"]}
