"""``urn-nbn.xml``, by which the resolver of URN:NBN finds the posts (`model.urns`).

Off until ``publication_urn`` in conf.py names the namespace. Numbers are not given by a build,
which anybody may make, but when the site is published (`publishing.urns`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_publication.model import urns
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import write_file
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def write(app: Sphinx) -> list[object]:
    """Write the resolver's source file; there are no pages to add."""
    builder, site, namespace = app.builder, site_address(app), app.config.publication_urn
    if not (namespace and site and isinstance(builder, PublicationBuilder)):
        return []
    path = Path(app.srcdir, urns.FILE)
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeError) as error:
        details = {"reason": " ".join(str(error).split())}
        report(logger, Problem(Kind.URN_FILE, urns.FILE, 0, details))
        return []
    reading = urns.read(text, urns.FILE)
    for problem in reading.problems:
        report(logger, problem)
    name = overview(app.env).addresses.urns
    write_file(builder, name, urns.source_file(namespace, site, reading.given))
    return []


def setup(app: Sphinx) -> None:
    """Write the file with the pages."""
    app.connect("html-collect-pages", write)
