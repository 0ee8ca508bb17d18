"""What the last check of accessibility found: the file that the statement is made of.

``accessibility.json`` beside conf.py, which whoever checks the site writes (here ``make
accessibility``), and which is under version control with the texts:

    {"accessibility": 1, "date": "2026-11-29", "pages": 159, "modes": ["light", "320"],
     "rules": ["image-alt"], "faults": [{"rule": "image-alt", "says": "…", "pages": 2}],
     "keyboard": 32, "checkers": {"axe-core": "4.14.1"}}

Date and facts of the statement come from it and from conf.py alone. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sphinx_publication.model.problems import Kind, Problem

#: The file's usual name; it may be missing.
FILE = "accessibility.json"
VERSION = 1


@dataclass(frozen=True)
class Fault:
    """Something that a checker found."""

    #: The checker's name for what is broken: "color-contrast".
    rule: str
    #: The same in the checker's words, which are English.
    says: str
    #: On how many pages.
    pages: int


@dataclass(frozen=True)
class Checked:
    """One check of a whole site."""

    date: date
    #: How many pages were looked at.
    pages: int
    #: How they were looked at, by name: "light", "320".
    modes: tuple[str, ...]
    #: The rules that had something to look at, sorted.
    rules: tuple[str, ...]
    faults: tuple[Fault, ...]
    #: How many pages were gone through with the keyboard alone.
    keyboard: int
    #: The programs and their versions.
    checkers: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """A file of results, as far as it can be read."""

    checked: Checked | None
    problems: tuple[Problem, ...] = ()


def read(content: bytes, path: str) -> Reading:
    """Return what a file says; *path* names it in messages."""
    try:
        return Reading(_checked(json.loads(content.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except json.JSONDecodeError as error:
        return Reading(None, (_problem(path, f"it is no JSON: {error.msg}", error.lineno),))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return Reading(None, (_problem(path, reason),))


def read_file(path: str, content: bytes | None) -> Reading:
    """Return what a configured file says; *content* is None where there is no such file."""
    if not path or (content is None and path == FILE):
        return Reading(None)
    if content is None:
        return Reading(None, (_problem(path, "there is no such file"),))
    return read(content, path)


def as_text(checked: Checked) -> str:
    """Return the file of a check; the same for the same results."""
    said = {
        "accessibility": VERSION,
        "date": checked.date.isoformat(),
        "pages": checked.pages,
        "keyboard": checked.keyboard,
        "modes": list(checked.modes),
        "checkers": dict(sorted(checked.checkers.items(), key=lambda one: one[0].casefold())),
        "faults": [
            {"rule": one.rule, "says": one.says, "pages": one.pages} for one in checked.faults
        ],
        "rules": sorted(checked.rules),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _checked(said: Mapping[str, Any]) -> Checked:
    if said["accessibility"] != VERSION:
        raise ValueError(f"version {said['accessibility']} is not {VERSION}")
    return Checked(
        date=date.fromisoformat(said["date"]),
        pages=_count(said["pages"]),
        modes=tuple(map(str, said["modes"])),
        rules=tuple(sorted(map(str, said["rules"]))),
        faults=tuple(
            Fault(str(one["rule"]), str(one["says"]), _count(one["pages"]))
            for one in said["faults"]
        ),
        keyboard=_count(said["keyboard"]),
        checkers={str(name): str(version) for name, version in said["checkers"].items()},
    )


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no number of pages")
    return value


def _problem(path: str, reason: str, line: int = 0) -> Problem:
    return Problem(Kind.ACCESSIBILITY_FILE, path, line, {"reason": reason})
