"""The Markdown of each page beside its HTML: ``index.html.md``, as llmstxt.org has it.

The name is the page's own with ".md" after it, so that whoever knows a page finds its Markdown on
any static host; no server takes it for the page of the folder, and no author's file is called so.
It is made from the page that has just been written, in whatever process, and from the page's
record. There is none of pages that nobody looks for, in a preview, or with another theme, whose
text cannot be told from the rest; and none where ``publication_markdown`` is False.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_publication.model.companion_files import MARKDOWN
from sphinx_publication.model.front_matter import front_matter
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import write_file
from sphinx_publication.site.markdown_text import markdown
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import text_alone
from sphinx_publication.site.page_records import page_record
from sphinx_publication.site.page_view import site_address
from sphinx_publication.site.sitemap import LEFT_OUT
from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

SUFFIX = ".md"
MEDIA_TYPE = "text/markdown"
_NO_PAGES = frozenset({"publication/redirect.html", "publication/not_found.html"})


def is_on(app: Sphinx) -> bool:
    """Tell whether the site has Markdown beside its pages."""
    config = app.config
    is_ours = config.html_theme == THEME and not is_ablog_site(config)
    wanted = config.publication_markdown and not config.publication_preview
    is_site = isinstance(app.builder, PublicationBuilder) and bool(site_address(app))
    return bool(is_site and is_ours and wanted)


def name_of(page: str) -> str:
    """Return the name or address of a page's Markdown, by that of its HTML."""
    folder = page.endswith("/") or not page
    return f"{page}{'index.html' if folder else ''}{SUFFIX}"


def write(app: Sphinx, pagename: str, template: str, context: Mapping[str, Any]) -> None:
    """Write the Markdown of a page whose HTML has just been written."""
    builder = app.builder
    if not (has_markdown(app, pagename, template) and isinstance(builder, PublicationBuilder)):
        return
    record = page_record(app, pagename, context)
    if record is None:
        return
    name = builder.output_name(pagename)
    page = Path(builder.outdir, name).read_text(encoding="utf-8")
    text = markdown(text_alone(app, pagename, page), record.address)
    if text:
        write_file(builder, name_of(name), f"{front_matter(record)}\n{text}")


def announce(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Name a page's Markdown in its head."""
    if has_markdown(app, pagename, templatename):
        context["publication_markdown"] = name_of("")


def find_missing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose pages must be made anew, because they have no Markdown yet."""
    builder = app.builder
    if not (is_on(app) and isinstance(builder, PublicationBuilder)):
        return []
    there = f"{app.outdir}{os.sep}"
    pages = {name: there + name_of(builder.output_name(name)) for name in env.found_docs}
    return sorted(name for name, page in pages.items() if not os.path.exists(page))


def has_markdown(app: Sphinx, pagename: str, template: str) -> bool:
    """Tell whether a page made from a template has its Markdown beside it."""
    search = overview(app.env).addresses.search
    return is_on(app) and pagename not in {*LEFT_OUT, search} and template not in _NO_PAGES


def beside(page: Path) -> Path:
    """Return the file of a page's Markdown, by that of its HTML."""
    return page.with_name(name_of(page.name))


def _begin(app: Sphinx) -> None:
    if isinstance(app.builder, PublicationBuilder):
        app.builder.after_page.append(
            lambda pagename, template, context: write(app, pagename, template, context)
        )


def _never_read(app: Sphinx, config: Config) -> None:
    """Keep what a build has written from being read, where its folder lies in the publication."""
    config.exclude_patterns = [*config.exclude_patterns, MARKDOWN]


def setup(app: Sphinx) -> None:
    """Write each page's Markdown when the page is there."""
    app.connect("config-inited", _never_read)
    app.connect("builder-inited", _begin)
    app.connect("html-page-context", announce)
    app.connect("env-updated", find_missing, priority=350)
