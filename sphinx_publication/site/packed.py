"""What a build seldom asks for stays as it was stored, until somebody does.

Every build loads the stored environment and writes it. Half of that time went into the contents of
each document, which Sphinx keeps as nodes and which only the pages that are written show. Here each
is packed by itself: one that nobody has opened is written as it was read.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

V = TypeVar("V")


class Packed(MutableMapping[str, V]):
    """Things by name, each unpacked when it is asked for; one that is handed out may change."""

    def __init__(self, things: Mapping[str, V]) -> None:
        self._packed: dict[str, bytes] = {}
        self._open: dict[str, V] = dict(things)

    def __getitem__(self, name: str) -> V:
        if name not in self._open:
            self._open[name] = pickle.loads(self._packed.pop(name))
        return self._open[name]

    def __setitem__(self, name: str, thing: V) -> None:
        self._packed.pop(name, None)
        self._open[name] = thing

    def __delitem__(self, name: str) -> None:
        if self._packed.pop(name, None) is None:
            del self._open[name]

    def __contains__(self, name: object) -> bool:
        return name in self._open or name in self._packed

    def __iter__(self) -> Iterator[str]:
        yield from [*self._packed, *self._open]

    def __len__(self) -> int:
        return len(self._packed) + len(self._open)

    def __getstate__(self) -> dict[str, Any]:
        opened = {
            name: pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for name, one in self._open.items()
        }
        return {"_packed": self._packed | opened, "_open": {}}


def _pack(app: Sphinx, env: BuildEnvironment, *_: object) -> None:
    if not isinstance(env.tocs, Packed):
        env.tocs = Packed(env.tocs)  # type: ignore[assignment]


def setup(app: Sphinx) -> None:
    """Pack the contents of documents before any is read."""
    app.connect("env-before-read-docs", _pack)
