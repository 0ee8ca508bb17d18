"""Blogger's exports, both schemas: the classic .xml, and Google Takeout's feed.atom (since 2021).

Which schema an entry follows is seen from the entry, so a feed may even mix them. Left behind here,
for good: e-mail addresses, addresses of profiles and their numbers.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import unquote

from lxml import etree

from sphinx_publication.importing import web
from sphinx_publication.importing.export import (
    Comment,
    CommentState,
    Entry,
    EntryKind,
    EntryState,
    Export,
    NoExport,
    Service,
)
from sphinx_publication.importing.old_site import host
from sphinx_publication.importing.reading import atom, origins, xml
from sphinx_publication.importing.reading.archive import Holding
from sphinx_publication.importing.remarks import Remark, What
from sphinx_publication.locale.console import _

_TAKEOUT = "{http://schemas.google.com/blogger/2018}"
_APP = ("{http://purl.org/atom/app#}", "{http://www.w3.org/2007/app}", "app:")
_THREAD = "{http://purl.org/syndication/thread/1.0}"
_KIND = "http://schemas.google.com/g/2005#kind"

_ENTRY_STATES = {
    "LIVE": EntryState.LIVE,
    "DRAFT": EntryState.DRAFT,
    "SCHEDULED": EntryState.SCHEDULED,
    "SOFT_TRASHED": EntryState.TRASHED,
    "TRASHED": EntryState.TRASHED,
}
_COMMENT_STATES = {
    "LIVE": CommentState.LIVE,
    "SPAM_COMMENT": CommentState.SPAM,
    "GHOSTED_COMMENT": CommentState.GHOSTED,
    "PENDING_MODERATION": CommentState.PENDING,
    "SOFT_TRASHED": CommentState.TRASHED,
    "TRASHED": CommentState.TRASHED,
}


@dataclass
class _Found:
    """What has been read so far; an entry that is met twice counts once, its newest version."""

    #: The file that is read.
    name: str = ""
    title: str = ""
    address: str = ""
    moment: datetime | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)
    hosts: set[str] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)


def read(feeds: Iterable[Holding], settings: Holding | None = None) -> Export:
    """Return the blog that *feeds* hold together; *settings* is Takeout's settings.csv.

    Raises NoExport for a feed that is none of Blogger's exports.
    """
    found = _Found()
    if settings is not None:
        _read_settings(settings, found)
    for feed in feeds:
        _read_feed(feed, found)
    if found.comments and not found.entries and not found.others:
        raise NoExport(
            found.name,
            _("it holds comments alone; name the feed of the blog, or the whole Takeout"),
        )
    entries = tuple(_scheduled(entry, found.moment) for entry in found.entries.values())
    return Export(
        title=found.title,
        address=found.address,
        entries=entries,
        comments=tuple(found.comments.values()),
        others=dict(found.others),
        hosts=frozenset(found.hosts),
        remarks=tuple(found.remarks),
    )


def _read_settings(settings: Holding, found: _Found) -> None:
    """Take the old address from the settings; everything else in them stays there."""
    text = settings.read().decode("utf-8", errors="replace")
    row = next(csv.DictReader(io.StringIO(text)), None) or {}
    domain, sub = row.get("blog_custom_domain") or "", row.get("blog_subdomain") or ""
    found.hosts |= {host.lower() for host in (domain, sub and f"{sub}.blogspot.com") if host}
    if domain or sub:
        found.address = f"https://{domain or f'{sub}.blogspot.com'}/"


def _read_feed(feed: Holding, found: _Found) -> None:
    name = found.name = str(feed.path)
    parsed = xml.parse(feed.read(), name)
    root = parsed.root
    origins.expect(Service.BLOGGER, origins.service(root, name), name)
    found.remarks.extend(parsed.remarks)
    found.title = found.title or xml.text(root, f"{atom.ATOM}title")
    found.address = found.address or atom.alternate(root)
    found.hosts.add(host(atom.alternate(root)))
    entries = root.findall(f"{atom.ATOM}entry")
    if entries and not any(_kind(entry) for entry in entries):
        raise NoExport(
            name,
            _(
                "it is a blog's public feed, which holds its latest posts alone; "
                "back the blog up in Blogger's settings, and use that file"
            ),
        )
    moments = [atom.moment(root, f"{atom.ATOM}updated", name, found.remarks)]
    for entry in entries:
        moments.append(_read_entry(entry, name, found))
    known = [moment for moment in (found.moment, *moments) if moment is not None]
    found.moment = max(known, default=None)


def _read_entry(entry: etree._Element, name: str, found: _Found) -> datetime | None:
    """Read an entry of any kind; return when it was last changed."""
    kind = _kind(entry)
    where = f"{name}:{entry.sourceline}"
    updated = atom.moment(entry, f"{atom.ATOM}updated", where, found.remarks)
    identifier = atom.number(xml.text(entry, f"{atom.ATOM}id"))
    if kind in ("post", "page") and identifier:
        known = found.entries.get(identifier)
        if known is None or _newer(updated, known.updated):
            found.entries[identifier] = _entry(entry, kind, identifier, updated, where, found)
    elif kind == "comment" and identifier:
        found.comments.setdefault(identifier, _comment(entry, identifier, where, found))
    else:
        found.others[kind or "unknown"] += 1
        if kind in ("post", "page", "comment"):
            found.remarks.append(Remark(What.NO_IDENTIFIER, kind, where))
    return updated


def _newer(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _kind(entry: etree._Element) -> str:
    """Return "post", "page", "comment", "template", "settings" …; "" where none is said."""
    said = xml.text(entry, f"{_TAKEOUT}type")
    terms = (
        category.get("term", "").rpartition("#")[2]
        for category in entry.iterfind(f"{atom.ATOM}category")
        if category.get("scheme") == _KIND
    )
    return (said or next(terms, "")).lower()


def _entry(
    entry: etree._Element,
    kind: str,
    identifier: str,
    updated: datetime | None,
    where: str,
    found: _Found,
) -> Entry:
    return Entry(
        identifier=identifier,
        kind=EntryKind(kind),
        state=_entry_state(entry, where, found),
        title=" ".join(xml.text(entry, f"{atom.ATOM}title").split()),
        html=atom.content(entry),
        published=atom.moment(entry, f"{atom.ATOM}published", where, found.remarks),
        updated=updated,
        author=_author(entry),
        labels=tuple(_labels(entry)),
        address=_address(entry, found),
        description=" ".join(xml.text(entry, f"{_TAKEOUT}metaDescription").split()),
        location=_location(entry),
    )


def _entry_state(entry: etree._Element, where: str, found: _Found) -> EntryState:
    if xml.text(entry, f"{_TAKEOUT}trashed"):
        return EntryState.TRASHED
    said = xml.text(entry, f"{_TAKEOUT}status")
    if said:
        if said not in _ENTRY_STATES:
            found.remarks.append(Remark(What.UNKNOWN_STATE, said, where))
        return _ENTRY_STATES.get(said, EntryState.DRAFT)
    draft = any(
        "yes" in "".join(control.itertext()).lower()
        for prefix in _APP
        for control in entry
        if control.tag == f"{prefix}control"
    )
    return EntryState.DRAFT if draft else EntryState.LIVE


def _scheduled(entry: Entry, moment: datetime | None) -> Entry:
    """Return an entry that the blog would have published after the export as one that waits."""
    ahead = entry.published is not None and moment is not None and entry.published > moment
    if entry.state is not EntryState.LIVE or not ahead:
        return entry
    return replace(entry, state=EntryState.SCHEDULED)


def _comment(entry: etree._Element, identifier: str, where: str, found: _Found) -> Comment:
    parent, answered = "", ""
    reply = entry.find(f"{_THREAD}in-reply-to")
    if reply is not None:
        parent = atom.number(reply.get("ref", ""))
        related = next((one for one in atom.links(entry) if one[0] == "related"), ("", ""))
        answered = atom.number(related[1])
    else:
        parent = atom.number(xml.text(entry, f"{_TAKEOUT}parent"))
        answered = atom.number(xml.text(entry, f"{_TAKEOUT}inReplyTo"))
    said = xml.text(entry, f"{_TAKEOUT}status") or "LIVE"
    state = _COMMENT_STATES.get(said, CommentState.PENDING)
    if said not in _COMMENT_STATES:
        found.remarks.append(Remark(What.UNKNOWN_COMMENT_STATE, said, where))
    if xml.text(entry, f"{_TAKEOUT}trashed"):
        state = CommentState.TRASHED
    return Comment(
        identifier=identifier,
        entry=parent,
        state=state,
        html=atom.broken(atom.content(entry)),
        published=atom.moment(entry, f"{atom.ATOM}published", where, found.remarks),
        author=_author(entry),
        parent=answered,
    )


def _author(entry: etree._Element) -> str:
    """Return the name that the blog showed; never an address."""
    return xml.person(xml.text(entry, f"{atom.ATOM}author/{atom.ATOM}name"))


def _labels(entry: etree._Element) -> Iterator[str]:
    """Yield the labels, each once."""
    seen = set()
    for category in entry.iterfind(f"{atom.ATOM}category"):
        label = " ".join(category.get("term", "").split())
        if category.get("scheme") != _KIND and label and label not in seen:
            seen.add(label)
            yield label


def _location(entry: etree._Element) -> str:
    """Return the name of the place; what else is said of it is where, to the metre."""
    name = entry.find(f"{_TAKEOUT}location/{_TAKEOUT}name")
    return " ".join((name.text or "").split()) if name is not None else ""


def _address(entry: etree._Element, found: _Found) -> str:
    """Return the path of the entry's page on the old site; "" where it had none."""
    said = xml.text(entry, f"{_TAKEOUT}filename")
    if said:
        return "/" + unquote(said).lstrip("/")
    address = atom.alternate(entry)
    if not address:
        return ""
    found.hosts.add(host(address))
    blog = found.address
    if blog and address.split(":", 1)[-1].startswith(blog.split(":", 1)[-1]):
        path = address.split(":", 1)[-1].removeprefix(blog.split(":", 1)[-1])
        return "/" + unquote(web.parts(path).path).lstrip("/")
    return unquote(web.parts(address).path)
