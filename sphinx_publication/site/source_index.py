"""The index of all sources, and the whole bibliography as files.

The page is a list that is complete without a script: sources in the order of the style, then how
many there are of each author, year, kind, type and topic. ``publication-sources.js`` makes fields
of those numbers, by which readers filter and sort the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import citation_domain, has_source_pages
from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.source_kinds import SourceKind
from sphinx_publication.model.works import people, publishers
from sphinx_publication.site.builder import LOOKS
from sphinx_publication.site.changes import changed
from sphinx_publication.site.downloads import Download, in_each_format, write
from sphinx_publication.site.kept_groups import kept_as_one
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import end_of_text, printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import Desk, desk_of
from sphinx_publication.site.source_views import SourceView, view, year
from sphinx_publication.site.source_words import word_of_kind

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.site.kept_groups import Page

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Row:
    """One source of the list, and what it can be found by."""

    source: SourceView
    #: The word of its `SourceKind`.
    kind: str
    #: Values by the names of facets: slugs, years, kinds.
    values: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Choice:
    """One value of a facet."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One way to divide the sources, with how many each part has."""

    #: What the page's address calls it: "name", "year", "kind", "type", "topic".
    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Index:
    """What the index shows."""

    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    downloads: tuple[Download, ...]


def index(desk: Desk) -> Index:
    """Return the index of all sources."""
    tags = {key: _tags(desk, key) for key in desk.keys}
    rows = tuple(
        Row(
            view(desk, key),
            word_of_kind(desk.about(key).kind),
            {name: tuple(found) for name, found in tags[key].items()},
        )
        for key in desk.keys
    )
    labels = {
        "name": _("Author or organisation"),
        "year": _("Year"),
        "kind": _("Kind"),
        "type": _("Type"),
        "topic": _("Topic"),
    }
    facets = tuple(
        Facet(name, label, _choices(name, (found[name] for found in tags.values()), desk.language))
        for name, label in labels.items()
    )
    return Index(rows, tuple(one for one in facets if one.choices), tuple(files(desk)))


def files(desk: Desk) -> Iterator[Download]:
    """Yield all sources in each format, named after the publication."""
    folder = desk.domain.addresses.sources
    name = slug(desk.env.config.project) or folder
    sources = (desk.sources[key] for key in desk.keys)
    return in_each_format(lambda suffix: f"{folder}/{name}{suffix}", *sources)


def _tags(desk: Desk, key: str) -> dict[str, dict[str, str]]:
    """Return what a source can be found by: for each facet, names by values."""
    source, about, shown = desk.sources[key], desk.about(key), view(desk, key)
    names = (*people(source), *publishers(source))
    topics = (desk.topic(topic)[0] for topic in about.topics)
    number = year(source)
    undated = {"0": _("Undated")}
    return {
        "name": {slug(name): name for name in reversed(names) if slug(name)},
        "year": {str(number): str(number)} if number else undated,
        "kind": {str(about.kind): word_of_kind(about.kind)},
        "type": {slug(shown.kind): shown.kind},
        "topic": {slug(topic): topic for topic in topics if slug(topic)},
    }


def _choices(facet: str, tags: Iterable[dict[str, str]], language: str) -> tuple[Choice, ...]:
    """Return the values of a facet: years newest first, kinds in their order, names by alphabet."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for found in tags:
        counts.update(found.keys())
        names = found | names
    places = {str(kind): place for place, kind in enumerate(SourceKind)}

    def order(value: str) -> Any:
        if facet == "year":
            return -int(value)
        return places[value] if facet == "kind" else sort_key(names[value], language)

    return tuple(Choice(value, names[value], counts[value]) for value in sorted(counts, key=order))


@kept_as_one
def pages(app: Sphinx) -> Iterator[Page]:
    """Yield the index, unless an author's document has its address, and write the files."""
    if not has_source_pages(app.builder) or not citation_domain(app.env).library.sources:
        return
    desk = desk_of(app.env)
    place = desk.domain.addresses.sources
    shown = index(desk)
    write(app, "all-sources", shown.downloads)
    if not overview(app.env).document_at(place):
        context = {"title": _("Sources"), "publication_kind": "list", "index": shown}
        context["description"] = _("All sources of the publication, and how many posts cite each.")
        context |= {"view": PageView(app, place), LOOKS: ""}
        yield place, context, "publication/source_index.html"


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the index where an author's document ends in it."""
    if not has_source_pages(app.builder):
        return []
    domain = citation_domain(env)
    docname = overview(env).document_at(domain.addresses.sources)
    noted: dict[str, Index] = {}
    if docname and domain.library.sources:
        noted[docname] = index(desk_of(env))
    env.publication_source_index = noted  # type: ignore[attr-defined]
    return changed(
        env,
        f"source_index_{app.builder.name}",
        {name: repr(shown) for name, shown in noted.items()},
    )


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End the document that an author wrote for the index with the list."""
    noted: dict[str, Index] = getattr(app.env, "publication_source_index", {})
    if docname not in noted or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    values = {"index": noted[docname], "view": PageView(app, docname)}
    section.insert(end_of_text(section), printed(app, "publication/source_list.html", values))


def setup(app: Sphinx) -> None:
    """Write the index with the site."""
    app.connect("env-updated", note, priority=320)
    app.connect("doctree-resolved", end_document, priority=690)
    app.connect("html-collect-pages", pages)
