"""URN:NBN: names of posts that never change, and the file that says where they are now.

The numbers stand in ``urn.csv`` beside conf.py, under version control; each is given once and never
again. From them comes the source file that Kungliga biblioteket's resolver reads, in the form of
the schema ``rs-location-mapping`` 3.0 (Uppsala University Library). Pure.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote
from xml.sax.saxutils import escape

from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.redirects import written

#: The file's usual name; it may be missing, before the first number is given.
FILE = "urn.csv"
_COLUMNS = ("number", "address")
_SCHEMA = "urn:nbn:se:uu:ub:epc-schema:rs-location-mapping"
#: Letters, digits and colons, as the library's guide has it; a year is taken.
_NAMESPACE = re.compile(r"urn:nbn:se:(?!\d{4}$)(?=.{2,100}$)[A-Za-z0-9]+(:[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Given:
    """One number."""

    number: int
    #: Path from the site's root, decoded: "2013/12/arets-tio-i-topp/".
    path: str


@dataclass(frozen=True)
class Reading:
    """The numbers of a file, as far as it can be read."""

    given: tuple[Given, ...]
    problems: tuple[Problem, ...]


def check(namespace: str) -> None:
    """Raise ValueError for what cannot be a namespace of one's own below urn:nbn:se."""
    if namespace and not _NAMESPACE.fullmatch(namespace):
        raise ValueError(
            f"publication_urn in conf.py: '{namespace}' is no namespace; write the one that "
            "Kungliga biblioteket has registered, such as 'urn:nbn:se:digitalpubl'"
        )


def read(text: str, path: str) -> Reading:
    """Return the numbers of a file's *text*; *path* names it in messages."""
    found: dict[int, str] = {}
    problems: list[Problem] = []
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    for row in rows:
        if not any(row) or tuple(row) == _COLUMNS:
            continue
        number, address = (*row, "", "")[:2]
        place = old_path(address)
        place = f"{place}/" if place and address.endswith("/") else place
        is_number = number.isascii() and number.isdecimal() and int(number) > 0
        is_new = is_number and int(number) not in found and place not in found.values()
        if is_new and place and address.startswith("/"):
            found[int(number)] = place
        else:
            details = {"written": ",".join(row)}
            problems.append(Problem(Kind.URN_LINE, path, rows.line_num, details))
    return Reading(tuple(Given(*one) for one in found.items()), tuple(problems))


def with_new(given: Iterable[Given], paths: Iterable[str]) -> tuple[Given, ...]:
    """Return *given* and, with the numbers after the highest, those of *paths* that have none."""
    known = tuple(given)
    held = {one.path for one in known}
    first = max((one.number for one in known), default=0) + 1
    new = (path for path in dict.fromkeys(paths) if path not in held)
    return (*known, *(Given(number, path) for number, path in enumerate(new, first)))


def as_text(given: Iterable[Given]) -> str:
    """Return the file of *given*, by number."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    for one in sorted(given, key=lambda one: one.number):
        table.writerow((one.number, f"/{written(one.path)}"))
    return text.getvalue()


def source_file(namespace: str, site: str, given: Iterable[Given]) -> str:
    """Return the resolver's source file; *site* is the site's address, ending in a slash."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<records xmlns="{_SCHEMA}">\n'
    version = "<protocol-version>3.0</protocol-version>\n"
    ordered = sorted(given, key=lambda one: one.number)
    records = (line for one in ordered for line in _record(namespace, site, one))
    return "".join((head, version, *records, "</records>\n"))


def _record(namespace: str, site: str, one: Given) -> Iterator[str]:
    yield f"<record><header><identifier>{namespace}-{one.number}</identifier>\n"
    address = escape(f"{site}{quote(one.path)}")
    yield f'<destinations><destination status="activated"><url>{address}</url></destination>'
    yield "</destinations></header></record>\n"
