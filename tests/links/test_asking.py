"""Addresses are asked patiently, and what they answer is understood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from links.web import Web, served, this_machine

from sphinx_publication.links import requesting
from sphinx_publication.links.answers import Answer, Verdict
from sphinx_publication.links.asking import Asker
from sphinx_publication.links.gate import Gate
from sphinx_publication.links.guard import is_public
from sphinx_publication.links.requesting import Requester
from sphinx_publication.links.robots import Robots

TODAY = date(2026, 9, 21)


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.waits.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def web() -> Iterator[Web]:
    """Return the little web."""
    with served() as web:
        yield web


@pytest.fixture
def time() -> Time:
    """Return a clock."""
    return Time()


@pytest.fixture
def asker(time: Time) -> Asker:
    """Return what asks the little web."""
    requester = Requester("sphinx-publication/0 (+https://x.example; x)", this_machine)
    gate = Gate(1.0, clock=lambda: time.now, sleep=time.sleep)
    return Asker(requester, Robots("sphinx-publication", requester.text), gate, today=TODAY)


@pytest.mark.parametrize(
    ("path", "verdict", "status", "target", "reason"),
    [
        ("/ok", Verdict.FINE, 200, "", ""),
        ("/only-get", Verdict.FINE, 200, "", ""),
        ("/missing", Verdict.DEAD, 404, "", ""),
        ("/gone", Verdict.DEAD, 410, "", ""),
        ("/forbidden", Verdict.DOUBTFUL, 403, "", ""),
        ("/broken", Verdict.DOUBTFUL, 500, "", ""),
        ("/for-good", Verdict.MOVED, 200, "/ok", ""),
        ("/for-good-twice", Verdict.MOVED, 200, "/ok", ""),
        ("/for-now", Verdict.FINE, 200, "/ok", ""),
        ("/to-missing", Verdict.DEAD, 404, "/missing", ""),
        ("/loop", Verdict.DOUBTFUL, 0, "", "redirects"),
        ("/closed/page", Verdict.NOT_ASKED, 0, "", "robots"),
        ("/much-later", Verdict.DOUBTFUL, 503, "", ""),
    ],
)
def test_what_an_answer_means(
    web: Web, asker: Asker, path: str, verdict: Verdict, status: int, target: str, reason: str
) -> None:
    """Only 404, 410 and a host that is gone are dead; only permanent redirects are moves."""
    there = f"{web.address}{target}" if target else ""
    expected = Answer(f"{web.address}{path}", verdict, TODAY, status, there, reason)
    assert asker.ask(f"{web.address}{path}") == expected


def test_get_is_only_used_where_head_is_refused(web: Web, asker: Asker) -> None:
    """A page that can be asked by HEAD is never fetched."""
    asker.ask(f"{web.address}/ok")
    asker.ask(f"{web.address}/only-get")
    assert web.paths("/ok") == ["HEAD"]
    assert web.paths("/only-get") == ["HEAD", "GET"]
    assert web.agents == {"sphinx-publication/0 (+https://x.example; x)"}


def test_a_host_is_asked_with_pauses(web: Web, asker: Asker, time: Time) -> None:
    """The longer one of ours and the site's own (Crawl-delay)."""
    for _ in range(3):
        asker.ask(f"{web.address}/ok")
    assert web.paths("/robots.txt") == ["GET"]
    assert max(time.waits) == 2.0
    assert time.now >= 2 * 2.0


def test_a_busy_host_is_left_alone_as_long_as_it_asks(web: Web, asker: Asker, time: Time) -> None:
    """Retry-After is kept, up to half a minute; what asks for more is asked another day."""
    assert asker.ask(f"{web.address}/busy").verdict is Verdict.FINE
    assert max(time.waits) == 5.0
    assert asker.ask(f"{web.address}/much-later").verdict is Verdict.DOUBTFUL
    assert web.paths("/much-later") == ["HEAD"]
    assert time.now < 60


def test_what_closes_by_robots_is_not_asked(web: Web, asker: Asker) -> None:
    """Not even by HEAD; a site that cannot tell its rules now is left alone as well."""
    asker.ask(f"{web.address}/closed/page")
    assert web.paths("/closed/page") == []
    web.robots = (503, "")
    requester = Requester("x", this_machine)
    assert not Robots("x", requester.text).allows(f"{web.address}/ok")
    web.robots = (404, "Disallow: /")
    assert Robots("x", requester.text).allows(f"{web.address}/ok")


@pytest.mark.parametrize("path", ["/inwards", "/elsewhere"])
def test_a_redirect_leads_nowhere_private(web: Web, asker: Asker, path: str) -> None:
    """Neither to a private network nor to a file."""
    answer = asker.ask(f"{web.address}{path}")
    assert answer.verdict in (Verdict.NOT_ASKED, Verdict.DOUBTFUL)
    assert answer.reason in ("private", "address")


def test_this_machine_is_never_asked(web: Web) -> None:
    """By number or by name, nothing is sent."""
    requester = Requester("x", is_public)
    port = web.address.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]"):
        assert requester.send("GET", f"http://{host}:{port}/ok").failure in ("private", "no host")
    assert web.asked == []


def test_a_name_that_changes_after_it_was_looked_up_is_not_asked(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is where the connection has come (DNS rebinding)."""
    monkeypatch.setattr(requesting, "look_up", lambda *_: None)
    assert Requester("x", is_public).send("GET", f"{web.address}/ok").failure == "private"
    assert web.asked == []


def test_no_answer_in_time_is_doubtful(
    web: Web, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After three tries."""
    monkeypatch.setattr(requesting, "_PATIENCE", (0.1, 0.1))
    answer = asker.ask(f"{web.address}/slow")
    assert (answer.verdict, answer.reason) == (Verdict.DOUBTFUL, "time")
    assert web.paths("/slow") == ["HEAD"] * 3


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("ff02::1", False),
    ],
)
def test_private_addresses(address: str, public: bool) -> None:
    """Those of this machine, of local networks, and those that hide one in another."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("7", 7.0), ("", None), ("soon", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    """Seconds or a date, as RFC 9110 has it."""
    assert requesting.seconds(written) == seconds
