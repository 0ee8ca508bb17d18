"""What is wrong with the publication now, kept from build to build.

A build speaks of the documents that it reads. What an earlier one said of a document that has not
been read since still holds; so do complaints about a document until it is gone. Everything that
belongs to no document (conf.py, references.bib) is said anew by each build.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sphinx_publication.preview.reports import Built, Failed


@dataclass
class Complaints:
    """The messages that hold, by the file that they name."""

    #: Why the last build broke off; "" when it did not.
    failure: str = ""
    _by_file: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def all(self) -> tuple[str, ...]:
        """Every message, those of a build that broke off first, then by file."""
        of_files = (line for file in sorted(self._by_file) for line in self._by_file[file])
        return tuple(dict.fromkeys([*([self.failure] if self.failure else ()), *of_files]))

    @property
    def documents(self) -> frozenset[str]:
        """The files of which something is said."""
        return frozenset(self._by_file) - {""}

    def take(self, report: Built | Failed) -> None:
        """Take in what a build says."""
        if isinstance(report, Failed):
            self.failure = report.reason
            for file, lines in _by_file(report.problems, self.documents).items():
                self._by_file[file] = lines
            return
        self.failure = ""
        kept = {
            file: lines
            for file, lines in self._by_file.items()
            if file in report.documents and file not in report.read
        }
        for file, lines in _by_file(report.problems, report.documents).items():
            kept[file] = tuple(dict.fromkeys((*kept.get(file, ()), *lines)))
        self._by_file = kept


def _by_file(lines: Collection[str], documents: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the messages by the document that they name; "" for none of them."""
    found: dict[str, list[str]] = {}
    for line in lines:
        file = line.partition(":")[0]
        found.setdefault(file if file in documents else "", []).append(line)
    return {file: tuple(said) for file, said in found.items()}


def split(message: str) -> tuple[str, str]:
    """Return where a message of Sphinx points ("" for nowhere) and what it says, without codes."""
    for level in ("WARNING: ", "ERROR: ", "CRITICAL: "):
        where, found, what = message.partition(level)
        if found:
            what = what.rpartition(" [")[0] if what.endswith("]") and " [" in what else what
            return where.strip().removesuffix(":"), what
    return "", message
