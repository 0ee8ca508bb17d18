"""Is every sitemap valid (the XSD of sitemaps.org), and does each address in it lead to a page?"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .findings import Finding
from .publication import Publication
from .tools import npm_file

_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def check(publication: Publication) -> Iterator[Finding]:
    """One finding for each fault in each sitemap; a publication may have none."""
    schema = etree.XMLSchema(etree.parse(npm_file("sitemap/schema/sitemap.xsd")))
    for file in sorted(publication.folder.glob("sitemap*.xml")):
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
            if not address.startswith(publication.address) or not publication.holds(address):
                yield Finding("sitemap", where, "address", f"no page at {address}")
