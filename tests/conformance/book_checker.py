"""Is every PDF accessible (PDF/UA-1), archival (PDF/A-3a) and sound, and do its links work?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import page
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .findings import Finding
from .publication import Publication
from .tools import program, run

_PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
#: the structure of a long book is deeper than the default allows
_LIMITS = page.SafetyLimits(max_reference_depth=100_000)


def check(publication: Publication) -> Iterator[Finding]:
    """One finding for each fault in each PDF."""
    assert publication.books, "there are no PDFs to check"
    for file in publication.books:
        where = publication.name(file)
        try:
            for rule, message in _faults(publication, file):
                yield Finding("pdf", where, rule, message)
        except (page.PageError, PyPdfError) as error:
            yield Finding("pdf", where, "unreadable", str(error))


def _faults(publication: Publication, file: Path) -> Iterator[tuple[str, str]]:
    # qpdf answers 0 when the file is sound, 3 with warnings, 2 with errors
    answer = run(program("qpdf"), "--check", file)
    if answer.returncode != 0:
        yield "qpdf", " ".join((answer.stdout + answer.stderr).split())
    for profile in _PROFILES:
        report = page.validate_pdf(file, profile=profile, limits=_LIMITS)
        assert report.rules.total > 50, f"{profile} knows only {report.rules.total} rules"
        for failure in report.failures:
            yield failure.rule_id, failure.message
    for number, target in _targets(file):
        if not publication.holds(target):
            yield "link", f"page {number}: no page at {target}"


def _targets(file: Path) -> Iterator[tuple[int, str]]:
    for number, sheet in enumerate(PdfReader(file).pages, start=1):
        for annotation in sheet.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action is not None and "/URI" in action.get_object():
                yield number, str(action.get_object()["/URI"])
