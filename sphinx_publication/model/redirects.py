"""The file of old addresses that no post owns: those of labels, archives and feeds of an old blog.

It is CSV in UTF-8 (RFC 4180), ``redirects.csv`` beside conf.py, for people and importers to write:

    old,new
    /search/label/Finansiell%20samordning,/amnen/finansiell-samordning/
    /rss.xml,/atom.xml

*old* is a path from the site's root, or a whole address of the old site; *new* a path on this site,
or an address on the web. The first line names the columns; others are passed over. A row that
cannot be used is reported; the others count. Pure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.problems import Kind, Problem

#: The file's usual name; it may be missing.
FILE = "redirects.csv"
#: The columns of the file.
COLUMNS = ("old", "new")
#: What stays as it is in an address that people read; RFC 3986, section 2.2, and plain letters.
_READABLE = "/-._~!'()*+,;=:@"


@dataclass(frozen=True)
class Redirect:
    """One line of the file."""

    #: Path from the site's root, decoded, without slashes at its ends: "search/label/Finsam".
    old: str
    #: Where it leads: a path from the site's root as it is written in links, without the slash at
    #: its beginning ("amnen/finsam/"), or an address on the web.
    new: str
    #: Line in the file, counted from 1.
    line: int = 0


@dataclass(frozen=True)
class Reading:
    """A file of redirects, as far as it can be read."""

    redirects: tuple[Redirect, ...]
    problems: tuple[Problem, ...]


def read(text: str, path: str) -> Reading:
    """Return the redirects of a file's *text*; *path* names it in messages."""
    rows = _rows(text)
    line, names = next(rows, (1, []))
    columns = [name.strip().lower() for name in names]
    if any(name not in columns for name in COLUMNS):
        details = {"wanted": ",".join(COLUMNS)}
        return Reading((), (Problem(Kind.REDIRECTS_COLUMNS, path, line, details),))
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for line, cells in rows:
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        one = Redirect(_old(row.get("old", "")), new_address(row.get("new", "")), line)
        wrong = next((name for name in COLUMNS if not getattr(one, name)), "")
        if wrong:
            said = {"written": row.get(wrong, ""), "column": wrong}
            problems.append(Problem(Kind.REDIRECTS_VALUE, path, line, said))
        elif one.old in found:
            twice = {"address": one.old, "first": found[one.old].line}
            problems.append(Problem(Kind.REDIRECTS_TWICE, path, line, twice))
        else:
            found[one.old] = one
    return Reading(tuple(found.values()), tuple(problems))


def with_rows(text: str, rows: Mapping[str, str]) -> str:
    """Return a file's *text* with those of *rows* (old path to new address) that it lacks.

    What stands in it stays as it is; "" is a new file.
    """
    held = {one.old for one in read(text, "").redirects} | set(_olds(text))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not text.strip():
        writer.writerow(COLUMNS)
    elif not text.endswith("\n"):
        out.write("\n")
    for old, new in rows.items():
        if old not in held:
            writer.writerow((written(f"/{old}"), new if "://" in new else f"/{new}"))
    return text + out.getvalue()


def _olds(text: str) -> Iterator[str]:
    """Yield the old addresses of all rows, of those that cannot be used too."""
    for _line, cells in _rows(text):
        yield from (_old(cell) for cell in cells[:1])


def _old(address: str) -> str:
    """Return the path of an old address; "" for one with a query, which is no part of a path."""
    return "" if "?" in address else old_path(address)


def new_address(address: str) -> str:
    """Return where a redirect leads, as links write it; "" where that cannot be."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and parts.hostname:
        return quote(address.strip(), safe=f"{_READABLE}%?#[]")
    if parts.scheme or parts.netloc or not old_path(f"/{parts.path}/x"):
        return ""
    path = quote(unquote(parts.path).lstrip("/"), safe=_READABLE)
    return f"{path}#{quote(parts.fragment)}" if parts.fragment else path or "./"


def written(path: str) -> str:
    """Return a path as people can read it, with that encoded that would be read as something else.

    Letters of any alphabet stay (RFC 3987).
    """
    return "".join(
        char if char.isalnum() or char in _READABLE else quote(char, safe="") for char in path
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is neither empty nor a comment, with its line in the file."""
    reader = csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond all measure; the row as a whole cannot be used
            cells = ["?"]
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            yield reader.line_num, cells
