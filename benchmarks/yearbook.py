"""Measure a yearbook of generated posts: ours, LaTeX and WeasyPrint, in one interleaved run.

Every engine makes one PDF from the same posts, from nothing, in turn, several times; the table
gives medians. What else ours makes of them is measured once. A PDF that lacks a post's title among
its bookmarks stops the run.

    python -m benchmarks.yearbook benchmarks/yearbook
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import pypdf

from benchmarks import generate
from benchmarks.engines import Engine, engines, more
from benchmarks.machine import machine
from benchmarks.measuring import Cost, measure, scratch

#: Commands run here, so that `python -m` finds the package.
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """What one engine took and made, once."""

    #: User and system CPU in seconds.
    cpu: float
    #: Peak of all its processes together, in MiB.
    memory: float
    pages: int
    #: Size of the PDFs in bytes.
    size: int


@dataclass(frozen=True)
class Result:
    """What one engine took."""

    name: str
    #: Versions, and the standard that the PDF claims.
    what: str
    runs: tuple[Run, ...]

    def median(self, fact: str) -> float:
        """Return the median of a fact of the runs, by its name."""
        return float(statistics.median(getattr(run, fact) for run in self.runs))


def compare(plan: generate.Plan, rounds: int) -> list[Result]:
    """Return the results of the engines that are there, ours first."""
    present = [engine for engine in engines() if not engine.missing]
    runs: dict[str, list[Run]] = {engine.name: [] for engine in present}
    for _ in range(rounds):
        for engine in present:
            runs[engine.name].append(run(engine, plan))
    return [Result(one.name, one.describe(), tuple(runs[one.name])) for one in present]


def run(engine: Engine, plan: generate.Plan) -> Run:
    """Let an engine make its books of the posts, from nothing."""
    plan = replace(plan, years=engine.years)
    with scratch("yearbook-benchmark-") as name:
        source, out = Path(name, "source"), Path(name, "out")
        generate.write(source, plan, engine.stack)
        out.mkdir()
        cost = reduce(add, (measure(one, _ROOT) for one in engine.commands(source, out)))
        books = sorted(out.glob(engine.result))
        print(f"{engine.name}: {cost}", flush=True)
        return _run(cost, books, plan)


def _run(cost: Cost, books: Sequence[Path], plan: generate.Plan) -> Run:
    readers = [pypdf.PdfReader(book) for book in books]
    bookmarks = {_squashed(title) for reader in readers for title in _titles(reader.outline)}
    for heading in generate.headings(plan):
        if not any(_squashed(heading.title) in bookmark for bookmark in bookmarks):
            raise ValueError(f"a post is missing from {books}: {heading.title!r}")
    return Run(
        cpu=round(cost.cpu, 2),
        memory=round(cost.memory, 1),
        pages=sum(len(reader.pages) for reader in readers),
        size=sum(book.stat().st_size for book in books),
    )


def _titles(outline: Sequence[Any]) -> Iterator[str]:
    """Yield the titles of bookmarks, of whatever level."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def _squashed(text: str) -> str:
    return "".join(text.split())


def report(plan: generate.Plan, results: Sequence[Result], others: Sequence[Result]) -> str:
    """Return the results as Markdown."""
    facts = machine()
    lines = [
        "# A yearbook of generated posts",
        "",
        f"{plan.posts} posts of {plan.words} words become one PDF, end to end: Sphinx's reading is",
        f"included, and nothing is kept from before. Medians of {len(results[0].runs)} rounds, in",
        "each of which every engine had its turn. Made by `python -m benchmarks.yearbook`.",
        "",
        f"{facts['date']}; {facts['cores']} cores, {facts['memory']}, {facts['system']}; "
        f"Python {facts['python']}, Sphinx {facts['sphinx']}.",
        "",
        "| engine | CPU, s | times ours | peak memory, MiB | times ours | pages | MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(_compared(one, results[0]) for one in results),
        "",
        "CPU is user and system time of all processes; memory is the peak of all processes of a",
        "command together.",
        "",
        *(f"- {one.name}: {one.what}." for one in results),
        *(
            f"- {one.name}: not measured; {', '.join(one.missing)} missing."
            for one in engines()
            if one.missing
        ),
        "",
        "What sphinx_publication makes of the same posts besides, once each:",
        "",
        "| | CPU, s | peak memory, MiB | pages | MB |",
        "|---|--:|--:|--:|--:|",
        *(f"| {one.name} | {' | '.join(_cells(one))} |" for one in others),
    ]
    return "\n".join(lines) + "\n"


def _compared(one: Result, ours: Result) -> str:
    cpu, memory, pages, size = _cells(one)
    times = [f"{one.median(fact) / ours.median(fact):.1f}" for fact in ("cpu", "memory")]
    return f"| {one.name} | {cpu} | {times[0]} | {memory} | {times[1]} | {pages} | {size} |"


def _cells(one: Result) -> tuple[str, str, str, str]:
    return (
        f"{one.median('cpu'):.1f}",
        f"{one.median('memory'):.0f}",
        f"{one.median('pages'):.0f}",
        f"{one.median('size') / 1e6:.1f}",
    )


def main() -> None:
    """Measure, print the tables and write them beside their numbers."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", type=Path, help="where to write, without .md and .json")
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    plan = generate.Plan(given.posts, given.words)
    results = compare(plan, given.rounds)
    others = [Result(one.name, one.describe(), (run(one, plan),)) for one in more()]
    text = report(plan, results, others)
    print(text)
    facts = {
        "machine": machine(),
        "plan": asdict(plan),
        "results": [asdict(result) for result in (*results, *others)],
        "missing": {one.name: one.missing for one in engines() if one.missing},
    }
    given.output.with_suffix(".md").write_text(text, encoding="utf-8")
    numbers = json.dumps(facts, ensure_ascii=False, indent=2)
    given.output.with_suffix(".json").write_text(numbers + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
