"""A source of Sphinx's that is a page of a finished site: its title, headings and words as JSON.

``benchmarks.search`` writes one ``.page`` file for each page that our search indexes, so that
Sphinx's own search can be asked on the same texts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.parsers import Parser

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PageParser(Parser):
    """Reads a page: a list of headings, each with the text below it; the first is the title."""

    supported = ("page",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Put the headings and texts into *document*, one section each."""
        parent: nodes.Element = document
        for heading, text in json.loads(inputstring):
            section = nodes.section("", nodes.title(heading, heading))
            document.note_implicit_target(section)
            section += nodes.paragraph(text, text)
            parent += section
            if parent is document:
                parent = section


def setup(app: Sphinx) -> None:
    """Let Sphinx read pages."""
    app.add_source_parser(PageParser)
    app.add_source_suffix(".page", "page")
