"""How what was published lies on a server: each time in a folder of its own, one of them shown.

    <target>/.sphinx-publication      says that the folder is ours
    <target>/releases/0001, 0002 …    whole sites, never changed again
    <target>/current                  a link to the one that readers see

Only names of this form are ever removed. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Says that a folder was made by us.
MARK = ".sphinx-publication"
#: The link that the server's document root is.
CURRENT = "current"
#: The folder of the sites.
RELEASES = "releases"
#: What the name of a site ends in as long as it is not whole.
INCOMING = ".incoming"

_NAME = re.compile(r"\d{4,}")


@dataclass(frozen=True)
class State:
    """What lies at a target."""

    #: Whether there is anything at all.
    is_empty: bool
    #: Whether it carries our mark.
    is_ours: bool
    #: Names in the folder of releases.
    names: tuple[str, ...] = ()
    #: The release that readers see; "" for none.
    current: str = ""

    @property
    def releases(self) -> tuple[str, ...]:
        """The whole sites, oldest first."""
        return tuple(sorted((name for name in self.names if _NAME.fullmatch(name)), key=int))

    @property
    def broken_off(self) -> tuple[str, ...]:
        """Sites that never became whole."""
        return tuple(
            sorted(
                name
                for name in self.names
                if _NAME.fullmatch(name.removesuffix(INCOMING)) and name.endswith(INCOMING)
            )
        )

    @property
    def next(self) -> str:
        """The name of the next release."""
        return f"{max(map(int, self.releases), default=0) + 1:04}"

    @property
    def before(self) -> str:
        """The release before the one that readers see; "" for none."""
        older = [name for name in self.releases if self.current and int(name) < int(self.current)]
        return older[-1] if older else ""

    def outdated(self, keep: int) -> tuple[str, ...]:
        """Return what goes when a new release has come and *keep* of all shall stay.

        The one that was shown before stays in any case, for a way back.
        """
        old = self.releases[: max(0, len(self.releases) + 1 - max(keep, 2))]
        return tuple(name for name in old if name != self.current)


def shown(link: str) -> str:
    """Return the release that the link *link* leads to; "" for anything else."""
    name = link.rstrip("/").rpartition("/")[2]
    return name if _NAME.fullmatch(name) else ""


class TargetError(Exception):
    """A target that cannot be published to; the message says why."""
