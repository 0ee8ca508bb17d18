"""Our library under sphinxcontrib-bibtex: its ``.bib`` files are ours to read.

At ``config-inited`` the files named in ``publication_bibliography`` (or ``bibtex_bibfiles``) are
taken over and bibtex is left an empty list, because its reader stops at what Zotero writes. Late in
``builder-inited`` the library is read, its problems are reported, and the domain gets both.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from citeproc import PRIMARY_DIALECTS
from pybtex.database import BibliographyData, Entry, Person
from sphinx.util import logging
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain

from sphinx_publication.bibliography import styles
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.bibliography.library import Library
from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.sources import Source

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
    domain.shelve(read, _bibdata(read, paths), app.builder.name)
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


def _style(app: Sphinx) -> str:
    """Return the CSL style; a path is taken from the folder of conf.py."""
    style: str = app.config.publication_csl_style
    return str(Path(app.confdir, style)) if style.endswith(".csl") else style


def shown_path(env: BuildEnvironment, path: str | Path) -> str:
    """Return a path as messages have it: from the publication's root, where it lies there."""
    path = Path(path)
    return path.relative_to(env.srcdir).as_posix() if path.is_relative_to(env.srcdir) else str(path)


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
