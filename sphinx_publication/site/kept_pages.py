"""A generated page that would come out as it is, is not made again.

Lists, sources and connections are pages of no document, which Sphinx makes in every build. What
such a page shows is decided by its context, by what its template asks for besides, which the
context's ``publication_looks`` names, and by the frame that all pages have: configuration, code,
header and colophon. A digest of these is kept from build to build. A page of somebody else, whose
context says nothing of its looks, is made in every build; so are all, where the project has
templates, a theme or handlers of its own, for those may show whatever there is. Pages that one
handler makes of nothing but what documents say are kept as one (`kept_groups`). What a context is
made of has a digest of its own, where it is known before the context is (`later`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx_publication.model import dates
from sphinx_publication.model.fingerprints import code, facts_of_files
from sphinx_publication.site import colophon, markdown_pages
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import LOOKS, PublicationBuilder
from sphinx_publication.site.digests import Digests, digest
from sphinx_publication.site.kept_groups import Groups
from sphinx_publication.site.known_handlers import only_known_show_pages
from sphinx_publication.site.later import Later
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_records import pages_above, records
from sphinx_publication.site.places import what_there_is
from sphinx_publication.site.said import said
from sphinx_publication.site.theming import THEME, has_own_templates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


#: What a project and a build's options set, as text, before anybody changes it.
_configured: WeakKeyDictionary[Sphinx, str] = WeakKeyDictionary()


class KeptPages:
    """The digests of generated pages: those of the last build, and those of this."""

    def __init__(self, app: Sphinx, builder: PublicationBuilder) -> None:
        self._app = app
        self._builder = builder
        self._digests = Digests(Path(app.doctreedir, f"pages-{builder.name}.json"))
        #: Of what contexts are made of.
        self._makings = Digests(Path(app.doctreedir, f"makings-{builder.name}.json"))
        self._groups = Groups(Path(app.doctreedir, f"groups-{builder.name}.json"))
        self._frame: str | None = None
        self._said = ""

    def begin(self) -> None:
        """Take up the digests of the last build; from now on there are none on disk."""
        self._digests.begin()
        self._makings.begin()
        self._groups.begin()
        self._frame = _frame(self._app) if _is_all_known(self._app) else None
        self._said = digest(self._frame, said(self._app)) if self._frame else ""

    def is_group_kept(self, name: str) -> bool:
        """Tell whether what a handler makes would come out as it is; all of it is then the site's.

        It tells nothing but what documents say, and what the frame holds.
        """
        known = self._groups.known(name, self._said) if self._said else None
        if known is None:
            return False
        pages, names = known
        files = [Path(self._builder.outdir, file) for file in names]
        files += (file for page in pages for file in self._files(*page))
        if not (all(map(os.path.isfile, files)) and self._digests.keep(page for page, _ in pages)):
            return False
        for page, _template in pages:
            self._makings.keep((page,))
        self._builder.published.update(files)
        self._builder.generated.update(page for page, _template in pages)
        self._groups.note(name, self._said, pages, names)
        return True

    def note_group(self, name: str, pages: Sequence[tuple[str, str]], files: Sequence[str]) -> None:
        """Note what a handler has made."""
        if self._said:
            self._groups.note(name, self._said, pages, files)

    def is_kept(self, pagename: str, context: Mapping[str, Any], template: str) -> bool:
        """Tell whether a page would come out as it is; its files then belong to the site."""
        if self._frame is None:
            return False
        above = pages_above(self._app, pagename)
        files = tuple(self._files(pagename, template))
        is_same = (
            isinstance(context, Later)
            and self._makings.is_same(pagename, self._frame, template, context.made_of, above)
            and self._digests.keep((pagename,))
        ) or (LOOKS in context and self._looks_same(pagename, context, template, above))
        if not (is_same and all(map(Path.is_file, files))):
            return False
        self._builder.published.update(files)
        return True

    def _looks_same(self, pagename: str, context: Mapping[str, Any], *frame: object) -> bool:
        """Tell whether a page shows what it did, in the same *frame*."""
        shown = {
            name: value for name, value in context.items() if name != "view" and not callable(value)
        }
        return self._digests.is_same(pagename, self._frame, *frame, shown)

    def end(self) -> None:
        """Write down the digests of all pages."""
        if self._frame is not None:
            self._digests.end()
            self._makings.end()
            self._groups.end()

    def _files(self, pagename: str, template: str) -> Iterator[Path]:
        page = self._builder.get_output_path(pagename)
        yield page
        if markdown_pages.has_markdown(self._app, pagename, template):
            yield markdown_pages.beside(page)


def _is_known(app: Sphinx) -> bool:
    """Tell whether all who have a hand in pages are known: none of them remembers one."""
    is_ours = app.config.html_theme == THEME and not is_ablog_site(app.config)
    return is_ours and only_known_show_pages(app)


def _is_all_known(app: Sphinx) -> bool:
    """Tell whether every page looks as its context, our templates and the frame say."""
    return _is_known(app) and not has_own_templates(app)


def _frame(app: Sphinx) -> str:
    """Return a digest of all that any generated page may show besides what is its own."""
    env, builder, view = app.env, app.builder, overview(app.env)
    noted, books = records(env), colophon.yearbooks(env)
    posts = {post.docname for post in view.posts}
    plain = (str, int, float, bool, tuple, type(None))
    return digest(
        code(),
        _configured[app],
        [
            sorted(facts_of_files(Path(app.confdir, folder)))
            for folder in app.config.html_static_path
        ],
        {
            name: value
            for name, value in builder.globalcontext.items()  # type: ignore[attr-defined]
            if isinstance(value, plain)
        },
        str(builder.outdir),
        what_there_is(env),
        colophon.about(env),
        books and (books.name, books.target),
        noted and noted.publication,
        # Where documents stand that are no posts: links lead to them instead of generated pages.
        sorted(env.found_docs - posts),
        # A preview marks what is yet to come.
        app.config.publication_preview
        and [one.key for one in view.posts if one.date > dates.now()],
    )


def _stable(value: object) -> str:
    """Return a value of the configuration as text that is the same in every process."""
    if isinstance(value, set | frozenset):
        return repr(sorted(map(repr, value)))
    if isinstance(value, Mapping):
        return repr([(key, _stable(one)) for key, one in value.items()])
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
    return repr(value)


def _note(app: Sphinx, config: Config) -> None:
    """Take down the configuration; themes change their options while they write pages."""
    given = dict(config._raw_config) | dict(config.overrides)
    _configured[app] = repr([(one.name, _stable(given.get(one.name))) for one in config])


def _begin(app: Sphinx) -> None:
    builder = app.builder
    if isinstance(builder, PublicationBuilder):
        kept = KeptPages(app, builder)
        builder.begin_pages, builder.is_kept, builder.end_pages = (
            kept.begin,
            kept.is_kept,
            kept.end,
        )
        builder.is_group_kept, builder.note_group = kept.is_group_kept, kept.note_group
        builder.is_shared = partial(_is_known, app)
        builder.has_own_contents = cache(partial(_is_all_known, app))


def setup(app: Sphinx) -> None:
    """Let the builder ask of each page whether it is there already."""
    app.connect("config-inited", _note, priority=1)
    app.connect("builder-inited", _begin)
