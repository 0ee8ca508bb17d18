"""The publication's theme, a child of sphinx-book-theme: chosen by default, fed with what it shows.

A project that names another ``html_theme`` keeps it as it is; our pages then extend that theme's
``layout.html``. Where the theme is ours, each page's context gains the values named
``publication_…`` that ``theme/layout.html`` prints, and loses the parents' scripts, which none of
our pages needs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from sphinx_publication.model import addresses, frontmatter
from sphinx_publication.model.entities import SUBJECTS, kind_at
from sphinx_publication.site import colophon
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.places import Place, address_in_navigation, place, what_there_is

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

THEME = "sphinx_publication"

HERE = Path(__file__).parent

#: Our own script.
SCRIPT = "publication.js"

#: Our script for pages that cite.
CARDS = "publication-cards.js"

#: Files of our typeface that the first view of every page needs.
FIRST_FONTS = ("newsreader-text", "newsreader-display", "hanken")

#: What pages need besides that have italics in their first view, by what they are.
ITALIC = "newsreader-italic"
WITH_ITALICS = frozenset({"post", "source", "topic"})

#: Scripts of Sphinx and the parents, on every page, for parts that our pages do not have.
PARENT_SCRIPTS = frozenset(
    f"_static/{name}"
    for name in (
        "documentation_options.js",
        "translations.js",
        "doctools.js",
        "sphinx_highlight.js",
        "scripts/sphinx-book-theme.js",
    )
)

#: What Sphinx's scripts offer to others; kept on a page that has a script of the project's own.
SHARED_SCRIPTS = frozenset({"_static/documentation_options.js", "_static/doctools.js"})

#: Files of the parents, and Sphinx's own search, that no page of ours asks for.
UNUSED_FILES = (
    "webpack-macros.html",
    "sbt-webpack-macros.html",
    "locales",
    "scripts",
    "styles/*.map",
    "styles/sphinx-book-theme.css",
    "styles/theme.css",
    "images/logo_*",
    "basic.css",
    "file.png",
    "minus.png",
    "plus.png",
    "searchtools.js",
    "language_data.js",
    "*-stemmer.js",
)

#: Handlers of the parents that make ready what only their own templates print: a description taken
#: from the text, buttons, trees of all documents, checksums of their scripts.
UNUSED_HANDLERS = frozenset(
    (
        "pydata_sphinx_theme.edit_this_page.setup_edit_url",
        "pydata_sphinx_theme.toctree.add_toctree_functions",
        "pydata_sphinx_theme.update_and_remove_templates",
        "pydata_sphinx_theme.utils.set_secondary_sidebar_items",
        "sphinx_book_theme.add_metadata_to_page",
        "sphinx_book_theme.hash_html_assets",
        "sphinx_book_theme.header_buttons.add_header_buttons",
        "sphinx_book_theme.header_buttons.launch.add_launch_buttons",
        "sphinx_book_theme.header_buttons.prep_header_buttons",
        "sphinx_book_theme.header_buttons.source.add_source_buttons",
        "sphinx_book_theme.update_templates",
    )
)

#: Sphinx's values that a publication wants otherwise, where the project sets none.
DEFAULTS: Mapping[str, Any] = {
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_show_sphinx": False,
    "html_use_index": False,
}

#: What a word weighs on a page that counts and lists what others say.
LISTED_WEIGHT = "0.25"

#: What a word on a page weighs in search, by what the page is. A post's word weighs 1; a page that
#: only lists or names things does not push aside those that explain them.
WEIGHTS: Mapping[str, str] = {
    "post": "",
    **dict.fromkeys(sorted(SUBJECTS), "0.75"),
    **dict.fromkeys(
        ("organisation", "person", "author", "series", "yearbook", "toplist", "page"), "0.5"
    ),
    "source": LISTED_WEIGHT,
}

#: What a word of a document about a source weighs, which says more than the record of a source.
NOTE_WEIGHT = "0.5"

#: Docutils' line, which Sphinx's layout writes by itself.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'


@dataclass(frozen=True)
class Heading:
    """A heading of the page, for the list beside it."""

    title: str
    #: Where it leads, "#" and the heading's id.
    anchor: str


def headings(toc: nodes.Node | None) -> tuple[Heading, ...]:
    """Return the headings one level below the page's title, from Sphinx's contents of the page."""
    if toc is None:
        return ()
    below_title = (
        item
        for title in toc.children
        for part in title.children
        if isinstance(part, nodes.bullet_list)
        for item in part.children
    )
    return tuple(_headings(below_title))


def _headings(items: Iterable[nodes.Node]) -> Iterator[Heading]:
    for item in items:
        reference = item.next_node(nodes.reference)
        if reference is not None and reference.get("anchorname"):
            yield Heading(reference.astext(), reference["anchorname"])


def page_title(title: str, publication: str) -> str:
    """Return what the browser calls the page, from a title that may hold markup."""
    plain = Markup(title).striptags()
    return f"{plain} – {publication}" if plain and plain != publication else publication


def _choose(app: Sphinx, config: Config) -> None:
    """Take our theme where the project names none, and say what a publication wants of Sphinx.

    An ablog site keeps its theme, also when that is Sphinx's default.
    """
    # The parents add to this list, which may be Sphinx's default for every build of the process:
    # the next would take its configuration for another, and write every page anew.
    config.templates_path = list(config.templates_path)
    if not is_ablog_site(config):
        _set(config, {"html_theme": THEME, "html_title": config.project})
    if config.html_theme != THEME:
        return
    _set(config, DEFAULTS)
    app.add_js_file(SCRIPT, priority=100)


def _offer_templates(app: Sphinx) -> None:
    """Put our templates behind the project's own.

    Not through ``templates_path``: Sphinx's gettext builder reads what lies there, and breaks off
    at a template with a plural.
    """
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        folder = HERE / "templates"
        templates.pathchain.append(folder)  # type: ignore[arg-type]  # any path will do
        templates.loaders.append(SphinxFileSystemLoader(str(folder)))


def _set(config: Config, values: Mapping[str, Any]) -> None:
    """Set what the project has not set itself."""
    for name, value in values.items():
        if name not in config.overrides and name not in config._raw_config:
            setattr(config, name, value)


def _leave_out_sidebars(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Spare the parents the sidebars, those of ``html_sidebars`` too: our theme has none."""
    if app.config.html_theme == THEME:
        context["sidebars"] = []
        context["theme_secondary_sidebar_items"] = []


def _fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the theme's templates what they print; after all others, the parents included."""
    if app.config.html_theme != THEME:
        return
    names = addresses.from_config(app.config)
    metadata = context.get("meta") or {}
    context["publication_page_title"] = page_title(context.get("title") or "", context["docstitle"])
    context["publication_description"] = " ".join(
        str(context.get("description") or metadata.get("description") or "").split()
    )
    context["publication_aliases"] = ", ".join(frontmatter.listed(metadata.get("aliases")))
    context["publication_search_url"] = context["pathto"](names.search)
    context["publication_is_search"] = pagename == names.search
    context["publication_copyright"] = _lines(context.get("copyright"))
    context["publication_is_start"] = pagename == app.config.root_doc
    # The start page's title is then the name in full size.
    context["publication_is_named"] = (
        pagename == app.config.root_doc
        and Markup(context.get("title") or "").striptags() == context["docstitle"]
    )
    context["publication_about"] = colophon.about(app.env)
    if books := colophon.yearbooks(app.env):
        context["publication_yearbooks"] = Place(books.name, context["pathto"](books.target))
    context["publication_scripts"] = scripts(context.get("script_files", ()))
    context["metatags"] = context.get("metatags", "").replace(VIEWPORT, "")
    context["publication_headings"] = _shown_headings(app, pagename, context)
    kind = search_kind(app, pagename, context)
    context["publication_fonts"] = fonts(context, kind)
    context["publication_indexed"] = kind in WEIGHTS
    is_note = kind == "source" and pagename in app.env.all_docs
    weight = NOTE_WEIGHT if is_note else WEIGHTS.get(kind, "")
    context.setdefault("publication_weight", weight)
    context["publication_search_kind"] = kind
    here = address_in_navigation(pagename, kind == "post", names)
    configured = context.get("theme_navigation") or what_there_is(app.env)
    for name, pairs in (("navigation", configured), ("colophon", context.get("theme_colophon"))):
        context[f"publication_{name}"] = [
            place(label, target, here, context["pathto"]) for label, target in pairs or ()
        ]


def fonts(context: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """Return the fonts that the first view of a page needs.

    One that is not asked for at once waits for the next page: italics of a standfirst or of the
    title of a work would not be ours on the first.
    """
    if context.get("theme_typeface") != "own":
        return ()
    return (*FIRST_FONTS, ITALIC) if kind in WITH_ITALICS else FIRST_FONTS


def search_kind(app: Sphinx, pagename: str, context: Mapping[str, Any]) -> str:
    """Return what search takes the page for: a key of `WEIGHTS`, or "" when it is not searched."""
    if pagename in getattr(app.env, "ablog_posts", {}):
        return "post"
    if pagename not in app.env.all_docs:
        return str(context.get("publication_kind") or "")
    if pagename == app.config.root_doc or pagename.endswith("/index"):
        return ""
    names = addresses.from_config(app.config)
    address = names.document(pagename)
    folders = {
        names.authors: "author",
        names.series: "series",
        names.yearbooks: "yearbook",
        names.toplists: "toplist",
        names.sources: "source",
    }
    said = str((context.get("meta") or {}).get("kind") or "")
    if (kind := kind_at(address, said, names)) in WEIGHTS:
        return kind
    return folders.get(address.rpartition("/")[0], "page")


def _lines(copyright: str | Iterable[str] | None) -> list[str]:
    lines = [copyright] if isinstance(copyright, str) else list(copyright or ())
    return [line for line in lines if line]


def scripts(all_scripts: Iterable[Any]) -> list[Any]:
    """Return ours and those that the project asked for, the latter with what they build on."""
    rest = [script for script in all_scripts if not _says_options(script)]
    own = [script for script in rest if str(script.filename) not in PARENT_SCRIPTS]
    ours = {f"_static/{name}" for name in (SCRIPT, CARDS)}
    only_ours = all(str(script.filename) in ours for script in own)
    shared = frozenset() if only_ours else SHARED_SCRIPTS
    return [script for script in rest if script in own or str(script.filename) in shared]


def _says_options(script: Any) -> bool:
    """Tell whether a script only passes on options of pydata-sphinx-theme."""
    body = script.attributes.get("body") or ""
    return str(body).strip().startswith("DOCUMENTATION_OPTIONS.")


def _shown_headings(app: Sphinx, pagename: str, context: dict[str, Any]) -> tuple[Heading, ...]:
    """Return the headings that stand beside the page: none on the start page, which is a list."""
    found = headings(app.env.tocs.get(pagename)) if pagename != app.config.root_doc else ()
    return found if len(found) >= int(context.get("theme_page_toc_from", 3)) else ()


def _prune(app: Sphinx, exception: Exception | None) -> None:
    """Take out of the finished site what only the parents' own pages would use."""
    is_ours = getattr(app.config, "html_theme", "") == THEME and app.builder.format == "html"
    if exception is not None or not is_ours or getattr(app.builder, "search", False):
        return
    for pattern in UNUSED_FILES:
        for path in Path(app.outdir, "_static").glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def has_own_templates(app: Sphinx) -> bool:
    """Tell whether the project has templates; they may print whatever there is."""
    # The parents add their own to the project's.
    own = app.config.overrides.get("templates_path", app.config._raw_config.get("templates_path"))
    folders = (Path(app.confdir, name) for name in own or ())
    return any(path.is_file() for folder in folders for path in folder.rglob("*"))


def _spare_the_parents(app: Sphinx) -> None:
    """Do not ask the parents, for each page, for what only their own templates print."""
    if app.config.html_theme != THEME or has_own_templates(app):
        return
    for one in app.events.listeners["html-page-context"][:]:
        name = f"{one.handler.__module__}.{getattr(one.handler, '__qualname__', '')}"
        if name in UNUSED_HANDLERS:
            app.disconnect(one.id)


def setup(app: Sphinx) -> None:
    """Register the theme and fill each page's context for it."""
    app.add_html_theme(THEME, HERE / "theme")
    app.connect("config-inited", _choose, priority=200)
    app.connect("builder-inited", _offer_templates)
    app.connect("builder-inited", _spare_the_parents)
    app.connect("html-page-context", _leave_out_sidebars, priority=100)
    app.connect("html-page-context", _fill, priority=900)
    app.connect("build-finished", _prune, priority=900)
