"""Measure the site of a generated publication: ours against others, in one interleaved run.

Each step is a build after one change, upon the step before; every program takes it in turn. The
built pages must show the change, and hold as many pages as there are posts, or the program's
result is an error and no figure.

    python -m benchmarks.site benchmarks/site --posts 100 500 2000
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

from benchmarks import generate, stacks
from benchmarks.edits import Files, Step, edited
from benchmarks.machine import machine
from benchmarks.measuring import CommandError, Cost, measure, scratch
from benchmarks.stacks import Stack

#: Commands run here, so that `python -m` finds the package.
_ROOT = Path(__file__).parents[1]
#: Steps of ours alone that stand beside the others: what is counted apart.
_APART = ("search", "yearbooks")


@dataclass(frozen=True)
class Case:
    """What a figure is of."""

    stack: str
    posts: int
    #: A `Step`, or one of what is counted apart.
    step: str


@dataclass
class Run:
    """All that was measured, and what could not be."""

    costs: dict[Case, list[Cost]] = field(default_factory=dict)
    #: Why a program has no figures, or no more of them, by its name.
    missing: dict[str, str] = field(default_factory=dict)

    def note(self, case: Case, cost: Cost) -> None:
        """Take a figure down, and say it."""
        self.costs.setdefault(case, []).append(cost)
        print(
            f"{case.posts} posts, {case.step}, {case.stack}: "
            f"{cost.cpu:.1f} s CPU, {cost.wall:.1f} s, {cost.memory:.0f} MiB",
            flush=True,
        )

    def median(self, case: Case, fact: str) -> float | None:
        """Return the median of a fact of the case's costs, by its name; None without any."""
        found = [getattr(cost, fact) for cost in self.costs.get(case, ())]
        return statistics.median(found) if found else None


def prepared(wanted: Sequence[Stack], environments: Path, run: Run) -> list[Stack]:
    """Make the programs' environments; return those programs that can be had."""
    ready = []
    for stack in wanted:
        try:
            stack.prepare(environments)
            ready.append(stack)
        except (subprocess.CalledProcessError, OSError) as error:
            run.missing[stack.name] = f"not installed ({type(error).__name__})"
    return ready


def compare(
    ready: Sequence[Stack],
    environments: Path,
    plan: generate.Plan,
    run: Run,
    steps: Sequence[Step] = tuple(Step),
    is_apart_counted: bool = True,
) -> None:
    """Take every step with every program, in turn, and add what it cost to *run*."""
    with scratch("site-benchmark-") as name:
        folders = {stack.name: Path(name, stack.name) for stack in ready}
        files: Files = dict(generate.files(plan, "ours"))
        written: dict[str, Files] = {}
        for step in steps:
            files = edited(files, plan, step)
            for stack in ready:
                if stack.name in run.missing:
                    continue
                theirs = stack.files(files)
                source = folders[stack.name] / "source"
                _write(source, theirs, written.get(stack.name, {}))
                written[stack.name] = theirs
                try:
                    cost = _build(stack, environments, folders[stack.name])
                    _check(stack, folders[stack.name], plan, step)
                except CommandError as error:
                    run.missing[stack.name] = (
                        f"{plan.posts} posts, {step}: {str(error).splitlines()[-1]}"
                    )
                    print(run.missing[stack.name], flush=True)
                    continue
                run.note(Case(stack.name, plan.posts, step), cost)
        if is_apart_counted and stacks.OURS in ready and stacks.OURS.name not in run.missing:
            source, out = (folders[stacks.OURS.name] / part for part in ("source", "out"))
            for step_name, command in zip(_APART, (stacks.search, stacks.yearbooks), strict=True):
                cost = measure(command(source, out), _ROOT)
                run.note(Case(stacks.OURS.name, plan.posts, step_name), cost)


def _write(source: Path, files: Files, before: Files) -> None:
    """Write what differs from what was written before."""
    for path, content in files.items():
        if before.get(path) != content:
            file = source / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def _build(stack: Stack, environments: Path, folder: Path) -> Cost:
    source, out = folder / "source", folder / "out"
    command = stack.build(stack.programs(environments).absolute(), source, out)
    return measure(command, source if stack.is_at_home else _ROOT)


def _check(stack: Stack, folder: Path, plan: generate.Plan, step: Step) -> None:
    """Raise CommandError when a program's pages are too few, or do not show what was changed."""
    site = (folder / "out" / stack.pages).resolve()  # one that writes elsewhere has no "out"
    pages = sorted(site.rglob("*.html"))
    if len(pages) < plan.posts:
        raise CommandError(f"{len(pages)} pages of {plan.posts} posts")
    if step.shows and not any(step.shows.encode() in page.read_bytes() for page in pages):
        raise CommandError("no page shows the change")


def report(run: Run, sizes: Sequence[int], rounds: int) -> str:
    """Return the figures as Markdown."""
    facts = machine()
    present = [one for one in stacks.STACKS if any(case.stack == one.name for case in run.costs)]
    lines = [
        "# The site of a generated publication",
        "",
        "Posts of 800 words with five citations each, spread over ten years, and one source for",
        f"every five posts. Medians of {rounds} round(s), in each of which every program took",
        "each step in its turn. Made by `python -m benchmarks.site`.",
        "",
        f"{facts['date']}; {facts['cores']} cores, {facts['memory']}, {facts['system']}; "
        f"Python {facts['python']}, Sphinx {facts['sphinx']}; load {facts['load']} at the end.",
        "",
        "CPU is user and system time of all processes; memory is the peak of all processes",
        "together. In brackets: times what the plain stack takes from nothing (*cold*), so 0.05",
        "after an edit is a twentieth of the plain stack's whole build. *Growth* is the exponent",
        "from one size to the next: 1 is linear. On a busy machine the clock says little.",
    ]
    for fact, name, form in (
        ("cpu", "CPU, s", ".1f"),
        ("wall", "Time by the clock, s", ".1f"),
        ("memory", "Peak of memory, MiB", ".0f"),
    ):
        lines += ["", f"## {name}", "", *_table(run, present, sizes, fact, form)]
    lines += ["", "## Growth of CPU", "", *_growth(run, present, sizes)]
    lines += ["", *(f"- **{one.name}**: {one.what}." for one in present)]
    lines += [f"- **{name}** has no (more) figures: {why}." for name, why in run.missing.items()]
    return "\n".join(lines) + "\n"


def _table(
    run: Run, present: Sequence[Stack], sizes: Sequence[int], fact: str, form: str
) -> Iterator[str]:
    yield f"| posts | step | {' | '.join(one.name for one in present)} |"
    yield f"|--:|---|{'--:|' * len(present)}"
    for posts in sizes:
        whole = run.median(Case(stacks.PLAIN.name, posts, Step.COLD), fact)
        for step in (*Step, *_APART):
            cells = []
            for one in present:
                found = run.median(Case(one.name, posts, step), fact)
                times = f" ({found / whole:.2f})" if found is not None and whole else ""
                cells.append("" if found is None else f"{found:{form}}{times}")
            if any(cells):
                yield f"| {posts:,} | {step} | {' | '.join(cells)} |"


def _growth(run: Run, present: Sequence[Stack], sizes: Sequence[int]) -> Iterator[str]:
    yield f"| posts | step | {' | '.join(one.name for one in present)} |"
    yield f"|--:|---|{'--:|' * len(present)}"
    for few, many in pairwise(sizes):
        for step in (*Step, *_APART):
            cells = []
            for one in present:
                costs = [run.median(Case(one.name, size, step), "cpu") for size in (few, many)]
                cells.append(_exponent(few, many, *costs))
            if any(cells):
                yield f"| {few:,} to {many:,} | {step} | {' | '.join(cells)} |"


def _exponent(few: int, many: int, before: float | None, after: float | None) -> str:
    if not before or not after:
        return ""
    return f"{math.log(after / before) / math.log(many / few):.2f}"


def facts_of(run: Run, rounds: int) -> Mapping[str, object]:
    """Return all that was measured, for the file of figures."""
    costs = [
        {**asdict(case), "costs": [asdict(cost) for cost in costs]}
        for case, costs in run.costs.items()
    ]
    return {"machine": machine(), "rounds": rounds, "costs": costs, "missing": run.missing}


def plan_of(posts: int) -> generate.Plan:
    """Return the publication of so many *posts* that is measured."""
    return generate.Plan(posts, years=10, posts_a_source=5)


def main() -> None:
    """Measure, and write the table and the figures anew after each size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", type=Path, help="where to write, without .md and .json")
    parser.add_argument("--posts", type=int, nargs="+", default=[100, 500, 2000])
    parser.add_argument("--rounds", type=int, default=1)
    names = [one.name for one in stacks.STACKS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument(
        "--environments",
        type=Path,
        default=Path.home() / ".cache" / "publication-benchmarks",
        help="where the other programs are installed",
    )
    given = parser.parse_args()
    run = Run()
    wanted = [one for one in stacks.STACKS if one.name in given.only]
    ready = prepared(wanted, given.environments, run)
    for count, posts in enumerate(given.posts, 1):
        for _ in range(given.rounds):
            compare(ready, given.environments, plan_of(posts), run)
        text = report(run, given.posts[:count], given.rounds)
        given.output.with_suffix(".md").write_text(text, encoding="utf-8")
        figures = json.dumps(facts_of(run, given.rounds), ensure_ascii=False, indent=1)
        given.output.with_suffix(".json").write_text(figures + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
