"""Rules about posts: their dates, descriptions, updates, and places in series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import dates, series
from sphinx_publication.model.problems import Kind, Problem

#: Longest description, in characters.
LONGEST = 320
#: How far ahead a post may be dated before one asks.
_FAR = timedelta(days=366)


def standing(document: Document, publication: Publication) -> Iterator[Problem]:
    """A post has a date that can be read and that its folder agrees with."""
    if not publication.project.is_ablog_site:
        yield from document.standing.problems


def far(document: Document, publication: Publication) -> Iterator[Problem]:
    """A post is not dated a year ahead: that is mostly a slip."""
    date = document.standing.date
    if date is not None and date > publication.now + _FAR:
        yield document.at(Kind.DATE_FAR, "date", date=f"{date:%Y-%m-%d}")


def description(document: Document, publication: Publication) -> Iterator[Problem]:
    """A post has a description, unless it was imported without, and none is too long."""
    value = document.value("description")
    text = " ".join(str(value or "").split())
    spared = any(document.value(key) for key in ("draft", "imported"))
    wanted = document.is_post and document.front.length and not spared
    if wanted and not text and not publication.project.is_ablog_site:
        yield document.problem(Kind.DESCRIPTION_MISSING, 1)
    elif len(text) > LONGEST:
        yield document.at(Kind.DESCRIPTION_LONG, "description", length=len(text), most=LONGEST)


def updates(document: Document, publication: Publication) -> Iterator[Problem]:
    """An update has a date that can be read, and comes after the post."""
    for directive in document.content.directives:
        if directive.name != "update" or not directive.argument:
            continue
        try:
            date = dates.parse(directive.argument, publication.project.zone.key)
        except (ValueError, OverflowError):
            yield document.problem(
                Kind.UPDATE_DATE_INVALID, directive.line, date=directive.argument
            )
            continue
        posted = document.standing.date
        if posted is not None and date.date() < posted.date():
            yield document.problem(Kind.UPDATE_BEFORE_POST, directive.line, date=f"{date:%Y-%m-%d}")


def series_parts(publication: Publication) -> Iterator[Problem]:
    """The parts of each series are numbered from 1, each once."""
    if publication.project.is_ablog_site:
        return
    values = {one.docname: one.front.values for one in publication.published}
    found = series.memberships(publication.posts, values)
    pages = [
        series.SeriesDocument(
            one.docname, one.title.text if one.title else "", one.docname.rpartition("/")[2]
        )
        for one in publication.published
        if publication.folder_of(one) == publication.addresses.series
    ]
    for mistake in series.mistakes(found, pages):
        details = dict(mistake.details)
        if "first" in details:
            details["first"] = publication.by_docname[str(details["first"])].path
        document = publication.by_docname[mistake.docname]
        yield document.at(mistake.kind, mistake.field, **details)
