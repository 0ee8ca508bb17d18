"""The builder ``yearbook``: a volume for every year with published posts, and those of conf.py.

Each is made in every edition asked for, with a record (`VolumeRecord`) that tells the site of it.
The doctrees are those of the site's build, so a publication is read once. A volume that cannot be
made is reported and leaves its old files where they are; the others are made all the same. An
edition whose manuscript is the same as last time is not set again; one that names pages of another
volume is, when those have moved.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import deque
from collections.abc import Iterable, Mapping, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_publication.model import addresses, dates, posts
from sphinx_publication.model.authors import named, profiles
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.progress import Step, unseen
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.volume_records import VolumeRecord, read_records
from sphinx_publication.model.yearbooks import (
    PDF_EDITIONS,
    Edition,
    Volume,
    plans,
    volumes,
    without_posts,
)
from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook import look
from sphinx_publication.yearbook.apart import Room, Task, make_room, set_apart
from sphinx_publication.yearbook.assembly import Shelf
from sphinx_publication.yearbook.epub import binding as epub
from sphinx_publication.yearbook.forked import forked
from sphinx_publication.yearbook.imprint import imprint
from sphinx_publication.yearbook.kept import Kept
from sphinx_publication.yearbook.making import Press
from sphinx_publication.yearbook.manuscript import Manuscript, manuscript
from sphinx_publication.yearbook.messages import Messages
from sphinx_publication.yearbook.plates import plates_of_build
from sphinx_publication.yearbook.records import Job, recorded
from sphinx_publication.yearbook.scope import DOCUMENT

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

#: Volumes set at the same time, at most.
_SIDE_BY_SIDE = 4
#: Characters of source set at the same time; Typst takes about 330 bytes of memory for each.
_ROOM = 1_000_000
#: Characters of a book before which all else makes room.
_LARGE = 500_000
#: Posts of a volume whose documents are read in a process that ends with them.
_MANY = 100
#: Times that volumes which name each other are set again, for the pages of the other to be right.
_SETTLING = 2
#: Width of the picture of the cover, in pixels.
COVER_WIDTH = 640


class YearbookBuilder(Builder):
    """Writes the yearbooks into the output folder, and nothing else."""

    name = "yearbook"
    format = "typst"
    epilog = "The yearbooks are in %(outdir)s."
    allow_parallel = True
    supported_image_types = [  # noqa: RUF012 (Sphinx declares it so)
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
    ]
    # Nothing is fetched from the web: such pictures are reported instead.
    supported_remote_images = True
    supported_data_uri_images = True

    def init(self) -> None:
        """Read the configuration of addresses before anything asks for one."""
        self.addresses = addresses.from_config(self.config)
        self._messages = Messages(Path(self.srcdir))
        #: Digests of the manuscripts that this build has set, well or not, by the files' names.
        self._tried: dict[str, str] = {}
        #: Names of the volumes of which something could not be made.
        self._failures: set[str] = set()
        self._room = Room(_ROOM)
        #: Manuscripts by volume, with what was known then of the volumes that they name.
        self._written: dict[str, tuple[Manuscript, dict[str, VolumeRecord | None]]] = {}
        self._kept = Kept(Path(self.outdir), Path(self.doctreedir))
        self._records = read_records(Path(self.outdir))
        #: Names of all volumes that there are, made or not.
        self.names: tuple[str, ...] = ()
        #: Told of each file that is set; a command line may put a bar in its place.
        self.progress: Step = unseen

    def get_outdated_docs(self) -> str:
        """Return what is built: every volume, whatever changed."""
        return "all yearbooks"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a document's place, for the translator to find in the book or on the site."""
        return DOCUMENT + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same from everywhere."""
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        """Write every volume in every edition, and what became of it."""
        every = self._volumes()
        self.names = tuple(volume.name for volume in every)
        self._kept.remove_others(slug(self.config.project) or "yearbook", self._names_of(every))
        press = self._press(every)
        only = set(self.config.publication_yearbook_only)
        wanted = {one.name: one for one in every if not only or one.name in only}
        with ThreadPoolExecutor(max_workers=min(_SIDE_BY_SIDE, os.cpu_count() or 1)) as pool:
            waiting = wanted
            while waiting:
                waiting = self._set_some(press, waiting, pool)
            # Volumes that name each other: the first to be set did not know the other's pages.
            for _round in range(_SETTLING):
                if not self._set_all(press, wanted, pool):
                    break
        if self._editions((Edition.EPUB,)):
            for volume in wanted.values():
                self._bind(press, volume)

    def _set_some(
        self, press: Press, waiting: Mapping[str, Volume], pool: ThreadPoolExecutor
    ) -> dict[str, Volume]:
        """Set the volumes whose pages are ready to be named by others; return those that wait.

        A volume waits for those that it names. Where all wait for each other, the oldest is set.
        """
        named = {
            name: self._written[name][0].named
            for name, volume in waiting.items()
            if name in self._written or self._manuscript(press, volume)
        }
        ready = [name for name, others in named.items() if not others & named.keys()]
        if not ready:
            ready = list(named)[-1:]
        self._set_all(press, {name: waiting[name] for name in ready}, pool)
        return {name: waiting[name] for name in named if name not in ready}

    def _set_all(self, press: Press, wanted: Mapping[str, Volume], pool: ThreadPoolExecutor) -> int:
        """Set every volume that has changed; return how many jobs that were."""
        made = [self._manuscript(press, volume) for volume in wanted.values()]
        return self._set(
            [Job(one, edition) for one in made if one for edition in self._editions()], pool
        )

    def _set(self, jobs: Iterable[Job], pool: ThreadPoolExecutor) -> int:
        """Set those of the *jobs* that are not current; return how many that were."""
        started = deque[tuple[Job, Future[setting.Setting]]]()
        for job in jobs:
            digest = job.digest
            if self._tried.get(job.file_name) == digest or self._is_current(job):
                continue
            self._tried[job.file_name] = digest
            started.append((job, pool.submit(_set, job, self._room)))
        count = len(started)
        for number in range(1, count + 1):
            job, future = started.popleft()  # a book that is written is not kept in memory
            error = future.exception()
            self.progress(number, count, job.file_name)
            if error is None:
                self._publish(job, future.result())
            else:
                self._failed(job.volume, error)
        return count

    def _bind(self, press: Press, volume: Volume) -> None:
        """Write a volume's EPUB, which has the cover and the page numbers of its screen edition.

        Where that could not be made, the old file stays.
        """
        made = self._manuscript(press, volume)
        if made is None or volume.name in self._failures:
            return
        try:
            record = self._records.get(volume.name) if self._editions((Edition.SCREEN,)) else None
            cover = Path(self.outdir, record.cover).read_bytes() if record else b""
            pages = record.pages if record else {}
            content = epub.bound(made.draft(), pages, cover)
            job = Job(made, Edition.EPUB, hashlib.sha256(content).hexdigest())
            if not self._is_current(job):
                self._publish(job, setting.Setting(content, {"count": 0}))
        except Exception as error:  # whatever is wrong with it, the other volumes are made
            self._failed(volume, error, Edition.EPUB)

    def _volumes(self) -> tuple[Volume, ...]:
        published = posts.published(
            getattr(self.env, "ablog_posts", {}),
            zone=self.config.publication_timezone,
            now=dates.now(),
            metadata=self.env.metadata,
            default_authors=_default_authors(self.config),
            preview=self.config.publication_preview,
        )
        published = named(published, profiles(self.env, self.addresses))
        wanted = plans(self.config.publication_yearbooks)
        found = volumes(
            published, self.config.project, wanted, print_word=self.addresses.print_edition
        )
        for name in without_posts(wanted, found):
            self._messages.say(Problem(Kind.YEARBOOK_EMPTY, "conf.py", 1, {"name": name}))
        return found

    def _editions(self, among: Iterable[Edition] = PDF_EDITIONS) -> tuple[Edition, ...]:
        wanted = {Edition(name) for name in self.config.publication_yearbook_editions}
        return tuple(edition for edition in among if edition in wanted)

    def _press(self, every: tuple[Volume, ...]) -> Press:
        made = look.from_config(self.config, Path(self.app.confdir), Path(self.doctreedir))
        self._messages.look = made
        forewords = {self.addresses.page(name): name for name in self.env.found_docs}
        people = getattr(self.config, "blog_authors", None) or {}
        return Press(
            shelf=Shelf(self),
            imprint=imprint(self.config),
            look=made,
            addresses=self.addresses,
            env=self.env,
            author=lambda label: str(people.get(label, (label,))[0]),
            foreword=lambda name: forewords.get(f"{self.addresses.yearbook(name)}/", ""),
            volumes=every,
            records=self._records,
            root=Path(self.srcdir),
            report=self._messages.say,
            plates=plates_of_build(Path(self.doctreedir)),
            epoch=dates.now() if os.environ.get("SOURCE_DATE_EPOCH") else None,
        )

    def _manuscript(self, press: Press, volume: Volume) -> Manuscript | None:
        """Return the volume's manuscript; None when it cannot be made.

        It is written again once more is known of a volume that it names.
        """
        if volume.name in self._written:
            written, known = self._written[volume.name]
            if known == self._known(written):
                return written
        try:
            made = self._made_apart(press, volume) or manuscript(press, volume)
        except Exception as error:  # whatever is wrong with it, the other volumes are made
            self._failed(volume, error)
            return None
        self._written[volume.name] = made, self._known(made)
        return made

    def _made_apart(self, press: Press, volume: Volume) -> Manuscript | None:
        """Return a large volume's manuscript, which leaves none of its documents in memory.

        Returns None for another, and where something is wrong with it.
        """
        if len(volume.posts) < _MANY:
            return None
        is_bound = bool(self._editions((Edition.EPUB,)))

        def make() -> tuple[Manuscript, list[Problem]]:
            problems: list[Problem] = []
            made = manuscript(replace(press, report=problems.append), volume)
            made.draft.part_from_documents(is_wanted=is_bound)
            return made, problems

        written = forked(make)
        if written is None:
            return None
        made, problems = written
        for problem in problems:
            press.report(problem)
        return made

    def _known(self, made: Manuscript) -> dict[str, VolumeRecord | None]:
        """Return what is known of the volumes that a manuscript names."""
        return {name: self._records.get(name) for name in made.named}

    def _publish(self, job: Job, result: setting.Setting) -> None:
        self._messages.of_setting(job, result)
        self._kept.write(job.file_name, result.pdf)
        if job.edition is Edition.SCREEN:
            self._kept.write(job.volume.cover_name, result.cover)
        self._record(job, result)
        if not (result.missing or result.broken):
            self._kept.remember(job, result.pdf)

    def _record(self, job: Job, result: setting.Setting) -> None:
        """Write down what became of an edition, beside what is known of the others."""
        record = recorded(self._records.get(job.volume.name), job, result)
        self._records[job.volume.name] = record
        self._kept.write(job.volume.record_name, record.to_json().encode())

    def _failed(
        self, volume: Volume, error: BaseException, edition: Edition = Edition.SCREEN
    ) -> None:
        logger.debug("yearbook %s", volume.name, exc_info=error)
        self._failures.add(volume.name)
        self._messages.of_failure(volume, error, edition)

    def _is_current(self, job: Job) -> bool:
        """Tell whether an edition is there as its manuscript has it, and its record too."""
        known = self._records.get(job.volume.name)
        return known is not None and known.file(job.edition) is not None and self._kept.has(job)

    def _names_of(self, wanted: tuple[Volume, ...]) -> set[str]:
        """Return the names of all files that are made of volumes."""
        editions = self._editions(Edition)
        names = {volume.file_name(edition) for volume in wanted for edition in editions}
        names |= {volume.record_name for volume in wanted}
        if Edition.SCREEN in editions:
            names |= {volume.cover_name for volume in wanted}
        return names


def _set(job: Job, room: Room) -> setting.Setting:
    files = job.manuscript.files_of(job.edition)
    pictures = job.manuscript.picture_files()
    size = sum(len(text) for path, text in files.items() if path.endswith(".typ"))
    with (
        room.take(size),
        tempfile.TemporaryDirectory(prefix="yearbook-") as folder,
    ):
        workspace = Path(folder, "volume")
        setting.write_workspace(workspace, files, {**pictures, **job.manuscript.assets})
        if size >= _LARGE:
            make_room()
        cover = COVER_WIDTH if job.edition is Edition.SCREEN else 0
        return set_apart(Task(workspace, pictures, job.manuscript.moment, cover))


def _default_authors(config: Config) -> tuple[str, ...]:
    named = getattr(config, "blog_default_author", None) or ()
    return (named,) if isinstance(named, str) else tuple(named)


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove the style sheet that pydata-sphinx-theme writes whatever the builder is."""
    static = Path(app.outdir, "_static")
    sheet = static / "pygments.css"
    if app.builder.name == YearbookBuilder.name and sheet.is_file():
        sheet.unlink()
        if not any(static.iterdir()):
            static.rmdir()


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(YearbookBuilder)
    app.connect("build-finished", _tidy, priority=900)
