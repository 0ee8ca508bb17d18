"""Copies of what is gone, from the Internet Archive.

Its availability API (archive.org/help/wayback_api.php) tells the copy nearest to a day. What is
found is proposed, never written into anybody's files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

_API = "https://archive.org/wayback/available"


@dataclass(frozen=True)
class Copy:
    """An archived copy of a page."""

    address: str
    #: The day on which it was taken.
    taken: date

    @property
    def lines(self) -> tuple[str, str]:
        """What to put into the entry of a source in the .bib file."""
        return f"archiveurl = {{{self.address}}},", f"archivedate = {{{self.taken.isoformat()}}},"


def copy_of(
    address: str, fetch: Callable[[str], tuple[int, str]], near: date | None
) -> Copy | None:
    """Return the copy of *address* nearest to the day *near* (else the last); None for none.

    *fetch* returns the status and text at an address.
    """
    query = {"url": address} | ({"timestamp": f"{near:%Y%m%d}"} if near else {})
    status, text = fetch(f"{_API}?{urlencode(query)}")
    if status != 200:
        return None
    try:
        closest = json.loads(text)["archived_snapshots"]["closest"]
        stamp = str(closest["timestamp"])
        taken = date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
        found = str(closest["url"]).replace("http://", "https://", 1)
    except (ValueError, KeyError, TypeError):
        return None
    is_theirs = urlsplit(found).hostname in ("web.archive.org", "archive.org")
    usable = closest.get("available") and is_theirs and not set(found) & set('{}\\"<> ')
    return Copy(found, taken) if usable else None
