"""Sitemaps in the protocol of sitemaps.org 0.9: one file, or an index of several. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

#: The file that robots ask for.
NAME = "sitemap.xml"
#: How many addresses the protocol lets one file hold.
LIMIT = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, order=True)
class Entry:
    """One page."""

    #: Its whole address, as a URI.
    address: str
    #: When it was last changed, as ISO 8601 with its zone; "" where that is not known.
    changed: str = ""


def files(entries: Sequence[Entry], site: str, limit: int = LIMIT) -> Mapping[str, str]:
    """Return the files by name: `NAME` alone, or as an index of parts of *limit* addresses.

    *site* is the site's address, ending in a slash.
    """
    listed = sorted(entries)
    if len(listed) <= limit:
        return {NAME: _document("urlset", "url", listed)}
    parts = {f"sitemap-{number}.xml": part for number, part in enumerate(_parts(listed, limit), 1)}
    told = {name: _document("urlset", "url", part) for name, part in parts.items()}
    index = [Entry(site + name, max(one.changed for one in part)) for name, part in parts.items()]
    return {NAME: _document("sitemapindex", "sitemap", index)} | told


def _parts(listed: Sequence[Entry], limit: int) -> list[Sequence[Entry]]:
    return [listed[start : start + limit] for start in range(0, len(listed), limit)]


def _document(root: str, element: str, entries: Sequence[Entry]) -> str:
    lines = (_line(element, one) for one in entries)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    return "".join((head, *lines, f"</{root}>\n"))


def _line(element: str, one: Entry) -> str:
    last = f"<lastmod>{escape(one.changed)}</lastmod>" if one.changed else ""
    return f"  <{element}><loc>{escape(one.address)}</loc>{last}</{element}>\n"
