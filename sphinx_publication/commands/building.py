"""The steps of a build: the yearbooks, the site, its search index; each says what is wrong.

Apart from the command, which looks first whether there is anything to do: Sphinx takes a second to
begin.
"""

from __future__ import annotations

import filecmp
import io
import re
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_publication import messages
from sphinx_publication.checking.words import sentence
from sphinx_publication.commands.inputs import PARTS
from sphinx_publication.commands.progress import bar
from sphinx_publication.locale.console import _
from sphinx_publication.model import addresses, dates
from sphinx_publication.model.problems import told
from sphinx_publication.model.progress import Step
from sphinx_publication.project import read
from sphinx_publication.site.comments import next_closing
from sphinx_publication.site.search import build_index

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

T = TypeVar("T")

#: How a problem ends that is told whenever its document is read or written.
_TOLD_AGAIN = re.compile(r"\[(?:publication|myst|image)\.[\w-]+\]$")


@dataclass
class Made:
    """What came of a build."""

    #: When the next post is due or stops taking comments, in seconds since 1970; None for never.
    next_change: float | None = None
    #: The yearbooks' files in the site.
    books: list[Path] = field(default_factory=list)


@dataclass
class Build:
    """One run: where from, where to, and what was found wrong on the way."""

    source: Path
    output: Path
    jobs: int
    fresh: bool
    verbose: bool = False
    #: Paths of documents to read again, changed or not: what was wrong with them is to be told.
    again: Sequence[str] = ()
    #: What is wrong, each once, in the order found.
    problems: list[str] = field(default_factory=list)
    #: Paths of all documents.
    documents: frozenset[str] = frozenset()
    #: Whether a step could not be finished.
    broke_off: bool = False

    @property
    def site(self) -> Path:
        """The folder that is published."""
        return self.output / "site"

    def note(self, text: str) -> None:
        """Add the warnings in *text*, the output of one step, to the problems."""
        for problem in messages.of(text, self.source):
            if problem not in self.problems:
                self.problems.append(problem)

    @property
    def wrong_documents(self) -> tuple[str, ...] | None:
        """The documents with which all that is wrong is told when they are read and written again.

        None where something is wrong with another file, which is not told of in every build, or
        of a kind that Sphinx tells only when all documents are read, as of two labels that are the
        same. What yearbooks say is told: each of their manuscripts is written in every build.
        """
        places = {problem.partition(":")[0] for problem in self.problems}
        is_told = places <= self.documents and all(map(_TOLD_AGAIN.search, self.problems))
        return tuple(sorted(places)) if is_told else None

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
                app.connect("env-get-outdated", self._read_again)
                app.build()
                env = app.env
                self.documents = frozenset(
                    env.doc2path(name, base=False).as_posix() for name in env.found_docs
                )
                return app
        except Exception as error:
            self.broke_off = True
            if (said := messages.explain(builder, error)) not in self.problems:
                self.problems.append(said)
            if self.verbose:
                raise
            return None
        finally:
            self.fresh = False
            self.note(warnings.getvalue())

    def _read_again(self, app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
        return [name for path in self.again if (name := env.path2doc(path)) in env.found_docs]


def make(build: Build, parts: Collection[str] = PARTS) -> Made:
    """Make the *parts*: the books, the site, which tells of them, and the search index."""
    made = build.output / "yearbooks"
    result = Made()
    if "yearbooks" in parts:
        make_yearbooks(build, made)
    site = None
    if "site" in parts:
        values = {"publication_yearbook_folder": str(made)}
        site = _step(_("site"), lambda: build.run_sphinx("publicationhtml", build.site, values))
        folder = addresses.Addresses().yearbooks
        if site is not None:
            folder = addresses.from_config(site.config).yearbooks
            result.next_change = next_change(site)
        result.books = _publish_books(made, build.site / folder)
    if "search" in parts and (site is not None or "site" not in parts):
        _step(_("search"), lambda: _index(build))
    return result


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


def next_change(app: Sphinx) -> float | None:
    """Return when the next post is due or stops taking comments, in seconds since 1970, or None."""
    now = dates.now()
    standings = getattr(app.env, "publication_standings", {}).values()
    coming = [s.date.timestamp() for s in standings if s.date and not s.draft and s.date > now]
    if (closing := next_closing(app.env)) is not None:
        coming.append(closing)
    return min(coming, default=None)


def _index(build: Build) -> None:
    try:
        project = read(build.source)
        build_index(build.site, project.language, f"{project.addresses.data}.json")
    except Exception as error:
        build.broke_off = True
        build.problems.append(messages.explain("search", error))


def _step(name: str, work: Callable[[], T]) -> T:
    started = time.monotonic()
    print(f"{name} ...", end=" ", flush=True)
    result = work()
    print(f"{time.monotonic() - started:.1f} s", flush=True)
    return result
