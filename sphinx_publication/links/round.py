"""One round through the links that are new or were asked long ago."""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit
from urllib.request import getproxies

from sphinx_publication.links.answers import Answer, Verdict
from sphinx_publication.links.places import Link

#: Hosts that are asked at the same time.
_AT_ONCE = 8
#: A name that there is wherever there is a network: the resolver of DOIs.
_WELL_KNOWN = "doi.org"


def due(
    links: Iterable[Link], known: Mapping[str, Answer], *, today: date, days: int
) -> tuple[str, ...]:
    """Return the addresses to ask: new ones first, then those asked more than *days* ago.

    What was doubtful is asked again on another day.
    """
    old = []
    new = []
    for link in links:
        answer = known.get(link.address)
        if answer is None:
            new.append(link.address)
        elif today - answer.asked > timedelta(days=days) or (
            answer.verdict is Verdict.DOUBTFUL and answer.asked < today
        ):
            old.append(link.address)
    return (*new, *sorted(old, key=lambda address: known[address].asked))


def ask_all(addresses: Iterable[str], ask: Callable[[str], Answer]) -> Iterator[Answer]:
    """Yield the answers as they come, one address of a host at a time, several hosts together."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).hostname or ""].append(address)
    turns = [one for turn in zip_longest(*by_host.values()) for one in turn if one is not None]
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for done in as_completed([pool.submit(ask, address) for address in turns]):
            yield done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def is_there_a_network(addresses: Iterable[str], *, try_so_many: int = 3) -> bool:
    """Tell whether names can be looked up: a well-known one, or those of some *addresses*."""
    if getproxies().keys() & {"http", "https"}:
        return True  # the proxy knows the names
    hosts = dict.fromkeys(urlsplit(address).hostname or "" for address in addresses)
    for host in (_WELL_KNOWN, *list(hosts)[:try_so_many]):
        try:
            socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            continue
        return True
    return False
