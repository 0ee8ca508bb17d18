"""Who asked for a page: a person with a browser, or a program.

Robots are known by the list that the package ``crawler-user-agents`` keeps. Beyond it, a program is
taken for a browser only if it says so in the way all browsers do, and has no robot's word in its
name; a robot that gives itself out for a browser cannot be told from one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawleruseragents import is_crawler

#: How every browser begins to tell what it is, since Netscape's days.
_BROWSER = re.compile(r"(?:Mozilla|Opera)/\d")
#: CUBOT is a brand of telephones.
_ROBOT = re.compile(r"(?<!cu)bot\b|crawl|spider|slurp|preview|prefetch|monitor", re.I)


@lru_cache(maxsize=4096)
def is_browser(agent: str) -> bool:
    """Tell whether a User-Agent header is that of a browser which a person may have used."""
    return bool(_BROWSER.match(agent)) and not _ROBOT.search(agent) and not is_crawler(agent)
