"""A page for every source: what it is, where it can be read, and each passage that cites it.

Where an author wrote a note about a source (``source/kallor/<key>.md``), that document is the page:
what is known of the source stands below its title, and who cites it after its text. It is written
anew when any of that has changed. All other pages are generated.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.bibliography.bibtex import shown_path
from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.source_kinds import SourceKind
from sphinx_publication.site import title_languages
from sphinx_publication.site.builder import LOOKS
from sphinx_publication.site.changes import changed
from sphinx_publication.site.downloads import write
from sphinx_publication.site.kept_groups import kept_as_one
from sphinx_publication.site.later import Later
from sphinx_publication.site.page_parts import below_title, end_of_text, printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.source_views import SourcePage, downloads, made_of, page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.site.kept_groups import Page
    from sphinx_publication.site.source_desk import Desk

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")


@kept_as_one
def pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page of each source that has no note, and write the files of every source."""
    if not has_source_pages(app.builder):
        return
    desk = desk_of(app.env)
    write(app, "sources", (file for key in desk.keys for file in downloads(desk, key)))
    for key in desk.keys:
        if not desk.note(key):
            context = Later(made_of(desk, key), partial(_context, app, desk, key))
            yield desk.domain.page(key), context, "publication/source.html"


def _context(app: Sphinx, desk: Desk, key: str) -> dict[str, Any]:
    shown, index = page(desk, key), desk.domain.addresses.sources
    name = shown.source.page_name
    return {
        "title": shown.source.title or shown.source.short,
        "description": "".join(run.text for run in shown.reference),
        "publication_kind": "source",
        "parents": [{"link": app.builder.get_relative_uri(name, index), "title": _("Sources")}],
        "shown": shown,
        "view": PageView(app, name),
        LOOKS: "",
    }


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what authors' notes show, and return those for which it has changed since last."""
    if not has_source_pages(app.builder):
        return []
    desk = desk_of(env)
    noted = {docname: page(desk, key) for docname, key in desk.notes().items()}
    env.publication_source_notes = noted  # type: ignore[attr-defined]
    return changed(
        env,
        f"source_notes_{app.builder.name}",
        {name: repr(shown) for name, shown in noted.items()},
    )


def report_kinds(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each source whose keywords name a kind that does not exist."""
    desk = desk_of(env)
    for key, source in desk.sources.items():
        if unknown := desk.about(key).unknown:
            known = ", ".join(SourceKind)
            details = {"key": key, "kind": unknown, "known": known, "instead": desk.about(key).kind}
            place = shown_path(env, source.path)
            report(logger, Problem(Kind.SOURCE_KIND_UNKNOWN, place, source.line, details))


def frame(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put what is known of a source around the note that an author wrote about it."""
    noted: dict[str, SourcePage] = getattr(app.env, "publication_source_notes", {})
    if docname not in noted or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    values = {"shown": noted[docname], "view": PageView(app, docname)}
    shown, title = noted[docname].source, section.next_node(nodes.title)
    if shown.lang and title is not None and title.astext().split() == shown.title.split():
        title_languages.mark(title, shown.lang)
    section.insert(end_of_text(section), printed(app, "publication/source_note_end.html", values))
    section.insert(below_title(section), printed(app, "publication/source_note_start.html", values))


def setup(app: Sphinx) -> None:
    """Write the pages with the site."""
    app.connect("env-updated", note, priority=320)
    app.connect("env-check-consistency", report_kinds)
    app.connect("doctree-resolved", frame, priority=690)
    app.connect("html-collect-pages", pages)
