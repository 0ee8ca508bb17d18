"""How the books look, as a few lines of ``conf.py`` say it: colour, fonts, cover, bleed, layout.

`publication_book` becomes a `Look`, checked; what is wrong there is told in one line, and nothing
is made. Files that it names become files of the workspace (`Look.assets`, `Look.layout_files`), so
the books depend on their bytes and on nothing else of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.util import logging

from sphinx_publication.model.colours import COLOUR, CONTRAST, contrast
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.yearbook import fonts
from sphinx_publication.yearbook.plates import Plate, PlateError, Plates, plates_of_build

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

#: The widest bleed that leaves room for the marks, in millimetres.
MOST_BLEED = 10
_FONTS = (".otf", ".ttf", ".ttc", ".otc")
_BLEED = re.compile(r"(\d+(?:\.\d+)?)\s*mm")


@dataclass(frozen=True)
class Look:
    """What `publication_book` asks for; what is empty is as the theme has it."""

    #: "#17465c": of the cover, titles and links.
    accent: str = ""
    #: Families of fonts: of the text, and of code.
    serif: str = ""
    mono: str = ""
    #: Files of fonts, besides those that the books always have.
    fonts: tuple[Path, ...] = ()
    #: A picture that covers the cover, below its words.
    cover: Plate | None = None
    #: What is printed outside the page, to be cut away, in millimetres; print edition only.
    bleed: float = 0
    crop_marks: bool = False
    #: ``.typ`` files that take the place of the theme's of the same names, or join them.
    layout: tuple[Path, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return what the theme reads; its own values hold for what is not there."""
        values = {
            "accent": self.accent,
            "serif": self.serif,
            "mono": self.mono,
            "cover": self._cover_path,
            "bleed": self.bleed,
            "crop_marks": self.crop_marks,
        }
        return {name: value for name, value in values.items() if value}

    def assets(self) -> dict[str, Path]:
        """Return the files to be copied, by their path in the workspace."""
        found = {f"/fonts/{n:03}{file.suffix}": file for n, file in enumerate(self.fonts)}
        return {**found, self._cover_path: self.cover.file} if self.cover is not None else found

    def layout_files(self) -> dict[str, str]:
        """Return the author's layout, by its path in the workspace."""
        return {f"/theme/{file.name}": file.read_text("utf-8") for file in self.layout}

    def layout_file(self, path: str) -> Path | None:
        """Return the author's file that has a *path* in the workspace; None for no layout."""
        files = {f"theme/{file.name}": file for file in self.layout}
        return files.get(path.lstrip("/"))

    @property
    def _cover_path(self) -> str:
        return f"/pictures/{self.cover.name}" if self.cover is not None else ""


def look(value: Mapping[str, Any], folder: Path, plates: Plates) -> Look:
    """Return the look that a *value* of `publication_book` asks for; paths start in *folder*.

    The picture of the cover becomes one of the *plates*.

    Raises ValueError with what is wrong with it.
    """
    unknown = sorted(set(value) - set(_READERS))
    if unknown:
        known = ", ".join(_READERS)
        raise ValueError(
            f"publication_book in conf.py: no setting '{unknown[0]}'; there are {known}"
        )
    read: dict[str, Any] = {}
    for name, reader in _READERS.items():
        if value.get(name):
            try:
                read[name] = reader(value[name], folder, plates)
            except ValueError as error:
                raise ValueError(f"publication_book['{name}'] in conf.py: {error}") from error
    made = Look(**read)
    _check_families(made)
    return made


def _accent(value: object, folder: Path, plates: Plates) -> str:
    if not isinstance(value, str) or not COLOUR.fullmatch(value):
        raise ValueError(f"{value!r} is no colour; write it as '#17465c'")
    found = contrast(value)
    if found < CONTRAST:
        told = f"contrast against white is {found:.1f}:1, and must be {CONTRAST}:1 or more"
        raise ValueError(f"{value} is too light: its {told}; take a darker one")
    return value


def _family(value: object, folder: Path, plates: Plates) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no name of a font")
    return value


def _fonts(value: object, folder: Path, plates: Plates) -> tuple[Path, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)):
        raise ValueError(
            f"{value!r} is neither a folder nor a package of fonts, nor a list of them"
        )
    return tuple(file for name in names for file in _font_files(str(name), folder))


def _font_files(name: str, folder: Path) -> Iterable[Path]:
    """Return the fonts of a folder, or of an installed package."""
    place = folder / name
    if place.is_dir():
        found = [file for file in sorted(place.rglob("*")) if file.suffix.lower() in _FONTS]
    else:
        try:
            listed = files(name) or []
        except (PackageNotFoundError, ValueError):
            raise ValueError(f"there is no folder and no installed package '{name}'") from None
        found = sorted(Path(str(f.locate())) for f in listed if f.suffix.lower() in _FONTS)
    if not found:
        raise ValueError(f"there is no font in '{name}'")
    return found


def _cover(value: object, folder: Path, plates: Plates) -> Plate:
    file = folder / str(value)
    if not file.is_file():
        raise ValueError(f"there is no file '{value}'; its path begins at the folder of conf.py")
    try:
        return plates.of_file(file)
    except PlateError as error:
        raise ValueError(f"'{value}' cannot be shown: {error}") from error


def _bleed(value: object, folder: Path, plates: Plates) -> float:
    match = _BLEED.fullmatch(str(value).strip())
    if match is None or float(match[1]) > MOST_BLEED:
        raise ValueError(f"{value!r} is no width; write millimetres, such as '3mm', at most 10mm")
    return float(match[1])


def _yes(value: object, folder: Path, plates: Plates) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither True nor False")
    return value


def _layout(value: object, folder: Path, plates: Plates) -> tuple[Path, ...]:
    place = folder / str(value)
    if not place.is_dir():
        raise ValueError(f"there is no folder '{value}'")
    found = tuple(sorted(place.glob("*.typ")))
    if not found:
        raise ValueError(f"there is no .typ file in '{value}'")
    return found


#: From the name of a setting to what reads it. Each raises ValueError for what it cannot take.
_READERS: Mapping[str, Callable[[object, Path, Plates], Any]] = {
    "accent": _accent,
    "serif": _family,
    "mono": _family,
    "fonts": _fonts,
    "cover": _cover,
    "bleed": _bleed,
    "crop_marks": _yes,
    "layout": _layout,
}


def _check_families(made: Look) -> None:
    """Refuse a font that no file has: Typst would set the book in another one."""
    named = {name: getattr(made, name) for name in ("serif", "mono") if getattr(made, name)}
    if not named:
        return
    families = fonts.fonts(made.fonts).families()
    known = {family.casefold() for family in families}
    for name, family in named.items():
        if family.casefold() not in known:
            found = ", ".join(sorted(families))
            where = f"publication_book['{name}'] in conf.py"
            raise ValueError(f"{where}: no font '{family}'; there are {found}")


def from_config(config: Config, folder: Path, cache: Path) -> Look:
    """Return the look that ``conf.py`` in *folder* asks for. Raises ConfigError.

    What is made of the cover's picture is kept in the folder *cache*.
    """
    try:
        return look(config.publication_book, folder, plates_of_build(cache))
    except ValueError as error:
        raise ConfigError(str(error)) from error


def _check(app: Sphinx, config: Config) -> None:
    made = from_config(config, Path(app.confdir), Path(app.doctreedir))
    if made.cover is not None and made.cover.left_out:
        name = str(config.publication_book["cover"])
        details = {"picture": name, "parts": " and ".join(made.cover.left_out)}
        report(logger, Problem(Kind.YEARBOOK_PICTURE_CLEANED, "conf.py", 1, details))


def setup(app: Sphinx) -> None:
    """Check the look before anything is made."""
    app.connect("config-inited", _check, priority=200)
