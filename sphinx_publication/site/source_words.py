"""What kind of work a source is, in readers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.model.source_kinds import SourceKind

if TYPE_CHECKING:
    from sphinx_publication.model.sources import Source

_ = get_translation("sphinx_publication")


def kind_of_source(source: Source) -> str:
    """Return what a source is, by its biblatex ``entrysubtype`` or its type."""
    subtypes = {
        "sfs": _("Swedish statute"),
        "prop": _("Government bill"),
        "bet": _("Parliamentary committee report"),
        "skr": _("Government communication"),
        "rskr": _("Written communication from the parliament"),
        "dir": _("Committee terms of reference"),
        "sou": _("Swedish Government Official Report"),
        "ds": _("Ministry publication"),
        "blogpost": _("Blog post"),
    }
    theses = {
        "phdthesis": _("Doctoral thesis"),
        "licthesis": _("Licentiate thesis"),
        "mathesis": _("Master's thesis"),
        "bathesis": _("Bachelor's thesis"),
    }
    types = {
        "article": _("Article"),
        "book": _("Book"),
        "mvbook": _("Book"),
        "booklet": _("Booklet"),
        "collection": _("Anthology"),
        "mvcollection": _("Anthology"),
        "dataset": _("Data set"),
        "inbook": _("Chapter in a book"),
        "incollection": _("Chapter in an anthology"),
        "inproceedings": _("Conference paper"),
        "conference": _("Conference paper"),
        "jurisdiction": _("Court decision"),
        "legislation": _("Legislation"),
        "manual": _("Manual"),
        "mastersthesis": _("Master's thesis"),
        "online": _("Web page"),
        "electronic": _("Web page"),
        "www": _("Web page"),
        "periodical": _("Periodical"),
        "phdthesis": _("Doctoral thesis"),
        "proceedings": _("Conference proceedings"),
        "report": _("Report"),
        "techreport": _("Report"),
        "software": _("Software"),
        "thesis": theses.get(source.get("type").lower(), _("Thesis")),
        "unpublished": _("Unpublished work"),
        "video": _("Video"),
        "audio": _("Audio"),
    }
    subtype = source.get("entrysubtype").lower()
    return subtypes.get(subtype) or types.get(source.type, _("Other work"))


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
