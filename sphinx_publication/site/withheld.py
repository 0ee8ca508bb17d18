"""Posts that say in directives or fields that they are not published yet, left out before reading.

`drafts` decides by Markdown front matter. This does the same for a document whose only post is a
``post`` directive, and for reStructuredText with its fields at the top: undated (ablog's way of
saying draft), dated in the future, or dated in a way that cannot be read. In a document of several
posts only their sections are left out; `post_nodes` does that, and here such a document is read
anew when the time of one of them has come, and its source is not published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from sphinx_publication.model import dates, directives
from sphinx_publication.model.directives import Marker
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

YES = frozenset({"", "1", "on", "true", "yes", "ja"})


@dataclass(frozen=True)
class Announced:
    """The posts that a document's text announces."""

    #: Time of the file when it was looked through, in nanoseconds.
    scanned: int
    #: Its ``post`` directives.
    directives: tuple[Marker, ...] = ()
    #: The fields at the top of a reStructuredText document that matter here.
    date: Marker | None = None
    draft: bool = False
    blogpost: bool = False


def scan(text: str, *, markdown: bool, scanned: int = 0) -> Announced:
    """Return what *text* announces."""
    found = directives.post_directives(text, markdown=markdown)
    if markdown:
        return Announced(scanned, found)
    fields = directives.fields(text)
    draft = fields.get("draft")
    return Announced(
        scanned,
        found,
        date=fields.get("date"),
        draft=draft is not None and draft.value.lower() in YES,
        blogpost="blogpost" in fields,
    )


@dataclass(frozen=True)
class Judge:
    """Decides about one document at a time."""

    now: datetime
    zone: str
    pattern: str
    preview: bool

    def problem(self, path: str, announced: Announced, is_post: bool) -> Problem | None:
        """Return what is wrong with the document's only date, if anything is."""
        marker = self._marker(announced, is_post)
        if marker is None:
            return None
        if not marker.value:
            missing = not announced.directives and not announced.draft
            return Problem(Kind.DATE_MISSING, path, marker.line) if missing else None
        try:
            self._date(marker)
        except ValueError:
            return Problem(Kind.DATE_INVALID, path, marker.line, {"date": marker.value})
        return None

    def is_withheld(self, announced: Announced, is_post: bool) -> bool:
        """Tell whether the document stays out, its date being readable or missing."""
        marker = self._marker(announced, is_post)
        if marker is None or self.preview:
            return False
        return announced.draft or not marker.value or self._date(marker) > self.now

    def hidden(self, announced: Announced) -> tuple[int, ...]:
        """Return the lines of the posts that are left out of a document of several."""
        if len(announced.directives) < 2:
            return ()
        return tuple(one.line for one in announced.directives if self._is_hidden(one))

    def _is_hidden(self, marker: Marker) -> bool:
        try:
            later = not marker.value or self._date(marker) > self.now
        except ValueError:
            return True
        return later and not self.preview

    def _marker(self, announced: Announced, is_post: bool) -> Marker | None:
        """Return the one date that decides about the document; None when no single one does."""
        if announced.directives:
            return announced.directives[0] if len(announced.directives) == 1 else None
        if announced.blogpost or (is_post and (announced.date or announced.draft)):
            return announced.date or Marker(1, "")
        return None

    def _date(self, marker: Marker) -> datetime:
        return directives.read_date(marker.value, self.zone, self.pattern)


def leave_out(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take the documents that are not published out of those that Sphinx is about to read."""
    if is_ablog_site(app.config):
        return []
    posts = set(app.config.matched_blog_posts)
    judge = _judge(app)
    found = _scan_all(env)
    for docname, announced in found.items():
        path = env.doc2path(docname, base=False).as_posix()
        problem = judge.problem(path, announced, docname in posts)
        if problem:
            report(logger, problem)
        elif not judge.is_withheld(announced, docname in posts):
            continue
        added.discard(docname)
        changed.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
        env.project.docnames.discard(docname)
    before: dict[str, tuple[int, ...]] = getattr(env, "publication_hidden", {})
    hidden = {docname: judge.hidden(announced) for docname, announced in found.items()}
    hidden = {docname: lines for docname, lines in hidden.items() if lines}
    env.publication_hidden = hidden  # type: ignore[attr-defined]
    return sorted(
        docname
        for docname in (before.keys() | hidden.keys()) & env.all_docs.keys() - removed
        if before.get(docname) != hidden.get(docname)
    )


def keep_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Keep the source of a document from being published where it says more than the page."""
    if pagename in getattr(app.env, "publication_hidden", {}):
        context["sourcename"] = ""
        context["show_source"] = False


def _judge(app: Sphinx) -> Judge:
    return Judge(
        dates.now(),
        app.config.publication_timezone,
        app.config.post_date_format,
        app.config.publication_preview,
    )


def _scan_all(env: BuildEnvironment) -> dict[str, Announced]:
    """Return what every document announces, looking only through those changed since last."""
    before: dict[str, Announced] = getattr(env, "publication_announced", {})
    found: dict[str, Announced] = {}
    for docname in sorted(env.found_docs):
        file = Path(env.doc2path(docname))
        scanned = file.stat().st_mtime_ns
        known = before.get(docname)
        if known is None or known.scanned != scanned:
            text = file.read_text(encoding="utf-8-sig", errors="replace")
            known = scan(text, markdown=file.suffix == ".md", scanned=scanned)
        found[docname] = known
    env.publication_announced = found  # type: ignore[attr-defined]
    return found


def setup(app: Sphinx) -> None:
    """Decide before Sphinx reads, after `drafts`."""
    app.connect("env-get-outdated", leave_out, priority=600)
    app.connect("html-page-context", keep_source)
