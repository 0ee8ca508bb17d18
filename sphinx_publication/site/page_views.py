"""How often posts were read, from the file that conf.py names: read once, asked by many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_publication.model import statistics
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.statistics import Statistics
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.overview import overview

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def page_views(env: BuildEnvironment) -> Statistics | None:
    """Return the page views by post; None where none are known."""
    noted: Statistics | None = getattr(env, "publication_page_views", None)
    return noted


def read(app: Sphinx, env: BuildEnvironment) -> None:
    """Read the file, and report what is wrong with it."""
    found = None if is_ablog_site(app.config) else _read(app, env)
    env.publication_page_views = found  # type: ignore[attr-defined]


def _read(app: Sphinx, env: BuildEnvironment) -> Statistics | None:
    path, view = app.config.publication_statistics, overview(env)
    if not path:
        return None
    try:
        text = Path(env.srcdir, path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        report(logger, Problem(Kind.STATISTICS_FILE, path, 0, {"reason": reason}))
        return None
    names = statistics.keys(view.posts, view.addresses)
    found, problems = statistics.read(text, path, lambda name: names.get(name, ""))
    for problem in problems:
        report(logger, problem)
    return found if found.views else None


def setup(app: Sphinx) -> None:
    """Read when the posts are known, before anything that tells of page views."""
    app.connect("env-updated", read, priority=110)
