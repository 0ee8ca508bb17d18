"""The few forms of Typst that the translator writes: a call, a content block, a list of values.

A call is always closed with a semicolon; else a ``(`` or ``.`` of the author after it would be
read as code. The names that are called are those of ``theme/pieces.typ``; what they look like is
decided there.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_publication.yearbook import escape


def content(markup: str) -> str:
    """Return a content block, for use as an argument."""
    return f"[{markup}]"


def array(values: Iterable[str]) -> str:
    """Return an array of expressions; the comma at the end keeps one value an array."""
    items = tuple(values)
    return f"({', '.join(items)},)" if items else "()"


def named(**values: str | int | bool | None) -> tuple[str, ...]:
    """Return named arguments: text becomes a string literal; what is None is left out."""
    return tuple(
        f"{name.replace('_', '-')}: {_literal(value)}"
        for name, value in values.items()
        if value is not None
    )


def expression(name: str, *arguments: str, body: str | None = None) -> str:
    """Return a call as an expression, for use inside another call's arguments."""
    block = content(body) if body is not None else ""
    if block and not arguments:
        return f"{name}{block}"
    return f"{name}({', '.join(arguments)}){block}"


def call(name: str, *arguments: str, body: str | None = None) -> str:
    """Return a call for use in markup, closed."""
    return f"#{expression(name, *arguments, body=body)};"


def place(path: str, line: int) -> str:
    """Return the comment that says which line of an author's file the next lines come from."""
    return f"\n// @src {' '.join(path.split())}:{line}\n"


def _literal(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else escape.string(value)
