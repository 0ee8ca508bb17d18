"""Published addresses stay alive: after each build, all of the list are a page or a redirect.

``publication_published`` names the list (`model.published`). Yearbooks are put into the site after
this, so their files are looked for when the site is published.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_publication.model import published
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def check(app: Sphinx, exception: Exception | None) -> None:
    """Report each published address that the finished site does not have."""
    name = app.config.publication_published
    if exception is not None or not isinstance(app.builder, PublicationBuilder):
        return
    path = Path(app.srcdir, name)
    if not name or is_ablog_site(app.config) or (name == published.FILE and not path.exists()):
        return
    try:
        reading = published.read(path.read_text(encoding="utf-8-sig"), name)
    except (OSError, UnicodeError) as error:
        reason = " ".join(str(error).split())
        report(logger, Problem(Kind.ADDRESSES_FILE, name, 0, {"reason": reason}))
        return
    outdir = Path(app.outdir)
    asked = [one for one in reading.addresses if one.kind is not published.PageKind.BOOK]
    there = {one.file for one in asked if outdir.joinpath(one.file).is_file()}
    for problem in (*reading.problems, *published.lost(asked, there, name)):
        report(logger, problem)


def setup(app: Sphinx) -> None:
    """Look when the site is whole, and what it no longer has is gone (`site.leftovers`)."""
    app.connect("build-finished", check, priority=950)
