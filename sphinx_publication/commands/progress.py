"""A bar that shows how far a step has come; silent where nobody looks, as in a pipe or a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from sphinx_publication.model.progress import Step


@contextmanager
def bar(what: str) -> Iterator[Step]:
    """Yield what a step calls as it comes along; the bar is gone when it ends."""
    console = Console()
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[now]}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(what, total=None, now="")
        yield lambda done, total, now: progress.update(task, completed=done, total=total, now=now)
