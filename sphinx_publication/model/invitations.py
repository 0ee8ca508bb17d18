"""How readers may write about a post: a letter to the editor, or comments through Isso.

Both are addresses that conf.py gives, and neither is there until it does. A post stops taking
comments when its front matter says ``comments: false``, or some days after its date. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

_EMAIL = re.compile(r"[^\s@:/?&#<>\"]+@[^\s@:/?&#<>\"]+\.[^\s@:/?&#<>\"]+")
#: Hosts on the reader's own machine, for trying.
_HERE = ("127.0.0.1", "localhost")
_NO = frozenset({"false", "no", "off", "nej", "0"})


@dataclass(frozen=True)
class Ways:
    """The ways to write, for the whole publication."""

    #: An e-mail address, or the https address of a form; "" for none.
    letters: str = ""
    #: Address of Isso, ending in a slash; "" for none.
    isso: str = ""
    #: Days after its date that a post takes comments; 0 for always.
    days: int = 0

    def __bool__(self) -> bool:
        """Tell whether there is any way."""
        return bool(self.letters or self.isso)

    def closes(self, date: datetime) -> datetime | None:
        """Return when a post of *date* stops taking comments; None for never."""
        return date + timedelta(days=self.days) if self.days else None


def ways(config: Any) -> Ways:
    """Return the ways that the settings of conf.py give. Raises ValueError for a wrong one."""
    letters = config.publication_comments_address.strip().removeprefix("mailto:")
    if letters and not is_address(letters):
        raise ValueError(
            f"publication_comments_address in conf.py: '{letters}' is neither an e-mail address "
            "nor an address that begins with https://"
        )
    isso = config.publication_isso.strip()
    if isso and (not _is_web(isso) or urlsplit(isso).query or urlsplit(isso).fragment):
        raise ValueError(
            f"publication_isso in conf.py: '{isso}' is not an address such as "
            "https://comments.example.org/"
        )
    days = config.publication_comments_days
    if days < 0:
        raise ValueError(f"publication_comments_days in conf.py: {days} is less than 0")
    return Ways(letters, f"{isso.rstrip('/')}/" if isso else "", days)


def is_address(written: str) -> bool:
    """Tell whether readers can write there: to an e-mail address, or through a form."""
    return bool(_EMAIL.fullmatch(written)) or _is_web(written)


def is_refused(written: object) -> bool:
    """Tell whether a post's ``comments`` of the front matter says that it takes none."""
    return str(written).strip().lower() in _NO


def letter(address: str, subject: str) -> str:
    """Return the link by which a letter is written to *address*; a form is told no subject."""
    return f"mailto:{address}?subject={quote(subject)}" if _EMAIL.fullmatch(address) else address


def host(address: str) -> str:
    """Return the name that readers know a web address by."""
    return urlsplit(address).netloc


def _is_web(address: str) -> bool:
    """Tell whether an address is one of the web, kept from others' eyes on the way."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises ValueError for a port that is none)
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or re.search(r"[\s\"<>]", address):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
