"""What the configuration says of the publication as a whole, for cover, colophon and metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_publication.model import identifiers, imprints
from sphinx_publication.model.yearbooks import Edition


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
    publisher: str = ""
    #: Who edits, as conf.py writes them: "Family, Given" for a person.
    editors: tuple[str, ...] = ()
    #: With its hyphen; "" for none.
    issn: str = ""
    #: By the volume's name, as conf.py has them; `isbns` is the way to ask.
    isbn: Mapping[str, object] = field(default_factory=dict)
    #: Sphinx's ``release`` or ``version``: what the publisher calls this state of the publication.
    release: str = ""

    @property
    def editor_names(self) -> tuple[str, ...]:
        """The editors as they are printed: "Given Family"."""
        return tuple(
            f"{given.strip()} {family.strip()}" if given else family.strip()
            for family, _comma, given in (name.partition(",") for name in self.editors)
        )

    def isbns(self, volume: str) -> dict[Edition | None, str]:
        """Return a volume's ISBN by edition; under None one that is for the volume as such."""
        found = imprints.isbns(self.isbn, volume)
        return {Edition(name) if name else None: number for name, number in found.items()}


def imprint(config: object) -> Imprint:
    """Return the imprint of a Sphinx configuration (duck-typed)."""
    site = str(getattr(config, "html_baseurl", "") or "")
    editors = getattr(config, "publication_editor", "") or ()
    editors = (editors,) if isinstance(editors, str) else tuple(editors)
    issn = str(getattr(config, "publication_issn", "") or "")
    return Imprint(
        project=str(getattr(config, "project", "")),
        language=str(getattr(config, "language", "") or "en"),
        site=site.rstrip("/") + "/" if site else "",
        copyright=str(getattr(config, "copyright", "") or ""),
        licence=str(getattr(config, "publication_licence", "") or ""),
        licence_url=str(getattr(config, "publication_licence_url", "") or ""),
        colophon=str(getattr(config, "publication_colophon", "") or ""),
        publisher=str(getattr(config, "publication_publisher", "") or ""),
        editors=tuple(str(name) for name in editors),
        issn=identifiers.issn(issn) or "",
        isbn={
            str(name): numbers
            for name, numbers in (getattr(config, "publication_isbn", {}) or {}).items()
        },
        release=str(getattr(config, "release", "") or getattr(config, "version", "") or ""),
    )
