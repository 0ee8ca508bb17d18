"""The format ``sarif``: SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sphinx_publication.checking.words import sentence
from sphinx_publication.locale.console import _
from sphinx_publication.model.problems import Kind, Problem

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: What paths are seen from: the publication's folder.
_ROOT = "SRCROOT"


def written(problems: Sequence[Problem], release: str) -> str:
    """Return the log of a run of the program's *release* that found *problems*."""
    kinds = sorted({one.kind for one in problems}, key=lambda kind: kind.name)
    driver = {
        "name": "sphinx-publication",
        "semanticVersion": release,
        "rules": [_rule(kind) for kind in kinds],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, kinds.index(one.kind)) for one in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.subtype,
        "name": kind.name.title().replace("_", ""),
        "shortDescription": {"text": _(kind.value).replace("{{", "{").replace("}}", "}")},
        "defaultConfiguration": {"level": str(kind.severity)},
    }


def _result(problem: Problem, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": quote(problem.path), "uriBaseId": _ROOT},
    }
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.kind.subtype,
        "ruleIndex": index,
        "level": str(problem.kind.severity),
        "message": {"text": sentence(problem)},
        "locations": [{"physicalLocation": place}],
    }
