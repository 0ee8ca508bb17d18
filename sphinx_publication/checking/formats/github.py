"""The format ``github``: a workflow command a line, which GitHub shows beside the text.

docs.github.com, "Workflow commands for GitHub Actions"; escaping as in actions/toolkit.
"""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_publication.checking.words import sentence
from sphinx_publication.model.problems import Problem


def written(problems: Sequence[Problem], release: str) -> str:
    """Return the commands for *problems*."""
    return "\n".join(map(_command, problems))


def _command(problem: Problem) -> str:
    properties = {"file": problem.path, "line": str(problem.line or 1)}
    properties["title"] = problem.kind.subtype
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{problem.kind.severity} {said}::{_data(sentence(problem))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
