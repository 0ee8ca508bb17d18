"""Our library under sphinxcontrib-bibtex: its ``.bib`` files are ours to read.

At ``config-inited`` the files named in ``publication_bibliography`` (or ``bibtex_bibfiles``) are
taken over and bibtex is left an empty list, because its reader stops at what Zotero writes. Late in
``builder-inited`` the library is read, its problems are reported, and the domain gets both.
Citations of unknown keys are reported in each build, whatever was read or written in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, cast

from citeproc import PRIMARY_DIALECTS
from pybtex.database import BibliographyData, Entry, Person
from sphinx.util import logging
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain

from sphinx_publication.bibliography import styles
from sphinx_publication.bibliography.domain import citation_domain, citations
from sphinx_publication.bibliography.library import Library
from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.sources import Source

#: What tells a slip in a key from somebody's handle.
_YEAR = re.compile(r"\d{4}")

logger = logging.getLogger(__name__)


def library(env: BuildEnvironment) -> Library:
    """Return the library of this build."""
    return citation_domain(env).library


def take_over(app: Sphinx, config: Config) -> None:
    """Take the names of the .bib files from sphinxcontrib-bibtex, and its default style."""
    named = config.publication_bibliography or config.bibtex_bibfiles or ()
    config.publication_bibliography = list(named)
    config.bibtex_bibfiles = []
    config.bibtex_default_style = styles.NAME


def read_library(app: Sphinx) -> None:
    """Read the library and give it to the domain."""
    config = app.config
    paths = [(Path(app.confdir) / name).resolve() for name in config.publication_bibliography]
    cache = Path(app.doctreedir, "references")
    read = Library.read(paths, _style(app), csl_locale(config.language), cache)
    for problem in read.problems:
        report(logger, replace(problem, path=shown_path(app.env, problem.path)))
    domain = citation_domain(app.env)
    domain.shelve(read, _bibdata(read, paths))
    for clash in domain.clashes:
        source = read.sources[clash.key]
        place = shown_path(app.env, source.path)
        details = {"key": clash.key, "first": clash.first, "address": domain.page(clash.key)}
        report(logger, Problem(Kind.SOURCE_ADDRESS_TAKEN, place, source.line, details))
    styles.register(read)
    footnotes = cast(BibtexFootDomain, app.env.domains["footcite"])
    footnotes.reference_style = styles.FootStyle()


def keep_references(app: Sphinx, error: Exception | None) -> None:
    """Keep the formatted references for the next build; report those that the style failed on."""
    domain = citation_domain(app.env)
    for problem in domain.library.failures:
        report(logger, problem)
    if error is None:
        domain.library.save()


def csl_locale(language: str | None) -> str:
    """Return CSL's name for a language of Sphinx: "sv-SE" for "sv", "pt-BR" for "pt_BR"."""
    name = (language or "en").replace("_", "-")
    locale: str = PRIMARY_DIALECTS.get(name, name)
    return locale


def report_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each citation of a key that the library lacks, with the nearest it has."""
    domain = citation_domain(env)
    known = domain.library.sources
    for citation in citations(env):
        if domain.source_key(citation.key) in domain.library:
            continue
        near = get_close_matches(citation.key, known, n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else "add it to the bibliography"
        path = Path(env.doc2path(citation.docname))
        details = {"key": citation.key, "hint": hint}
        place = shown_path(env, path)
        report(
            logger,
            Problem(
                Kind.CITATION_UNKNOWN, place, _line_of(path, citation.key, citation.line), details
            ),
        )


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents to read anew because the library has changed."""
    return citation_domain(env).outdated()


def report_handles(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each name outside brackets that stands as text and looks like a slip in a key."""
    domain = citation_domain(env)
    known = domain.library.sources
    for docname, handles in sorted(domain.handles.items()):
        for handle in (one for one in handles if not one.key and _YEAR.search(one.names[0])):
            near = get_close_matches(handle.names[0], known, n=3, cutoff=0.8)
            if near:
                path = Path(env.doc2path(docname))
                details = {"name": handle.names[0], "near": " or ".join(near)}
                line = _line_of(path, f"@{handle.names[0]}", 0)
                report(logger, Problem(Kind.CITATION_HANDLE, shown_path(env, path), line, details))


def _style(app: Sphinx) -> str:
    """Return the CSL style; a path is taken from the folder of conf.py."""
    style: str = app.config.publication_csl_style
    return str(Path(app.confdir, style)) if style.endswith(".csl") else style


def shown_path(env: BuildEnvironment, path: str | Path) -> str:
    """Return a path as messages have it: from the publication's root, where it lies there."""
    path = Path(path)
    return path.relative_to(env.srcdir).as_posix() if path.is_relative_to(env.srcdir) else str(path)


def _line_of(path: Path, words: str, begin: int) -> int:
    """Return the line with *words*: parsers give the one where the paragraph begins, *begin*."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return begin
    start = max(begin - 1, 0)
    found = (number for number, line in enumerate(lines[start:], start + 1) if words in line)
    return next(found, begin)


def _bibdata(read: Library, paths: list[Path]) -> BibData:
    """Return the library as sphinxcontrib-bibtex's own directives know it."""
    keys: dict[Path, dict[str, None]] = {path: {} for path in paths}
    data = BibliographyData()
    for source in read.sources.values():
        entry = _entry(source)
        data.entries[source.key] = entry
        keys.setdefault(Path(source.path), {})[source.key] = None
    files = {path: BibFile(mtime=get_mtime(path), keys=found) for path, found in keys.items()}
    return BibData(encoding="utf-8", bibfiles=files, data=data)


def _entry(source: Source) -> Entry:
    persons: dict[str, list[Person]] = {}
    for role, names in source.names.items():
        people = persons.setdefault(role, [])
        for name in names:
            if not name.others:
                person = Person(first=name.given, prelast=name.prefix, lineage=name.suffix)
                person.last_names = [name.literal or name.family]
                people.append(person)
    fields = dict(source.fields)
    fields.setdefault("year", source.get("date", "year")[:4])
    entry = Entry(source.type, fields=fields, persons=persons)
    entry.key = source.key
    return entry
