"""WordPress's exports (WXR 1.0 to 1.2), of one file or of several parts.

Left behind here, for good: e-mail addresses, logins, IP numbers and the home pages of readers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from urllib.parse import unquote

import nh3
from lxml import etree

from sphinx_publication.importing import web
from sphinx_publication.importing.export import (
    Comment,
    CommentState,
    Entry,
    EntryKind,
    EntryState,
    Export,
    Service,
)
from sphinx_publication.importing.reading import origins, xml
from sphinx_publication.importing.reading.archive import Holding
from sphinx_publication.importing.reading.wordpress_html import Attachment, Shown
from sphinx_publication.importing.remarks import Remark, What

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ENTRY_STATES = {
    "publish": EntryState.LIVE,
    "draft": EntryState.DRAFT,
    "auto-draft": EntryState.DRAFT,
    "pending": EntryState.DRAFT,
    "private": EntryState.DRAFT,
    "future": EntryState.SCHEDULED,
    "trash": EntryState.TRASHED,
}
_COMMENT_STATES = {
    "1": CommentState.LIVE,
    "approve": CommentState.LIVE,
    "0": CommentState.PENDING,
    "hold": CommentState.PENDING,
    "spam": CommentState.SPAM,
    "trash": CommentState.TRASHED,
    "post-trashed": CommentState.TRASHED,
}
#: The longest way from Greenwich to any zone.
_FARTHEST = timedelta(hours=15)


@dataclass
class _Found:
    """What has been read so far; an item that several parts hold counts once."""

    title: str = ""
    address: str = ""
    #: Names that the blog showed, by login.
    names: dict[str, str] = field(default_factory=dict)
    items: dict[str, _Item] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Item:
    """An item of the channel, with what its file said of the namespace."""

    element: etree._Element
    #: Namespace of WordPress in braces.
    wp: str
    #: File and line.
    where: str

    def text(self, name: str) -> str:
        """Return the text of one of WordPress's own elements."""
        return xml.text(self.element, f"{self.wp}{name}")


def read(parts: Iterable[Holding]) -> Export:
    """Return the blog that *parts* hold together.

    Raises NoExport for a file that is no export of WordPress.
    """
    found = _Found()
    for part in parts:
        _read_part(part, found)
    attachments, children = _attachments(found.items.values())
    links = {number: xml.text(item.element, "link") for number, item in found.items.items()}
    shown = Shown(attachments, children, links)
    entries: list[Entry] = []
    comments: list[Comment] = []
    for number, item in found.items.items():
        kind = item.text("post_type") or "post"
        if kind not in ("post", "page"):
            found.others[kind] += 1
            continue
        entries.append(_entry(item, number, EntryKind(kind), shown, found))
        comments.extend(_comments(item, number, shown, found))
    return Export(
        title=found.title,
        address=found.address,
        entries=tuple(entries),
        comments=tuple(comments),
        others=dict(found.others),
        remarks=tuple(found.remarks),
        service=Service.WORDPRESS,
    )


def _read_part(part: Holding, found: _Found) -> None:
    name = str(part.path)
    parsed = xml.parse(part.read(), name)
    origins.expect(Service.WORDPRESS, origins.service(parsed.root, name), name)
    found.remarks.extend(parsed.remarks)
    wp = f"{{{origins.wordpress(parsed.root)}}}"
    channel = parsed.root.find("channel")
    if channel is None:
        return
    found.title = found.title or xml.text(channel, "title")
    base = xml.text(channel, f"{wp}base_blog_url") or xml.text(channel, "link")
    found.address = found.address or (f"{base.rstrip('/')}/" if base else "")
    for author in channel.iterfind(f"{wp}author"):
        name_shown = xml.text(author, f"{wp}author_display_name")
        found.names[xml.text(author, f"{wp}author_login")] = xml.person(name_shown)
    for element in channel.iterfind("item"):
        item = _Item(element, wp, f"{name}:{element.sourceline}")
        number = item.text("post_id")
        if number:
            found.items.setdefault(number, item)
        else:
            found.others["unknown"] += 1
            kind = item.text("post_type") or "item"
            found.remarks.append(Remark(What.NO_IDENTIFIER, kind, item.where))


def _attachments(
    items: Iterable[_Item],
) -> tuple[dict[str, Attachment], dict[str, list[str]]]:
    """Return the uploaded files, and which belong to which post, by number."""
    found: dict[str, Attachment] = {}
    children: dict[str, list[str]] = {}
    for item in items:
        address = item.text("attachment_url")
        if item.text("post_type") != "attachment" or not address:
            continue
        number = item.text("post_id")
        excerpts = (e for e in item.element if xml.local(e) == "encoded")
        caption = next((e.text or "" for e in excerpts if e.tag != _CONTENT), "")
        found[number] = Attachment(
            address, _meta(item).get("_wp_attachment_image_alt", ""), caption
        )
        children.setdefault(item.text("post_parent"), []).append(number)
    return found, children


def _meta(item: _Item) -> dict[str, str]:
    return {
        xml.text(meta, f"{item.wp}meta_key"): xml.text(meta, f"{item.wp}meta_value")
        for meta in item.element.iterfind(f"{item.wp}postmeta")
    }


def _entry(item: _Item, number: str, kind: EntryKind, shown: Shown, found: _Found) -> Entry:
    del shown.unknown[:]
    html = shown.html(xml.text(item.element, _CONTENT), number)
    for name in dict.fromkeys(shown.unknown):
        found.remarks.append(Remark(What.SHORTCODE, name, item.where))
    return Entry(
        identifier=number,
        kind=kind,
        state=_state(item, found),
        title=_plain(xml.text(item.element, "title")),
        html=html,
        published=_moment(item, "post_date", found),
        updated=_moment(item, "post_modified", found),
        author=_author(item, found),
        labels=tuple(dict.fromkeys(_labels(item))),
        address=_address(xml.text(item.element, "link")),
    )


def _state(item: _Item, found: _Found) -> EntryState:
    said = item.text("status")
    state = _ENTRY_STATES.get(said, EntryState.DRAFT)
    if said not in _ENTRY_STATES:
        found.remarks.append(Remark(What.UNKNOWN_STATE, said, item.where))
    hidden = said == "private" or (state is EntryState.LIVE and item.text("post_password"))
    if hidden:
        found.remarks.append(Remark(What.NOT_PUBLIC, item.text("post_id"), item.where))
        return EntryState.DRAFT
    return state


def _author(item: _Item, found: _Found) -> str:
    """Return the name that the blog showed; logins are nobody's business."""
    said = xml.text(item.element, _CREATOR)
    if item.wp.rstrip("}/").endswith("1.0"):  # which has names there, and no list of authors
        return xml.person(said)
    return found.names.get(said, "")


def _labels(item: _Item) -> Iterator[str]:
    """Yield categories and tags; WXR 1.0 has each of them twice."""
    for category in item.element.iterfind("category"):
        if category.get("domain", "category") in ("category", "post_tag", "tag"):
            label = " ".join("".join(category.itertext()).split())
            if label:
                yield label


def _address(link: str) -> str:
    """Return the path of the item's page; one that is only asked for by number has none."""
    parts = web.parts(link)
    path = unquote(parts.path)
    return "" if parts.query or path in ("", "/") else path


def _comments(item: _Item, entry: str, shown: Shown, found: _Found) -> Iterator[Comment]:
    for element in item.element.iterfind(f"{item.wp}comment"):
        said = _Item(element, item.wp, f"{item.where.rpartition(':')[0]}:{element.sourceline}")
        kind = said.text("comment_type") or "comment"
        if kind != "comment":
            found.others[kind] += 1
            continue
        state = said.text("comment_approved")
        if state not in _COMMENT_STATES:
            found.remarks.append(Remark(What.UNKNOWN_COMMENT_STATE, state, said.where))
        parent = said.text("comment_parent")
        yield Comment(
            identifier=said.text("comment_id"),
            entry=entry,
            state=_COMMENT_STATES.get(state, CommentState.PENDING),
            html=shown.html(said.text("comment_content")),
            published=_moment(said, "comment_date", found),
            author=xml.person(_plain(said.text("comment_author"))),
            parent="" if parent == "0" else parent,
        )


def _plain(html: str) -> str:
    """Return the text of a title or name, which may hold HTML."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def _moment(item: _Item, name: str, found: _Found) -> datetime | None:
    """Return a moment from its two spellings, in the zone that lies between them."""
    local, world = item.text(name), item.text(f"{name}_gmt")
    one, other = _read_moment(local), _read_moment(world)
    if one is None and other is None:
        said = local or world
        if said and not said.startswith("0000"):
            found.remarks.append(Remark(What.NO_DATE, said[:40], item.where))
        return None
    if one is None or other is None:
        return (one or other or datetime.min).replace(tzinfo=UTC)
    away = one - other
    if abs(away) > _FARTHEST:
        return other.replace(tzinfo=UTC)
    return one.replace(tzinfo=timezone(timedelta(minutes=round(away.total_seconds() / 60))))


def _read_moment(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", text):
        return None
    try:
        return datetime.fromisoformat(text[:19])
    except ValueError:
        return None
