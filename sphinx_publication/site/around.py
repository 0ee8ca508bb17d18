"""Ways to go around what others have made, in this process, each time that we are set up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_Made = TypeVar("_Made", bound=Callable[..., Any])


def once(way: Callable[[_Made], _Made]) -> Callable[[_Made], _Made]:
    """Let a *way*, which uses `functools.wraps`, leave alone what it has already gone around."""

    @wraps(way)
    def around(made: _Made) -> _Made:
        return made if hasattr(made, "__wrapped__") else way(made)

    return around
