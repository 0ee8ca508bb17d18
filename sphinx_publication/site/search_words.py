"""Words that search finds a page by, though the page does not say them as they are asked for.

Pagefind reads a copy of the pages that are searched. Each copy carries, in its head, the parts of
the page's compounds and the kin of its words as fields of the index of their own: ``titlekin`` for
those of the title, ``kin`` for all. Readers' own pages,
and the passages shown with results, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from lxml import html

from sphinx_publication.model.word_families import Families, words

#: What marks the searched part of a page.
_BODY = "data-pagefind-body"

_PARSER = html.HTMLParser(encoding="utf-8")

#: The languages that `Families` knows.
LANGUAGES = frozenset({"sv"})


def copy_pages(site: Path, copy: Path, language: str, not_indexed: tuple[str, ...]) -> None:
    """Copy the pages of *site* that are searched to the folder *copy*, with their further words.

    *not_indexed* are the classes, as selectors, of what is not searched in a page.
    """
    pages = dict(_searched(site))
    read = {path: _read(page, not_indexed) for path, page in pages.items()}
    families = Families({word for found in read.values() for word in found["kin"]})
    for path, page in pages.items():
        target = copy / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        if language in LANGUAGES:
            fields = {name: families.relatives(said) for name, said in read[path].items()}
            page = page.replace("</head>", f"{_metadata(fields)}</head>", 1)
        target.write_text(page, encoding="utf-8")


def _searched(site: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        if _BODY in page:
            yield path, page


def _read(page: str, not_indexed: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the words of a page's title and of all its searched text, by their kin's field."""
    classes = {selector.removeprefix(".") for selector in not_indexed}
    (body,) = html.document_fromstring(page.encode(), _PARSER).xpath(f"//*[@{_BODY}]")[:1]
    for element in list(body.iter("*")):
        ignored = element.get("data-pagefind-ignore") is not None
        if ignored or not classes.isdisjoint((element.get("class") or "").split()):
            element.clear(keep_tail=True)
    title = " ".join(text for heading in body.iter("h1") for text in heading.itertext())
    text = "\n".join(body.itertext())
    return {"titlekin": frozenset(words(title)), "kin": frozenset(words(text))}


def _metadata(fields: dict[str, list[str]]) -> str:
    return "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(" ".join(found))}">'
        for name, found in fields.items()
        if found
    )
