"""A page's head as programs find it: by html5lib, which parses as browsers do."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup


class Page:
    """The head of a page."""

    def __init__(self, html: str, address: str) -> None:
        self.address = address
        head = BeautifulSoup(html, "html5lib").head
        assert head is not None
        self.head = head

    @cached_property
    def metas(self) -> list[tuple[str, str]]:
        """Name or property of each ``meta`` element that has content, in order."""
        found = []
        for tag in self.head.find_all("meta"):
            name, content = tag.get("name") or tag.get("property"), tag.get("content")
            if name and content:
                found.append((str(name), str(content)))
        return found

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Each relation of each ``link`` element with its address."""
        return [
            (rel, str(tag["href"]))
            for tag in self.head.find_all("link")
            for rel in tag.get("rel", ())
        ]

    @cached_property
    def nodes(self) -> list[dict[str, Any]]:
        """The nodes of the page's JSON-LD."""
        found: list[dict[str, Any]] = []
        for script in self.head.find_all("script", type="application/ld+json"):
            data = json.loads(str(script.string))
            assert data.pop("@context") == "https://schema.org"
            found += data.get("@graph", [data])
        return found

    def contents(self, *names: str) -> list[str]:
        """Return the contents of the ``meta`` elements of these names."""
        return [content for name, content in self.metas if name in names]
