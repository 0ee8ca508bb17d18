"""Below a page: the archive of comments beside its file, and how readers may write about a post.

The files are looked at in every build. A page is written anew when what stands below it changes:
a comment, the settings, or the day when its post stops taking comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from sphinx_publication.model import dates
from sphinx_publication.model.comment_files import read_beside
from sphinx_publication.model.invitations import Ways, host, is_refused, letter, ways
from sphinx_publication.model.problems import report
from sphinx_publication.model.threads import Branch, branches, published, threaded
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import printed
from sphinx_publication.site.page_view import PageView, page_uri, site_address
from sphinx_publication.site.related import depth_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.posts import Post

logger = logging.getLogger(__name__)

#: Answers are nested no deeper than this, however deep the thread is; below it they say to whom.
DEEPEST = 4


@dataclass(frozen=True)
class Invitation:
    """How readers may write about a post."""

    #: The post's title.
    title: str
    #: An e-mail address or that of a form, and the link that leads there; "" for none.
    address: str
    link: str
    #: Address of Isso; "" for none.
    isso: str
    #: What readers know Isso by: its host.
    isso_host: str
    #: What Isso keeps the post's comments under: its address from the root of the server.
    thread: str


@dataclass(frozen=True)
class Below:
    """What stands below a page, or below the first post on it."""

    #: Id of the section that is the post; "" where the whole page is.
    section: str
    #: How many comments are shown.
    count: int
    archive: tuple[Branch, ...]
    #: The names of those who wrote, by the ids of their comments.
    names: dict[str, str]
    invitation: Invitation | None
    #: Whether the post would take comments, had it not been closed.
    is_closed: bool


def below(env: BuildEnvironment, docname: str) -> Below | None:
    """Return what stands below a page; None for nothing."""
    found: dict[str, Below] = getattr(env, "publication_comments", {})
    return found.get(docname)


def count_of(env: BuildEnvironment, post: Post) -> int:
    """Return how many comments a post has in the archive."""
    found = below(env, post.docname)
    return found.count if found and found.section == post.section else 0


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what stands below each page; return those where it has changed since last."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    found = {docname: one for docname, one in _all(app, env) if one.count or one.invitation}
    env.publication_comments = found  # type: ignore[attr-defined]
    shown = {docname: repr(one) for docname, one in found.items()}
    return changed(env, f"comments_{app.builder.name}", shown)


def next_closing(env: BuildEnvironment) -> float | None:
    """Return when the next post stops taking comments, in seconds since 1970; None for never."""
    given, now = ways(env.config), dates.now()
    closings = (given.closes(post.date) for post in overview(env).posts) if given else ()
    return min((one.timestamp() for one in closings if one and one > now), default=None)


def _all(app: Sphinx, env: BuildEnvironment) -> Iterator[tuple[str, Below]]:
    given, posts = ways(app.config), {post.docname: post for post in _first_posts(env)}
    for docname in sorted(env.found_docs):
        path = Path(env.doc2path(docname, base=False))
        reading = read_beside(Path(env.srcdir), path, app.config.publication_timezone)
        for problem in reading.problems:
            report(logger, problem)
        thread, post = threaded(reading.entries), posts.get(docname)
        comments = published(thread)
        is_open = post is not None and _is_open(env, post, given)
        yield (
            docname,
            Below(
                section=post.section if post else "",
                count=len(comments),
                archive=branches(thread, DEEPEST),
                names={one.id: one.author for one in comments},
                invitation=_invitation(app, post, given) if given and post and is_open else None,
                is_closed=bool(given) and post is not None and not is_open,
            ),
        )


def _first_posts(env: BuildEnvironment) -> Iterator[Post]:
    """Yield the post of each page, the first where it has several."""
    return (post for post in overview(env).posts if not post.section or post.order == 1)


def _is_open(env: BuildEnvironment, post: Post, given: Ways) -> bool:
    """Tell whether a post takes comments."""
    closes = given.closes(post.date)
    said = env.metadata.get(post.docname, {})
    # "nocomments" is Sphinx's own word for it
    refused = is_refused(said.get("comments", "")) or not is_refused(said.get("nocomments", "no"))
    return not refused and (closes is None or dates.now() < closes)


def _invitation(app: Sphinx, post: Post, given: Ways) -> Invitation:
    root = urlsplit(site_address(app)).path or "/"
    return Invitation(
        title=post.title,
        address=given.letters,
        link=letter(given.letters, post.title) if given.letters else "",
        isso=given.isso,
        isso_host=host(given.isso),
        thread=urljoin(root, page_uri(app.builder, post.docname)),
    )


def show(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End a page, or the first post on it, with what stands below it."""
    found = below(app.env, docname)
    if found is None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    sections = list(doctree.findall(nodes.section))
    named = (one for one in sections if not found.section or found.section in one["ids"])
    section = next(named, None)  # an excerpt has none
    if section is None:
        return
    values = {
        "below": found,
        "level": depth_of(section) + 1,
        "deepest": DEEPEST,
        "taken": set(doctree.ids),
        "language": (app.config.language or "en").partition("_")[0],
        "view": PageView(app, docname),
    }
    # a page that is one post may have footnotes, which docutils puts below its section
    end: nodes.Element = section if found.section else doctree
    end += printed(app, "publication/comments.html", values)


def setup(app: Sphinx) -> None:
    """Note comments before data are put together; show them above what else there is to read."""
    app.connect("env-updated", note, priority=330)
    app.connect("doctree-resolved", show, priority=780)
