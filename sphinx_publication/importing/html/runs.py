"""Text with emphasis, links and pictures as a flat row of runs, and that row as Markdown.

In a row nothing can cross or nest wrongly, so what was `<b>a<i>b</b>c</i>` has one right spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from sphinx_publication.importing.html import markdown


class Kind(StrEnum):
    """What a run is."""

    TEXT = "text"
    CODE = "code"
    SUP = "sup"
    SUB = "sub"
    BREAK = "break"
    PICTURE = "picture"
    NOTE = "note"


@dataclass(frozen=True)
class Run:
    """A piece of text; for pictures its alternative text, for notes their label."""

    text: str
    kind: Kind = Kind.TEXT
    strong: bool = False
    emphasis: bool = False
    #: Element of HTML around it that Markdown has no signs for: "s", "u", "mark"; "" for none.
    html: str = ""
    #: Where it leads; "" for nowhere.
    href: str = ""
    #: Path of the picture.
    src: str = ""


def tidy(runs: Sequence[Run]) -> list[Run]:
    """Return *runs* with single spaces, none at an edge of emphasis or line, and no empty ones."""
    pieces = [piece for run in runs for piece in _pieces(run)]
    found: list[Run] = []
    for run, after in zip(pieces, _followers(pieces), strict=True):
        if not _blank(run):
            found.append(run)
            continue
        if (
            found
            and after
            and not _blank(found[-1])
            and Kind.BREAK not in (found[-1].kind, after.kind)
        ):
            found.append(_common(found[-1], after))
    first = next((at for at, run in enumerate(found) if run.kind is not Kind.BREAK), len(found))
    while found and found[-1].kind is Kind.BREAK:
        found.pop()
    return _merged(_unpunctuated(_merged(found[first:])))


def _pieces(run: Run) -> Iterator[Run]:
    """Yield a run with the spaces at its edges apart, and nothing for an empty one."""
    if run.kind is not Kind.TEXT:
        if run.text or run.kind is not Kind.CODE:
            yield run
        return
    text = markdown.spaces(run.text)
    core = text.strip(" ")
    if text.startswith(" "):
        yield replace(run, text=" ")
    if core:
        yield replace(run, text=core)
        if text.endswith(" "):
            yield replace(run, text=" ")


def _followers(pieces: Sequence[Run]) -> list[Run | None]:
    """Return, for each run, the first one behind it that is more than a space."""
    found: list[Run | None] = []
    after: Run | None = None
    for run in reversed(pieces):
        found.append(after)
        after = after if _blank(run) else run
    return found[::-1]


def _blank(run: Run) -> bool:
    return run.kind is Kind.TEXT and run.text.isspace()


def _common(one: Run, other: Run) -> Run:
    """Return the space between two runs: what both are, it is too."""
    return Run(
        " ",
        strong=one.strong and other.strong,
        emphasis=one.emphasis and other.emphasis,
        html=one.html if one.html == other.html else "",
        href=one.href if one.href == other.href else "",
    )


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Join neighbours that differ in nothing but their text."""
    found: list[Run] = []
    for _looks, group in groupby(runs, key=_looks_of):
        first, *others = group
        if others and first.kind in (Kind.TEXT, Kind.CODE, Kind.SUP, Kind.SUB):
            found.append(replace(first, text="".join(run.text for run in (first, *others))))
        else:
            found.extend((first, *others))
    return found


def _looks_of(run: Run) -> tuple[object, ...]:
    return run.kind, run.strong, run.emphasis, run.html, run.href, run.src


def _unpunctuated(runs: Sequence[Run]) -> list[Run]:
    """Move punctuation out of emphasis that a letter touches: ``**Namn:**text`` is no emphasis."""
    found: list[Run] = []
    for place, run in enumerate(runs):
        if run.kind is not Kind.TEXT or not (run.strong or run.emphasis):
            found.append(run)
            continue
        before = _touching(run, runs[place - 1])[-1:] if place else ""
        after = _touching(run, runs[place + 1])[:1] if place + 1 < len(runs) else ""
        text, plain = run.text, replace(run, strong=False, emphasis=False)
        head = tail = ""
        if after.isalnum() and (match := re.search(r"[\W_]+$", text)):
            text, tail = text[: match.start()], match.group()
        if before.isalnum() and (match := re.match(r"[\W_]+", text)):
            text, head = text[match.end() :], match.group()
        parts = (replace(plain, text=head), replace(run, text=text), replace(plain, text=tail))
        found.extend(part for part in parts if part.text)
    return found


def _touching(run: Run, other: Run) -> str:
    """Return the text of a neighbour that lacks some of a run's emphasis."""
    ends = (run.strong and not other.strong) or (run.emphasis and not other.emphasis)
    return other.text if ends else ""


def words(runs: Sequence[Run]) -> str:
    """Return the plain text of *runs*."""
    return "".join({Kind.BREAK: " ", Kind.PICTURE: ""}.get(run.kind, run.text) for run in runs)


def write(runs: Sequence[Run], *, inside: bool = False) -> str:
    """Return tidy *runs* as Markdown; a break is a backslash and the end of the line.

    Where the line has begun already, as in a heading, *inside* is true.
    """
    text = _write(runs, "", "")
    if text.count("$") == 1:  # alone it can begin no formula
        text = text.replace("\\$", "$")
    lines = text.split("\\\n")
    kept = [line.strip(" ") for line in lines if line.strip(" ")]
    return "\\\n".join(kept if inside else map(markdown.line, kept))


def _write(runs: Sequence[Run], before: str, after: str) -> str:
    """Return *runs*; *before* and *after* are the characters that they will stand between."""
    pieces: list[str] = []
    place = 0
    while place < len(runs):
        mark, end = _longest(runs, place)
        group = runs[place:end]
        last = pieces[-1][-1:] if pieces else before
        following = _first(runs[end]) if end < len(runs) else after
        piece = _marked(mark, group, last, following) if mark else _single(runs[place])
        if pieces and last == "!" and piece.startswith("["):  # which would be a picture
            pieces[-1] = pieces[-1][:-1] + "\\!"
        if last == "]" and piece[0] in "(:":  # which would be a link, or a definition
            piece = "\\" + piece
        pieces.append(piece)
        place = end
    return "".join(pieces)


def _longest(runs: Sequence[Run], place: int) -> tuple[str, int]:
    """Return which mark of a run holds longest, and where it ends; a link goes before emphasis."""
    best, end = "", place + 1
    for mark in ("href", "html", "strong", "emphasis"):
        value = getattr(runs[place], mark)
        if not value:
            continue
        stop = place
        while stop < len(runs) and getattr(runs[stop], mark) == value:
            stop += 1
        if mark == "href":
            return mark, stop
        if not best or stop > end:
            best, end = mark, stop
    return best, end


def _first(run: Run) -> str:
    """Return a character of the class that a run begins with."""
    if run.kind is Kind.BREAK:
        return " "
    plain = run.kind is Kind.TEXT and not (run.href or run.strong or run.html)
    return run.text[:1] if plain else "["


def _marked(mark: str, group: Sequence[Run], before: str, after: str) -> str:
    if mark == "href":
        inner = [replace(run, href="") for run in group]
        return markdown.link(_write(inner, "[", "]"), words(inner), group[0].href)
    if mark == "html":
        tag = group[0].html
        inner = [replace(run, html="") for run in group]
        return f"<{tag}>{_write(inner, '>', '<')}</{tag}>"
    if mark == "strong":
        sign, inner = "**", [replace(run, strong=False) for run in group]
    else:
        sign, inner = "*", [replace(run, emphasis=False) for run in group]
    text = _write(inner, before, after)
    core = text.strip(" \n")
    before = " " if text[:1].isspace() else before
    after = " " if text[-1:].isspace() else after
    if not core or core.endswith("\\") or not markdown.flanks(core, before, after):
        return _write(inner, before, after)
    start = text.index(core)
    return text[:start] + sign + core + sign + text[start + len(core) :]


def _single(run: Run) -> str:
    match run.kind:
        case Kind.TEXT:
            return markdown.escape(run.text)
        case Kind.BREAK:
            return "\\\n"
        case Kind.CODE:
            return markdown.code(run.text)
        case Kind.SUP | Kind.SUB:
            return markdown.role(run.kind, run.text)
        case Kind.NOTE:
            return f"[^{run.text}]"
        case _:
            return markdown.picture(run.text, run.src)
