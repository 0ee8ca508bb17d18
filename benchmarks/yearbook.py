"""Measure a yearbook of generated posts: ours, LaTeX and WeasyPrint, in one interleaved run.

Every engine makes one PDF from the same posts, from nothing, in turn, three times; the table gives
medians. A PDF that lacks a post's title among its bookmarks stops the run.

    python -m benchmarks.yearbook benchmarks/yearbook
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import reduce
from importlib.metadata import version
from operator import add
from pathlib import Path
from typing import Any

import pypdf

from benchmarks import generate
from benchmarks.engines import Engine, engines
from benchmarks.measuring import Cost, measure

#: Commands run here, so that `python -m` finds the package.
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Result:
    """What one engine took: medians of all rounds."""

    name: str
    what: str
    #: User and system CPU in seconds.
    cpu: float
    #: Peak of all its processes together, in MiB.
    memory: float
    pages: int
    #: Size of the PDF in bytes.
    size: int
    #: CPU and memory of each round.
    rounds: tuple[tuple[float, float], ...]


def compare(plan: generate.Plan, rounds: int) -> tuple[list[Result], list[Engine]]:
    """Return the results, and the engines that are missing."""
    missing = [engine for engine in engines() if engine.missing]
    present = [engine for engine in engines() if not engine.missing]
    costs: dict[str, list[Cost]] = {engine.name: [] for engine in present}
    books: dict[str, tuple[int, int]] = {}
    with tempfile.TemporaryDirectory(prefix="yearbook-benchmark-") as name:
        folder = Path(name)
        for stack in generate.STACKS:
            generate.write(folder / stack, plan, stack)
        for number in range(rounds):
            for engine in present:
                out = folder / f"{engine.name}-{number}"
                out.mkdir()
                commands = engine.commands(folder / engine.stack, out)
                cost = reduce(add, (measure(command, _ROOT) for command in commands))
                costs[engine.name].append(cost)
                (book,) = out.glob(engine.result)
                books[engine.name] = (_pages(book, plan), book.stat().st_size)
                print(f"{number + 1}/{rounds} {engine.name}: {cost}", flush=True)
    return [_result(engine, costs[engine.name], *books[engine.name]) for engine in present], missing


def _pages(book: Path, plan: generate.Plan) -> int:
    """Return the number of pages of a book that holds every post of the plan."""
    reader = pypdf.PdfReader(book)
    bookmarks = {"".join(title.split()) for title in _titles(reader.outline)}
    lost = [
        heading.title
        for heading in generate.headings(plan)
        if not any("".join(heading.title.split()) in bookmark for bookmark in bookmarks)
    ]
    if lost:
        raise ValueError(f"{book.name} lacks {len(lost)} posts: {lost[0]!r} …")
    return len(reader.pages)


def _titles(outline: Sequence[Any]) -> list[str]:
    """Return the titles of bookmarks, of whatever level."""
    found: list[str] = []
    for entry in outline:
        found += _titles(entry) if isinstance(entry, list) else [str(entry.title)]
    return found


def _result(engine: Engine, costs: list[Cost], pages: int, size: int) -> Result:
    return Result(
        name=engine.name,
        what=engine.describe(),
        cpu=round(statistics.median(cost.cpu for cost in costs), 1),
        memory=round(statistics.median(cost.memory for cost in costs)),
        pages=pages,
        size=size,
        rounds=tuple((round(cost.cpu, 2), round(cost.memory, 1)) for cost in costs),
    )


def machine() -> dict[str, str | int]:
    """Return what the numbers depend on besides the engines."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count() or 0,
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sphinx": version("sphinx"),
    }


def table(plan: generate.Plan, results: list[Result], missing: list[Engine], rounds: int) -> str:
    """Return the results as Markdown."""
    facts = machine()
    ours = results[0]
    lines = [
        "# A yearbook of generated posts, in three ways",
        "",
        f"{plan.posts} posts of {plan.words} words, end to end from Markdown to one PDF, Sphinx's",
        f"reading included. Median of {rounds} interleaved rounds, each from nothing.",
        "",
        f"{facts['date']}; {facts['cores']} cores, {facts['memory']}, {facts['system']}; "
        f"Python {facts['python']}, Sphinx {facts['sphinx']}.",
        "",
        "| engine | CPU, s | times ours | peak memory, MiB | times ours | pages | MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {one.name} | {one.cpu:.1f} | {one.cpu / ours.cpu:.1f} | {one.memory:.0f} "
            f"| {one.memory / ours.memory:.1f} | {one.pages} | {one.size / 1e6:.1f} |"
            for one in results
        ),
        "",
        "CPU is user and system time of all processes; memory is the peak of all processes of one",
        "command together.",
        "",
        *(f"- {one.name}: {one.what}." for one in results),
        *(f"- {one.name}: not measured; {', '.join(one.missing)} missing." for one in missing),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print the table and write it beside its numbers."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", type=Path, help="where to write, without .md and .json")
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    plan = generate.Plan(given.posts, given.words)
    results, missing = compare(plan, given.rounds)
    text = table(plan, results, missing, given.rounds)
    print(text)
    facts = {
        "machine": machine(),
        "plan": asdict(plan),
        "results": [asdict(result) for result in results],
        "missing": {engine.name: engine.missing for engine in missing},
    }
    given.output.with_suffix(".md").write_text(text, encoding="utf-8")
    numbers = json.dumps(facts, ensure_ascii=False, indent=2)
    given.output.with_suffix(".json").write_text(numbers + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
