"""What a round found, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_publication.links.answers import Answer, Verdict
from sphinx_publication.links.archive import Copy
from sphinx_publication.links.places import Link, Place
from sphinx_publication.locale.console import N_, _, ngettext

#: What stood in the way, in words (`Answer.reason`).
REASONS: Mapping[str, str] = {
    "no host": N_("there is no such host any more"),
    "private": N_("a private address, which is never asked"),
    "robots": N_("the site's robots.txt asks programs to stay away"),
    "time": N_("no answer in time"),
    "certificate": N_("its certificate is not accepted"),
    "connection": N_("the connection breaks off"),
    "address": N_("it is no address that can be asked"),
    "redirects": N_("it leads on and on"),
    "no network": N_("there is no connection to the network"),
}
_HEADINGS: Mapping[Verdict, str] = {
    Verdict.DEAD: N_("Dead"),
    Verdict.MOVED: N_("Moved for good; write the new address"),
    Verdict.DOUBTFUL: N_("Doubtful; look for yourself"),
    Verdict.NOT_ASKED: N_("Not asked"),
}


@dataclass(frozen=True)
class Told:
    """A link with what is known of it."""

    link: Link
    answer: Answer
    #: A copy that may stand in for what is dead; None where none was looked for or found.
    copy: Copy | None = None


def lines(told: Iterable[Told]) -> Iterator[str]:
    """Yield what people read: what is wrong, gravest first, each with its places."""
    every = tuple(told)
    for verdict, heading in _HEADINGS.items():
        chosen = [one for one in every if one.answer.verdict is verdict]
        if chosen:
            yield f"{_(heading)}:"
            for one in chosen:
                yield from _one(one)
            yield ""
    yield summary(every)


def _one(told: Told) -> Iterator[str]:
    answer = told.answer
    why = _(REASONS[answer.reason]) if answer.reason in REASONS else ""
    why = why or (str(answer.status) if answer.status >= 300 else "")
    yield f"  {answer.address}" + (f"  ({why})" if why else "")
    if answer.target:
        yield f"    → {answer.target}"
    for place in told.link.places:
        yield f"    {_place(place)}"
    if told.link.cited_in:
        yield "    " + _("cited in %s") % ", ".join(told.link.cited_in)
    if told.copy is not None:
        sources = [place for place in told.link.places if place.source]
        yield "    " + _("An archived copy of %(day)s: %(address)s") % {
            "day": told.copy.taken.isoformat(),
            "address": told.copy.address,
        }
        for place in sources:
            yield "    " + _("into the entry %(key)s of %(file)s:") % {
                "key": place.source,
                "file": place.path,
            }
            yield from (f"      {line}" for line in told.copy.lines)


def _place(place: Place) -> str:
    where = f"{place.path}:{place.line}"
    return f"{where} ({place.source})" if place.source else where


def summary(told: Iterable[Told]) -> str:
    """Return how many links there are of each kind, in a line."""
    counts = dict.fromkeys(Verdict, 0)
    for one in told:
        counts[one.answer.verdict] += 1
    total = sum(counts.values())
    return (
        ngettext("%d link", "%d links", total) % total
        + ": "
        + ", ".join(
            word % counts[verdict]
            for verdict, word in (
                (Verdict.FINE, _("%d fine")),
                (Verdict.MOVED, _("%d moved")),
                (Verdict.DEAD, _("%d dead")),
                (Verdict.DOUBTFUL, _("%d doubtful")),
                (Verdict.NOT_ASKED, _("%d not asked")),
            )
            if counts[verdict] or verdict in (Verdict.FINE, Verdict.DEAD)
        )
    )


def as_json(told: Iterable[Told], unknown: Iterable[str]) -> str:
    """Return all that is known, for programs; *unknown* are addresses never asked."""
    held = [
        {
            "address": one.answer.address,
            "verdict": str(one.answer.verdict),
            "asked": one.answer.asked.isoformat(),
            "status": one.answer.status,
            "target": one.answer.target,
            "reason": one.answer.reason,
            "places": [
                {"path": place.path, "line": place.line, "source": place.source}
                for place in one.link.places
            ],
            "cited_in": list(one.link.cited_in),
            "archived": _archived(one.copy),
        }
        for one in told
    ]
    return json.dumps({"links": held, "unknown": list(unknown)}, ensure_ascii=False, indent=1)


def _archived(copy: Copy | None) -> dict[str, str] | None:
    return {"address": copy.address, "taken": copy.taken.isoformat()} if copy else None
