"""What kind of work a source is, in readers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.model.source_kinds import SourceKind
from sphinx_publication.site.words import N_

if TYPE_CHECKING:
    from sphinx_publication.model.sources import Source

_ = get_translation("sphinx_publication")


#: What a source is, by its biblatex ``entrysubtype``.
_SUBTYPES = {
    "sfs": N_("Swedish statute"),
    "prop": N_("Government bill"),
    "bet": N_("Parliamentary committee report"),
    "skr": N_("Government communication"),
    "rskr": N_("Written communication from the parliament"),
    "dir": N_("Committee terms of reference"),
    "sou": N_("Swedish Government Official Report"),
    "ds": N_("Ministry publication"),
    "blogpost": N_("Blog post"),
}
#: What a thesis is, by its ``type``.
_THESES = {
    "phdthesis": N_("Doctoral thesis"),
    "licthesis": N_("Licentiate thesis"),
    "mathesis": N_("Master's thesis"),
    "bathesis": N_("Bachelor's thesis"),
}
#: What a source is, by the type of its entry.
_TYPES = {
    "article": N_("Article"),
    "book": N_("Book"),
    "mvbook": N_("Book"),
    "booklet": N_("Booklet"),
    "collection": N_("Anthology"),
    "mvcollection": N_("Anthology"),
    "dataset": N_("Data set"),
    "inbook": N_("Chapter in a book"),
    "incollection": N_("Chapter in an anthology"),
    "inproceedings": N_("Conference paper"),
    "conference": N_("Conference paper"),
    "jurisdiction": N_("Court decision"),
    "legislation": N_("Legislation"),
    "manual": N_("Manual"),
    "mastersthesis": N_("Master's thesis"),
    "online": N_("Web page"),
    "electronic": N_("Web page"),
    "www": N_("Web page"),
    "periodical": N_("Periodical"),
    "phdthesis": N_("Doctoral thesis"),
    "proceedings": N_("Conference proceedings"),
    "report": N_("Report"),
    "techreport": N_("Report"),
    "software": N_("Software"),
    "thesis": N_("Thesis"),
    "unpublished": N_("Unpublished work"),
    "video": N_("Video"),
    "audio": N_("Audio"),
}


def kind_of_source(source: Source) -> str:
    """Return what a source is, by its biblatex ``entrysubtype`` or its type."""
    word = _SUBTYPES.get(source.get("entrysubtype").lower())
    if word is None and source.type == "thesis":
        word = _THESES.get(source.get("type").lower())
    return _(word or _TYPES.get(source.type, N_("Other work")))


def word_of_kind(kind: SourceKind) -> str:
    """Return a kind of source in readers' words."""
    return {
        SourceKind.EVALUATION: _("Evaluation and follow-up"),
        SourceKind.LAW: _("Law and preparatory work"),
        SourceKind.GUIDANCE: _("Policy and guidance"),
        SourceKind.THINK_TANK: _("Think tank"),
        SourceKind.RESEARCH: _("Research"),
        SourceKind.PRESS: _("Press"),
        SourceKind.WEB: _("Web"),
        SourceKind.OTHER: _("Other"),
    }[kind]
