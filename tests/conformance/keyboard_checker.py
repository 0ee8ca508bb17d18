"""Chromium and the Tab key: can a page be read and used with the keyboard alone?

On each page the focus goes from top to bottom and back (``tour.mjs``). The numbers of the rules are
those of WCAG 2.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from .browser_checker import call
from .findings import Finding
from .publication import Publication

_WORKERS = 2

Tour = Mapping[str, Any]
#: By address.
Tours = Mapping[str, Tour]


def tour(publication: Publication, scratch: Path, addresses: Iterable[str]) -> Tours:
    """Go through pages; what was met on the way, by address."""
    pages = list(addresses)
    results = call("tour.mjs", publication, scratch, workers=_WORKERS, pages=pages)
    assert len(results) == len(pages), (
        f"only {len(results)} of {len(pages)} pages were gone through"
    )
    return {result["address"]: result for result in results}


def faults_of(tours: Tours) -> Iterator[Finding]:
    """One finding for each thing that stands in the way of somebody with a keyboard."""
    for address, one in tours.items():
        if "failed" in one:
            yield Finding("keyboard", address, "not-shown", one["failed"])
            continue
        for rules in (_names, _ways, _looks, _order, _skip, _card):
            for rule, message in rules(one):
                yield Finding("keyboard", address, rule, " ".join(f"{rule}: {message}".split()))


def _names(one: Tour) -> Iterator[tuple[str, str]]:
    """2.4.4, 4.1.2: what takes focus has a name."""
    for stop in one["list"]:
        if not (stop["name"] or stop["scrolls"]):
            yield "no-name", stop["tag"]


def _ways(one: Tour) -> Iterator[tuple[str, str]]:
    """2.1.1, 2.1.2: each is reached, forwards and backwards, and the focus gets away again."""
    every = list(range(len(one["list"])))
    forth = [stop["index"] for stop in one["forth"]["stops"] if stop["index"] >= 0]
    back = [index for index in one["back"]["indexes"] if index >= 0]
    for rule, way, passed in (("tab", one["forth"], forth), ("shift-tab", one["back"], back)):
        if not way["left"]:
            last = one["list"][passed[-1]]["tag"] if passed else "the page"
            yield f"{rule}-trap", f"the focus does not leave {last}"
        for index in sorted(set(every) - set(passed)):
            yield f"{rule}-unreached", one["list"][index]["tag"]
    if set(forth) == set(every) and sorted(forth) != forth:
        yield "tab-order", "the focus does not follow the document"
    if set(back) == set(every) and sorted(back, reverse=True) != back:
        yield "shift-tab-order", "the focus does not go back the way it came"


def _looks(one: Tour) -> Iterator[tuple[str, str]]:
    """2.4.7, 2.4.11: where the focus is can be seen, and nothing lies on it."""
    for stop in one["forth"]["stops"]:
        if not stop["seen"]:
            yield "focus-visible", stop["tag"]
        if stop["hidden"]:
            yield "focus-hidden", f"{stop['tag']} lies under {stop['hidden']}"


def _order(one: Tour) -> Iterator[tuple[str, str]]:
    """2.4.3: within the text, the focus goes down the page, or to a column at the right."""
    for stop in one["list"]:
        if stop["jumps"]:
            yield "tabindex", stop["tag"]
    stops = [stop for stop in one["forth"]["stops"] if stop["main"] and not stop["card"]]
    for before, after in pairwise(stops):
        above = after["box"]["bottom"] <= before["box"]["top"]
        if above and after["box"]["left"] < before["box"]["right"]:
            yield "reading-order", f"from {before['tag']} up to {after['tag']}"


def _skip(one: Tour) -> Iterator[tuple[str, str]]:
    """2.4.1: the first thing that takes focus leads past what every page begins with."""
    skip = one["skip"]
    if not skip["first"] or skip["first"]["index"] != 0 or 'href="#' not in skip["first"]["tag"]:
        yield "skip-link", "the first stop is no link within the page"
    elif not (skip["leads"] and skip["main"]):
        yield "skip-link", f"does not lead into the text: {skip['first']['tag']}"


def _card(one: Tour) -> Iterator[tuple[str, str]]:
    """1.4.13: Escape closes a card, and the focus stays."""
    card = one["forth"].get("card")
    if card and (card["after"] != 0 or not card["stays"]):
        yield "card", "Escape does not close the card, or moves the focus"
