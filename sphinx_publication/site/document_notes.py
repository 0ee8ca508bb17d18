"""What is noted of each document while it is read, kept in the environment.

A note goes when its document is read anew or is gone, and is taken over from the process that has
read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Note = TypeVar("Note")


class DocumentNotes(Generic[Note]):
    """Notes of one kind, by document."""

    def __init__(self, name: str) -> None:
        #: The environment's attribute that holds them.
        self._name = name

    def of(self, env: BuildEnvironment) -> dict[str, Note]:
        """Return the notes in an environment; what is put in is kept."""
        found: dict[str, Note] = env.__dict__.setdefault(self._name, {})
        return found

    def forget(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Drop the note of a document that is read anew or gone."""
        self.of(env).pop(docname, None)

    def merge(
        self, app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
    ) -> None:
        """Take over the notes of the documents that another process has read."""
        theirs = self.of(other)
        self.of(env).update({name: theirs[name] for name in sorted(docnames) if name in theirs})

    def connect(self, app: Sphinx) -> None:
        """Keep the notes true while documents are read."""
        app.connect("env-purge-doc", self.forget)
        app.connect("env-merge-info", self.merge)
