"""Rules about the files beside the texts: comments, old addresses, and statistics of page views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sphinx_publication.checking.publication import Publication, comments_files
from sphinx_publication.model import (
    accessibility,
    addresses,
    comments,
    published,
    redirects,
    statistics,
)
from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.problems import Kind, Problem

#: The address of a post: "2013/12/name".
_POST = re.compile(r"\d{4}/\d{2}/[^/]+")


def archived_comments(publication: Publication) -> Iterator[Problem]:
    """Files of comments can be read, and lie beside a post."""
    project = publication.project
    for path in comments_files(publication, comments.SUFFIX):
        name = path.as_posix()
        stem = name.removesuffix(comments.SUFFIX)
        if not any(f"{stem}{ending}" in publication.by_path for ending in (".md", ".rst")):
            yield Problem(Kind.COMMENTS_WITHOUT_POST, name)
        try:
            text = (project.root / path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            yield Problem(Kind.TEXT_ENCODING, name, 1)
            continue
        except OSError as error:
            yield Problem(Kind.FILE_UNREADABLE, name, 0, {"reason": error.strerror or str(error)})
            continue
        yield from comments.read(text, name, project.zone.key).problems


def old_addresses(publication: Publication) -> Iterator[Problem]:
    """The file of old addresses can be read, and leads to posts that there are.

    Of pages that only a build makes (lists, topics, feeds) nothing is said.
    """
    project = publication.project
    name = str(project.settings["publication_redirects"] or "")
    if not name or (name == redirects.FILE and not publication.files.is_file(name)):
        return
    try:
        text = (project.root / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        yield Problem(Kind.REDIRECTS_FILE, name, 0, {"reason": reason})
        return
    reading = redirects.read(text, name)
    yield from reading.problems
    # A post that is left out because its date cannot be read has its own message.
    broken = (one.docname for one in publication.documents if one.standing.broken)
    expected = {publication.addresses.page(name).strip("/") for name in broken}
    there = {address.strip("/") for address in publication.by_address}
    for row in reading.redirects:
        path = unquote(row.new.partition("#")[0]).strip("/")
        details = {"address": row.old, "new": row.new}
        if _POST.fullmatch(path) and path not in there | expected:
            yield Problem(Kind.REDIRECTS_NOWHERE, name, row.line, details)
        elif row.old in there:
            owner = publication.by_address[f"{row.old}/"].path
            details = {"address": row.old, "other": owner}
            yield Problem(Kind.REDIRECTS_TAKEN, name, row.line, details)


def published_addresses(publication: Publication) -> Iterator[Problem]:
    """Every post and page that was published is there, or something leads on from its address.

    Of pages that only a build makes (lists, sources, feeds) nothing is said, nor of those that it
    may make in the place of one that was written.
    """
    project = publication.project
    name = str(project.settings["publication_published"] or "")
    missing = name == published.FILE and not publication.files.is_file(name)
    if not name or missing or project.is_ablog_site:
        return
    try:
        text = (project.root / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        yield Problem(Kind.ADDRESSES_FILE, name, 0, {"reason": reason})
        return
    reading = published.read(text, name)
    yield from reading.problems
    alive = _alive(publication)
    made = {getattr(publication.addresses, word) for word in addresses.WORDS}
    if alive is None:
        return
    for one in reading.addresses:
        is_written = one.kind in published.WRITTEN and one.path.partition("/")[0] not in made
        if is_written and one.path.strip("/") not in alive:
            yield published.lost_one(one, name)


def _alive(publication: Publication) -> frozenset[str] | None:
    """Return the addresses, without slashes at their ends, of documents and redirects.

    A document that is left out because its date cannot be read has its own message; so has a file
    of redirects with a row that cannot be read: then nothing is known (None).
    """
    name = str(publication.project.settings["publication_redirects"] or "")
    rows: frozenset[str] = frozenset()
    if name and publication.files.is_file(name):
        try:
            text = (publication.project.root / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError):
            return None
        reading = redirects.read(text, name)
        if reading.problems:
            return None
        rows = frozenset(row.old for row in reading.redirects)
    broken = (one.docname for one in publication.documents if one.standing.broken)
    documents = {publication.addresses.page(name) for name in broken} | set(publication.by_address)
    led = {old_path(old) for one in publication.published for old in one.names("redirect")}
    return frozenset(path.strip("/").removesuffix("/index") for path in documents | led | rows)


def page_views(publication: Publication) -> Iterator[Problem]:
    """The statistics can be read, and tell of posts that there are."""
    project = publication.project
    path = str(project.settings["publication_statistics"] or "")
    if not path:
        return
    try:
        text = (project.root / path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        yield Problem(Kind.STATISTICS_FILE, path, 0, {"reason": reason})
        return
    known = statistics.keys(publication.posts, publication.addresses)
    yield from statistics.read(text, path, lambda name: known.get(name, ""))[1]


def accessibility_results(publication: Publication) -> Iterator[Problem]:
    """The results of the last check of accessibility can be read."""
    project = publication.project
    path = str(project.settings["publication_accessibility"] or "")
    if project.is_ablog_site:
        return
    file = project.root / path
    yield from accessibility.read_file(path, file.read_bytes() if file.is_file() else None).problems
