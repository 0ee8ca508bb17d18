"""Sources for other programs: BibTeX (biblatex), RIS and CSL-JSON.

Each format is a module with the same two functions, for one source and for many; all of a format's
escaping is in its module. What is written can be read again: by our own reader a .bib file gives
the same sources, RIS and CSL-JSON hold whatever those formats have a place for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from sphinx_publication.bibliography.exports.bibtex import bibtex, bibtex_file
from sphinx_publication.bibliography.exports.csljson import csl_json, csl_json_file
from sphinx_publication.bibliography.exports.ris import ris, ris_file
from sphinx_publication.model.sources import Source

__all__ = [
    "FORMATS",
    "PRIVATE",
    "Format",
    "bibtex",
    "bibtex_file",
    "csl_json",
    "csl_json_file",
    "published",
    "ris",
    "ris_file",
]  # fmt: skip

#: Fields that name files on the disk of the person who keeps the library.
PRIVATE = frozenset({"bdsk-file-1", "file", "local-url", "pdf"})


@dataclass(frozen=True)
class Format:
    """A format that a reader can copy or download sources in."""

    #: As readers know it: "BibTeX".
    name: str
    #: What its files end with: ".bib".
    suffix: str
    #: "application/x-bibtex".
    media_type: str
    #: A file of sources, with all that is known of them.
    write_all: Callable[[Iterable[Source]], str] = field(repr=False)

    def write(self, sources: Iterable[Source]) -> str:
        """The whole text of a file with *sources* for readers (UTF-8, lines end with "\\n")."""
        return self.write_all(map(published, sources))


def published(source: Source) -> Source:
    """*source* without what is the author's own: the places of files on a disk."""
    if PRIVATE.isdisjoint(source.fields):
        return source
    fields = {name: text for name, text in source.fields.items() if name not in PRIVATE}
    return replace(source, fields=fields)


#: In the order that they are offered in.
FORMATS = (
    Format("BibTeX", ".bib", "application/x-bibtex", bibtex_file),
    Format("RIS", ".ris", "application/x-research-info-systems", ris_file),
    Format("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl_json_file),
)
