"""What a checker found, as one readable line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest

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
    #: The message without the place, for a list of all that is broken; "" where it has none.
    words: str = ""

    @property
    def summary(self) -> str:
        """What is wrong wherever it is wrong."""
        return self.words or self.rule.replace("-", " ")

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
    return "\n".join(sorted({str(one) for one in found if not one.is_excluded()}))


def fail_on(found: Iterable[Finding]) -> None:
    """Fail the test that asks, naming each fault: by rule, three in full, then all its pages."""
    by_rule: dict[str, list[Finding]] = {}
    for one in sorted({one for one in found if not one.is_excluded()}):
        by_rule.setdefault(one.rule, []).append(one)
    if by_rule:
        pytest.fail("\n".join(_told(rule, ones) for rule, ones in by_rule.items()), pytrace=False)


def _told(rule: str, ones: list[Finding]) -> str:
    pages = list(dict.fromkeys(one.where for one in ones))
    lines = [f"\n{rule}: {len(ones)} times on {len(pages)} pages"]
    lines += [f"  {one.where}: {one.message}" for one in ones[:3]]
    if len(ones) > 3:
        lines.append(f"  all pages: {', '.join(pages)}")
    return "\n".join(lines)
