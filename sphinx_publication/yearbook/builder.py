"""The builder ``yearbook``: one PDF for each year that has published posts.

It shares the doctrees of the site's build, so a publication is read once. A volume that cannot be
made is reported and leaves its old file where it is; the others are made all the same. A volume
whose manuscript is the same as last time is not set again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_publication.model import addresses, dates, posts
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.yearbooks import Volume, volumes
from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook.assembly import Shelf
from sphinx_publication.yearbook.manuscript import Manuscript, Press
from sphinx_publication.yearbook.parts import Imprint
from sphinx_publication.yearbook.scope import DOCUMENT

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

#: Volumes set at the same time; Typst gives the interpreter free while it works.
_SIDE_BY_SIDE = 4


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
        "application/pdf",
    ]
    # Nothing is fetched from the web: such pictures are reported instead.
    supported_remote_images = True
    supported_data_uri_images = True

    def init(self) -> None:
        """Read the configuration of addresses before anything asks for one."""
        self.addresses = addresses.from_config(self.config)

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
        """Write every volume."""
        published = posts.published(
            getattr(self.env, "ablog_posts", {}),
            zone=self.config.publication_timezone,
            now=dates.now(),
            metadata=self.env.metadata,
            default_authors=_default_authors(self.config),
            preview=self.config.publication_preview,
        )
        wanted = volumes(published, self.config.project)
        self._remove_others(wanted)
        press = self._press()
        workers = min(_SIDE_BY_SIDE, os.cpu_count() or 1)
        with ThreadPoolExecutor(max_workers=workers) as pool:
            started = [
                (manuscript, pool.submit(_set, manuscript))
                for volume in wanted
                if (manuscript := self._manuscript(press, volume)) is not None
            ]
            for manuscript, future in started:
                error = future.exception()
                if error is None:
                    self._publish(manuscript, future.result())
                else:
                    self._failed(manuscript.volume, error)

    def _press(self) -> Press:
        forewords = {self.addresses.page(name): name for name in self.env.found_docs}
        people = getattr(self.config, "blog_authors", None) or {}
        return Press(
            shelf=Shelf(self),
            imprint=_imprint(self.config),
            address=self.addresses.uri,
            author=lambda label: str(people.get(label, (label,))[0]),
            foreword=lambda year: forewords.get(f"{self.addresses.yearbook(year)}/", ""),
            root=Path(self.srcdir),
            report=lambda problem: report(logger, problem),
            epoch=dates.now() if os.environ.get("SOURCE_DATE_EPOCH") else None,
        )

    def _manuscript(self, press: Press, volume: Volume) -> Manuscript | None:
        """Return the volume's manuscript; None when it cannot be made or need not be set."""
        try:
            manuscript = press.manuscript(volume)
        except Exception as error:  # whatever is wrong with it, the other volumes are made
            logger.debug("yearbook %s", volume.year, exc_info=True)
            self._failed(volume, error)
            return None
        return None if self._is_current(manuscript) else manuscript

    def _publish(self, manuscript: Manuscript, result: setting.Setting) -> None:
        lacking: dict[setting.Place | None, str] = {}
        for missing in result.missing:
            lacking[missing.place] = lacking.get(missing.place, "") + missing.characters
        for place, characters in lacking.items():
            self._tell(Kind.YEARBOOK_GLYPH_MISSING, place, characters=characters)
        for picture in manuscript.pictures:
            reason = result.broken.get(picture.path)
            for path, line in picture.places if reason is not None else ():
                self._tell(
                    Kind.YEARBOOK_PICTURE_BROKEN,
                    setting.Place(path, line),
                    picture=picture.file.name,
                    reason=reason,
                )
        for remark in result.remarks:
            logger.info("%s: %s", manuscript.volume.file_name, remark)
        _replace(self._file(manuscript.volume), result.pdf)
        if not (result.missing or result.broken):
            self._remember(manuscript, result.pdf)

    def _failed(self, volume: Volume, error: BaseException) -> None:
        place = error.place if isinstance(error, setting.SettingError) else None
        reason = " ".join(str(error).split()) or type(error).__name__
        where = place or setting.Place("", 0)
        details = {"file": volume.file_name, "reason": reason}
        report(logger, Problem(Kind.YEARBOOK_FAILED, where.path, where.line, details))

    def _tell(self, kind: Kind, place: setting.Place | None, **details: object) -> None:
        where = place or setting.Place("", 0)
        report(logger, Problem(kind, where.path, where.line, details))

    def _file(self, volume: Volume) -> Path:
        return Path(self.outdir, volume.file_name)

    def _stamp(self, volume: Volume) -> Path:
        return Path(self.doctreedir, f"{volume.file_name}.json")

    def _is_current(self, manuscript: Manuscript) -> bool:
        """Tell whether the volume's file is there, whole, and made from this manuscript."""
        try:
            stamp = json.loads(self._stamp(manuscript.volume).read_text("utf-8"))
            digest = hashlib.sha256(self._file(manuscript.volume).read_bytes()).hexdigest()
        except (OSError, ValueError):
            return False
        return bool(stamp == {"manuscript": manuscript.digest, "pdf": digest})

    def _remember(self, manuscript: Manuscript, pdf: bytes) -> None:
        stamp = {"manuscript": manuscript.digest, "pdf": hashlib.sha256(pdf).hexdigest()}
        _replace(self._stamp(manuscript.volume), json.dumps(stamp).encode())

    def _remove_others(self, wanted: tuple[Volume, ...]) -> None:
        """Remove volumes of years that have no published post any more."""
        names = {volume.file_name for volume in wanted}
        ours = re.compile(re.escape(slug(self.config.project) or "yearbook") + r"-\d{4}\.pdf")
        for file in Path(self.outdir).glob("*.pdf"):
            if ours.fullmatch(file.name) and file.name not in names:
                file.unlink()


def _set(manuscript: Manuscript) -> setting.Setting:
    with tempfile.TemporaryDirectory(prefix="yearbook-") as folder:
        workspace = Path(folder)
        pictures = manuscript.picture_files()
        setting.write_workspace(workspace, manuscript.files, pictures)
        return setting.set_volume(workspace, pictures, manuscript.moment)


def _replace(file: Path, content: bytes) -> None:
    """Write *content* in one step, so that no reader ever meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(content)
    new.replace(file)


def _default_authors(config: Config) -> tuple[str, ...]:
    named = getattr(config, "blog_default_author", None) or ()
    return (named,) if isinstance(named, str) else tuple(named)


def _imprint(config: object) -> Imprint:
    site = str(getattr(config, "html_baseurl", "") or "")
    return Imprint(
        project=str(getattr(config, "project", "")),
        language=str(getattr(config, "language", "") or "en"),
        site=site.rstrip("/") + "/" if site else "",
        copyright=str(getattr(config, "copyright", "") or ""),
        licence=str(getattr(config, "publication_licence", "") or ""),
        licence_url=str(getattr(config, "publication_licence_url", "") or ""),
        colophon=str(getattr(config, "publication_colophon", "") or ""),
    )


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
