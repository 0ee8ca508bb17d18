"""What the configuration says of the publication as a whole, for cover, colophon and metadata."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Imprint:
    """The publication, as its books name it."""

    project: str
    language: str
    #: Address of the site, ending in a slash; "" when none is configured.
    site: str
    copyright: str = ""
    licence: str = ""
    #: Address of the licence's text.
    licence_url: str = ""
    #: What the publisher wants said in the colophon.
    colophon: str = ""


def imprint(config: object) -> Imprint:
    """Return the imprint of a Sphinx configuration (duck-typed)."""
    site = str(getattr(config, "html_baseurl", "") or "")
    return Imprint(
        project=str(getattr(config, "project", "")),
        language=str(getattr(config, "language", "") or "en"),
        site=site.rstrip("/") + "/" if site else "",
        copyright=str(getattr(config, "copyright", "") or ""),
        licence=str(getattr(config, "publication_licence", "") or ""),
        licence_url=str(getattr(config, "publication_licence_url", "") or ""),
        colophon=str(getattr(config, "publication_colophon", "") or ""),
    )
