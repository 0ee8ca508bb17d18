"""What a validator says of a PDF, for tests that build one."""

from __future__ import annotations

from pathlib import Path

import page

_LIMITS = page.SafetyLimits(max_reference_depth=100_000)
#: A false alarm at large files; tests/conformance/exclusions.py says why.
_EXCLUDED = frozenset({"PDFA3A-STREAM-LENGTH-001"})


def faults(file: Path) -> list[str]:
    """Return what keeps *file* from being PDF/UA-1 and PDF/A-3a at once; empty when it is both."""
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf(file, profile=profile, limits=_LIMITS)
        assert report.rules.total > 50, f"{profile} knows only {report.rules.total} rules"
        found += [
            f"{failure.rule_id}: {failure.message}"
            for failure in report.failures
            if failure.rule_id not in _EXCLUDED
        ]
    return found
