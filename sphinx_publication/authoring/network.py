"""The one place where a new source is asked of the network: short, polite, one address at a time.

Whoever asks is handed a `Fetch`, so that tests hand over their own.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import requests

from sphinx_publication.locale.console import _

#: Takes an address and the media type that is wanted, and returns what was answered. Raises
#: NotFound where there is nothing at the address, NoAnswer where it could not be asked.
Fetch = Callable[[str, str], bytes]

#: Seconds to wait for a connection, and between two parts of an answer.
_PATIENCE = (5, 10)
#: Seconds that a whole answer may take.
_LONGEST = 30
#: Bytes that a description of a work may have.
_MOST = 2_000_000


class NoAnswer(Exception):
    """A service could not be asked; the message says why."""


class NotFound(Exception):
    """The service knows nothing of what it was asked."""


def fetcher(publication: str) -> Fetch:
    """Return what fetches for the publication at address *publication*, which services are told."""
    about = f" (+{publication})" if publication.startswith(("http://", "https://")) else ""

    def fetch(address: str, media_type: str) -> bytes:
        headers = {"Accept": media_type, "User-Agent": f"sphinx-publication{about}"}
        try:
            with requests.get(address, headers=headers, timeout=_PATIENCE, stream=True) as answer:
                if answer.status_code in (404, 410):
                    raise NotFound(address)
                answer.raise_for_status()
                return _body(answer)
        except requests.ConnectionError as error:
            raise NoAnswer(_("there is no connection to it")) from error
        except requests.Timeout as error:
            raise NoAnswer(_("it does not answer in time")) from error
        except (requests.RequestException, OSError) as error:
            raise NoAnswer(str(error)) from error

    return fetch


def _body(answer: requests.Response) -> bytes:
    body, begun = bytearray(), monotonic()
    for part in answer.iter_content(65536):
        body += part
        if len(body) > _MOST:
            raise NoAnswer(_("it answers at too great a length"))
        if monotonic() - begun > _LONGEST:
            raise NoAnswer(_("it does not answer in time"))
    return bytes(body)
