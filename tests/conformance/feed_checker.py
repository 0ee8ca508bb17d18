"""Is every Atom feed valid, and can a reader far from the site use it?

jing holds each feed against the grammar of RFC 4287 (``atom.rnc``). What a grammar cannot say is
checked here, with the section of the RFC that asks for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lxml import etree, html

from .findings import Finding
from .publication import Publication
from .tools import program, run

_ATOM = {"a": "http://www.w3.org/2005/Atom"}
_GRAMMAR = Path(__file__).with_name("atom.rnc")
_JING = re.compile(r"^(?P<file>.*?):(?P<line>\d+):\d+: (?:fatal|error): (?P<what>.*)$", re.M)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: what builders leave in content when something went wrong
_LEAKS = ("system-message", "{{", "<script", "file://")


def check(publication: Publication) -> Iterator[Finding]:
    """One finding for each fault in each feed."""
    assert publication.feeds, "there are no feeds to check"
    yield from _grammar(publication)
    ids: Counter[str] = Counter()
    for file in publication.feeds:
        try:
            feed = etree.parse(file).getroot()
        except etree.XMLSyntaxError:
            continue  # the grammar has said so
        ids[_text(feed, "a:id")] += 1
        for rule, message in _rules(publication, file, feed):
            yield Finding("feeds", publication.name(file), rule, message)
    for identity, count in ids.items():
        if count > 1:
            yield Finding("feeds", "(all)", "feed-id", f"{count} feeds have the id {identity}")


def _grammar(publication: Publication) -> Iterator[Finding]:
    answer = run(program("jing"), "-c", _GRAMMAR, *publication.feeds)
    errors = list(_JING.finditer(answer.stdout))
    assert bool(errors) == bool(answer.returncode), answer.stdout + answer.stderr
    for error in errors:
        where = publication.name(Path(error["file"]))
        yield Finding("feeds", where, "grammar", f"line {error['line']}: {error['what']}")


def _rules(publication: Publication, file: Path, feed: etree._Element) -> Iterator[tuple[str, str]]:
    itself = publication.address + publication.name(file)
    links = [str(href) for href in feed.xpath("a:link[@rel='self']/@href", namespaces=_ATOM)]
    if links != [itself]:
        yield "self", f"4.2.7.2: rel='self' says {links}, not {itself}"
    entries = feed.findall("a:entry", _ATOM)
    if not entries:
        yield "empty", "a feed without an entry"
    ids = Counter(_text(entry, "a:id") for entry in entries)
    for identity, count in ids.items():
        if count > 1:
            yield "entry-id", f"4.1.1: {count} entries have the id {identity}"
    signed = feed.find("a:author", _ATOM) is not None
    for entry in entries:
        for rule, message in chain(_entry(publication, entry, signed), _links(publication, entry)):
            yield rule, f"{_text(entry, 'a:id')}: {message}"


def _entry(
    publication: Publication, entry: etree._Element, signed: bool
) -> Iterator[tuple[str, str]]:
    if not signed and entry.find("a:author", _ATOM) is None:
        yield "author", "4.1.2: neither the entry nor the feed has an author"
    alternates = entry.xpath("a:link[not(@rel) or @rel='alternate']", namespaces=_ATOM)
    if not alternates and entry.find("a:content", _ATOM) is None:
        yield "alternate", "4.1.2: neither content nor an alternate link"
    if not (_text(entry, "a:content") or _text(entry, "a:summary")):
        yield "silent", "neither content nor summary says anything"
    for link in alternates:
        if not publication.holds(link.get("href", "")):
            yield "link", f"no page at {link.get('href')}"


def _links(publication: Publication, entry: etree._Element) -> Iterator[tuple[str, str]]:
    for part in chain(entry.findall("a:content", _ATOM), entry.findall("a:summary", _ATOM)):
        text = "".join(part.itertext()) if part.get("type") != "xhtml" else _inner(part)
        for leak in _LEAKS:
            if leak in text:
                yield "leak", f"{part.tag.rpartition('}')[2]} holds {leak}"
        if part.get("type") not in ("html", "xhtml") or not text.strip():
            continue
        content = html.fragment_fromstring(text, create_parent="div")
        for _element, attribute, url, _position in content.iterlinks():
            if not _ABSOLUTE.match(url):
                yield "relative", f'{attribute}="{url}" is not absolute'


def _inner(part: etree._Element) -> str:
    return "".join(etree.tostring(child, encoding="unicode") for child in part)


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path, _ATOM)
    return "" if found is None else "".join(found.itertext()).strip()
