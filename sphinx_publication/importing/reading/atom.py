"""What Atom says of an entry in both of Blogger's schemas: links, content, numbers, moments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from dateutil import parser as dateparser
from lxml import etree

from sphinx_publication.importing.reading import xml
from sphinx_publication.importing.remarks import Remark, What

#: The namespace, in braces.
ATOM = "{http://www.w3.org/2005/Atom}"
_NUMBER = re.compile(r"(?:post-|page-|/)(\d+)$")


def alternate(element: etree._Element) -> str:
    """Return the address of the page that an element stands for, "" where it has none."""
    return next((href for rel, href in links(element) if rel == "alternate"), "")


def links(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield each link: what it is to the element, and its address."""
    for link in element.iterfind(f"{ATOM}link"):
        yield link.get("rel", "alternate"), link.get("href", "").strip()


def content(entry: etree._Element) -> str:
    """Return the HTML of an entry; content that is XHTML is written out as such."""
    content = entry.find(f"{ATOM}content")
    if content is None:
        content = entry.find(f"{ATOM}summary")
    if content is None:
        return ""
    if content.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in content)
    return "".join(content.itertext())


def broken(html: str) -> str:
    """Return a comment with its lines; Takeout has them as they were typed, without a tag."""
    return html if "<br" in html.lower() else html.replace("\n", "<br>\n")


def number(identifier: str) -> str:
    """Return the number at the end of an id or address: what entries are told apart by."""
    match = _NUMBER.search(identifier.strip())
    return match[1] if match else ""


def moment(
    element: etree._Element, path: str, where: str, remarks: list[Remark]
) -> datetime | None:
    """Return a moment with its zone; None where there is none, or none that can be read."""
    text = xml.text(element, path)
    if not text:
        return None
    try:
        moment = dateparser.isoparse(text)
    except (ValueError, OverflowError):
        remarks.append(Remark(What.NO_DATE, text[:40], where))
        return None
    return moment if moment.tzinfo is not None else None
