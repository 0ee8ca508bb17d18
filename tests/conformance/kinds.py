"""One page of each kind, chosen from the site itself, so that any publication has its own.

Pages are of one kind when their addresses have one pattern: numbers are alike, and so are names
below a folder, except those that stand below several ("siffror" of every yearbook). Pages in the
root are of a kind each. Of each kind the richest page is taken: the one with the most kinds of
elements, by their classes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from lxml import html

from .publication import Publication

#: So many kinds at most: beyond, a publication has many standing pages in its root.
MOST = 60


def kinds(publication: Publication) -> dict[str, str]:
    """Return the address of one page of each kind, by the kind's pattern."""
    pages = {publication.address_of(page): page for page in publication.shown_pages}
    named = _patterns(pages)
    chosen: dict[str, tuple[int, str]] = {}
    for address, page in pages.items():
        richness = -len(set(html.document_fromstring(page.read_bytes()).xpath("//@class")))
        chosen[named[address]] = min(
            (richness, address), chosen.get(named[address], (richness, address))
        )
    return {kind: address for kind, (_richness, address) in sorted(chosen.items())[:MOST]}


def in_use(publication: Publication) -> dict[str, str]:
    """Return the same, and the search with results for a word of the start page's heading."""
    found = kinds(publication)
    for kind, address in tuple(found.items()):
        page = _document(publication.folder / address / "index.html")
        if address and page is not None and page.xpath("//main//*[@data-searching]"):
            word = _word(publication)
            found[f"{kind} ?q={word}"] = f"{address}?q={quote(word)}"
    return found


def _word(publication: Publication) -> str:
    """Return a word that stands in a heading of some page: the longest of the last post's."""
    page = _document(publication.folder / kinds(publication).get("N/N/*", "") / "index.html")
    words = re.findall(r"\w+", page.xpath("string(//h1)")) if page is not None else []
    return max(words, key=len, default="a")


def _document(page: Path) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8")
    return html.document_fromstring(page.read_bytes(), parser=parser) if page.is_file() else None


def _patterns(addresses: Iterable[str]) -> dict[str, str]:
    parts = {address: tuple(map(_number, address.strip("/").split("/"))) for address in addresses}
    parents = Counter(
        (len(path), path[-1]) for path in {path for path in parts.values() if len(path) > 2}
    )
    return {
        address: "/".join(
            part if depth == 0 or part == "N" or parents[depth + 1, part] > 1 else "*"
            for depth, part in enumerate(path)
        )
        or "start"
        for address, path in parts.items()
    }


def _number(part: str) -> str:
    return "N" if re.fullmatch(r"\d+", part) else part
