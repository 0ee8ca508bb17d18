"""The context of a generated page that is put together at the first look at it.

What it is made of is known sooner, and tells most often that the page need not be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any


class Later(Mapping[str, Any]):
    """A page's context.

    *made_of* tells all that it rests on besides the frame of all pages (``repr``): while that is
    the same, so is the context. *make* puts it together.
    """

    def __init__(self, made_of: object, make: Callable[[], Mapping[str, Any]]) -> None:
        self.made_of = made_of
        self._make = make

    def __getitem__(self, name: str) -> Any:
        return self._context[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._context)

    def __len__(self) -> int:
        return len(self._context)

    @cached_property
    def _context(self) -> Mapping[str, Any]:
        return self._make()
