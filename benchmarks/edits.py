"""The steps that are measured: what is changed in a generated publication before each build.

A step changes the texts as our software reads them; `benchmarks.dialects` then says the same
for the others. Each step is made upon the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from benchmarks import generate

#: The files of a publication, by their path.
Files = Mapping[str, str | bytes]

_SENTENCE = "Meningen lades till efteråt."
_MARK = "omarbetad"
_NEW = "Ett nytt inlägg"


class Step(StrEnum):
    """A build that is measured, named by what was changed before it."""

    COLD = "cold"
    NOTHING = "no change"
    SENTENCE = "a sentence"
    TITLE = "a title"
    SOURCE = "a source"
    POST = "a post"

    @property
    def shows(self) -> str:
        """Words that the built pages must hold after the step; "" where none are sure."""
        return {Step.SENTENCE: _SENTENCE, Step.TITLE: _MARK, Step.POST: _NEW}.get(self, "")


def edited(files: Files, plan: generate.Plan, step: Step) -> Files:
    """Return the publication after a step: a post of the middle is edited, or something comes."""
    middle = generate.headings(plan)[plan.posts // 2]
    text = files[middle.path]
    assert isinstance(text, str)
    match step:
        case Step.SENTENCE:
            blocks = text.split("\n\n")
            # The front matter and the title, what the post begins with, a heading, and the first
            # section's three paragraphs, of which the last is plain.
            blocks[5] = f"{blocks[5].rstrip()} {_SENTENCE}"
            return {**files, middle.path: "\n\n".join(blocks)}
        case Step.TITLE:
            line = f"# {middle.title}\n"
            return {**files, middle.path: text.replace(line, f"{line.rstrip()}, {_MARK}\n", 1)}
        case Step.SOURCE:
            more = generate.entry(plan, plan.sources)
            return {**files, "references.bib": f"{files['references.bib']!s}\n{more}"}
        case Step.POST:
            heading = generate.Heading(plan.posts, _NEW, date(generate.LAST_YEAR, 12, 31))
            post = generate.post(plan, heading, generate.headings(plan))
            figure = f"source/figures/{heading.number:05}.png"
            drawn = next(name for name in sorted(files) if name.endswith(".png"))
            return {**files, heading.path: post, figure: files[drawn]}
        case _:
            return files
