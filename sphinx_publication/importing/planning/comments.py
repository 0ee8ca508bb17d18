"""Comments of the export into the comments of a post: those that readers saw, in their threads.

Text is plain: what was a link is its words and its address. A comment that answers one that is not
brought along answers the nearest one above it that is. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from sphinx_publication.importing import web
from sphinx_publication.importing.export import Comment, CommentState
from sphinx_publication.importing.html.cleaning import clean, unseen
from sphinx_publication.importing.html.elements import Element
from sphinx_publication.importing.privacy import Privacy
from sphinx_publication.importing.remarks import Remark
from sphinx_publication.locale.console import N_
from sphinx_publication.model import comments as model

#: What a comment is signed with that nobody signed; said in the publication's language.
NOBODY = N_("Anonymous")
#: Elements that stand on lines of their own, and those between which a line is left empty.
_LINES = frozenset(
    {"br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "pre"}
    | {"table", "tr", "ul"}
)
_PARAGRAPHS = frozenset({"p", "blockquote"})


class Reason(Enum):
    """Why a comment is left out."""

    SPAM = N_("marked as spam")
    GHOSTED = N_("shown to its writer alone")
    PENDING = N_("never approved")
    TRASHED = N_("deleted")
    #: Its post or page is left out.
    WITH_ENTRY = N_("its post or page is left out")
    #: The export does not have its post or page.
    ASTRAY = N_("its post or page is not in the export")
    EMPTY = N_("holds no text")


@dataclass
class Threads:
    """The comments of all entries, and what became of each."""

    #: By entry, older first.
    kept: dict[str, list[Comment]] = field(default_factory=dict)
    left_out: Counter[Reason] = field(default_factory=Counter)
    #: Plain text of those that are kept, by identifier.
    texts: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, list[Remark]] = field(default_factory=dict)
    _every: dict[str, Comment] = field(default_factory=dict)

    def file(self, entry: str, date: datetime, say: Callable[[str], str], privacy: Privacy) -> str:
        """Return what stands in the comments' file of an entry; "" where it has none.

        *date*, that of the entry, is the date of a comment that has none.
        """
        return model.write(
            model.Comment(
                id=f"c{one.identifier}",
                author=unseen(privacy.line(one.author)).strip() or say(NOBODY),
                date=(one.published or date).astimezone(date.tzinfo),
                text=self.texts[one.identifier],
                parent=self._parent(one),
            )
            for one in self.kept.get(entry, ())
        )

    def _parent(self, one: Comment) -> str:
        seen = {one.identifier}
        parent = self._every.get(one.parent)
        while parent is not None and parent.identifier not in seen:
            if parent.identifier in self.texts and parent.entry == one.entry:
                return f"c{parent.identifier}"
            seen.add(parent.identifier)
            parent = self._every.get(parent.parent)
        return ""


def threads(comments: Iterable[Comment], entries: Mapping[str, bool], privacy: Privacy) -> Threads:
    """Return the comments of the entries; *entries* says of each whether it is brought along."""
    found = Threads()
    for comment in comments:
        found._every[comment.identifier] = comment
        reason = _reason(comment, entries)
        text = ""
        if reason is None:
            text, remarks = plain(comment.html, privacy)
            found.remarks.setdefault(comment.entry, []).extend(remarks)
            reason = None if text else Reason.EMPTY
        if reason is None:
            found.texts[comment.identifier] = text
            found.kept.setdefault(comment.entry, []).append(comment)
        else:
            found.left_out[reason] += 1
    for kept in found.kept.values():
        kept.sort(
            key=lambda one: (one.published.timestamp() if one.published else 0, one.identifier)
        )
    return found


def _reason(comment: Comment, entries: Mapping[str, bool]) -> Reason | None:
    if comment.state is not CommentState.LIVE:
        return Reason[comment.state.name]
    if comment.entry not in entries:
        return Reason.ASTRAY
    return None if entries[comment.entry] else Reason.WITH_ENTRY


def plain(html: str, privacy: Privacy) -> tuple[str, list[Remark]]:
    """Return the text of a comment, a blank line between paragraphs, and what was removed."""
    root, removed = clean(html)
    remarks = [*removed, *privacy.tree(root)]
    pieces: list[str] = []
    _gather(root, pieces)
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    text = "\n".join(lines).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text, remarks


def _gather(element: Element, pieces: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            pieces.append(" ".join(child.split("\n")) if element.tag != "pre" else child)
            continue
        if child.tag in _PARAGRAPHS:
            pieces.append("\n\n")
        elif child.tag in _LINES:
            pieces.append("\n")
        _gather(child, pieces)
        if child.tag == "a" and (address := _address(child)):
            pieces.append(f" ({address})")
        elif child.tag in _PARAGRAPHS:
            pieces.append("\n\n")
        elif child.tag in _LINES and child.tag != "br":
            pieces.append("\n")


def _address(link: Element) -> str:
    """Return where a link leads, unless its words say it."""
    href, words = link.get("href").strip(), link.text().strip()
    if web.parts(href).scheme not in ("http", "https"):
        return ""
    bare = href.partition("://")[2].rstrip("/")
    return "" if bare in (words.partition("://")[2].rstrip("/"), words.rstrip("/")) else href
