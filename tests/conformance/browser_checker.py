"""Chromium and axe: is every page accessible, and does it keep to itself?

Each page is shown in light, in dark and 375 px wide, and axe looks at it each time. What the page
asks other hosts for, says on the console and stores as cookies is noted on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .findings import Finding
from .publication import Publication
from .server import served
from .tools import npm_file, program, run

_HERE = Path(__file__).parent
_WORKERS = 3


def look(publication: Publication, scratch: Path) -> dict[str, Mapping[str, Any]]:
    """Show every page; what was seen, by the page's name in the publication."""
    pages = {publication.address_of(page): page for page in publication.shown_pages}
    assert pages, "there are no pages to show"
    results = call("show.mjs", publication, scratch, workers=_WORKERS, pages=list(pages))
    seen = {publication.name(pages[result["address"]]): result for result in results}
    assert len(seen) == len(pages), f"only {len(seen)} of {len(pages)} pages were shown"
    return seen


def search(publication: Publication, scratch: Path, *words: str) -> dict[str, Mapping[str, Any]]:
    """Search for each word from the start page; what was found, by word."""
    results = call("search.mjs", publication, scratch, words=list(words))
    return {result["word"]: result for result in results}


def ask(publication: Publication, scratch: Path, *queries: str) -> dict[str, list[str]]:
    """Ask the search page each query; the addresses of the pages it shows, in order, by query."""
    results = call("recall.mjs", publication, scratch, queries=list(queries))
    return {result["query"]: result["addresses"] for result in results}


def use_sources(
    publication: Publication, scratch: Path, index: str, source: str
) -> Mapping[str, Any]:
    """Filter and sort the index of sources, and copy a source; what was seen on the way."""
    (result,) = call("sources.mjs", publication, scratch, index=index, source=source)
    return result


def cards(publication: Publication, scratch: Path, page: str) -> Mapping[str, Any]:
    """Read a post that cites, at the address *page*, as its readers do."""
    return call("cards.mjs", publication, scratch, page=page)[0]


def stopped(
    publication: Publication, scratch: Path, policy: str, *addresses: str
) -> Mapping[str, Mapping[str, Any]]:
    """Open addresses under a Content-Security-Policy; what it stopped, and where one landed."""
    (found,) = call("csp.mjs", publication, scratch, policy=policy, addresses=addresses)
    return found


def call(
    script: str,
    publication: Publication,
    scratch: Path,
    *,
    like_a_host: bool = False,
    **job: object,
) -> list[Mapping[str, Any]]:
    """Run one of the scripts beside this file over the served site; its lines of JSON."""
    npm_file("playwright-core/package.json")
    npm_file("axe-core/axe.min.js")
    order = scratch / "job.json"
    with served(publication.folder, like_a_host=like_a_host) as server:
        order.write_text(
            json.dumps({"chromium": program("chromium"), "server": server, **job}), "utf-8"
        )
        answer = run(program("node"), _HERE / script, order)
    assert answer.returncode == 0, f"{script} stopped: {answer.stderr[-3000:]}"
    return [json.loads(line) for line in answer.stdout.splitlines()]


def accessibility(seen: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """One finding for each rule that a page breaks in one of the modes."""
    for where, result in seen.items():
        if "failed" in result:
            yield Finding("axe", where, "not-shown", result["failed"])
            continue
        for mode, view in result["modes"].items():
            for broken in view["violations"]:
                yield Finding("axe", where, broken["id"], f"({mode}) {_explain(broken)}")
        # WCAG 2.1, 1.4.10: nothing to scroll sideways for on a narrow screen
        view = result["modes"]["375"]
        if view["overflow"] > 0:
            culprits = " ".join(" | ".join(view["widest"]).split())
            message = f"(375) {view['overflow']} px wider than the screen: {culprits}"
            yield Finding("axe", where, "reflow", message)


def _explain(broken: Mapping[str, Any]) -> str:
    places = " | ".join(f"{node['html']} [{node['summary']}]" for node in broken["nodes"])
    return " ".join(f"{broken['id']}: {broken['help']}, {broken['count']} times: {places}".split())


def behaviour(seen: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """One finding for each page that calls another host, complains or stores a cookie."""
    for where, result in seen.items():
        for url in result.get("foreign", ()):
            yield Finding("browser", where, "foreign", f"asks another host for {url}")
        for text in result.get("complaints", ()):
            yield Finding("browser", where, "console", text)
        for cookie in result.get("cookies", ()):
            yield Finding("browser", where, "cookie", f"stores the cookie {cookie}")
        if result.get("status", 200) != 200:
            yield Finding("browser", where, "status", f"is answered with {result['status']}")
