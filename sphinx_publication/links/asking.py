"""Ask one address as a patient reader would: follow it where it leads, try again, take no for a no.

HEAD first; GET where HEAD is refused, for many servers know only that. Redirects are followed one
by one, so that each is asked of a public host, and it is known whether all of them are for good.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urldefrag, urlsplit

from sphinx_publication.links.answers import Answer, Verdict
from sphinx_publication.links.gate import Gate
from sphinx_publication.links.requesting import Reply, Requester
from sphinx_publication.links.robots import Robots

_REDIRECTS = 10
_FOR_GOOD = frozenset({301, 308})
_GONE = frozenset({404, 410})
#: Answers after which another try may help.
_PASSING = frozenset({429, 500, 502, 503, 504})
#: Seconds before the second and the third try.
_BACK_OFF = (2.0, 6.0)
#: The longest wait that a server may ask for and get, in seconds.
_LONGEST_WAIT = 30.0
_PRIVATE, _NO_HOST = "private", "no host"


class Asker:
    """Asks for addresses, each host in turn."""

    def __init__(
        self,
        requester: Requester,
        robots: Robots,
        gate: Gate,
        *,
        today: date,
    ) -> None:
        self._requester, self._robots, self._gate = requester, robots, gate
        self._today = today

    def ask(self, address: str) -> Answer:
        """Return what is at *address* today."""
        here, for_good = address, True
        for _step in range(_REDIRECTS + 1):
            refused = self._refused(here)
            if refused:
                return self._answer(address, Reply(failure=refused), here, for_good)
            reply = self._patiently(here)
            if not reply.location:
                return self._answer(address, reply, here, for_good)
            for_good = for_good and reply.status in _FOR_GOOD
            here = urldefrag(reply.location).url
        return self._answer(address, Reply(failure="redirects"), here, for_good)

    def _refused(self, address: str) -> str:
        """Return why robots.txt or the guard keeps us from asking; "" where nothing does."""
        host = _host(address)
        with self._gate.passing(host):
            allowed = self._robots.allows(address)
        if not allowed:
            return "robots"
        if pause := self._robots.pause(address):
            self._gate.ask_for_pause(host, pause)
        return ""

    def _patiently(self, address: str) -> Reply:
        reply = self._once(address)
        for wait in _BACK_OFF:
            if reply.status not in _PASSING and reply.failure not in ("time", "connection"):
                break
            if reply.retry_after is not None:
                if reply.retry_after > _LONGEST_WAIT:
                    break
                wait = max(wait, reply.retry_after)
            self._gate.close_for(_host(address), wait)
            reply = self._once(address)
        return reply

    def _once(self, address: str) -> Reply:
        host = _host(address)
        with self._gate.passing(host):
            reply = self._requester.send("HEAD", address)
        if reply.status >= 400 and reply.status != 429 and reply.retry_after is None:
            with self._gate.passing(host):
                reply = self._requester.send("GET", address)
        return reply

    def _answer(self, address: str, reply: Reply, here: str, for_good: bool) -> Answer:
        verdict, reason = _verdict(reply)
        target = here if here != address else ""
        if verdict is Verdict.FINE and target and for_good:
            verdict = Verdict.MOVED
        return Answer(address, verdict, self._today, reply.status, target, reason)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").lower()


def _verdict(reply: Reply) -> tuple[Verdict, str]:
    if reply.failure == _NO_HOST or reply.status in _GONE:
        return Verdict.DEAD, reply.failure
    if reply.failure in (_PRIVATE, "robots"):
        return Verdict.NOT_ASKED, reply.failure
    if 200 <= reply.status < 300 or reply.status == 304:
        return Verdict.FINE, ""
    return Verdict.DOUBTFUL, reply.failure
