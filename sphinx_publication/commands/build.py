"""Build the whole publication: the site, its search index and the yearbooks.

Every step is carried out whatever happened in the one before; what is wrong is said last,
together, and then the exit code is 1. When nothing has changed since a build without problems,
nothing is done.
"""

from __future__ import annotations

import argparse
import filecmp
import io
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_publication import messages
from sphinx_publication.checking.words import sentence
from sphinx_publication.commands import options
from sphinx_publication.commands.inputs import Ledger, fingerprint
from sphinx_publication.commands.progress import bar
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model import addresses, dates
from sphinx_publication.model.problems import told
from sphinx_publication.model.progress import Step
from sphinx_publication.site.comments import next_closing
from sphinx_publication.site.search import build_index, knowledge_file

T = TypeVar("T")


@dataclass
class Build:
    """One run: where from, where to, and what was found wrong on the way."""

    source: Path
    output: Path
    jobs: int
    fresh: bool
    verbose: bool = False
    #: What is wrong, each once, in the order found.
    problems: list[str] = field(default_factory=list)

    @property
    def site(self) -> Path:
        """The folder that is published."""
        return self.output / "site"

    def note(self, text: str) -> None:
        """Add the warnings in *text*, the output of one step, to the problems."""
        for problem in messages.of(text, self.source):
            if problem not in self.problems:
                self.problems.append(problem)

    def run_sphinx(
        self,
        builder: str,
        outdir: Path,
        values: Mapping[str, object] | None = None,
        progress: Step | None = None,
    ) -> Sphinx | None:
        """Run one Sphinx builder, with *values* of the configuration set; None when it failed.

        *progress* is told how far a builder of yearbooks has come.
        """
        warnings = io.StringIO()
        try:
            with told(sentence), patch_docutils(str(self.source)), docutils_namespace():
                app = Sphinx(
                    srcdir=self.source,
                    confdir=self.source,
                    outdir=outdir,
                    doctreedir=self.output / "doctrees",
                    buildername=builder,
                    status=None,
                    warning=warnings,
                    confoverrides=dict(values or {}),
                    freshenv=self.fresh,
                    parallel=self.jobs,
                )
                if progress is not None:
                    app.builder.progress = progress  # type: ignore[attr-defined]
                app.build()
                return app
        except Exception as error:
            if (said := messages.explain(builder, error)) not in self.problems:
                self.problems.append(said)
            if self.verbose:
                raise
            return None
        finally:
            self.fresh = False
            self.note(warnings.getvalue())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.building(parser)
    parser.add_argument("--fresh", action="store_true", help=_("read every document anew"))
    parser.add_argument("--verbose", action="store_true", help=_("show where a step broke off"))


def run(arguments: argparse.Namespace) -> int:
    """Build, say what is wrong, and return 1 if anything is."""
    build = Build(
        source=arguments.source.resolve(),
        output=arguments.output.resolve(),
        jobs=max(1, arguments.jobs),
        fresh=arguments.fresh,
        verbose=arguments.verbose,
    )
    ledger = Ledger(build.output / "ledger.json")
    inputs = fingerprint(build.source, ignored=build.output)
    now = dates.now()
    if not build.fresh and ledger.is_current(inputs, now) and (build.site / "index.html").exists():
        print(_("Nothing has changed."))
        _say_where(build, ledger.books)
        return 0
    build.fresh = build.fresh or not ledger.exists
    ledger.forget()
    books, next_post = _build_all(build)
    for problem in build.problems:
        print(problem)
    if not build.problems:
        ledger.write(inputs, next_post, [book.name for book in books])
    _say_where(build, [book.name for book in books])
    if build.problems:
        count = len(build.problems)
        print(ngettext("%d problem, listed above.", "%d problems, listed above.", count) % count)
    return 1 if build.problems else 0


def _build_all(build: Build) -> tuple[list[Path], float | None]:
    """Make the books, the site, which tells of them, and the search index.

    Return the books and the next post's time.
    """
    made = build.output / "yearbooks"
    make_yearbooks(build, made)
    values = {"publication_yearbook_folder": str(made)}
    app = _step(_("site"), lambda: build.run_sphinx("publicationhtml", build.site, values))
    folder = build.site / addresses.Addresses().yearbooks
    next_post = None
    if app is not None:
        folder = build.site / addresses.from_config(app.config).yearbooks
        next_post = next_scheduled(app)
    books = _publish_books(made, folder)
    if app is not None:
        _step(_("search"), lambda: _index(build, app))
    return books, next_post


def make_yearbooks(build: Build, folder: Path, names: Sequence[str] = ()) -> Sphinx | None:
    """Make the yearbooks, or those with *names*, into *folder*; None when it failed."""
    only = {"publication_yearbook_only": list(names)}
    with bar(_("yearbooks")) as progress:
        return _step(_("yearbooks"), lambda: build.run_sphinx("yearbook", folder, only, progress))


#: What is published of a volume: its books, and the picture of its cover.
_PUBLISHED = (".pdf", ".epub", ".png")


def _publish_books(made: Path, folder: Path) -> list[Path]:
    """Put the files that were *made* into *folder* of the site, and take others away.

    Return the books among them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {file.name: file for file in sorted(made.glob("*")) if file.suffix in _PUBLISHED}
    for old in folder.glob("*"):
        if old.suffix in _PUBLISHED and old.name not in files:
            old.unlink()
    for name, file in files.items():
        if not (folder / name).exists() or not filecmp.cmp(file, folder / name, shallow=False):
            shutil.copyfile(file, folder / name)
    return [folder / name for name, file in files.items() if file.suffix != ".png"]


def next_scheduled(app: Sphinx) -> float | None:
    """Return when the next post is due or stops taking comments, in seconds since 1970, or None."""
    now = dates.now()
    standings = getattr(app.env, "publication_standings", {}).values()
    coming = [s.date.timestamp() for s in standings if s.date and not s.draft and s.date > now]
    if (closing := next_closing(app.env)) is not None:
        coming.append(closing)
    return min(coming, default=None)


def _index(build: Build, app: Sphinx) -> None:
    try:
        build_index(build.site, app.config.language, knowledge_file(app.config))
    except Exception as error:
        build.problems.append(messages.explain("search", error))


def _step(name: str, work: Callable[[], T]) -> T:
    started = time.monotonic()
    print(f"{name} ...", end=" ", flush=True)
    result = work()
    print(f"{time.monotonic() - started:.1f} s", flush=True)
    return result


def _say_where(build: Build, books: list[str]) -> None:
    """Tell where the results are."""
    print(_("The site:  %s") % (build.site / "index.html"))
    for book in books:
        found = next(build.site.rglob(book), None)
        print(_("Yearbook:  %s") % (found or book))
