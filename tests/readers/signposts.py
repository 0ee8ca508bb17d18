"""Signposting, level 1: the typed links of a page, by their documentation at signposting.org."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from .page import Page

#: The relations of the FAIR profile.
RELATIONS = frozenset({
    "author", "cite-as", "collection", "describedby", "item", "license", "linkset", "type",
})  # fmt: skip


@dataclass(frozen=True)
class Signposts:
    """Where a page leads."""

    cite_as: str
    authors: tuple[str, ...]
    licence: str
    types: tuple[str, ...]
    described_by: tuple[str, ...]
    items: tuple[str, ...]
    collections: tuple[str, ...]


def signposts(page: Page) -> Signposts:
    """Return the signposts of a page; ValueError for one that the profile does not allow."""
    found: dict[str, list[str]] = {name: [] for name in RELATIONS}
    for rel, address in page.links:
        if rel in RELATIONS:
            if not urlsplit(address).scheme:
                raise ValueError(f"{rel} leads to {address}, which is no whole address")
            found[rel].append(address)
    for single in ("cite-as", "license"):
        if len(found[single]) > 1:
            raise ValueError(f"more than one {single}")
    return Signposts(
        next(iter(found["cite-as"]), ""),
        tuple(found["author"]),
        next(iter(found["license"]), ""),
        tuple(found["type"]),
        tuple(found["describedby"]),
        tuple(found["item"]),
        tuple(found["collection"]),
    )
