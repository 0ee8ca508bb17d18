"""What authors may refer to in a blog: posts by file name, and ablog's own names.

ablog lets ``{ref}`` lead to a post by its file name, to ``blog-tags`` and its like, and to
``tag-<slug>``. It writes post labels while reading, so that two posts with one file name share
one silently, and a page read by another process, or not at all this time, knows none of the
catalogues. Here labels and catalogues are worked out once, when everything has been read.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, cast

from ablog.blog import Blog, Catalog
from ablog.post import register_posts
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site, records, start_blog_anew
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, site_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")

_BEFORE = "publication_labels_before"


def guard_label(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what ablog is about to overwrite: a label that an author wrote."""
    label = _label(app.env.docname)
    app.env.temp_data[_BEFORE] = (label, _standard(app.env).labels.get(label))


def restore_label(app: Sphinx, doctree: nodes.document) -> None:
    """Undo the label that ablog has written; `settle` gives it to one post, or to none."""
    label, before = app.env.temp_data[_BEFORE]
    standard = _standard(app.env)
    if standard.labels.get(label) == before:
        return
    standard.labels.pop(label, None)
    standard.anonlabels.pop(label, None)
    if before is not None:
        standard.labels[label] = before
        standard.anonlabels[label] = before[:2]


def settle(app: Sphinx, env: BuildEnvironment) -> None:
    """Give each post its label, and ablog's catalogues all posts and the site's addresses."""
    standard = _standard(env)
    for label in getattr(env, "publication_post_labels", ()):
        standard.labels.pop(label, None)
        standard.anonlabels.pop(label, None)
    given = []
    for label, found in sorted(_labelled(env).items()):
        if len(found) == 1 and label not in standard.labels:
            docname, title = found[0]
            # ablog names an anchor that no page has; an ablog site's inventory keeps it.
            anchor = label if is_ablog_site(app.config) else ""
            standard.labels[label] = (docname, anchor, title)
            standard.anonlabels[label] = (docname, anchor)
            given.append(label)
    env.publication_post_labels = tuple(given)  # type: ignore[attr-defined]
    start_blog_anew()
    blog = Blog(app)
    if not is_ablog_site(app.config):
        _use_addresses(app, blog)
    register_posts(app)
    if not is_ablog_site(app.config):
        _move_collections(app, blog)


def explain(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.Node | None:
    """Report a reference to a file name that several posts share, where it is made."""
    if node.get("refdomain") != "std" or node.get("reftype") != "ref":
        return None
    label = node["reftarget"]
    found = _labelled(env).get(label, [])
    if len(found) < 2 or label in Blog(app).references:
        return None
    posts = " and ".join(env.doc2path(name, base=False).as_posix() for name, _title in found)
    path = env.doc2path(node.get("refdoc", ""), base=False).as_posix()
    line = node.line or 0
    report(logger, Problem(Kind.POST_LABEL_SHARED, path, line, {"label": label, "posts": posts}))
    return contnode


def lead(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.Node | None:
    """Lead ablog's own names to the publication's pages, in the site and in the books.

    ablog's handler does so for HTML only; for others it writes addresses that no page has.
    """
    known = Blog(app).references.get(node["reftarget"])
    if known is None or is_ablog_site(app.config):
        return None
    page, title = known
    docname = node.get("refdoc", "")
    place = overview(env).addresses
    if page == place.main_feed:
        is_html = isinstance(app.builder, StandaloneHTMLBuilder)
        site = site_address(app)
        if not site:
            return contnode
        uri = PageView(app, docname).file_url(page) if is_html else site + page
    else:
        try:
            uri = app.builder.get_relative_uri(docname, page)
        except NoUri:
            return contnode
    text = contnode if node.get("refexplicit") else nodes.emphasis(title, title)
    return nodes.reference("", "", text, internal=True, refuri=uri, reftitle=title)


def _label(docname: str) -> str:
    """Return the label that ablog makes of a document's name: its own, or its folder's."""
    folder, name = posixpath.split(docname)
    return posixpath.basename(folder) if name == "index" else name


def _labelled(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """Return the documents that are posts, with their titles, by label."""
    found: dict[str, list[tuple[str, str]]] = {}
    for docname in sorted(records(env)):
        for record in records(env)[docname]:
            if not record["section"]:
                found.setdefault(_label(docname), []).append((docname, record["title"]))
    return found


def _standard(env: BuildEnvironment) -> StandardDomain:
    return cast("StandardDomain", env.get_domain("std"))


def _use_addresses(app: Sphinx, blog: Any) -> None:
    """Let ablog's catalogues and names lead to the publication's pages."""
    place = overview(app.env).addresses
    pages = (
        ("blog-tags", blog.tags, place.topics, _("Topics")),
        ("blog-authors", blog.author, place.authors, _("Authors")),
        ("blog-categories", blog.category, place.categories, _("Categories")),
        ("blog-locations", blog.location, place.locations, _("Places")),
        ("blog-languages", blog.language, place.languages, _("Languages")),
        ("blog-archives", blog.archive, place.posts, _("All posts")),
        ("blog-posts", blog.blog, place.posts, _("All posts")),
    )
    for name, catalog, page, title in pages:
        catalog.path = catalog.docname = overview(app.env).target(page)
        blog.references[name] = (catalog.docname, title)
    blog.posts._path = blog.blog.docname
    blog.references["blog-feed"] = (place.main_feed, _("Atom feed"))
    blog.references.pop("blog-drafts", None)


def _move_collections(app: Sphinx, blog: Any) -> None:
    """Give each of ablog's collections the page that the publication has for it."""
    view = overview(app.env)
    place = view.addresses
    pages = {
        "author": place.author,
        "category": place.category,
        "location": place.location,
        "language": place.language,
    }
    for name, page in pages.items():
        for collection in _collections(blog.catalogs[name]):
            collection._path = view.target(page(str(collection.name)))
    for collection in _collections(blog.tags):
        topic = view.topics.of(str(collection.name))
        collection._path = topic.docname or place.topic(topic.slug)
        collection.name = topic.name
    for collection in _collections(blog.archive):
        collection._path = view.target(place.year(collection.label))
    for catalog in (*blog.catalogs.values(), blog.archive):
        for collection in _collections(catalog):
            blog.references[collection.xref] = (collection._path, str(collection.name))


def _collections(catalog: Catalog) -> Iterator[Any]:
    yield from catalog.collections.values()


def setup(app: Sphinx) -> None:
    """Stand around ablog's handler of ``doctree-read`` (500), and settle after reading."""
    app.connect("doctree-read", guard_label, priority=490)
    app.connect("doctree-read", restore_label, priority=510)
    app.connect("env-updated", settle, priority=200)
    app.connect("missing-reference", explain, priority=400)
    app.connect("missing-reference", lead, priority=450)
