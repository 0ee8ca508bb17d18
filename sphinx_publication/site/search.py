"""Search: a page with our own field, and Pagefind's index over the finished site.

Pagefind (a program inside a Python wheel) reads the HTML that was written, stems it in the
publication's language and writes ``pagefind/``, which the page's script asks in the reader's
browser. Only what ``data-pagefind-body`` marks is indexed; the index is the same bytes whenever
the site is.
"""

from __future__ import annotations

import filecmp
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation
from sphinx.search import languages

from sphinx_publication.model import addresses
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.search_words import copy_pages
from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_ = get_translation("sphinx_publication")

#: The page's script, for any theme.
STATIC = Path(__file__).parent / "static"

#: The index's folder in the site.
BUNDLE = "pagefind"

#: Parts of a page that say nothing of their own: they would double what other pages say.
NOT_INDEXED = (
    ".headerlink",
    ".post-meta",
    ".post-list",
    ".references",
    ".archive",
    ".post-neighbours",
    ".citing-list",
    ".source-list",
    ".source-numbers",
    ".source-facts",
    ".source-export",
    ".works",
    ".topic-sources",
    ".label-list",
    ".feed-link",
)

#: Pagefind's own interfaces, which our page does not use.
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")


class SearchError(RuntimeError):
    """Pagefind could not make the index; the message is its own."""


def build_index(outdir: Path, language: str) -> None:
    """Index the finished site in *outdir*; *language* is that of ``conf.py``.

    Files that did not change keep their place and time. Raises `SearchError`.
    """
    spoken = language.partition("_")[0].lower()
    with TemporaryDirectory() as fresh, TemporaryDirectory() as pages:
        copy_pages(outdir, Path(pages), spoken, NOT_INDEXED)
        _run_pagefind(Path(pages), Path(fresh), spoken)
        for pattern in UNUSED:
            for unused in Path(fresh).glob(pattern):
                unused.unlink()
        _mirror(Path(fresh), outdir / BUNDLE)


def _run_pagefind(site: Path, bundle: Path, language: str) -> None:
    command = [sys.executable, "-m", "pagefind", "--quiet"]
    command += ["--site", str(site), "--output-path", str(bundle)]
    command += ["--force-language", language]
    command += ["--exclude-selectors", ", ".join(NOT_INDEXED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError((done.stderr or done.stdout).strip())


def _mirror(fresh: Path, kept: Path) -> None:
    """Make the folder *kept* hold what *fresh* holds, writing only what differs."""
    wanted = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    for path in list(kept.rglob("*")):
        if path.is_file() and path.relative_to(kept) not in wanted:
            path.unlink()
    for name in sorted(wanted):
        target = kept / name
        if not (target.exists() and filecmp.cmp(fresh / name, target, shallow=False)):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fresh / name, target)


def small_words(language: str) -> list[str]:
    """Return the words that say nothing of what a reader looks for ("och", "som"), by Sphinx."""
    known = languages.get(language.partition("_")[0].lower())
    if isinstance(known, str):
        module, _dot, name = known.rpartition(".")
        known = getattr(import_module(module), name)
    return sorted(getattr(known, "stopwords", ()))


def has_page(config: Config) -> bool:
    """Tell whether search has a page of ours: in an ablog site, only in our theme."""
    return not is_ablog_site(config) or config.html_theme == THEME


def _bring_script(app: Sphinx, config: Config) -> None:
    if has_page(config):
        config.html_static_path = [*config.html_static_path, str(STATIC)]


def _search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the search page, at its address."""
    if app.builder.format == "html" and has_page(app.config):
        context = {
            "title": _("Search"),
            "publication_kind": "search",
            "bundle": BUNDLE,
            "small_words": " ".join(small_words(app.config.language)),
        }
        yield addresses.from_config(app.config).search, context, "publication/search.html"


def setup(app: Sphinx) -> None:
    """Write the search page with the others, and its script."""
    app.connect("config-inited", _bring_script, priority=300)
    app.connect("html-collect-pages", _search_page)
