"""What a checker found, as one readable line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from .exclusions import EXCLUSIONS


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in the publication."""

    #: the checker's name, as exclusions name it: "html", "axe", "links", "feeds", …
    checker: str
    #: the file with the fault, relative to the publication's folder
    where: str
    #: the checker's own name for the rule, or its message where it has none
    rule: str
    #: what is wrong, in the checker's words
    message: str

    def __str__(self) -> str:
        text = self.message if self.rule in self.message else f"{self.rule}: {self.message}"
        return f"{self.where}: {text}"

    def is_excluded(self) -> bool:
        """Whether an entry of the list of exclusions meets this finding."""
        return any(
            excluded.checker == self.checker
            and fnmatchcase(self.where, excluded.where)
            and fnmatchcase(self.rule, excluded.rule)
            for excluded in EXCLUSIONS
        )


def faults(found: Iterable[Finding]) -> str:
    """All findings that are not excluded, a line each; empty when nothing is wrong."""
    remaining = sorted({finding for finding in found if not finding.is_excluded()})
    if not remaining:
        return ""
    return "\n".join([f"{len(remaining)} faults:", *map(str, remaining)])
