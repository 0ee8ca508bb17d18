"""Whether a document may be published: what its front matter says of drafts and dates.

A draft, a post dated in the future and a post whose date cannot be read are not published; the
builder leaves them out before Sphinx reads, and the command line says so. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sphinx_publication.model import dates, frontmatter
from sphinx_publication.model.problems import Kind, Problem

_FOLDER = re.compile(r"(?:^|/)(?P<year>\d{4})/(?P<month>\d{2})/[^/]+$")
#: What front matter says for "yes".
YES = frozenset({"1", "on", "true", "yes", "ja"})
#: And for "no".
NO = frozenset({"0", "false", "no", "off", "nej"})


@dataclass(frozen=True)
class Standing:
    """Whether a document may be published, as its front matter says."""

    #: Time of the file when it was scanned, in nanoseconds.
    scanned: int
    draft: bool = False
    #: When the post is published; None for a page that is no post.
    date: datetime | None = None
    #: What keeps the post out, or is worth saying of it.
    problems: tuple[Problem, ...] = ()
    #: A post whose date or front matter, or a file whose letters, cannot be read stays out.
    broken: bool = False

    def is_published(self, now: datetime, preview: bool) -> bool:
        """Tell whether the document is part of a publication built at *now*."""
        if self.broken:
            return False
        return preview or not (self.draft or (self.date is not None and self.date > now))


def scan(source: str | bytes, path: str, *, is_post: bool, zone: str, scanned: int = 0) -> Standing:
    """Return the standing of the Markdown document in *source*, its text or the bytes of its file.

    *path* is the file's, for messages; *is_post* says that it lies where posts lie. A file with
    ``blogpost: true`` is a post wherever it lies (ablog). Bytes that are not UTF-8 stay out, a
    post's or a page's: no builder could read them.
    """
    try:
        text = source if isinstance(source, str) else source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Standing(scanned, problems=(Problem(Kind.TEXT_ENCODING, path, line),), broken=True)
    try:
        front = frontmatter.read(text)
    except frontmatter.FrontMatterError as error:
        problem = Problem(Kind.FRONT_MATTER_INVALID, path, error.line, {"reason": str(error)})
        return Standing(scanned, problems=(problem,), broken=is_post)
    return judge(front, text, path, is_post=is_post, zone=zone, scanned=scanned)


def judge(
    front: frontmatter.FrontMatter,
    text: str,
    path: str,
    *,
    is_post: bool,
    zone: str,
    scanned: int = 0,
) -> Standing:
    """Return the standing of a document whose front matter has been read; else as `scan`."""
    # What is neither yes nor no was written by someone who did not want it published yet.
    draft = str(front.values.get("draft") or "no").lower() not in NO
    is_post = is_post or str(front.values.get("blogpost", "")).lower() in YES
    if not is_post or (draft and front.values.get("date") is None):
        return Standing(scanned, draft=draft)
    value = front.values.get("date")
    if value is None:
        has_directive = re.search(r"^\s*(`{3,}|:{3,})\{post\}", text, re.MULTILINE) is not None
        missing = () if has_directive else (Problem(Kind.DATE_MISSING, path, 1),)
        return Standing(scanned, problems=missing, broken=not has_directive)
    try:
        date = dates.parse(value, zone)
    except (ValueError, OverflowError):
        problem = Problem(Kind.DATE_INVALID, path, front.line("date"), {"date": value})
        return Standing(scanned, draft=draft, problems=(problem,), broken=True)
    problems = tuple(_folder_problem(path, date, front))
    return Standing(scanned, draft=draft, date=date, problems=problems)


def _folder_problem(path: str, date: datetime, front: frontmatter.FrontMatter) -> Iterator[Problem]:
    """Yield a problem when a post lies in another month's folder than its date's.

    An imported post (``imported`` in its front matter) keeps the folder of its old address.
    """
    folder = _FOLDER.search(path)
    if folder is None or "imported" in front.values:
        return
    said = f"{folder['year']}/{folder['month']}"
    dated = f"{date:%Y/%m}"
    if said != dated:
        yield Problem(
            Kind.DATE_OUTSIDE_FOLDER,
            path,
            front.line("date"),
            {
                "date": f"{date:%Y-%m-%d}",
                "folder": said,
                "expected": path.replace(said, dated, 1),
            },
        )
