"""Swedish public documents: statutes, bills, inquiries and their kin, in their own form.

They are known by series and number, as Swedish universities' guides to APA have them: cited
"SFS 2003:1210", "Prop. 2002/03:132" or "SOU 1996:85", without author and year, and listed under the
same words: "SOU 1996:85. *Egon Jönsson*. Socialdepartementet. https://…". The number that
a statute's full title repeats is printed once.

How to write them in a .bib file::

    @legislation{sfs2003_1210,
      entrysubtype = {sfs},         % sfs, prop, bet, skr, rskr, dir, mot, sou or ds
      number       = {2003:1210},   % as printed, without the series' name
      title        = {Lag (2003:1210) om finansiell samordning av rehabiliteringsinsatser},
      institution  = {Socialdepartementet},
      date         = {2003-12-18},
      langid       = {swedish},
    }

Entries without entrysubtype are known by ``number = {Prop. 2002/03:132}``, or by ``series = {SOU}``
(or the series' full name, or the same as ``type``) with ``number = {1996:85}``; a @legislation
whose number is like 2003:1210 is a statute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_publication.model.sources import Source

#: The series by entrysubtype, and how a designation begins.
SERIES = {
    "bet": "Bet.", "dir": "Dir.", "ds": "Ds", "mot": "Mot.", "prop": "Prop.", "rskr": "Rskr.",
    "sfs": "SFS", "skr": "Skr.", "sou": "SOU",
}  # fmt: skip

#: Other words for the series, in lower case.
NAMES = {
    "betänkande": "bet", "departementsserien": "ds", "departementspromemoria": "ds",
    "kommittédirektiv": "dir", "motion": "mot", "proposition": "prop",
    "regeringens proposition": "prop", "regeringens skrivelse": "skr",
    "riksdagsskrivelse": "rskr", "skrivelse": "skr", "statens offentliga utredningar": "sou",
    "svensk författningssamling": "sfs", "utskottsbetänkande": "bet",
}  # fmt: skip

#: What CSL calls them; all others are reports.
CSL_TYPES = {"sfs": "legislation", "prop": "bill"}

_NUMBER = re.compile(r"\d{4}(?:/\d{2,4})?:\s?[A-Za-zÅÄÖåäö]*\d+")
_STATUTE = re.compile(r"\d{4}:\d+")
_DESIGNATION = re.compile(r"([A-Za-z]+)\.?\s+(\d{4}(?:/\d{2,4})?:\s?[A-Za-zÅÄÖåäö]*\d+)")


@dataclass(frozen=True)
class Document:
    """The designation of a public document."""

    #: A key of `SERIES`.
    series: str
    #: "2003:1210", "2002/03:132", "2003/04:SfU4".
    number: str

    @property
    def label(self) -> str:
        """ "SFS 2003:1210" """
        return f"{SERIES[self.series]} {self.number}"

    def title(self, source: Source) -> str:
        """The title without the label's number: "Lag om …", not "Lag (2003:1210) om …"."""
        return source.title.replace(f" ({self.number})", "") or source.title

    @property
    def csl_type(self) -> str:
        return CSL_TYPES.get(self.series, "report")


def document_of(source: Source) -> Document | None:
    """The designation of *source*, if it is a Swedish public document."""
    number = source.get("number")
    designation = _DESIGNATION.fullmatch(number)
    if designation and (series := _series(designation[1])):
        return Document(series, designation[2])
    for field in ("entrysubtype", "series", "type"):
        series = _series(source.get(field))
        if series and (_NUMBER.fullmatch(number) or (number and field == "entrysubtype")):
            return Document(series, number)
    if source.type == "legislation" and _STATUTE.fullmatch(number):
        return Document("sfs", number)
    return None


def _series(words: str) -> str:
    name = words.strip().rstrip(".").lower()
    return name if name in SERIES else NAMES.get(name, "")
