"""The fonts of the books: those in Typst's wheel, and those of installed packages; no others.

A font of the machine is never used, or the bytes of a book would depend on where it is made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import typst

#: Distributions that hold fonts (Noto, SIL Open Font License), by the module that has the files:
#: other scripts, symbols and emoji; and Chinese, Japanese and Korean.
PACKAGES = {"manimgx_fonts": "manimgx-fonts", "manimgx_fonts_cjk": "manimgx-fonts-cjk"}

#: Characters that one message names.
_SHOWN = 5


def fonts(own: Iterable[Path] = ()) -> typst.Fonts:
    """Return the fonts that books are set in: a publication's *own*, by file or folder, too."""
    paths = [str(path) for path in (*own, *_folders()) if path.exists()]
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def families(collection: typst.Fonts) -> list[str]:
    """Return the families that packages add to Typst's own, for what the text's font lacks.

    Those of Chinese, Japanese and Korean are left to Typst, which takes the one of the language.
    """
    own = typst.Fonts(include_system_fonts=False).families()
    return [name for name in sorted(set(collection.families()) - set(own)) if "CJK" not in name]


def edition() -> dict[str, str]:
    """Return the version of Typst and of each package of fonts that is installed."""
    found = {"typst": version("typst")}
    for name in PACKAGES.values():
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def named(characters: str) -> str:
    """Return characters with their Unicode numbers and names, for messages; the first few."""
    each = tuple(dict.fromkeys(characters))
    shown = ", ".join(
        f"'{character}' (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
        for character in each[:_SHOWN]
    )
    return f"{shown} and {len(each) - _SHOWN} more" if len(each) > _SHOWN else shown


def _folders() -> list[Path]:
    specs = (find_spec(module) for module in PACKAGES)
    return [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]
