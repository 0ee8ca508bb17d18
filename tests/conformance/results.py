"""Writes what a check of the whole site found, for the statement on accessibility.

    python -m tests.conformance.results SITE FILE

looks at every page of the built site as ``make check`` does, goes through one page of each kind
with the keyboard, and writes FILE, which `sphinx_publication.model.accessibility` describes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path

from sphinx_publication.model.accessibility import Checked, Fault, as_text

from . import browser_checker, keyboard_checker
from .browser_checker import Seen
from .findings import Finding
from .keyboard_checker import Tours
from .kinds import kinds
from .publication import Publication


def main(site: str, file: str) -> None:
    """Check the site and write the file."""
    publication = Publication(Path(site).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        seen = browser_checker.look(publication, Path(scratch))
        tours = keyboard_checker.tour(publication, Path(scratch), kinds(publication).values())
        checkers = browser_checker.versions(publication, Path(scratch))
    found = checked(seen, tours, checkers, date.today())
    Path(file).write_text(as_text(found), encoding="utf-8")
    print(f"{file}: {found.pages} pages, {len(found.faults)} kinds of fault")


def checked(seen: Seen, tours: Tours, checkers: dict[str, str], day: date) -> Checked:
    """Return what the statement is made of."""
    findings = chain(browser_checker.accessibility(seen), keyboard_checker.faults_of(tours))
    views = [result["modes"] for result in seen.values() if "modes" in result]
    return Checked(
        date=day,
        pages=len(seen),
        modes=tuple(dict.fromkeys(mode for modes in views for mode in modes)),
        rules=tuple(
            sorted({r for modes in views for view in modes.values() for r in view["rules"]})
        ),
        faults=tuple(_faults(findings)),
        keyboard=len(tours),
        checkers=checkers,
    )


def _faults(findings: Iterable[Finding]) -> Iterable[Fault]:
    """Yield each rule that is broken, with the words of its first finding."""
    by_rule: dict[str, list[Finding]] = {}
    for one in sorted({one for one in findings if not one.is_excluded()}):
        by_rule.setdefault(one.rule, []).append(one)
    for rule, ones in by_rule.items():
        yield Fault(rule, ones[0].summary, len({one.where for one in ones}))


if __name__ == "__main__":
    main(*sys.argv[1:])
