"""What a document says of its posts, put right between ablog's parsing and ablog's notes.

ablog leaves a `PostNode` for each post (from front matter or a directive) and notes it when the
doctree is read. In between, lists in YAML front matter are read as lists (ablog strips brackets
from their text), dates are read here, so that a bad one is one message with file and line and not
the end of the build, and sections of posts that are not published are taken out.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ablog.blog import Blog
from ablog.post import PostNode, UpdateNode
from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_publication.model import dates, directives, frontmatter
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site import post_labels, retelling
from sphinx_publication.site.blog import is_ablog_site, records
from sphinx_publication.site.withheld import YES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")

#: Where it is remembered, during one document, that it holds several posts.
_SEVERAL = "publication_several_posts"
#: Where it is remembered, for each of its posts in order, whether only a preview shows it.
_DRAFTS = "publication_drafts"


class PutPostsRight(SphinxTransform):
    """Put the `PostNode`s of a document right, after ablog's own transform (800)."""

    default_priority = 805

    def apply(self, **kwargs: Any) -> None:
        """Read lists, dates and drafts; leave nodes that ablog can note without failing."""
        posts = list(self.document.findall(PostNode))
        if not posts:
            return
        front = self._front_matter() if any(map(_is_from_front_matter, posts)) else None
        if is_ablog_site(self.config):
            for node in filter(_is_from_front_matter, posts if front else ()):
                post_labels.take_lists(node, front or frontmatter.FrontMatter())
            self._drop_bad_dates(posts)
            return
        directive_posts = [node for node in posts if not _is_from_front_matter(node)]
        if directive_posts:
            for node in set(posts) - set(directive_posts):
                node.parent.remove(node)
            posts = directive_posts
        self._drafts: list[bool] = []
        self.env.temp_data[_SEVERAL] = len(posts) > 1
        self.env.temp_data[_DRAFTS] = self._drafts
        path = self.env.doc2path(self.env.docname, base=False).as_posix()
        for node in posts:
            own = front if _is_from_front_matter(node) else None
            for problem in post_labels.take(node, own, path):
                report(logger, problem)
            node["author"] = self._names(node["author"])
            self._settle_date(node)
        for update in list(self.document.findall(UpdateNode)):
            self._settle_update(update)

    def _front_matter(self) -> frontmatter.FrontMatter | None:
        """Return the YAML front matter; None for another markup, or where it cannot be read."""
        file = Path(self.env.doc2path(self.env.docname))
        if file.suffix != ".md":
            return None
        try:
            return frontmatter.read(file.read_text(encoding="utf-8-sig", errors="replace"))
        except (frontmatter.FrontMatterError, OSError):
            return None

    def _drop_bad_dates(self, posts: list[PostNode]) -> None:
        """Report dates that ablog would end the build for; without one the post is a draft."""
        for node in posts:
            if node["date"] and not directives.is_date(node["date"], self.config.post_date_format):
                self._report(node, node["date"])
                node["date"] = None

    def _names(self, authors: list[str]) -> list[str]:
        """Return full names where ``blog_authors`` knows them by the short ones of the post."""
        known = self.config.blog_authors
        return [known[author][0] if author in known else author for author in authors]

    def _settle_date(self, node: PostNode) -> None:
        """Read the post's date, or take the post out."""
        zone = self.config.publication_timezone
        now = dates.now()
        try:
            moment = self._read(node["date"]) if node["date"] else None
        except ValueError:
            self._report(node, node["date"])
            _take_out(self.document, node)
            return
        if (moment is None or moment > now) and not self.config.publication_preview:
            _take_out(self.document, node)
            return
        self._drafts.append(moment is None or self._is_draft())
        node["date"] = _local(moment or now, zone)

    def _is_draft(self) -> bool:
        """Tell whether the document says of itself that it is a draft."""
        said = [
            field[1].astext()
            for field in self.document.findall(nodes.field)
            if field[0].astext().lower() == "draft"
        ]
        return bool(said) and said[0].lower() in YES

    def _settle_update(self, node: UpdateNode) -> None:
        """Read an update's date; without one it is a note like others."""
        try:
            node["date"] = _local(self._read(node["date"]), self.config.publication_timezone)
        except ValueError:
            if node["date"]:
                self._report(node, node["date"], Kind.UPDATE_DATE_INVALID)
            plain = nodes.admonition("", nodes.title("", _("Updated")), *node.children)
            plain["classes"] = ["note", "update"]
            node.replace_self(plain)

    def _read(self, written: str) -> datetime:
        zone, pattern = self.config.publication_timezone, self.config.post_date_format
        return directives.read_date(written, zone, pattern)

    def _report(self, node: nodes.Element, written: str, kind: Kind = Kind.DATE_INVALID) -> None:
        path = self.env.doc2path(self.env.docname, base=False).as_posix()
        report(logger, Problem(kind, path, node.line or 1, {"date": written}))


def _is_from_front_matter(node: PostNode) -> bool:
    """Tell ablog's two kinds apart: only a directive knows its place in the file."""
    return node.source is None


def _local(moment: datetime, zone: str) -> str:
    """Return the moment as ablog reads it back: local time, no zone."""
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return local.isoformat(sep=" ", timespec="seconds")


def _take_out(document: nodes.document, node: PostNode) -> None:
    """Remove the section of a post with every name that would lead to it."""
    section: nodes.Element = node
    while not isinstance(section, nodes.section | nodes.document):
        section = section.parent
    if section.parent is document or section is document:
        # The only post of its document: `withheld` leaves such documents out before they are read.
        # One that hides from it, in an included file, at least shows nothing of itself.
        section = document
    for element in list(section.findall(nodes.Element)):
        for name in element["names"]:
            document.nametypes.pop(name, None)
            document.nameids.pop(name, None)
        for id_ in element["ids"]:
            document.ids.pop(id_, None)
    if section is document:
        document.clear()
        return
    siblings, place = section.parent, section.parent.index(section)
    siblings.remove(section)
    while place and isinstance(siblings[place - 1], nodes.target):
        place -= 1
        siblings.pop(place)


def note_several(app: Sphinx, doctree: nodes.document) -> None:
    """Tell ablog whether the document holds several posts, those taken out included.

    Otherwise the one that is left would be taken for the whole document.
    """
    if is_ablog_site(app.config):
        return
    several = app.env.temp_data.get(_SEVERAL, False)
    Blog(app).config["post_always_section"] = several or app.config.post_always_section


def tidy(app: Sphinx, doctree: nodes.document) -> None:
    """Keep of ablog's notes what the publication needs, and write dates for readers.

    ablog would keep a copy of each post's doctree in the environment; the stored doctree is enough.
    """
    if is_ablog_site(app.config):
        return
    for update in list(doctree.findall(UpdateNode)):
        moment = datetime.fromisoformat(update["date"])
        day = dates.medium_date(moment, app.config.language)
        title = _("Updated %(date)s") % {"date": day}
        note = nodes.admonition("", nodes.title(title, title), *update.children[1:])
        note["classes"] = update["classes"]
        note.source, note.line = update.source, update.line
        update.replace_self(note)
    drafts: list[bool] = app.env.temp_data.get(_DRAFTS) or []
    for record, draft in zip(records(app.env).get(app.env.docname, ()), drafts, strict=True):
        record["doctree"] = None
        record["draft"] = draft
        record["excerpt"] = [node for node in record["excerpt"] if not _is_retelling(node)]


def _is_retelling(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and retelling.CLASS in node["classes"]


def setup(app: Sphinx) -> None:
    """Work before and after ablog's handler of ``doctree-read`` (500)."""
    app.add_transform(PutPostsRight)
    app.connect("doctree-read", note_several, priority=400)
    app.connect("doctree-read", tidy, priority=600)
