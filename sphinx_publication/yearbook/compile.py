"""Typst source and pictures into PDF bytes.

A volume is set in a folder of its own that holds the theme, the parts and the pictures; nothing
else can be read, and no font of the machine is used, so that the bytes depend on the content
alone. The PDF is PDF/UA-1 and PDF/A-3a at once, or there is none.

What is found only when the book is set (a character that no font has, a picture that cannot be
read) is marked, and the book is set again.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, cast

import typst

#: Both at once: for readers with a screen reader, and for archives.
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
THEME = Path(__file__).parent / "theme"
_MAIN = "theme/volume.typ"
_COVER = "theme/cover.typ"
_ROUNDS = 5
#: A character without a glyph, and one that PDF/A forbids (the private use areas of Unicode).
_GLYPH = re.compile(r'(?:the text|the PDF contains the codepoint) `("(?:[^"\\]|\\.)*")`')
_POSITION = re.compile(r"┌─ (?P<file>[^\n]*?):(?P<line>\d+):\d+")
_SOURCE = re.compile(r"^\s*// @src (?P<path>.*):(?P<line>\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A line of an author's file."""

    path: str
    line: int


@dataclass(frozen=True)
class Missing:
    """Characters that no font of the book has, and where they were met."""

    characters: str
    place: Place | None


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
    setting = Setting(b"")
    fonts = typst.Fonts(include_system_fonts=False)
    probed = False
    for _ in range(_ROUNDS):
        _write_settings(folder, setting)
        try:
            main = _compile(folder, str(folder / _MAIN), fonts, moment)
            setting.pdf, setting.remarks = main.pdf, main.remarks
            setting.record = json.loads(main.compiler.query("<record>", field="value", one=True))
        except typst.TypstError as error:
            found = _missing(folder, error.diagnostic)
            if found:
                setting.missing.extend(found)
                continue
            broken = {} if probed else _broken(folder, pictures, fonts, moment)
            probed = True
            if broken:
                setting.broken = broken
                continue
            raise SettingError(error.message, _place(folder, error)) from error
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # Typst's own faults come as panics
            reason = f"Typst fails at it ({error})"
            raise SettingError(reason, _faulty(folder, fonts, moment)) from error
        return setting
    raise SettingError("some characters have no font, in spite of their marks", None)


def cover_picture(folder: Path, width: int) -> bytes:
    """Return the cover of the volume in *folder* as a PNG, *width* pixels wide.

    Raises SettingError when it cannot be set.
    """
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(str(folder / _COVER), root=folder, font_paths=fonts)
    try:
        # Pixels an inch, of an A4 page.
        picture = compiler.compile(format="png", ppi=width / (210 / 25.4))
    except typst.TypstError as error:
        raise SettingError(error.message, _place(folder, error)) from error
    assert isinstance(picture, bytes)
    return picture


@dataclass(frozen=True)
class _Compiled:
    pdf: bytes
    remarks: tuple[str, ...]
    #: What set it, to be asked about the result.
    compiler: typst.Compiler


def _compile(folder: Path, source: bytes | str, fonts: typst.Fonts, moment: datetime) -> _Compiled:
    # A path or the source itself; its type knows only one of them at a time.
    compiler = typst.Compiler(cast("str", source), root=folder, font_paths=fonts)
    # Typst takes whole seconds, and no zones with rules: only a fixed offset.
    moment = moment.astimezone(timezone(moment.utcoffset() or timedelta())).replace(microsecond=0)
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=STANDARDS, timestamp=moment
    )
    assert isinstance(pdf, bytes)
    return _Compiled(pdf, tuple(warning.message for warning in warnings), compiler)


def _write_settings(folder: Path, setting: Setting) -> None:
    characters = sorted({c for missing in setting.missing for c in missing.characters})
    escaped = "".join(f"\\x{{{ord(character):x}}}" for character in characters)
    pattern = f"[{escaped}]+" if escaped else ""
    values = {"missing": pattern, "broken": sorted(setting.broken)}
    (folder / "settings.json").write_text(json.dumps(values), encoding="utf-8")


def _missing(folder: Path, diagnostic: str) -> list[Missing]:
    """Return the characters that the diagnostic names, each with its place."""
    found: list[Missing] = []
    for part in diagnostic.split("\nerror: "):
        match = _GLYPH.search(part)
        if match is not None:
            place = _author_place(folder, part)
            entry = Missing(_unquote(match[1]), place)
            if entry not in found:
                found.append(entry)
    return found


def _unquote(literal: str) -> str:
    """Return the text of a string as Rust prints it for debugging."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", literal)
    return str(ast.literal_eval(plain))


def _broken(
    folder: Path, pictures: Mapping[str, Path], fonts: typst.Fonts, moment: datetime
) -> dict[str, str]:
    """Return the pictures that cannot be set, each tried by itself, with the reason."""
    broken: dict[str, str] = {}
    for path in sorted(pictures):
        source = f'#set document(title: "x")\n#image({json.dumps(path)}, alt: "x")'.encode()
        try:
            _compile(folder, source, fonts, moment)
        except typst.TypstError as error:
            broken[path] = error.message
    return broken


def _faulty(folder: Path, fonts: typst.Fonts, moment: datetime) -> Place | None:
    """Return where the part starts that makes Typst fail, each tried by itself."""
    for part in sorted((folder / "parts").glob("*.typ")):
        try:
            source = part.read_bytes()
            _compile(folder, source, fonts, moment)
        except typst.TypstError:
            continue
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:
            found = _SOURCE.search(part.read_text(encoding="utf-8"))
            return Place(found["path"], int(found["line"])) if found else None
    return None


def _place(folder: Path, error: typst.TypstError) -> Place | None:
    return next(
        (
            place
            for part in (error.diagnostic, *error.trace)
            if (place := _author_place(folder, part)) is not None
        ),
        None,
    )


def _author_place(folder: Path, diagnostic: str) -> Place | None:
    """Return the author's line that a diagnostic is about, through the ``@src`` comments."""
    for match in _POSITION.finditer(diagnostic):
        # The path is printed as seen from the folder that the program runs in.
        _, _, inside = match["file"].rpartition(f"{folder.name}/")
        file = folder / inside
        if not inside or not file.is_file():
            continue
        lines = file.read_text(encoding="utf-8").splitlines()
        for line in reversed(lines[: int(match["line"])]):
            source = _SOURCE.match(line)
            if source is not None:
                return Place(source["path"], int(source["line"]))
    return None
