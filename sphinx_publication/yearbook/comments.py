"""Archived comments below a post: threaded, dated, as plain text.

They are read from the file beside the post when the book is made, so that taking a comment out of
the file takes it out of the book. `model.threads` decides what may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.model import comments, dates
from sphinx_publication.model.comment_files import read_beside
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.threads import published, threaded
from sphinx_publication.yearbook import escape, pieces

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.threads import Placed
    from sphinx_publication.yearbook.assembly import Chapter
    from sphinx_publication.yearbook.making import Making

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")

#: Answers to answers are set in no deeper than this.
_DEEPEST = 3


def section(making: Making, chapter: Chapter) -> str:
    """Return the comments on a post as Typst source; "" where there are none to show."""
    path, found = shown(making, chapter)
    if not found:
        return ""
    arguments = [
        escape.string(str(_("Comments"))),
        escape.string(said(len(published(found)))),
        pieces.array(_nested(list(found), 0, path, making.language)),
    ]
    return pieces.call("archived-comments", *arguments) + "\n"


def shown(making: Making, chapter: Chapter) -> tuple[str, tuple[Placed, ...]]:
    """Return the file of the comments on a post, and those of them that may be shown.

    The comments of a document with several posts stand below its first.
    """
    post, config = chapter.post, making.press.env.config
    if post is None or not config.publication_yearbook_comments:
        return "", ()
    if post.section and post.order != 1:
        return "", ()
    path, reading = _read(making, Path(chapter.path))
    found = threaded(reading.entries)
    return path, tuple(replace(one, depth=min(one.depth, _DEEPEST)) for one in found)


def said(count: int) -> str:
    """Return the line above the comments."""
    if count == 1:
        return str(_("One archived comment, as it was written."))
    return _("%(count)s archived comments, as they were written.") % {"count": count}


def removed() -> str:
    """Return what stands in the place of a removed comment that has answers."""
    return str(_("Removed comment"))


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report files of comments that lie beside no post."""
    folders = {env.doc2path(docname).parent for docname in sorted(env.found_docs)}
    for folder in sorted(folders):
        for file in sorted(folder.glob(f"*{comments.SUFFIX}")):
            name = file.name.removesuffix(comments.SUFFIX)
            if not any(
                (folder / f"{name}{ending}").exists() for ending in app.config.source_suffix
            ):
                path = file.relative_to(app.srcdir).as_posix()
                report(logger, Problem(Kind.COMMENTS_WITHOUT_POST, path))


def setup(app: Sphinx) -> None:
    """Look for stray files once everything has been read."""
    app.connect("env-check-consistency", check)


def _read(making: Making, post: Path) -> tuple[str, comments.Reading]:
    reading = read_beside(making.press.root, post, making.press.env.config.publication_timezone)
    for problem in reading.problems:
        making.book.tell(problem.kind, problem.path, problem.line, **problem.details)
    return comments.file_of(post).as_posix(), reading


def _nested(rest: list[Placed], depth: int, path: str, language: str) -> Iterator[str]:
    """Yield the comments that *rest* begins with down to *depth*, each with its answers in it."""
    while rest and rest[0].depth >= depth:
        one = rest.pop(0).comment
        answers = pieces.array(_nested(rest, depth + 1, path, language))
        if one is None:
            yield pieces.expression("removed-comment", escape.string(removed()), answers)
            continue
        place = pieces.place(path, one.line)
        yield pieces.expression(
            "archived-comment",
            pieces.content(place + escape.text(one.author)),
            escape.string(dates.medium_date(one.date, language)),
            pieces.array(
                pieces.content(place + pieces.call("linebreak").join(map(escape.text, lines)))
                for lines in one.paragraphs
            ),
            answers,
        )
