"""Addresses of strangers, which may be no addresses at all."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts(address: str) -> SplitResult:
    """Return the parts of an address; all of them are empty where it cannot be taken apart."""
    try:
        return urlsplit(address)
    except ValueError:  # as "http://[x" is, which would need an address of IPv6
        return urlsplit("")
