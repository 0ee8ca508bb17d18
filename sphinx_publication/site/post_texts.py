"""The text of each post as feeds carry it, made of its page when the page is made.

That is done in whatever process writes the page, and written down beside the doctrees; so feeds
hold exactly what the page holds, nothing is rendered twice, and a post whose page is not made anew
this time is at hand all the same.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.model.fingerprints import code
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.digests import digest
from sphinx_publication.site.feed_content import content
from sphinx_publication.site.files import write_if_changed
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import text_alone
from sphinx_publication.site.page_view import site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.posts import Post
    from sphinx_publication.site.post_pages import Surroundings


class Texts:
    """The texts of all posts, at hand."""

    def __init__(self, app: Sphinx) -> None:
        self._folder = str(_folder(app))

    def body(self, post: Post) -> str:
        """Return the text of a post as HTML whose addresses are whole; "" where there is none."""
        try:
            texts = json.loads(Path(self._file(post.docname)).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ""
        return str(texts.get(post.section, ""))

    def version(self, post: Post) -> tuple[int, int]:
        """Return what is another where a post's text is, without reading it.

        It is the size and time of its file, which is written only when its content changes.
        """
        try:
            facts = os.stat(self._file(post.docname))
        except FileNotFoundError:
            return 0, 0
        return facts.st_size, facts.st_mtime_ns

    def has(self, docname: str) -> bool:
        """Tell whether the texts of a page have been kept."""
        return os.path.exists(self._file(docname))

    def keep(self, docname: str, texts: dict[str, str]) -> None:
        """Keep the texts of a page, by their sections."""
        write_if_changed(Path(self._file(docname)), json.dumps(texts, ensure_ascii=False))

    def _file(self, docname: str) -> str:
        return f"{self._folder}/{docname}.json"


def keep(app: Sphinx, pagename: str, template: str, context: Mapping[str, Any]) -> None:
    """Keep the texts of a page that holds posts."""
    found: list[Surroundings] = getattr(app.env, "publication_surroundings", {}).get(pagename, [])
    if not (found and "body" in context and site_address(app)):
        return
    page = urljoin(site_address(app), app.builder.get_target_uri(pagename))
    comments = app.config.publication_feed_comments
    sections = [one.post.section for one in found]
    body = text_alone(app, pagename, context["body"])
    texts = {section: content(body, section, page, with_comments=comments) for section in sections}
    Texts(app).keep(pagename, texts)


def find_missing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the posts whose pages must be made anew, because their text is not at hand."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    if not site_address(app):
        return []
    folder = _folder(app)
    for other in folder.parent.glob(f"texts-{app.builder.name}-*"):
        if other != folder:
            shutil.rmtree(other)
    texts = Texts(app)
    return sorted({post.docname for post in overview(env).posts if not texts.has(post.docname)})


def _folder(app: Sphinx) -> Path:
    """Return the folder of texts that were made by this code, for this address, in this way."""
    made_by = digest(code(), site_address(app), app.config.publication_feed_comments)[:12]
    return Path(app.doctreedir, f"texts-{app.builder.name}-{made_by}")


def _begin(app: Sphinx) -> None:
    """Have texts kept as the theme gets them, before any handler changes them."""
    if isinstance(app.builder, PublicationBuilder):
        app.builder.after_page.append(
            lambda pagename, template, context: keep(app, pagename, template, context)
        )
    else:
        app.connect(
            "html-page-context",
            lambda _app, pagename, template, context, _tree: keep(app, pagename, template, context),
            priority=100,
        )


def setup(app: Sphinx) -> None:
    """Keep the texts of each page when it is made."""
    app.connect("builder-inited", _begin)
    app.connect("env-updated", find_missing, priority=300)
