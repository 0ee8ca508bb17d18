"""Which service an XML document is an export of, seen from its root; what else it may be."""

from __future__ import annotations

import re

from lxml import etree

from sphinx_publication.importing.export import NoExport, Service
from sphinx_publication.importing.reading import xml
from sphinx_publication.locale.console import N_, _

_ATOM = "http://www.w3.org/2005/Atom"
_WORDPRESS = re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]+/?")

#: What people have beside exports, by the name of its root.
_OTHERS = {
    "rss": N_("it is an RSS feed, which holds a blog's latest posts alone"),
    "RDF": N_("it is an RSS feed, which holds a blog's latest posts alone"),
    "opml": N_("it is a list of subscriptions (OPML)"),
    "html": N_("it is a web page or the theme of a blog"),
    "urlset": N_("it is a sitemap"),
    "sitemapindex": N_("it is a sitemap"),
    "entry": N_("it is a single entry of a feed"),
    "svg": N_("it is a picture"),
}


def wordpress(root: etree._Element) -> str:
    """Return the namespace of an export of WordPress (WXR 1.0 to 1.2), "" for other documents."""
    if root.tag != "rss":
        return ""
    spaces = (uri for uri in root.nsmap.values() if _WORDPRESS.fullmatch(uri))
    return next(spaces, "")


def service(root: etree._Element, name: str) -> Service:
    """Return the service that a document is an export of; *name* is the file's, for messages.

    Raises NoExport with what it is instead.
    """
    if wordpress(root):
        return Service.WORDPRESS
    if root.tag == f"{{{_ATOM}}}feed":
        return Service.BLOGGER
    kind = _OTHERS.get(xml.local(root))
    said = _(kind) if kind else _("it is XML, but no export of Blogger or WordPress")
    raise NoExport(name, f"{said}; {_(xml.BACK_UP)}")


def expect(wanted: Service | None, found: Service, name: str) -> None:
    """Raise NoExport where an export is another service's than the one that was asked for."""
    if wanted is not None and wanted is not found:
        reason = _(
            "it is an export of {service}; read it with: sphinx-publication import {command}"
        ).format(service=found.written, command=found.value)
        raise NoExport(name, reason)
