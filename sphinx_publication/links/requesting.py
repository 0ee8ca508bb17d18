"""One HTTP request: to public addresses alone, without following redirects, and never for long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import requests

from sphinx_publication.links.guard import (
    Allowed,
    GuardedAdapter,
    NoSuchHostError,
    PrivateAddressError,
    is_public,
    look_up,
)

#: Seconds to wait for a connection, and for an answer.
_PATIENCE = (10, 20)
#: Bytes of a robots.txt that are read (RFC 9309, 2.5).
_MOST = 512 * 1024


@dataclass(frozen=True)
class Reply:
    """What came of one request."""

    #: HTTP status; 0 where there was no answer.
    status: int = 0
    #: Where the server leads on to, whole; "" for nowhere.
    location: str = ""
    #: Seconds after which the server wants to be asked again; None where it does not say.
    retry_after: float | None = None
    #: Why there was no answer: "no host", "no network", "private", "time", "certificate",
    #: "connection" or "address".
    failure: str = ""


class Requester:
    """Sends requests in the name of *agent* to addresses that are *allowed*."""

    def __init__(self, agent: str, allowed: Allowed = is_public) -> None:
        self._allowed = allowed
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": agent, "Accept": "*/*"})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, GuardedAdapter(allowed))

    def send(self, method: str, address: str) -> Reply:
        """Return what *address* answers to a request by *method*, its body unread."""
        return self._send(method, address, lambda answer: None)

    def text(self, address: str) -> tuple[int, str]:
        """Return the status and the beginning of the text at *address*; status 0 for none."""
        said: list[str] = []

        def take(answer: requests.Response) -> None:
            body = answer.raw.read(_MOST, decode_content=True)
            said.append(bytes(body).decode("utf-8", "replace"))

        return self._send("GET", address, take).status, "".join(said)

    def _send(self, method: str, address: str, take: Callable[[requests.Response], None]) -> Reply:
        try:
            self._look_up(address)
            with self._session.request(
                method, address, timeout=_PATIENCE, allow_redirects=False, stream=True
            ) as answer:
                take(answer)
                location = answer.headers.get("Location", "") if answer.is_redirect else ""
                return Reply(
                    answer.status_code,
                    urljoin(address, location) if location else "",
                    seconds(answer.headers.get("Retry-After", "")),
                )
        except NoSuchHostError:
            return Reply(failure="no host")
        except PrivateAddressError:
            return Reply(failure="private")
        except requests.exceptions.SSLError:
            return Reply(failure="certificate")
        except requests.Timeout:
            return Reply(failure="time")
        except requests.ConnectionError as error:
            private = _has_cause(error, PrivateAddressError)
            return Reply(failure="private" if private else "connection")
        except (requests.RequestException, ValueError):
            return Reply(failure="address")
        except OSError:
            return Reply(failure="no network")

    def _look_up(self, address: str) -> None:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise ValueError(address)
        try:
            look_up(host, parts.port or (443 if parts.scheme == "https" else 80), self._allowed)
        except PrivateAddressError:
            raise
        except OSError:
            # A network that is left by a proxy alone may not know the world's names.
            if parts.scheme not in getproxies() or proxy_bypass(host):
                raise


def _has_cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    seen = 0
    waiting = [error]
    while waiting and seen < 20:
        one = waiting.pop()
        seen += 1
        if isinstance(one, kind):
            return True
        if one is not None:
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None)]
            waiting += [arg for arg in one.args if isinstance(arg, BaseException)]
    return False


def seconds(written: str) -> float | None:
    """Return the seconds that Retry-After asks for (RFC 9110, 10.2.3); None for nonsense."""
    if written.strip().isdigit():
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
