"""The publication's knowledge as a file: ``kunskap.json``, with its JSON Schema beside it.

Both are written when all pages are, and only when their content has changed. An ablog site, whose
addresses are ablog's, has no such file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.model import knowledge
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.facts import gather
from sphinx_publication.site.files import write_file
from sphinx_publication.site.kept_groups import kept_as_one
from sphinx_publication.site.overview import overview

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_publication.site.kept_groups import Page

SCHEMA = Path(__file__).with_name("knowledge.schema.json")


@kept_as_one
def write(app: Sphinx) -> Iterable[Page]:
    """Write the file and its schema; there are no pages to add."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    name = overview(app.env).addresses.data
    schema = f"{name}.schema.json"
    write_file(app.builder, schema, SCHEMA.read_text(encoding="utf-8"))
    write_file(app.builder, f"{name}.json", knowledge.text(gather(app), schema.rpartition("/")[2]))
    return []


def setup(app: Sphinx) -> None:
    """Write the file with the pages."""
    app.connect("html-collect-pages", write)
