"""No request leaves for this machine or a private network, wherever a name or a redirect leads.

A text may come from someone who is not trusted with the network that it is checked in (server-side
request forgery, OWASP). A name is looked up before it is asked, and the address that the connection
has in fact is looked at again before anything is sent, for a name may change in between.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

#: IPv4 addresses within IPv6 (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: Tells whether a numeric IP address may be asked.
Allowed = Callable[[str], bool]


class PrivateAddressError(OSError):
    """The address is one of this machine or of a private network."""


class NoSuchHostError(OSError):
    """No host has that name."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one that everybody can reach (IANA's registries)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    within: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        within = [ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            within.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    inner = (one for one in within if one is not None)
    return all(one.is_global and not one.is_multicast for one in (ip, *inner))


def look_up(host: str, port: int, allowed: Allowed) -> None:
    """Look a host's name up.

    Raises NoSuchHostError, PrivateAddressError where one of its addresses is not *allowed*, and
    OSError where names cannot be looked up at all.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise NoSuchHostError(host) from error
        raise
    except UnicodeError as error:  # a label of the name is empty or too long
        raise NoSuchHostError(host) from error
    if not all(allowed(str(one[4][0])) for one in found):
        raise PrivateAddressError(host)


class GuardedAdapter(HTTPAdapter):
    """Requests' way to the network, closed to addresses that are not *allowed*."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """Let every connection look where it has come."""
        super().init_poolmanager(*args, **more)
        self.poolmanager.pool_classes_by_scheme = _pools(self._allowed)


def _pools(allowed: Allowed) -> dict[str, type[HTTPConnectionPool]]:
    def look(made: socket.socket) -> socket.socket:
        if not allowed(str(made.getpeername()[0])):
            made.close()
            raise PrivateAddressError("the name leads to a private network")
        return made

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return look(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return look(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
