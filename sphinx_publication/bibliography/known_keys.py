"""What follows from which keys the library knows: slips are named, stale documents read anew.

Keys that nobody knows are reported in each build, whatever was read or written in it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_publication.bibliography import slips
from sphinx_publication.bibliography.bibtex import shown_path
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.domain import citation_domain, citations
from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def report_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each citation of a key that the library lacks, with the nearest it has."""
    domain = citation_domain(env)
    known = domain.library.sources
    for citation in citations(env):
        if domain.source_key(citation.key) in domain.library:
            continue
        path = Path(env.doc2path(citation.docname))
        details = {"key": citation.key, "hint": slips.hint(citation.key, known)}
        line = _line_of(path, citation.key, citation.line)
        report(logger, Problem(Kind.CITATION_UNKNOWN, shown_path(env, path), line, details))


def report_handles(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each name outside brackets that stands as text and looks like a slip in a key."""
    domain = citation_domain(env)
    known = domain.library.sources
    for docname, handles in sorted(domain.handles.items()):
        for handle in handles:
            near = slips.near_keys(handle, known)
            if near:
                path = Path(env.doc2path(docname))
                details = {"name": handle.names[0], "near": " or ".join(near)}
                line = _line_of(path, f"@{handle.names[0]}", 0)
                report(logger, Problem(Kind.CITATION_HANDLE, shown_path(env, path), line, details))


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents that must be read anew: the library says something else of them.

    A name in them became a key, or is one no more; a heading cites with other words; or a footnote,
    which holds a reference since the document was read, is to hold another.
    """
    domain = citation_domain(env)
    known, library = domain.library.__contains__, domain.library
    names = {
        docname
        for docname, handles in domain.handles.items()
        if any(handle.taken_for(known) != handle.key for handle in handles)
    }
    headings = {
        docname
        for docname, found in domain.headings.items()
        if any(plain(library, [citation]) != words for citation, words in found)
    }
    look_now = cache(domain.look)
    footnotes = {
        docname
        for docname, found in domain.footnotes.items()
        if any(look_now(key) != look for key, look in found.items())
    }
    return sorted(names | headings | footnotes)


def _line_of(path: Path, words: str, begin: int) -> int:
    """Return the line with *words*: parsers give the one where the paragraph begins, *begin*."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return begin
    start = max(begin - 1, 0)
    found = (number for number, line in enumerate(lines[start:], start + 1) if words in line)
    return next(found, begin)


def setup(app: Sphinx) -> None:
    """Look before documents are read, and report when all have been."""
    app.connect("env-get-outdated", find_outdated)
    app.connect("env-updated", report_unknown, priority=700)
    app.connect("env-updated", report_handles, priority=700)
