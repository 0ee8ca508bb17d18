"""Search: a page with our own field, and Pagefind's index over the finished site.

Pagefind (a program inside a Python wheel) reads the HTML that was written, stems it in the
publication's language and writes ``pagefind/``, which the page's script asks in the reader's
browser. Only what ``data-pagefind-body`` marks is indexed; the index is the same bytes whenever
the site is.
"""

from __future__ import annotations

import filecmp
import gzip
import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import zopfli.gzip
from sphinx.locale import get_translation
from sphinx.search import languages

from sphinx_publication.model import addresses
from sphinx_publication.model.dates import day_patterns
from sphinx_publication.model.facets import Facets, Known, cited, table
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.spelling import Dictionary
from sphinx_publication.site.assets import script_path
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.places import what_there_is
from sphinx_publication.site.search_words import Searched, searched_pages, write_copies
from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_ = get_translation("sphinx_publication")

#: The index's folder in the site.
BUNDLE = "pagefind"

#: Files of ours beside Pagefind's: what results can be narrowed by, with the cited sources apart,
#: and the words of the texts.
FACETS = "facets.json"
CITED = "cited.json"
DICTIONARY = "words.json"

#: What Pagefind's compressed files begin with.
_SIGNATURE = b"pagefind_dcd"

#: What a file begins with that was packed here: no name, no time, the closest way.
_PACKED = b"\x1f\x8b\x08\0\0\0\0\0\x02"

#: Parts of a page that say nothing of their own: they would double what other pages say.
NOT_INDEXED = (
    ".headerlink",
    ".footnote-reference",
    ".post-meta",
    ".post-list",
    ".references",
    ".archive",
    ".post-neighbours",
    ".source-list",
    ".source-numbers",
    ".source-facts",
    ".source-export",
    ".source-count",
    ".source-link",
    ".source-beside",
    ".citing",
    ".related-entities",
    ".works",
    ".topic-sources",
    ".label-list",
    ".feed-link",
)

#: Pagefind's own interfaces, which our page does not use, and the worker with a second copy of its
#: program (ours is ``publication-search-answers.js``).
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")


#: Languages whose words Pagefind knows the forms of. Each has a program of its own; the others
#: share one.
STEMMED = frozenset(
    (
        *("ar", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu"),
        *("hy", "id", "it", "lt", "nb", "ne", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sr", "sv"),
        *("ta", "tr", "yi"),
    )
)


class SearchError(RuntimeError):
    """Pagefind could not make the index; the message is its own."""


def spoken(language: str) -> str:
    """Return Pagefind's name for the language of ``conf.py``: ``sv`` for ``sv_SE``."""
    return language.partition("_")[0].lower()


def program(language: str) -> str:
    """Return the name in `BUNDLE` of Pagefind's program for the language of ``conf.py``."""
    name = spoken(language)
    return f"wasm.{name if name in STEMMED else 'unknown'}.pagefind"


def build_index(outdir: Path, language: str, knowledge: str = "") -> None:
    """Index the finished site in *outdir*; *language* is that of ``conf.py``.

    *knowledge* is the path in the site of the file that tells what pages have to do with, by
    which results can be narrowed. Files that did not change keep their place and time.
    Raises `SearchError`.
    """
    name = spoken(language)
    pages = list(searched_pages(outdir, NOT_INDEXED))
    with TemporaryDirectory() as fresh, TemporaryDirectory() as copies:
        write_copies(pages, Path(copies), name)
        _run_pagefind(Path(copies), Path(fresh), name)
        for pattern in UNUSED:
            for unused in Path(fresh).glob(pattern):
                unused.unlink()
        _pack_program(Path(fresh), outdir / BUNDLE)
        known, facets = _facets(pages, Path(fresh), outdir / knowledge)
        _write(Path(fresh, FACETS), table(facets, known.names))
        _write(Path(fresh, CITED), cited(facets, known.names))
        _write(Path(fresh, DICTIONARY), _dictionary(pages))
        _mirror(Path(fresh), outdir / BUNDLE)


def _facets(
    pages: Iterable[Searched], bundle: Path, knowledge: Path
) -> tuple[Known, Mapping[str, Facets]]:
    """Return what is known of pages, and what results can be narrowed by, by the pages' ids.

    Pagefind has filters of its own, but writes them in an order that differs from run to run.
    """
    told = json.loads(knowledge.read_text(encoding="utf-8")) if knowledge.is_file() else {}
    known, kinds = Known(told), {quote(page.address): page.kind for page in pages}
    ids = {quote(unquote(address).removeprefix("/")): name for address, name in _ids(bundle)}
    found = {
        ids[address]: known.facets(address, kind)
        for address, kind in kinds.items()
        if address in ids
    }
    return known, found


def _ids(bundle: Path) -> Iterator[tuple[str, str]]:
    """Yield each page's address and its id in the index."""
    for path in (bundle / "fragment").glob("*.pf_fragment"):
        record = gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)
        yield json.loads(record)["url"], path.stem


def _dictionary(pages: Iterable[Searched]) -> list[str]:
    found = Dictionary()
    for page in pages:
        found.add(f"{page.text} {page.aliases}")
    return found.groups()


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"{text}\n", encoding="utf-8")


def _run_pagefind(site: Path, bundle: Path, language: str) -> None:
    command = [sys.executable, "-m", "pagefind", "--quiet"]
    command += ["--site", str(site), "--output-path", str(bundle)]
    command += ["--force-language", language]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError((done.stderr or done.stdout).strip())


def _pack_program(bundle: Path, kept: Path) -> None:
    """Pack Pagefind's program closer than it does: it is the most that a search fetches.

    Leaves out the program for languages that the index does not have. What lies in *kept* from
    the build before is taken as it is, for packing takes longer than all else here.
    """
    entry = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    wanted = {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in entry["languages"].values()}
    for program in bundle.glob("wasm.*.pagefind"):
        if program.name not in wanted:
            program.unlink()
            continue
        content = gzip.decompress(program.read_bytes())
        before = kept / program.name
        if before.is_file() and _unpacked(before) == content:
            shutil.copyfile(before, program)
        else:
            program.write_bytes(zopfli.gzip.compress(content))


def _unpacked(file: Path) -> bytes | None:
    """Return what a file that was packed here holds; None for a broken or another one."""
    packed = file.read_bytes()
    try:
        return gzip.decompress(packed) if packed.startswith(_PACKED) else None
    except (EOFError, OSError, zlib.error):
        return None


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


@dataclass(frozen=True)
class KindOfPage:
    """What results are narrowed to: pages of one kind, or of a few that belong together."""

    #: What readers call them.
    many: str
    #: Each kind as pages say it of themselves, and what readers call one such page.
    one: Mapping[str, str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, the one that gives the address its word first."""
        return tuple(self.one)

    @property
    def names(self) -> tuple[str, ...]:
        """What readers call a page of each."""
        return tuple(self.one.values())


def kinds() -> tuple[KindOfPage, ...]:
    """Return every kind of page that is searched, in the order in which readers meet them."""
    return (
        KindOfPage(_("Posts"), {"post": _("Post")}),
        KindOfPage(
            _("Topics"),
            {
                "topic": _("Topic"),
                "law": _("Law"),
                "event": _("Event"),
                "programme": _("Programme"),
            },
        ),
        KindOfPage(_("Organisations"), {"organisation": _("Organisation")}),
        KindOfPage(_("People"), {"person": _("Person"), "author": _("Author")}),
        KindOfPage(_("Sources"), {"source": _("Source")}),
        KindOfPage(_("Series"), {"series": _("One series")}),
        KindOfPage(_("Ranked lists"), {"toplist": _("Ranked list")}),
        KindOfPage(_("Yearbooks"), {"yearbook": _("Yearbook")}),
        KindOfPage(_("Pages"), {"page": _("Page")}),
    )


def knowledge_file(config: Config) -> str:
    """Return the path in the site of the file by which results can be narrowed."""
    return f"{addresses.from_config(config).data}.json"


def _search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the search page, at its address."""
    if app.builder.format == "html" and has_page(app.config):
        context = {
            "title": _("Search"),
            "description": _("Search all posts, topics, organisations and sources."),
            "publication_kind": "search",
            "bundle": BUNDLE,
            "program": program(app.config.language),
            "search_script": script_path("publication-search.js"),
            "small_words": " ".join(small_words(app.config.language)),
            "days": day_patterns(app.config.language),
            "kinds": kinds(),
            "places": what_there_is(app.env),
            "slug": slug,
        }
        yield addresses.from_config(app.config).search, context, "publication/search.html"


def setup(app: Sphinx) -> None:
    """Write the search page with the others."""
    app.connect("html-collect-pages", _search_page)
