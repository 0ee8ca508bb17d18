"""What is published and what is not yet, decided before Sphinx reads a document.

The front matter of each Markdown file is scanned; drafts, posts dated in the future, posts whose
date cannot be read and files that are not UTF-8 (at which Sphinx would stop) are taken out of the
list of documents, so that no page, label, inventory line, feed or ``_sources`` file of theirs can
exist. What was scanned is kept in the environment by the file's time, so that only changed files
are scanned again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_publication.model import addresses, dates
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.standing import Standing, scan
from sphinx_publication.site.blog import is_ablog_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def leave_out(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take what is not published out of the documents that Sphinx is about to read.

    Sphinx hands over its own sets (event ``env-get-outdated``). A post whose time has come is
    found as an added document, one that became a draft as a removed one.
    """
    if is_ablog_site(app.config):
        return []
    now = dates.now()
    standings = _scan_all(app, env)
    out = {
        docname
        for docname, standing in standings.items()
        if not standing.is_published(now, app.config.publication_preview)
    }
    for standing in standings.values():
        for problem in standing.problems:
            report(logger, problem)
    out |= _second_claims(app, env, out)
    for docname in out:
        added.discard(docname)
        changed.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
        env.project.docnames.discard(docname)
    return []


def _scan_all(app: Sphinx, env: BuildEnvironment) -> dict[str, Standing]:
    """Return the standing of every Markdown document, scanning only what changed since last."""
    posts = set(app.config.matched_blog_posts)
    before: dict[str, Standing] = getattr(env, "publication_standings", {})
    standings: dict[str, Standing] = {}
    for docname in sorted(env.found_docs):
        file = env.doc2path(docname)
        if file.suffix != ".md":
            continue
        scanned = file.stat().st_mtime_ns
        known = before.get(docname)
        if known is None or known.scanned != scanned:
            known = scan(
                file.read_bytes(),
                env.doc2path(docname, base=False).as_posix(),
                is_post=docname in posts,
                zone=app.config.publication_timezone,
                scanned=scanned,
            )
        standings[docname] = known
    env.publication_standings = standings  # type: ignore[attr-defined]
    return standings


def _second_claims(app: Sphinx, env: BuildEnvironment, out: set[str]) -> set[str]:
    """Report documents whose address another document has already, and return them."""
    place = addresses.from_config(app.config)
    claims = {name: place.page(name) for name in env.found_docs - out}
    late = set()
    for clash in addresses.clashes(claims):
        path = env.doc2path(clash.second, base=False).as_posix()
        other = env.doc2path(clash.first, base=False).as_posix()
        details = {"address": clash.address, "other": other}
        report(logger, Problem(Kind.ADDRESS_TAKEN, path, 1, details))
        late.add(clash.second)
    return late


def setup(app: Sphinx) -> None:
    """Decide before Sphinx reads."""
    app.connect("env-get-outdated", leave_out)
