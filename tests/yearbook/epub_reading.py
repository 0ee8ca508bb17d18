"""An EPUB read with zipfile and lxml alone: nothing of what made it is asked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


class Book:
    """An EPUB as a reading system sees it."""

    def __init__(self, file: Path) -> None:
        self.archive = zipfile.ZipFile(file)
        self.names = self.archive.namelist()
        self.package = self.xml("package.opf")
        self.items = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        self.spine = [self.items[ref.get("idref")] for ref in self.package.iter(f"{OPF}itemref")]

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(f"EPUB/{name}"))

    def meta(self, name: str) -> list[str]:
        return [m.text for m in self.package.iter(f"{OPF}meta") if m.get("property") == name]

    def text(self, name: str) -> str:
        return " ".join("".join(self.xml(name).find("{*}body").itertext()).split())

    def all(self, tag: str) -> Iterator[tuple[str, etree._Element]]:
        for name in self.spine:
            yield from ((name, node) for node in self.xml(name).iter(f"{{*}}{tag}"))

    def nav(self, kind: str) -> etree._Element:
        return next(nav for nav in self.xml("nav.xhtml").iter("{*}nav") if nav.get(TYPE) == kind)
