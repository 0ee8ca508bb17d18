"""What sites ask of programs that follow links (RFC 9309), read once for each site.

A missing file allows all; one that a site cannot give for the time being allows nothing. Where
nobody answers at all, the address itself is asked, and tells.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

#: Fetches the text at an address: its status (0 for no answer) and its beginning.
Fetch = Callable[[str], tuple[int, str]]
#: The longest pause that a site may ask for, in seconds.
_LONGEST_PAUSE = 30.0


class Robots:
    """The rules of the sites that have been asked."""

    def __init__(self, agent: str, fetch: Fetch) -> None:
        self._agent, self._fetch = agent, fetch
        self._rules: dict[str, RobotFileParser] = {}
        self._lock = threading.Lock()

    def allows(self, address: str) -> bool:
        """Tell whether the site lets *address* be asked."""
        return self._of(address).can_fetch(self._agent, address)

    def pause(self, address: str) -> float:
        """Return the seconds that the site wants between two requests; 0 where it does not say."""
        said = self._of(address).crawl_delay(self._agent)
        return min(float(said), _LONGEST_PAUSE) if said else 0.0

    def _of(self, address: str) -> RobotFileParser:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(site)
        if known is None:
            known = self._read(f"{site}/robots.txt")
            with self._lock:
                self._rules[site] = known
        return known

    def _read(self, address: str) -> RobotFileParser:
        rules = RobotFileParser(address)
        status, text = self._fetch(address)
        if status >= 500 or status == 429:
            text = "User-agent: *\nDisallow: /"
        elif not 200 <= status < 300:
            text = ""
        rules.parse(text.splitlines())
        return rules
