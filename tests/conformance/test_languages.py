"""Titles of works in other languages say which, wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest
from lxml import html

from .findings import Finding, fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

#: Here no reader is read to, or the words are given as they are for a program.
_NOT_READ = frozenset({"head", "script", "style", "pre", "code", "template"})


def test_foreign_titles_are_marked(publication: Publication) -> None:
    """A title of three words or more in another language has a lang, on every page that has it."""
    known = json.loads((publication.folder / "kunskap.json").read_text("utf-8"))
    own = known["publication"]["language"][:2]
    records = [source["csl"] for source in known["sources"]]
    titles = {
        record["title"]: record["language"][:2]
        for record in records
        if record.get("language", own)[:2] != own and len(record.get("title", "").split()) > 2
    }
    assert titles, "the publication cites nothing in another language"
    fail_on(_unmarked(publication, titles))


def _unmarked(publication: Publication, titles: Mapping[str, str]) -> Iterator[Finding]:
    parser = html.HTMLParser(encoding="utf-8")
    for page in publication.shown_pages:
        content = page.read_bytes()
        text = " ".join(html.document_fromstring(content, parser=parser).text_content().split())
        here = {title: language for title, language in titles.items() if title in text}
        if not here:
            continue
        for words, around in _texts(html.document_fromstring(content, parser=parser)):
            for title, language in here.items():
                if title in words and _language(around) not in ("", language):
                    message = f"{title} is not marked as {language}"
                    yield Finding("lang", publication.name(page), "language", message)


def _texts(page: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield each run of words with the element that it stands in."""
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag not in _NOT_READ:
            for words in (element.text, *(child.tail for child in element)):
                yield " ".join((words or "").split()), element


def _language(element: html.HtmlElement) -> str:
    """Return the language of an element's words; "" where they are not read at all."""
    if any(above.tag in _NOT_READ for above in element.iterancestors()):
        return ""
    return str((element.xpath("ancestor-or-self::*[@lang][1]/@lang") or [""])[-1])[:2]
