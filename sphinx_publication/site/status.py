"""The page that says how the site was made, ``/status/``, and the same as JSON for programs.

Counts, the newest post, the yearbooks with their checksums, and the programs that made it all. No
clock, folder or machine is asked, so that the same texts give the same page; nor how many problems
there were, for a build with any is not published. A page of its own, because the pages about a
publication are its authors' words. The site's search passes it over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model import published
from sphinx_publication.model.posts import Post
from sphinx_publication.model.volume_records import BookFile
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import write_file
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, site_address
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.word_counts import word_counts
from sphinx_publication.site.yearbook_pages import name_of, size

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")

#: The programs that make it, by the names of their packages.
_PROGRAMS = {
    "Sphinx": "sphinx",
    "MyST": "myst-parser",
    "ablog": "ablog",
    "citeproc-py": "citeproc-py",
    "Typst": "typst",
    "Pagefind": "pagefind",
}


@dataclass(frozen=True)
class Status:
    """How the site was made."""

    #: From names in JSON to numbers.
    counts: dict[str, int]
    newest: Post | None
    #: The yearbooks' names with their files, the newest first.
    books: tuple[tuple[str, tuple[BookFile, ...]], ...]
    #: From programs to their versions.
    programs: dict[str, str]


def status(app: Sphinx) -> Status:
    """Return how the site is made."""
    env, view = app.env, overview(app.env)
    documents = {post.docname for post in view.posts}
    words = word_counts(env)
    return Status(
        counts={
            "posts": len(view.posts),
            "words": sum(words[name].get("", 0) for name in sorted(documents) if name in words),
            "pages": len(env.found_docs - documents),
            "sources": len(desk_of(env).sources),
            "addresses": _addresses(env),
        },
        newest=view.posts[0] if view.posts else None,
        books=tuple(
            (name_of(volume), view.records[volume.name].files)
            for volume in view.volumes
            if volume.name in view.records
        ),
        programs={"sphinx-publication": app.extensions["sphinx_publication"].version}
        | {name: found for name, package in _PROGRAMS.items() if (found := _version(package))},
    )


def _addresses(env: BuildEnvironment) -> int:
    """Return how many published addresses are looked after."""
    name = env.config.publication_published
    try:
        text = Path(env.srcdir, name).read_text(encoding="utf-8-sig") if name else ""
    except (OSError, UnicodeError):  # told by `site.published`
        return 0
    return len(published.read(text, name).addresses) if text else 0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def text(app: Sphinx, told: Status) -> str:
    """Return the status as JSON: addresses are whole where the site has one."""
    view, site = overview(app.env), site_address(app)
    newest = told.newest
    document = {
        "version": 1,
        "publication": app.config.project,
        "address": site,
        "counts": told.counts,
        "newest": newest
        and {
            "title": newest.title,
            "date": newest.date.isoformat(),
            "path": app.builder.get_target_uri(newest.docname),
        },
        "yearbooks": [
            {
                "name": name,
                "files": [
                    {
                        "path": f"{view.addresses.yearbooks}/{file.name}",
                        "bytes": file.size,
                        "sha256": file.sha256,
                    }
                    for file in files
                ],
            }
            for name, files in told.books
        ],
        "programs": told.programs,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the file, and yield the page unless an author's stands there."""
    if not isinstance(app.builder, PublicationBuilder) or is_ablog_site(app.config):
        return
    if not has_source_pages(app.builder):
        return
    view, told = overview(app.env), status(app)
    name = view.addresses.status
    write_file(app.builder, f"{name}.json", text(app, told))
    if view.document_at(name):
        return
    language = app.config.language or "en"
    words = {
        "posts": _("Posts"),
        "words": _("Words in them"),
        "pages": _("Other pages that somebody wrote"),
        "sources": _("Sources"),
        "addresses": _("Published addresses that are looked after"),
    }
    page = PageView(app, name)
    context = {
        "title": _("How the site is made"),
        "description": _("Counts, yearbooks with their checksums, and the programs that made it."),
        "counts": [
            (label, format_decimal(told.counts[key], locale=language))
            for key, label in words.items()
            if told.counts[key]
        ],
        "newest": told.newest,
        "books": [
            (name, [(file, size(file.size, language)) for file in files])
            for name, files in told.books
        ],
        "folder": view.addresses.yearbooks,
        "programs": told.programs,
        "json": f"{name}.json",
        "view": page,
    }
    yield name, context, "publication/status.html"


def setup(app: Sphinx) -> None:
    """Write both with the pages."""
    app.connect("html-collect-pages", pages)
