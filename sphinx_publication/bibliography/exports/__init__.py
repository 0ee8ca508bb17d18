"""Sources for other programs: BibTeX (biblatex), RIS and CSL-JSON.

Each format is a module with the same two functions, for one source and for many; all of a format's
escaping is in its module. What is written can be read again: by our own reader a .bib file gives
the same sources, RIS and CSL-JSON hold whatever those formats have a place for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sphinx_publication.bibliography.exports.bibtex import bibtex, bibtex_file
from sphinx_publication.bibliography.exports.csljson import csl_json, csl_json_file
from sphinx_publication.bibliography.exports.ris import ris, ris_file
from sphinx_publication.model.sources import Source

__all__ = [
    "FORMATS", "Format", "bibtex", "bibtex_file", "csl_json", "csl_json_file", "ris", "ris_file",
]  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A format that a reader can copy or download sources in."""

    #: As readers know it: "BibTeX".
    name: str
    #: What its files end with: ".bib".
    suffix: str
    #: "application/x-bibtex".
    media_type: str
    #: The whole text of a file with these sources (UTF-8, lines end with "\n").
    write: Callable[[Iterable[Source]], str]


#: In the order that they are offered in.
FORMATS = (
    Format("BibTeX", ".bib", "application/x-bibtex", bibtex_file),
    Format("RIS", ".ris", "application/x-research-info-systems", ris_file),
    Format("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl_json_file),
)
