"""The feed of electronic legal deposit in Sweden (e-plikt, lag 2012:492): RSS 2.0, and more.

As Kungliga biblioteket asks for it in "Leverans via RSS" (version of 9 December 2024, at
metadatabyran.kb.se): one item for each resource, its address in ``link`` (R102), the publisher as
an address made of its organisation number in ``dcterms:publisher`` (R104), a licence by its address
(R108), who may read it in ``dcterms:accessRights``, the type of what ``link`` leads to in
``dcterms:format`` (R117), and each further file in ``media:content`` with its address and type
(F302, F303). The feed is whole, not in pages.

Left out is what could not be read in full: ``dcterms:isPartOf`` (R112) and ``dcterms:identifier``,
whose kinds of identifiers the specification lists, and checksums. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

_NAMESPACES = {
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
}
_NUMBER = re.compile(r"(\d{6})-?(\d{4})(-[A-Za-z0-9]+)?")
#: Signs that no XML may hold (XML 1.0, 2.2).
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Whoever has the address may read.
FREE = "gratis"


@dataclass(frozen=True)
class Content:
    """A file that belongs to a resource."""

    address: str
    media_type: str


@dataclass(frozen=True)
class Resource:
    """One thing to deposit: a post."""

    title: str
    #: Where it is, for good.
    address: str
    #: When it was first to be had there.
    published: datetime
    creators: tuple[str, ...] = ()
    description: str = ""
    #: The type of what lies at its address.
    media_type: str = "text/html"
    #: Its other files.
    contents: tuple[Content, ...] = ()


@dataclass(frozen=True)
class Channel:
    """What the feed says of itself."""

    title: str
    address: str
    description: str
    language: str
    #: As `publisher` makes it.
    publisher: str
    licence: str = ""


def publisher(number: str) -> str:
    """Return the address that stands for an organisation, by its number: "NNNNNN-NNNN".

    A suffix ("NNNNNN-NNNN-blogg") is for several publishers with one number, as agreed with the
    library. Raises ValueError for what is no organisation number; its last digit checks the others.
    """
    match = _NUMBER.fullmatch(number.strip())
    digits = "".join(match.groups()[:2]) if match else ""
    if not match or not _is_checked(digits):
        raise ValueError(
            f"publication_deposit in conf.py: '{number}' is no organisation number; write its ten "
            "digits, written 'NNNNNN-NNNN', as the tax agency's register has them"
        )
    return f"http://id.kb.se/organisations/SE{digits}{match[3] or ''}"


def _is_checked(digits: str) -> bool:
    """Tell whether the last digit is right (Luhn, ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0


def feed(channel: Channel, resources: Iterable[Resource]) -> str:
    """Return the feed as a file; *resources* are the newest first."""
    named = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<rss version="2.0" {named}>',
        "<channel>",
        _element("title", channel.title),
        _element("link", channel.address),
        _element("description", channel.description or channel.title),
        _element("language", channel.language),
    ]
    for resource in resources:
        lines += ["<item>", *_item(channel, resource), "</item>"]
    return "\n".join((*lines, "</channel>", "</rss>")) + "\n"


def _item(channel: Channel, resource: Resource) -> Iterator[str]:
    yield f'<guid isPermaLink="true">{_text(resource.address)}</guid>'
    yield _element("pubDate", format_datetime(resource.published))
    yield _element("title", resource.title)
    yield _element("link", resource.address)
    if resource.description:
        yield _element("description", resource.description)
    for creator in resource.creators:
        yield _element("dcterms:creator", creator)
    yield _element("dcterms:publisher", channel.publisher)
    yield _element("dcterms:accessRights", FREE)
    yield _element("dcterms:format", resource.media_type)
    if channel.licence:
        yield _element("dcterms:license", channel.licence)
    for one in resource.contents:
        yield f"<media:content url={quoteattr(one.address)} type={quoteattr(one.media_type)}/>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", " ".join(text.split())))
