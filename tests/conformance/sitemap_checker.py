"""Is every sitemap valid (the XSD of sitemaps.org), does each address in it lead to a page, and is
no page forgotten but those that ask not to be indexed?
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .findings import Finding
from .publication import Publication
from .tools import npm_file

_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_HIDDEN = 'name="robots" content="noindex'


def check(publication: Publication) -> Iterator[Finding]:
    """One finding for each fault in each sitemap; a publication may have none."""
    schema = etree.XMLSchema(etree.parse(npm_file("sitemap/schema/sitemap.xsd")))
    files = sorted(publication.folder.glob("sitemap*.xml"))
    named = set()
    for file in files:
        where = publication.name(file)
        try:
            document = etree.parse(file)
        except etree.XMLSyntaxError as error:
            yield Finding("sitemap", where, "xml", str(error))
            continue
        schema.validate(document)
        for error in schema.error_log:
            yield Finding("sitemap", where, "schema", f"line {error.line}: {error.message}")
        for location in document.iter(_LOCATION):
            address = (location.text or "").strip()
            named.add(address)
            if not address.startswith(publication.address) or not publication.holds(address):
                yield Finding("sitemap", where, "address", f"no page at {address}")
    for page in publication.shown_pages if files else ():
        address = publication.address + publication.address_of(page)
        if address not in named and _HIDDEN not in page.read_text("utf-8"):
            yield Finding("sitemap", publication.name(page), "forgotten", "no sitemap names it")
