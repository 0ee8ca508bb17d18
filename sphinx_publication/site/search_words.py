"""What of the pages is searched: copies that Pagefind reads instead of the site.

A copy holds the searched part of a page alone, without what says nothing of its own. Its headings
carry the ids of their sections, so that a result can lead to the heading that its passage stands
under. Its head carries what the page is found by though it does not say it so, as fields of the
index of their own: parts of its compounds and kin of its words (``titlekin`` for those of the
title, ``kin`` for all). Readers' own pages, and the passages shown with results, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree, html

from sphinx_publication.model.word_families import Families, distinct

#: What marks the searched part of a page.
_BODY = "data-pagefind-body"

#: Headings that a result can lead to; the title is the page itself.
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")

_PARSER = html.HTMLParser(encoding="utf-8")

#: The languages that `Families` knows.
LANGUAGES = frozenset({"sv"})


@dataclass(frozen=True)
class Searched:
    """The searched part of one page."""

    #: The page's file, relative to the site's folder.
    path: Path
    #: What the page says it is: "post", "topic" and so on; "" where it does not say.
    kind: str
    #: The text of its title, and all its text.
    title: str
    text: str
    #: Other names of what it is about.
    aliases: str
    #: Elements of the page's head that Pagefind reads, and the searched element, as HTML.
    head: str
    body: str

    @property
    def address(self) -> str:
        """The page's address, relative to the site's."""
        return self.path.as_posix().removesuffix("index.html")


def searched_pages(site: Path, not_indexed: tuple[str, ...]) -> Iterator[Searched]:
    """Yield the searched pages of *site*, by path, without *not_indexed*, classes of theirs."""
    for path in sorted(site.rglob("*.html")):
        page = path.read_bytes()
        if _BODY.encode() in page:
            yield _read(path.relative_to(site), page, not_indexed)


def write_copies(pages: Sequence[Searched], folder: Path, language: str) -> None:
    """Write the copies of *pages* to *folder*, with the further words that they are found by."""
    kin: dict[Path, str] = {}
    if language in LANGUAGES:
        said = {page.path: (distinct(page.title), distinct(page.text)) for page in pages}
        families = Families({word for _title, text in said.values() for word in text})
        kin = {path: _kin(families, *both) for path, both in said.items()}
    for page in pages:
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        head = f'<meta charset="utf-8">{page.head}{kin.get(page.path, "")}'
        text = f"<!DOCTYPE html><html><head>{head}</head><body>{page.body}</body></html>"
        target.write_text(text, encoding="utf-8")


def _read(path: Path, page: bytes, not_indexed: tuple[str, ...]) -> Searched:
    classes = {selector.removeprefix(".") for selector in not_indexed}
    tree = html.document_fromstring(page, _PARSER)
    (body,) = tree.xpath(f"//*[@{_BODY}]")[:1]
    for element in list(body.iter("*")):
        ignored = element.get("data-pagefind-ignore") is not None
        if ignored or not classes.isdisjoint((element.get("class") or "").split()):
            element.drop_tree()
    _name_headings(body)
    return Searched(
        path,
        body.get("data-kind") or "",
        " ".join(text for heading in body.iter("h1") for text in heading.itertext()),
        "\n".join(body.itertext()),
        " ".join(tree.xpath("//head/*[@data-pagefind-meta]/@content")),
        "".join(map(_source, tree.xpath("//head/*[@data-pagefind-meta]"))),
        _source(body),
    )


def _name_headings(body: Any) -> None:
    """Give each heading but the title the id of its section, and take all other ids away."""
    names = {
        heading: section.get("id")
        for section in body.iter("section")
        if (heading := next(section.iterchildren(*_HEADINGS), None)) is not None
    }
    for element in body.iter("*"):
        element.attrib.pop("id", None)
    for heading, name in names.items():
        if name:
            heading.set("id", name)


def _source(element: Any) -> str:
    element.tail = None
    return str(etree.tostring(element, method="html", encoding="unicode"))


def _kin(families: Families, title: frozenset[str], text: frozenset[str]) -> str:
    """Return the fields of a page's further words, as elements of its head."""
    fields = {"titlekin": families.relatives(title), "kin": families.relatives(text)}
    return "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(" ".join(found))}">'
        for name, found in fields.items()
        if found
    )
