"""How a long step tells how far it has come, to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

#: Called with how many are done, of how many, and the name of the last one.
Step = Callable[[int, int, str], None]


def unseen(done: int, total: int, now: str) -> None:
    """Show nothing: for a step that nobody watches."""
