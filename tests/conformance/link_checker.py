"""hyperlink: does every link inside the publication, in pages and in feeds, lead somewhere?

Fragments are followed too, and links that name the publication's own address are read as links
inside it. Links to other sites are not followed: a check must not depend on the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding
from .publication import Publication
from .tools import npm_file, program, run

_FAULT = re.compile(r"^not ok \d+ (?P<what>.+?)$(?P<details>.*?)^  \.\.\.$", re.M | re.S)
_LOADED = re.compile(r"^ok \d+ load (.+)$", re.M)
_PLACE = re.compile(r"^\s+at: (?P<file>\S+?)(?::\d+:\d+)?(?: .*)?$", re.M)


def check(publication: Publication) -> Iterator[Finding]:
    """One finding for each link that leads nowhere."""
    pages = [publication.name(page) for page in publication.pages]
    assert pages, "there are no pages to check"
    answer = run(
        program("node"),
        npm_file("hyperlink/lib/cli.js"),
        "--root",
        ".",
        "--canonicalroot",
        publication.address,
        "--internal",
        "--recursive",
        *pages,
        folder=publication.folder,
    )
    checked = re.search(r"^# tests (\d+)$", answer.stdout, re.M)
    assert checked, (
        f"hyperlink did not finish (exit code {answer.returncode}):"
        f" {answer.stdout[-2000:]}{answer.stderr[-2000:]}"
    )
    assert int(checked[1]) >= len(pages), "hyperlink looked at fewer pages than there are"
    for fault in _FAULT.finditer(answer.stdout):
        yield _finding(fault)
    # hyperlink reads a file as a feed, and follows the links inside, where a page says it is one
    loaded = set(_LOADED.findall(answer.stdout))
    for feed in map(publication.name, publication.feeds):
        if feed not in loaded:
            yield Finding(
                "links", feed, "unannounced", 'no page names this feed as rel="alternate"'
            )


def _finding(fault: re.Match[str]) -> Finding:
    place = _PLACE.search(fault["details"])
    details = " ".join(fault["details"].replace("---", "").split())
    return Finding("links", place["file"] if place else "?", fault["what"], details)
