"""The commands of a .bib file, one by one: ``@string``, ``@comment``, entries.

pybtex's scanner reads each command from its own "@", so one that is broken cannot take others with
it: it is read again as far as the next line that opens a command, and what stands before the break
is kept. As biber does, lines that start with "%" and all of ``@comment{...}`` are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import Pattern, PybtexSyntaxError

_COMMAND = re.compile(r"@[ \t]*([^\s{}()@,=%\"#]+)\s*[{(]")
_LINE_COMMAND = re.compile(r"^[ \t]*@[ \t]*[^\s{}()@,=%\"#]+\s*[{(]", re.MULTILINE)
_NEWLINE = re.compile(r"\n")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Entry:
    """An entry as it is written."""

    #: In lower case.
    type: str
    #: "" where none could be read.
    key: str
    #: Field names in lower case and raw values; a name may come more than once.
    fields: tuple[tuple[str, str], ...]
    line: int
    #: Where it breaks off, and why; None for a whole entry.
    fault: Fault | None = None
    #: The names that were used as @string and are none.
    undefined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """Why a command could not be read to its end."""

    line: int
    reason: str


def month_macros() -> dict[str, str]:
    """The @strings that every file may use: jan to dec."""
    return {name: str(number) for number, name in enumerate(_MONTHS, start=1)}


def read_commands(text: str, macros: dict[str, str]) -> Iterator[Entry]:
    """The entries of *text*. @strings are added to *macros* (lower-case name to value)."""
    newlines = [match.start() for match in _NEWLINE.finditer(text)]
    position = 0
    while command := _COMMAND.search(text, position):
        line_start = text.rfind("\n", 0, command.start()) + 1
        if "%" in text[line_start : command.start()]:
            position = command.end()
            continue
        line = bisect_right(newlines, command.start()) + 1
        kind = command[1].lower()
        if kind == "comment":
            position = _end_of_braces(text, command.end() - 1)
            continue
        parser = _Parser(text, macros)
        result = parser.read(command.start(), line)
        if result.fault:
            following = _LINE_COMMAND.search(text, command.end())
            end = following.start() if following else len(text)
            parser = _Parser(text[:end], macros)
            result = parser.read(command.start(), line)
            parser.pos = end
        position = parser.pos
        if kind not in ("string", "preamble") or result.fault:
            yield replace(result, type=kind)


def _end_of_braces(text: str, opening: int) -> int:
    """Where the brace at *opening* is closed; just after it if it never is."""
    depth = 0
    for brace in re.finditer(r"[{}]", text[opening:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return opening + brace.end()
    return opening + 1


class _Parser(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's parser for one command, with spaces allowed inside keys."""

    KEY_PAREN = Pattern(r"[^,\n=]*[^,\s=]", "entry key")
    KEY_BRACE = Pattern(r"[^,}\n=]*[^,}\s=]", "entry key")
    NAME = Pattern(r"[^\d\s\"#%'(),={}][^\s\"#%'(),={}]*", "a name")

    def __init__(self, text: str, macros: dict[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.undefined: list[str] = []

    def read(self, start: int, line: int) -> Entry:
        """The command whose "@" stands at *start*, on *line*."""
        self.command_start, self.pos, self.lineno = start, start + 1, line
        fault = None
        try:
            tuple(self.parse_command())
        except PybtexSyntaxError as error:
            fault = Fault(int(error.lineno), str(error.args[0]))
        fields = tuple(
            (str(name).lower(), "".join(value)) for name, value in self.current_fields or ()
        )
        key = str(self.current_entry_key or "")
        return Entry("", key, fields, line, fault, tuple(self.undefined))

    def parse_string_body(self, body_end: Any) -> None:
        name = self.required([self.NAME]).value
        self.required([self.EQUALS])
        self.parse_value()
        self.macros[name.lower()] = "".join(self.current_value)

    def substitute_macro(self, name: str) -> str:
        try:
            return str(self.macros[name.lower()])
        except KeyError:
            self.undefined.append(name)
            return name
