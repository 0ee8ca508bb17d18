"""Typst source and pictures into PDF bytes.

A volume is set in a folder of its own that holds the theme, the parts and the pictures; nothing
else can be read, and no font of the machine is used, so that the bytes depend on the content
alone. The PDF is PDF/UA-1 and PDF/A-3a at once, or there is none.

What is found only when the book is set (a character that no font has, a picture that cannot be
read) is marked, and the book is set again.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, cast

import typst

from sphinx_publication.yearbook import fonts, raster
from sphinx_publication.yearbook.diagnostics import (
    Diagnosis,
    Missing,
    first_place,
    missing_characters,
    place_above,
)
from sphinx_publication.yearbook.diagnostics import Place as Place

#: Both at once: for readers with a screen reader, and for archives.
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
THEME = Path(__file__).parent / "theme"
_MAIN = "theme/volume.typ"
_COVER = "theme/cover.typ"
_ROUNDS = 8
#: Every font has what lies before it; what lies after it is tried.
_COMMON = "\u017f"


class SettingError(Exception):
    """A volume that cannot be set; `place` is the author's line where one is known."""

    def __init__(self, message: str, place: Place | None) -> None:
        super().__init__(message)
        self.place = place


@dataclass
class Setting:
    """A volume set in type."""

    pdf: bytes
    #: What the theme says of the book that was set: the page of each mark, the contents.
    record: dict[str, Any] = field(default_factory=dict)
    #: The cover as a PNG; empty for an edition that needs none.
    cover: bytes = b""
    missing: list[Missing] = field(default_factory=list)
    #: Paths of pictures in the workspace that cannot be read, with the reason.
    broken: dict[str, str] = field(default_factory=dict)
    #: What Typst remarks of the theme: fonts it lacks, a layout that does not settle.
    remarks: tuple[str, ...] = ()

    @property
    def marked(self) -> set[str]:
        """The characters that a mark stands for."""
        return {character for missing in self.missing for character in missing.characters}


def write_workspace(folder: Path, files: Mapping[str, str], pictures: Mapping[str, Path]) -> None:
    """Fill *folder* with the theme, the *files* and the *pictures*, by their paths in it."""
    shutil.copytree(THEME, folder / "theme")
    for path, text in files.items():
        file = folder / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    for path, original in pictures.items():
        file = folder / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, file)


def set_volume(folder: Path, pictures: Mapping[str, Path], moment: datetime) -> Setting:
    """Set the volume in *folder*, dated *moment*.

    Raises SettingError when it cannot be set.
    """
    bench = _Bench(folder, moment)
    setting = Setting(b"", missing=bench.untypable())
    for _ in range(_ROUNDS):
        bench.write_settings(setting)
        try:
            main = bench.compile(str(folder / _MAIN))
            setting.pdf, setting.remarks = main.pdf, main.remarks
            setting.record = json.loads(main.compiler.query("<record>", field="value", one=True))
        except typst.TypstError as error:
            diagnosis = Diagnosis(folder, error)
            found = [
                one for one in diagnosis.missing if not setting.marked.issuperset(one.characters)
            ]
            # Typst names the line of the theme, not the picture; each has been tried before, as a
            # plate, so that this is for what only the whole book brings to light.
            broken = {} if found else bench.broken(sorted(pictures))
            if not (found or broken):
                raise SettingError(diagnosis.words, diagnosis.place) from error
            setting.missing.extend(found)
            setting.broken.update(broken)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # Typst's own faults come as panics
            reason = f"Typst fails at it ({error})"
            raise SettingError(reason, bench.faulty()) from error
        else:
            return setting
    raise SettingError("it is still not right after it was mended several times", None)


def cover_picture(folder: Path, width: int) -> bytes:
    """Return the cover of the volume in *folder* as a PNG, *width* pixels wide.

    Raises SettingError when it cannot be set.
    """
    compiler = typst.Compiler(str(folder / _COVER), root=folder, font_paths=_fonts_of(folder))
    try:
        # Pixels an inch, of an A4 page.
        picture = compiler.compile(format="png", ppi=width / (210 / 25.4))
    except typst.TypstError as error:
        diagnosis = Diagnosis(folder, error)
        raise SettingError(diagnosis.words, diagnosis.place) from error
    # A layout of the publication's own may give the cover more than one page.
    first = picture[0] if isinstance(picture, list) else picture
    assert isinstance(first, bytes)
    return raster.frugal(first)


def _fonts_of(folder: Path) -> typst.Fonts:
    """Return the fonts for the volume in *folder*, which may hold some of its own."""
    return fonts.fonts([folder / "fonts"])


@dataclass(frozen=True)
class Fault:
    """Why a picture cannot be set."""

    reason: str
    #: The characters in it that no font has.
    missing: str = ""


def fault(content: bytes, suffix: str) -> Fault | None:
    """Set a picture by itself, by its bytes and the ending of its name; return what goes wrong."""
    with tempfile.TemporaryDirectory(prefix="plate-") as folder:
        name = f"/picture{suffix}"
        Path(folder, name.lstrip("/")).write_bytes(content)
        return _Bench(Path(folder), datetime(2000, 1, 1, tzinfo=UTC)).fault(name)


@dataclass(frozen=True)
class _Compiled:
    pdf: bytes
    remarks: tuple[str, ...]
    #: What set it, to be asked about the result.
    compiler: typst.Compiler


class _Bench:
    """A folder in which a volume, or a piece of one, is set."""

    def __init__(self, folder: Path, moment: datetime) -> None:
        self._folder = folder
        self._fonts = _fonts_of(folder)
        # Typst takes whole seconds, and no zones with rules: only a fixed offset.
        zone = timezone(moment.utcoffset() or timedelta())
        self._moment = moment.astimezone(zone).replace(microsecond=0)
        #: The pictures that were tried by themselves.
        self._tried: set[str] = set()

    def write_settings(self, setting: Setting) -> None:
        """Tell the theme what the other rounds have found, and which fonts there are."""
        escaped = "".join(f"\\x{{{ord(character):x}}}" for character in sorted(setting.marked))
        values = {
            "missing": f"[{escaped}]+" if escaped else "",
            "broken": sorted(setting.broken),
            "families": fonts.families(self._fonts),
        }
        (self._folder / "settings.json").write_text(json.dumps(values), encoding="utf-8")

    def compile(self, source: bytes | str) -> _Compiled:
        """Set a source, or the file that a path names."""
        # Its type knows only one of them at a time.
        compiler = typst.Compiler(cast("str", source), root=self._folder, font_paths=self._fonts)
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=self._moment
        )
        assert isinstance(pdf, bytes)
        return _Compiled(pdf, tuple(warning.message for warning in warnings), compiler)

    def fault(self, picture: str) -> Fault | None:
        """Return what goes wrong when a picture is set by itself."""
        source = f'#set document(title: "x")\n#image({json.dumps(picture)}, alt: "x")'
        try:
            self.compile(source.encode())
        except typst.TypstError as error:
            return Fault(error.message, "".join(missing_characters(error.diagnostic)))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            return Fault(f"Typst fails at it ({error})")
        return None

    def broken(self, pictures: Iterable[str]) -> dict[str, str]:
        """Return those of the pictures that cannot be set, with the reason; each is tried once."""
        broken: dict[str, str] = {}
        for picture in pictures:
            if picture not in self._tried:
                self._tried.add(picture)
                found = self.fault(picture)
                if found is not None:
                    broken[picture] = found.reason
        return broken

    def untypable(self) -> list[Missing]:
        """Return the characters of the volume that no font has, each with its first place.

        To try all of them at once costs less than to set the volume to no avail.
        """
        texts = [file.read_text("utf-8") for file in sorted(self._folder.rglob("*.typ"))]
        texts += [file.read_text("utf-8") for file in sorted(self._folder.rglob("*.json"))]
        used = {character for text in texts for character in set(text) if character > _COMMON}
        # A mark without a letter would stand on a ring that a font may lack.
        used = {character for character in used if not unicodedata.combining(character)}
        tried = "".join(f'#"\\u{{{ord(character):x}}}"\n\n' for character in sorted(used))
        try:
            self.compile(f'#set document(title: "x")\n{tried}'.encode())
        except typst.TypstError as error:
            return [
                Missing(character, place)
                for character in sorted(set("".join(missing_characters(error.diagnostic))))
                for place in _met(character, texts)
            ]
        return []

    def faulty(self) -> Place | None:
        """Return where the part starts that makes Typst fail, each tried by itself."""
        for part in sorted((self._folder / "parts").glob("*.typ")):
            source = part.read_bytes()
            try:
                self.compile(source)
            except typst.TypstError:
                continue
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException:
                return first_place(source.decode())
        return None


def _met(character: str, texts: Iterable[str]) -> list[Place | None]:
    """Return the authors' lines that have a character."""
    found: dict[Place | None, None] = {}
    for text in texts:
        if character in text:
            lines = text.split("\n")
            for number, line in enumerate(lines, start=1):
                if character in line:
                    found[place_above(lines[:number])] = None
    return [place for place in found if place is not None] or list(found)
