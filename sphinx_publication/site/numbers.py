"""The year in numbers: what is known of every post, counted, and a page for each yearbook.

The facts are put together once, when everything has been read, and kept with the environment, so
that the book counts from the same. A page whose numbers have changed is written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sphinx import locale
from sphinx.locale import get_translation

from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model import comments, dates
from sphinx_publication.model.charts import draw
from sphinx_publication.model.citations import InText, Target
from sphinx_publication.model.comment_files import read_beside
from sphinx_publication.model.drawing import WIDTH
from sphinx_publication.model.number_words import Told, tell
from sphinx_publication.model.threads import published, threaded
from sphinx_publication.model.works import publishers
from sphinx_publication.model.year_in_numbers import Facts, PostFacts, SourceFacts, of_volume
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import LOOKS
from sphinx_publication.site.changes import changed
from sphinx_publication.site.listing import Entry
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.page_views import page_views
from sphinx_publication.site.source_desk import Desk, desk_of
from sphinx_publication.site.source_views import view as source_view
from sphinx_publication.site.theming import LISTED_WEIGHT
from sphinx_publication.site.word_counts import word_counts
from sphinx_publication.site.words import CATALOGUE
from sphinx_publication.site.yearbook_pages import name_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.posts import Post

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class NumbersPage:
    """The page of one volume's numbers."""

    page_name: str
    told: Told
    #: The yearbooks, and this one.
    parents: tuple[Entry, ...]
    #: What the rows of a part's table lead to, by the part's name and the row's key; of these
    #: alone, for any other may come or go.
    targets: dict[str, dict[str, str]]


def gather(env: BuildEnvironment) -> Facts:
    """Return what is counted, of all posts that the site shows."""
    config, view, desk = env.config, overview(env), desk_of(env)
    cited: dict[str, list[str]] = {}
    for key in sorted(desk.sources):
        for citing in desk.cited(key).posts:
            cited.setdefault(citing.post.key, []).extend([key] * len(citing.citations))
    known = {key for keys in cited.values() for key in keys}
    zone = ZoneInfo(config.publication_timezone)
    return Facts(
        posts=tuple(_post(env, post, tuple(cited.get(post.key, ()))) for post in view.posts),
        sources={key: _source(desk, key) for key in sorted(known)},
        topics={topic.slug: topic.name for topic in view.topics.all},
        series={one.slug: one.name for one in view.series},
        statistics=page_views(env),
        language=config.language or "en",
        today=dates.now().astimezone(zone).date(),
    )


def _post(env: BuildEnvironment, post: Post, citations: tuple[str, ...]) -> PostFacts:
    view, people = overview(env), env.config.blog_authors
    place = view.places.get(post.key)
    return PostFacts(
        key=post.key,
        title=post.title,
        day=post.date.date(),
        authors=tuple(dict.fromkeys(str(people.get(one, (one,))[0]) for one in post.authors)),
        words=word_counts(env).get(post.docname, {}).get(post.section, 0),
        citations=citations,
        topics=tuple(dict.fromkeys(view.topics.of(tag).slug for tag in post.tags)),
        series=place.series.slug if place else "",
        comments=_comments(env, post),
    )


def _comments(env: BuildEnvironment, post: Post) -> tuple[int, ...] | None:
    """Return the years of the comments that readers see below a post; None without a file of them.

    Those on a document of several posts belong to its first. What is wrong with them is reported
    where they are shown.
    """
    path, root = Path(env.doc2path(post.docname, base=False)), Path(env.srcdir)
    if (post.section and post.order != 1) or not (root / comments.file_of(path)).is_file():
        return None
    reading = read_beside(root, path, env.config.publication_timezone)
    return tuple(one.date.year for one in published(threaded(reading.entries)))


def _source(desk: Desk, key: str) -> SourceFacts:
    name = plain(desk.library, [InText("t", (Target(key),))])
    title = source_view(desk, key).title
    return SourceFacts(name, title, tuple(publishers(desk.sources[key])))


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the facts and the pages; return a page to write when any of them has changed."""
    if is_ablog_site(app.config):
        return []
    facts = gather(env)
    env.publication_numbers = facts  # type: ignore[attr-defined]
    if not has_source_pages(app.builder):
        return []
    found = tuple(_pages(env, facts))
    env.publication_numbers_pages = found  # type: ignore[attr-defined]
    return changed(env, f"numbers_{app.builder.name}", {app.config.root_doc: repr(found)})


def _pages(env: BuildEnvironment, facts: Facts) -> Iterator[NumbersPage]:
    view = overview(env)
    place, catalogue = view.addresses, locale.get_translator(CATALOGUE)
    leads = _leads(env, facts)
    for volume in view.volumes:
        counted = of_volume(facts, volume)
        if counted is None or view.document_at(place.numbers_of(volume.name)):
            continue
        parents = (
            Entry(_("Yearbooks"), view.target(place.yearbooks), 0),
            Entry(name_of(volume), view.target(place.yearbook(volume.name)), 0),
        )
        told = tell(counted, catalogue, facts.language)
        targets = {
            part.name: {bar.key: lead[bar.key] for bar in part.chart.bars if bar.key in lead}
            for part in told.parts
            if part.chart and (lead := leads.get(part.name))
        }
        yield NumbersPage(place.numbers_of(volume.name), told, parents, targets)


def _leads(env: BuildEnvironment, facts: Facts) -> dict[str, dict[str, str]]:
    """Return what any row can lead to, by a part's name and the row's key."""
    desk = desk_of(env)
    return {
        "sources": {key: desk.domain.page(key) for key in facts.sources},
        "views": {post.key: post.docname for post in overview(env).posts if not post.section},
    }


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages."""
    noted: tuple[NumbersPage, ...] = getattr(app.env, "publication_numbers_pages", ())
    for page in noted:
        context = {
            "title": page.told.title,
            "description": page.told.parts[0].sentences[0],
            "publication_kind": "yearbook",
            "publication_weight": LISTED_WEIGHT,
            "numbers": page,
            "draw": draw,
            "width": WIDTH,
            "view": PageView(app, page.page_name),
            LOOKS: "",
        }
        yield page.page_name, context, "publication/numbers.html"


def setup(app: Sphinx) -> None:
    """Count once citations are known; write the pages with the others."""
    app.connect("env-updated", note, priority=345)
    app.connect("html-collect-pages", pages)
