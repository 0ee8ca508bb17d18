"""Build the whole publication: the site, its search index and the yearbooks.

Every step is carried out whatever happened in the one before; what is wrong is said last,
together, and then the exit code is 1. When nothing has changed since the last build, nothing is
done but to say the same again.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from sphinx_publication.commands import options
from sphinx_publication.commands.inputs import PARTS, Ledger, Record, fingerprint
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model import dates
from sphinx_publication.model.fingerprints import code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.building(parser)
    parser.add_argument(
        "--only",
        action="append",
        choices=PARTS,
        default=[],
        help=_("make this part alone; may be given several times"),
    )
    parser.add_argument("--fresh", action="store_true", help=_("read every document anew"))
    parser.add_argument("--verbose", action="store_true", help=_("show where a step broke off"))


def run(arguments: argparse.Namespace) -> int:
    """Build, say what is wrong, and return 1 if anything is."""
    source, output = arguments.source.resolve(), arguments.output.resolve()
    parts = [part for part in PARTS if part in (arguments.only or PARTS)]
    ledger = Ledger(output / "ledger.json")
    last, inputs = ledger.last, fingerprint(source, ignored=output)
    there = (output / "site" / "index.html").exists()
    if not arguments.fresh and there and last.holds(inputs, parts, dates.now()):
        print(_("Nothing has changed."))
        return _tell(output, last)
    from sphinx_publication.commands.building import Build, make  # Sphinx takes a second

    build = Build(
        source=source,
        output=output,
        jobs=max(1, arguments.jobs),
        # What an older version of this package wrote is not told from what it would write now, and
        # what is wrong must be said again.
        fresh=arguments.fresh or last.wrong_documents is None or last.code != code(),
        verbose=arguments.verbose,
        again=last.wrong_documents or (),
    )
    ledger.forget()
    made = make(build, parts)
    before = last if last.inputs == inputs else Record()
    others = before.problems if set(before.parts) - set(parts) else ()
    now = Record(
        inputs=inputs,
        code=code(),
        parts=tuple(part for part in PARTS if part in {*parts, *before.parts}),
        next_change=made.next_change if "site" in parts else before.next_change,
        books=tuple(book.relative_to(output).as_posix() for book in made.books)
        if "site" in parts
        else before.books,
        problems=tuple(dict.fromkeys((*others, *build.problems))),
        wrong_documents=None if others else build.wrong_documents,
    )
    if not build.broke_off:
        ledger.write(now)
    return _tell(output, now)


def _tell(output: Path, record: Record) -> int:
    """Say what is wrong and where the results are; return the exit code."""
    for problem in record.problems:
        print(problem)
    _say_where(output, record.books)
    if record.problems:
        count = len(record.problems)
        print(ngettext("%d problem, listed above.", "%d problems, listed above.", count) % count)
    return 1 if record.problems else 0


def _say_where(output: Path, books: Sequence[str]) -> None:
    print(_("The site:  %s") % (output / "site" / "index.html"))
    for book in books:
        print(_("Yearbook:  %s") % (output / book))
