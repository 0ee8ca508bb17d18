"""The site's builder: every page is a folder with an ``index.html``, at the publication's address.

It is Sphinx's ``dirhtml`` with addresses from `model.addresses`: "source/" and "posts/" do not
show. Sphinx's own search index is left out (search is Pagefind's, over the finished pages), and
``.buildinfo``, which differs from folder to folder, is kept beside the doctrees.
"""

from __future__ import annotations

import gc
import math
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks

from sphinx_publication.model import addresses
from sphinx_publication.site import collecting
from sphinx_publication.site.aside import may_have_others
from sphinx_publication.site.elsewhere import folders_without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set
    from logging import LogRecord

    from sphinx.application import Sphinx

    #: A generated page: its name, its context and its template.
    _Page = tuple[str, dict[str, Any], str]
    #: A page that is there: its name, its template and its context.
    _Followed = tuple[str, str, dict[str, Any]]

logger = logging.getLogger(__name__)

#: What processes share, and what one of them knows when it has done its part.
_Thing = TypeVar("_Thing")
_Known = TypeVar("_Known")

#: Name of the page that servers give out where there is none; they find it as ``404.html``.
NOT_FOUND = "404"

#: So many documents of many are written as soon by one process as by several, each of which takes
#: over what is known of all: 40 in half a second.
_FEW, _MANY = 40, 240

#: Parts that each process writes, so that none is long done before the others; and the most
#: documents of a part, for its process leaves what is no longer used where it is. What is not much
#: has fewer parts, of so many documents.
_PARTS_A_PROCESS, _LARGEST_PART, _SMALLEST_PART = 3, 200, 25

#: So many generated pages are worth a process of their own.
_PAGES_A_PROCESS = 20

#: Name in a generated page's context of what decides its looks besides the rest of the context.
LOOKS = "publication_looks"


#: What Sphinx sets for the document at hand, and its pages' makers may ask for.
_STATE = ("current_docname", "secnumbers", "fignumbers", "imgpath", "dlpath")


class _Unmade(NamedTuple):
    """A document's page whose text is ready: what `handle_page` is given, and what stands then."""

    given: _Page
    options: dict[str, Any]
    state: dict[str, Any]


class PublicationBuilder(DirectoryHTMLBuilder):
    """Writes the site. The name holds "html", because ablog asks for it."""

    name = "publicationhtml"
    search = False

    def init(self) -> None:
        """Read the configuration of addresses before anything asks for one."""
        self.addresses = addresses.from_config(self.config)
        #: Addresses that have been asked for: of a page there are as many as links to it.
        self._uris: dict[str, str] = {}
        #: Files of the site that come from no document, for `site.leftovers` to keep.
        self.published: set[Path] = set()
        #: Documents to write before all others: those that somebody waits for.
        self.first: tuple[str, ...] = ()
        #: Told of every page when its file is whole.
        self.when_written: Callable[[Path], None] = _unheard
        #: Called with each page's name, template and context when its file is whole; where a
        #: process writes a part, when those of all its pages are.
        self.after_page: list[Callable[[str, str, dict[str, Any]], None]] = []
        #: Writes the pictures of the pages that were written; and which of them it knows.
        self.write_pictures: Callable[[], None] = _nothing
        self.is_picture: Callable[[str], bool] = _no_picture
        #: Called with the documents of a part that a process is about to write.
        self.before_part: list[Callable[[Sequence[str]], None]] = []
        #: What is worked out while a page is written, and asked for again later: what a process
        #: that has written a part has learnt of it is asked for there, and taken up here. First,
        #: which pictures the pages show.
        self.lessons: list[tuple[Callable[[], Any], Callable[[Any], None]]] = [
            (lambda: self.images, lambda shown: self.images.update(shown))
        ]
        #: Asked of each generated page, by name, context and template: whether it is there, as it
        #: would be made now (`site.kept_pages`); told before the first of them and after the last.
        self.is_kept: Callable[[str, dict[str, Any], str], bool] = _none_kept
        self.begin_pages: Callable[[], None] = _nothing
        self.end_pages: Callable[[], None] = _nothing
        #: Asked of what a handler makes, by name: whether all of it is there as it would be made;
        #: told what it has made, by the pages' names and templates, and the files' names.
        self.is_group_kept: Callable[[str], bool] = _no_group_kept
        self.note_group: Callable[[str, Sequence[tuple[str, str]], Sequence[str]], None] = _unnoted
        #: Names of the files that the handler of pages now at work has said are the site's.
        self.named_files: list[str] = []
        #: Whether nobody remembers a generated page that is made in another process.
        self.is_shared: Callable[[], bool] = _never
        #: Whether nobody shows the contents of a page as Sphinx writes them.
        self.has_own_contents: Callable[[], bool] = _never
        #: Names of the generated pages of this build.
        self.generated: set[str] = set()
        #: Pages of a part that wait to be made, or to be followed up; None where none does.
        self._unmade: list[_Unmade] | None = None
        self._unfollowed: list[_Followed] | None = None
        super().init()

    def get_asset_paths(self) -> list[str]:
        """Return where Sphinx does not look for documents, as patterns.

        Besides what it leaves out itself: what we have made, and folders that no pattern of
        documents leads into, or it would go through each of their files.
        """
        made = (Path(self.outdir), Path(self.doctreedir))
        elsewhere = folders_without(Path(self.srcdir), self.config.include_patterns, made)
        return [*super().get_asset_paths(), *elsewhere]

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a document or generated page, relative to the site's root.

        Themes call their search page "search"; that is ours, wherever it stands.
        """
        if docname == "search" and docname not in self.env.found_docs:
            docname = self.addresses.search
        if self._is_not_found(docname):
            return f"{NOT_FOUND}{self.out_suffix}"
        if docname not in self._uris:
            self._uris[docname] = self.addresses.uri(docname)
        return self._uris[docname]

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file in which the page is written."""
        return Path(self.outdir, self.output_name(page_name))

    def output_name(self, page_name: str) -> str:
        """Return the path of the page's file from the site's root."""
        if self._is_not_found(page_name):
            return f"{NOT_FOUND}{self.out_suffix}"
        return f"{self.addresses.page(page_name)}index{self.out_suffix}"

    def _is_not_found(self, page_name: str) -> bool:
        return page_name == NOT_FOUND and page_name not in self.env.found_docs

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Get ready, without docutils' own style sheets.

        Sphinx's pages do not name them, but each of the three translators that a page needs would
        look for their files.
        """
        super().prepare_writing(docnames)
        for settings in (self.docsettings, self._settings):
            settings.stylesheet_path = None

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the documents that somebody waits for, then the others; no page differs for it."""
        if len(docnames) > collecting.FEW:
            collecting.expect(len(docnames))
        if first := [name for name in self.first if name in docnames]:
            self._write_serial(first)
        if rest := docnames - set(first):
            super().write_documents(rest)

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        """Let each process resolve and write documents of its own.

        Sphinx resolves all of them in one process, and starts others for every few. What comes back
        is what was learnt.
        """
        if len(docnames) <= _FEW and len(self.env.found_docs) >= _MANY:
            self._write_serial(docnames)
            return
        nproc += 1  # Sphinx keeps one for itself, to resolve
        first, rest = docnames[:1], docnames[1:]
        self._write_serial(first)  # templates are compiled before processes part
        self._share(rest, nproc, self._write_part, self._take_lessons)

    def _write_part(self, docnames: Sequence[str]) -> list[Any]:
        """Write documents a step at a time, and return what was learnt.

        A processor that does one kind of work has its code at hand: all of them resolved, then all
        as HTML, then all in their templates take a tenth less of a build than one after another.
        """
        for begin in self.before_part:
            begin(docnames)
        self.phase = BuildPhase.RESOLVING
        trees = [self.env.get_and_resolve_doctree(name, self, tags=self.tags) for name in docnames]
        self.phase = BuildPhase.WRITING
        self._unmade = []
        for docname, tree in zip(docnames, trees, strict=True):
            self.write_doc_serialized(docname, tree)
            self.write_doc(docname, tree)
        unmade, self._unmade = self._unmade, None
        with self._following_later():
            for page in unmade:
                vars(self).update(page.state)
                self.handle_page(*page.given, **page.options)
        return [learnt() for learnt, _take in self.lessons]

    @contextmanager
    def _following_later(self) -> Iterator[None]:
        """Do what follows a page when all pages that are made within are there."""
        unfollowed: list[_Followed] = []
        self._unfollowed = unfollowed
        yield
        self._unfollowed = None
        for follow in self.after_page:
            for page in unfollowed:
                follow(*page)

    def _take_lessons(self, lessons: list[Any]) -> None:
        for (_learnt, take), lesson in zip(self.lessons, lessons, strict=True):
            take(lesson)

    def _share(
        self,
        things: Sequence[_Thing],
        processes: int,
        work: Callable[[Sequence[_Thing]], _Known],
        take: Callable[[_Known], None],
    ) -> None:
        """Have *things* worked on in parts by several processes, and *take* what each then knows.

        What they say is said in the order of the parts.
        """
        share = math.ceil(len(things) / processes)
        part = math.ceil(share / _PARTS_A_PROCESS)
        size = max(1, min(share, _SMALLEST_PART), min(part, _LARGEST_PART))
        parts = [things[start : start + size] for start in range(0, len(things), size)]
        said: dict[int, list[LogRecord]] = {}

        def do(number: int) -> tuple[_Known, list[LogRecord]]:
            gc.disable()  # the memory of the process goes with it
            collector = logging.LogCollector()
            with collector.collect():
                known = work(parts[number])
            logging.convert_serializable(collector.logs)
            return known, collector.logs

        def done(number: int, made: tuple[_Known, list[LogRecord]]) -> None:
            known, said[number] = made
            take(known)

        tasks = ParallelTasks(processes)
        for number in range(len(parts)):
            tasks.add_task(do, number, done)
        tasks.join()
        for record in (record for number in range(len(parts)) for record in said[number]):
            logger.handle(record)

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a page, and remember that this publication has it.

        Generated pages are made in every build; one that comes out as it was keeps its time, so
        that mirrors fetch only what is new. A document's page gets a new time, by which Sphinx
        knows that it is as new as its source.
        """
        if self._unmade is not None:
            options = {"outfilename": outfilename, "event_arg": event_arg}
            state = {name: vars(self)[name] for name in _STATE}
            self._unmade.append(_Unmade((pagename, addctx, templatename), options, state))
            return
        path = Path(outfilename or self.get_output_path(pagename))
        self.published.add(path)
        is_kept = pagename not in self.env.all_docs and path.is_file()
        before = (path.stat(), path.read_bytes()) if is_kept else None
        super().handle_page(
            pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg
        )
        if before and path.read_bytes() == before[1]:
            os.utime(path, ns=(before[0].st_atime_ns, before[0].st_mtime_ns))
        if self._unfollowed is not None:
            self._unfollowed.append((pagename, templatename, addctx))
        else:
            for follow in self.after_page:
                follow(pagename, templatename, addctx)
        self.when_written(path)

    def gen_pages_from_extensions(self) -> None:
        """Make the pages of no document, but for those that are there as they would be made."""
        self.begin_pages()
        is_shared = may_have_others(self.app) and self.is_shared()
        for pages in self.events.emit("html-collect-pages"):
            wanted = filter(self._is_wanted, pages)
            self._make_aside(tuple(wanted)) if is_shared else self._make(wanted)
        self.end_pages()

    def _is_wanted(self, page: _Page) -> bool:
        self.generated.add(page[0])
        return not self.is_kept(*page)

    def _make(self, pages: Iterable[_Page]) -> None:
        for pagename, context, template in pages:
            self.handle_page(pagename, context, template)

    def _make_aside(self, pages: Sequence[_Page]) -> None:
        """Make pages in several processes, where there are many."""
        count = min(self.app.parallel, len(pages) // _PAGES_A_PROCESS)
        if count < 2:
            self._make(pages)
            return
        self._make(pages[:1])  # templates are compiled before processes part
        self._share(pages[1:], count, self._make_part, self.published.update)

    def _make_part(self, pages: Sequence[_Page]) -> set[Path]:
        before = set(self.published)
        with self._following_later():
            self._make(pages)
        return self.published - before

    def copy_image_files(self) -> None:
        """Write the pictures; what is none (a film) is copied as Sphinx does."""
        self.write_pictures()
        every = self.images
        self.images = {path: name for path, name in every.items() if not self.is_picture(path)}
        super().copy_image_files()
        self.images = every

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the documents to write, judged by the last build's facts."""
        if self._kept_build_info.exists():
            Path(self.outdir).mkdir(parents=True, exist_ok=True)
            shutil.copy2(self._kept_build_info, self._build_info)
        yield from super().get_outdated_docs()

    def write_buildinfo(self) -> None:
        """Keep the build's facts beside the doctrees; they are not published."""
        super().write_buildinfo()
        shutil.move(self._build_info, self._kept_build_info)
        self._build_info.with_name(".buildinfo.bak").unlink(missing_ok=True)

    @property
    def _build_info(self) -> Path:
        return Path(self.outdir, ".buildinfo")

    @property
    def _kept_build_info(self) -> Path:
        return Path(self.doctreedir, "buildinfo-site")


def _unheard(path: Path) -> None:
    """Tell nobody that a page has been written."""


def _nothing() -> None:
    """Do nothing."""


def _none_kept(pagename: str, context: dict[str, Any], template: str) -> bool:
    return False


def _no_group_kept(name: str) -> bool:
    return False


def _unnoted(name: str, pages: Sequence[tuple[str, str]], files: Sequence[str]) -> None:
    """Note nothing of what a handler has made."""


def _never() -> bool:
    return False


def _no_picture(path: str) -> bool:
    return False


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.setup_extension("sphinx.builders.dirhtml")
    app.add_builder(PublicationBuilder)
