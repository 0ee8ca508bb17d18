"""ablog as the publication's blog engine: read in parallel, one blog for each application.

ablog keeps posts, front matter, ``{post}``, ``{postlist}``, ``{update}`` and catalogues. What it
has no hook for is mended here, each with its upstream issue:

- it copies each document to note its posts, and keeps the copy; here it does not;
- its records (``env.ablog_posts``) are merged after a parallel read (ablog #297, #330);
- its `Blog` is one object for the whole process; each application gets its own;
- what lies in the future is decided before ablog sees it, not by the hour of its import;
- its archive pages and feeds are not written: `archives`, `topics` and `feeds` write ours.

A project whose conf.py lists "ablog" among its extensions is an *ablog site*: it keeps ablog's own
pages, feeds, drafts page and addresses, and only the first two mends apply.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ablog
import ablog.blog
import ablog.post
from dateutil.parser import parse
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from sphinx_publication.site.document_notes import DocumentNotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    Records = dict[str, list[dict[str, Any]]]

#: What ablog notes of each document's posts, by its own name.
_NOTES = DocumentNotes[list[dict[str, Any]]]("ablog_posts")


def is_ablog_site(config: Config) -> bool:
    """Tell whether conf.py itself lists ablog, and so keeps ablog's pages and addresses."""
    return "ablog" in config.extensions


def records(env: BuildEnvironment) -> Records:
    """Return what ablog noted of each document's posts."""
    return _NOTES.of(env)


def post_sections(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the sections that are posts, by document; "" for a document that is one post."""
    return {
        docname: [record["section"] or "" for record in found]
        for docname, found in records(env).items()
    }


def read_posts(app: Sphinx, doctree: nodes.document) -> None:
    """Let ablog note a document's posts, without the copy of all of its text that it would keep.

    `post_nodes` would throw the copy away; the stored doctree is enough. Posts that are sections
    are parts of the document, whose copies are small.
    """
    if not is_ablog_site(app.config):
        doctree.__dict__["deepcopy"] = nodes.section
    try:
        ablog.post.process_posts(app, doctree)
    finally:
        doctree.__dict__.pop("deepcopy", None)
    for record in records(app.env).get(app.env.current_document.docname, ()):
        for node in record["excerpt"]:
            _set_free(node)


def _set_free(excerpt: nodes.Node) -> None:
    """Take from a copied part of a document what leads back to the document, and so keeps it."""
    for node in excerpt.findall():
        node.__dict__.pop("_document", None)
        if isinstance(node, nodes.Element):
            node.rawsource = ""


def _read_date(written: str, **options: Any) -> datetime:
    """Return the moment that a date means; ours are ISO's, of which nothing has to be guessed."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        moment: datetime = parse(written, **options)
        return moment


def start_blog_anew() -> None:
    """Let the next `Blog` be a new one: ablog shares one among all applications of a process."""
    ablog.blog.Blog._dict = {}


def begin(app: Sphinx, config: Config) -> None:
    """Give the application a blog of its own."""
    start_blog_anew()
    if is_ablog_site(config):
        ablog.blog.TOMORROW = datetime.combine(date.today() + timedelta(days=1), time())
        return
    # What is not published has already been left out, or is asked for in preview.
    ablog.blog.TOMORROW = datetime.max
    config.skip_injecting_base_ablog_templates = True
    stylesheets = str(Path(ablog.PKGDIR, "stylesheets"))
    config.html_static_path = [path for path in config.html_static_path if path != stylesheets]
    disconnect(app, "html-collect-pages", ablog.post.generate_archive_pages)
    disconnect(app, "html-collect-pages", ablog.post.generate_atom_feeds)


def offer_templates(app: Sphinx) -> None:
    """Let conf.py name ablog's sidebar parts, but keep its page.html behind the theme's own."""
    if is_ablog_site(app.config) or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    templates = app.builder.templates
    if isinstance(templates, BuiltinTemplateLoader):
        templates.loaders.append(SphinxFileSystemLoader(ablog.get_html_templates_path()))


def disconnect(app: Sphinx, event: str, handler: Callable[..., Any]) -> None:
    """Disconnect *handler*, which an extension connected without keeping its listener's id."""
    for listener in list(app.events.listeners[event]):
        if listener.handler is handler:
            app.disconnect(listener.id)


def setup(app: Sphinx) -> None:
    """Set up ablog and mend it."""
    app.setup_extension("ablog")
    app.extensions["ablog"].parallel_read_safe = True
    vars(ablog.post)["date_parser"] = _read_date
    # It also drops labels by file name, those of other documents included; the standard domain
    # forgets a document's labels by itself.
    disconnect(app, "env-purge-doc", ablog.post.purge_posts)
    disconnect(app, "doctree-read", ablog.post.process_posts)
    app.connect("doctree-read", read_posts)
    app.connect("config-inited", begin)
    app.connect("builder-inited", offer_templates)
    _NOTES.connect(app)
