"""Which documents show something else than last time, though their own text has not changed.

What lists, backlinks or readings add to a document is known when all documents have been read. A
digest of it is kept in the environment; a document whose digest has changed is written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_Shown = TypeVar("_Shown")

#: Letters of a digest that tell apart what one document has shown from one build to the next.
_LETTERS = 16


@dataclass(frozen=True)
class Resting(Generic[_Shown]):
    """What a document shows, put together only where what it rests on has changed."""

    #: Tells all that it rests on (``repr``), code and configuration included.
    rests_on: object
    make: Callable[[], _Shown]

    @cached_property
    def shown(self) -> _Shown:
        """What the document shows."""
        return self.make()


def changed(env: BuildEnvironment, name: str, shown: Mapping[str, str | Resting[Any]]) -> list[str]:
    """Return the documents for which *shown*, or its absence, is not what it was last time.

    *name* has the builder's in it: what one has written anew, another has yet to write.
    """
    before: dict[str, str] = getattr(env, f"publication_digests_{name}", {})
    rested: dict[str, str] = getattr(env, f"publication_rests_{name}", {})
    digests, rests = dict[str, str](), dict[str, str]()
    for docname, one in shown.items():
        if isinstance(one, Resting):
            rests[docname] = _digest(repr(one.rests_on))
            is_same = docname in before and rested.get(docname) == rests[docname]
            digests[docname] = before[docname] if is_same else _digest(repr(one.shown))
        else:
            digests[docname] = _digest(one)
    setattr(env, f"publication_digests_{name}", digests)
    if rests or rested:
        setattr(env, f"publication_rests_{name}", rests)
    return sorted(
        docname
        for docname in before.keys() | digests.keys()
        if docname in env.all_docs and before.get(docname) != digests.get(docname)
    )


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:_LETTERS]
