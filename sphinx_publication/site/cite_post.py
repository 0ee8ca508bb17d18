"""How to cite a post: its reference in the publication's style, and files for other programs.

Both are made of the post's record (`bibliography.citable`), as its other metadata are. They stand
below the post, folded, and work without a script; the files lie beside the page
(`model.companion_files`). They are made when the page is, in whatever process; a page whose files
are missing is made anew. A preview has none, nor a site without an address.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from docutils import nodes

from sphinx_publication.bibliography.citable import citable
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.bibliography.exports import FORMATS
from sphinx_publication.model.companion_files import companion
from sphinx_publication.model.page_records import PageRecord
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.citing_views import CiteWork
from sphinx_publication.site.downloads import in_each_format
from sphinx_publication.site.files import write_if_changed
from sphinx_publication.site.page_parts import printed_beside
from sphinx_publication.site.page_records import records
from sphinx_publication.site.page_view import PageView

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_Works = tuple[tuple[PageRecord, CiteWork], ...]
#: An application's posts as works to cite, by document, until their files are written.
_at_hand: WeakKeyDictionary[Sphinx, dict[str, _Works]] = WeakKeyDictionary()


def is_on(app: Sphinx) -> bool:
    """Tell whether pages say how to cite their posts."""
    is_site = isinstance(app.builder, PublicationBuilder)
    return is_site and bool(records(app.env)) and not app.config.publication_preview


def show(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End each post of a page with how to cite it."""
    sections = list(doctree.findall(nodes.section))
    if not sections:  # what is read of a post elsewhere: its beginning, or its text
        return
    by_name = {name: section for section in sections for name in section["ids"]}
    shown: list[nodes.raw] = []
    for record, work in _works_on(app, docname):
        fragment = record.address.partition("#")[2]
        section = by_name.get(unquote(fragment)) if fragment else next(iter(sections), None)
        if section is None:  # of another part of the document than is shown
            continue
        values = {
            "cited": work,
            "is_first": not shown,
            "view": PageView(app, docname),
        }
        # a page that is one post may have footnotes, which docutils puts below its section
        end: nodes.Element = section if fragment else doctree
        shown.append(printed_beside(app, docname, "publication/cite_post.html", values))
        end += shown[-1]


def files(app: Sphinx, docname: str) -> Iterator[str]:
    """Yield the files of a document's posts, from the site's root."""
    for record in _records(app, docname):
        for form in FORMATS:
            yield _path(record, form.suffix)


def write(app: Sphinx, pagename: str, template: str, context: Mapping[str, Any]) -> None:
    """Write the files of the posts on a page that has just been written."""
    for _record, work in _works_on(app, pagename, is_last=True):
        for one in work.downloads:
            write_if_changed(Path(app.outdir, one.path), one.text)


def find_missing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose posts lack a file."""
    noted = records(env)
    names = noted.on_page if noted and is_on(app) else ()
    there = f"{app.outdir}{os.sep}"
    return sorted(
        name for name in names if not all(os.path.exists(there + one) for one in files(app, name))
    )


def _records(app: Sphinx, docname: str) -> tuple[PageRecord, ...]:
    noted = records(app.env)
    return noted.of_posts_on(docname) if noted and is_on(app) else ()


def _works_on(app: Sphinx, docname: str, *, is_last: bool = False) -> _Works:
    """Return a document's posts as works, which are made for what it shows and writes.

    Those that are asked for the *last* time are not kept.
    """
    found, known = _records(app, docname), _at_hand.setdefault(app, {})
    works = known.pop(docname, ())
    if tuple(record for record, _work in works) != found:
        works = tuple((record, _cited(app, record)) for record in found)
    if works and not is_last:
        known[docname] = works
    return works


def _cited(app: Sphinx, record: PageRecord) -> CiteWork:
    library, source = citation_domain(app.env).library, citable(record)
    return CiteWork(
        name=f"cite-{record.address.partition('#')[2] or 'post'}",
        title=record.title,
        reference=library.formatted(library.item(source)),
        downloads=tuple(in_each_format(lambda suffix: _path(record, suffix), source)),
    )


def _path(record: PageRecord, suffix: str) -> str:
    """Return the path of a post's file from the site's root."""
    address = companion(record.address, suffix)
    return unquote(address.removeprefix(record.publication.address))


def _prepare(app: Sphinx, docnames: Sequence[str]) -> None:
    """Make the works on documents that are about to be written."""
    for docname in docnames:
        _works_on(app, docname)


def _forget(app: Sphinx, env: BuildEnvironment) -> None:
    """Make them anew: sources may be called otherwise now."""
    _at_hand.pop(app, None)


def _begin(app: Sphinx) -> None:
    if isinstance(app.builder, PublicationBuilder):
        app.builder.before_part.append(lambda docnames: _prepare(app, docnames))
        app.builder.after_page.append(
            lambda pagename, template, context: write(app, pagename, template, context)
        )


def setup(app: Sphinx) -> None:
    """Show it below the sources of the post, above what else there is to read."""
    app.connect("builder-inited", _begin)
    app.connect("env-updated", _forget)
    app.connect("env-updated", find_missing, priority=350)
    app.connect("doctree-resolved", show, priority=770)
