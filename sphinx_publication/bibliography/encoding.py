"""The bytes of a .bib file to text: UTF-8, and what older programs wrote instead.

Each line is read by itself, so a single line in Windows-1252 (or latin-1) does not spoil the
others. Whatever had to be guessed is reported. Control characters, which neither XML nor HTML may
hold (XML 1.0, section 2.2), are reported and become spaces.
"""

from __future__ import annotations

import codecs
import re

from sphinx_publication.model.problems import Kind, Problem

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """*data* as text with "\\n" between lines, and what was odd about it."""
    text, problems = _decode(data, path)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        reason = f"it holds control characters (U+{ord(control[0]):04X})"
        problems = (*problems, _problem(path, line, reason))
        text = _CONTROL.sub(" ", text)
    return text, problems


def _decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    if data.startswith(_UTF16):
        text = data.decode("utf-16", errors="replace")
        return _lines(text), (_problem(path, 1, "it is in UTF-16"),)
    problems = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        problems.append(_problem(path, 1, "it begins with a byte order mark"))
    try:
        return _lines(data.decode("utf-8")), tuple(problems)
    except UnicodeDecodeError:
        pass
    lines, wrong = [], []
    for number, line in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(_legacy(line))
            wrong.append(number)
    count = "one line" if len(wrong) == 1 else f"{len(wrong)} lines from here on"
    problems.append(_problem(path, wrong[0], f"{count} read as Windows-1252"))
    return "\n".join(lines), tuple(problems)


def _legacy(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _problem(path: str, line: int, reason: str) -> Problem:
    return Problem(Kind.BIB_ENCODING, path, line, {"reason": reason})
