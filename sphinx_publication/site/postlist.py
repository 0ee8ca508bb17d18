"""``{postlist}``: a list of posts in an author's page.

ablog's directive and its options are kept; the list is made from the publication's own posts,
once, with dates in its language, and each post's beginning is worked out once, too (ablog resolves
it for every list).
"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import TYPE_CHECKING

from ablog.post import PostList, PostListDirective
from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.model import dates
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.slugs import slug
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.document_notes import DocumentNotes
from sphinx_publication.site.listing import Entry
from sphinx_publication.site.overview import Overview, overview
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.summaries import unresolved

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")

#: The documents that list posts.
_NOTES = DocumentNotes[bool]("publication_postlists")

#: ablog's format where the author gives none; the publication's own layout stands for it.
_DEFAULT = "{date} - {title}"

_FIELDS = frozenset({"title", "date", "tags", "author", "category", "location", "language"})


class CheckedPostList(PostListDirective):  # type: ignore[misc]
    """ablog's directive, which says where it has been given what it cannot use."""

    def run(self) -> list[nodes.Node]:
        """Return the node that is replaced by the list when all posts are known."""
        written = self.options.get("format", _DEFAULT)
        try:
            unknown = [
                field
                for _text, field, _spec, _conversion in Formatter().parse(written)
                if field is not None and field not in _FIELDS
            ]
        except ValueError:
            unknown = [written]
        if unknown:
            del self.options["format"]
            self._report(Kind.POSTLIST_FORMAT_INVALID, ", ".join(unknown))
        if self.arguments and not self.arguments[0].isdigit():
            self._report(Kind.POSTLIST_LENGTH_INVALID, self.arguments.pop())
        made: list[nodes.Node] = super().run()
        return made

    def _report(self, kind: Kind, written: str) -> None:
        env = self.state.document.settings.env
        path = env.doc2path(env.docname, base=False).as_posix()
        report(logger, Problem(kind, path, self.lineno, {"written": written}))


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note that the document lists posts."""
    if next(iter(doctree.findall(PostList)), None) is not None:
        _NOTES.of(app.env)[app.env.docname] = True


def find_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose lists are no longer what they were."""
    posts = () if is_ablog_site(app.config) else overview(env).posts
    shown = repr([(post, unresolved(app, post)) for post in posts])
    return changed(env, f"postlists_{app.builder.name}", dict.fromkeys(_NOTES.of(env), shown))


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace each `PostList` by its list, before ablog's handler (500) sees it."""
    if is_ablog_site(app.config):
        return
    for node in list(doctree.findall(PostList)):
        view = PageView(app, docname)
        posts = _chosen(node, docname, view.overview)
        node.replace_self(_list(node, posts, view) if posts else [])


def _chosen(node: PostList, docname: str, view: Overview) -> list[Post]:
    """Return the posts that bear every label asked for, not those of the page itself."""
    wanted = {
        "tags": {
            topic.slug for tag in node["tags"] if (topic := view.topics.by_slug.get(slug(tag)))
        },
        **{
            name: set(map(slug, node[name]))
            for name in ("author", "category", "location", "language")
        },
    }
    posts = [
        post
        for post in view.posts
        if post.docname != docname
        and wanted["tags"] <= {view.topics.of(tag).slug for tag in post.tags}
        and wanted["author"] <= set(map(slug, post.authors))
        and wanted["category"] <= set(map(slug, post.categories))
        and wanted["location"] <= set(map(slug, post.locations))
        and wanted["language"] <= set(map(slug, post.languages))
    ][: node["length"]]
    return posts[::-1] if node["sort"] else posts


def _list(node: PostList, posts: list[Post], view: PageView) -> nodes.bullet_list:
    classes = ["post-list", "postlist", f"postlist-style-{node['list-style']}"]
    result = nodes.bullet_list(classes=classes)
    for post in posts:
        item = nodes.list_item(classes=["post-list__item"])
        if node["format"] == _DEFAULT:
            item += nodes.paragraph("", "", _link(post, view), classes=["post-list__title"])
            day = _date(node, post, view)
            item += nodes.paragraph(day, day, classes=["post-list__meta"])
        else:
            parts = _formatted(node, post, view)
            item += nodes.paragraph("", "", *parts, classes=["post-list__title"])
        about = view.summary(post) if node["excerpts"] else ""
        if about:
            item += nodes.paragraph(about, about, classes=["post-list__description"])
        if node["excerpts"] and node["expand"]:
            more = _link(post, view, node["expand"])
            item += nodes.paragraph("", "", more, classes=["post-list__more"])
        result += item
    return result


def _formatted(node: PostList, post: Post, view: PageView) -> Iterator[nodes.Node]:
    """Yield the line that the author's format asks for."""
    labels = {
        "author": view.authors,
        "category": view.categories,
        "location": view.locations,
        "language": view.languages,
        "tags": view.topics,
    }
    for text, field, _spec, _conversion in Formatter().parse(node["format"]):
        if text:
            yield nodes.Text(text)
        if field == "title":
            yield _link(post, view)
        elif field == "date":
            yield nodes.Text(_date(node, post, view))
        elif field is not None:
            yield from _links(labels[field](post), view)


def _links(entries: tuple[Entry, ...], view: PageView) -> Iterator[nodes.Node]:
    for place, entry in enumerate(entries):
        if place:
            yield nodes.Text(", ")
        url = view.url(entry.target)
        yield nodes.reference("", entry.name, internal=True, refuri=url)


def _link(post: Post, view: PageView, text: str = "") -> nodes.reference:
    return nodes.reference(
        "", text or post.title, internal=not post.external_link, refuri=view.post_url(post)
    )


def _date(node: PostList, post: Post, view: PageView) -> str:
    if node["date"]:
        return dates.formatted(post.date, node["date"], view.language)
    return view.date(post.date)


def setup(app: Sphinx) -> None:
    """Note lists while reading, resolve them with the pages."""
    app.add_directive("postlist", CheckedPostList, override=True)
    app.connect("doctree-read", note)
    _NOTES.connect(app)
    app.connect("env-updated", find_changed, priority=300)
    app.connect("doctree-resolved", resolve, priority=400)
