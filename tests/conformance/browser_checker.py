"""Chromium and axe: is every page accessible, and does it keep to itself?

Each page is shown in the modes of ``axe.mjs`` (light, dark, 375 and 320 px, forced colours, text of
twice the size, wider spacing), and axe looks at it. What is wider than the screen, cut off, under
other words, or shows no focus is measured beside. What the page asks other hosts for, says on the
console and stores as cookies is noted on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from .findings import Finding
from .publication import Publication
from .server import served
from .tools import npm_file, program, run

_HERE = Path(__file__).parent
#: What was seen on each page, by the page's name.
Seen = Mapping[str, Mapping[str, Any]]

_WORKERS = 3

#: The mode of `axe.mjs` in which the browser is asked for text of twice the size.
_LARGE = "text 200 %"
#: From here on text is large, in pixels (18 points, as WCAG has it).
_DISPLAY = 24


def look(publication: Publication, scratch: Path) -> Seen:
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


def narrow(
    publication: Publication, scratch: Path, words: Mapping[str, str]
) -> Mapping[str, Mapping[str, Any]]:
    """Narrow a search as readers do; what the page showed at each step."""
    return call("narrow.mjs", publication, scratch, words=words)[0]


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


def versions(publication: Publication, scratch: Path) -> dict[str, str]:
    """Return the names and versions of the programs that look at pages."""
    (found,) = call("versions.mjs", publication, scratch)
    return dict(found)


def call(
    script: str,
    publication: Publication,
    scratch: Path,
    *,
    like_a_host: bool = False,
    at: AbstractContextManager[str] | None = None,
    **job: object,
) -> list[Mapping[str, Any]]:
    """Run one of the scripts beside this file over the served site; its lines of JSON.

    *at* serves it otherwise than `served` does.
    """
    npm_file("playwright-core/package.json")
    npm_file("axe-core/axe.min.js")
    order = scratch / "job.json"
    with at or served(publication.folder, like_a_host=like_a_host) as server:
        order.write_text(
            json.dumps({"chromium": program("chromium"), "server": server, **job}), "utf-8"
        )
        answer = run(program("node"), _HERE / script, order)
    assert answer.returncode == 0, f"{script} stopped: {answer.stderr[-3000:]}"
    return [json.loads(line) for line in answer.stdout.splitlines()]


def accessibility(seen: Seen) -> Iterator[Finding]:
    """One finding for each rule that a page breaks in one of the modes."""
    for where, result in seen.items():
        if "failed" in result:
            yield Finding("axe", where, "not-shown", result["failed"])
            continue
        for mode, view in result["modes"].items():
            for broken in view["violations"]:
                told = f"({mode}) {_explain(broken)}"
                yield Finding("axe", where, broken["id"], told, broken["help"])
            for rule, message in _measured(view):
                yield Finding("axe", where, rule, f"({mode}) {rule}: {message}")
        yield from _not_grown(where, result["modes"])


def _measured(view: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each fault that was measured: the rule, and what breaks it (WCAG 2.2 in comments)."""
    # 1.4.10: nothing to scroll sideways for
    if view["overflow"] > 0:
        culprits = " ".join(" | ".join(view["widest"]).split())
        yield "reflow", f"{view['overflow']} px wider than the screen: {culprits}"
    # 1.4.4, 1.4.12: large or spread words are neither cut off nor under others
    for rule in ("clipped", "overlapping"):
        for culprit in view[rule]:
            yield rule, " ".join(culprit.split())
    # 2.4.7: where the focus is can be seen
    for culprit in view.get("unseen", ()):
        yield "focus-visible", " ".join(culprit.split())


def _not_grown(where: str, modes: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Yield a finding where text stays small for a reader who asked for twice the size (1.4.4).

    Large text may grow less: it is there to be seen from afar, and must not fill the screen.
    """
    pairs = zip(modes["light"]["text"], modes[_LARGE]["text"], strict=True)
    small = [(plain, asked) for plain, asked in pairs if plain < _DISPLAY and asked < 1.8 * plain]
    if small:
        plain, asked = small[0]
        yield Finding("axe", where, "text-size", f"({_LARGE}) {plain} px became {asked} px")


def _explain(broken: Mapping[str, Any]) -> str:
    places = " | ".join(f"{node['html']} [{node['summary']}]" for node in broken["nodes"])
    return " ".join(f"{broken['id']}: {broken['help']}, {broken['count']} times: {places}".split())


def behaviour(seen: Seen) -> Iterator[Finding]:
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
