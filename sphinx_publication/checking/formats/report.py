"""The format ``json``: what was found as one JSON object, for scripts and editors.

    {"version": 1,
     "problems": [{"file": "posts/2013/12/name.md", "line": 4, "severity": "error",
                   "kind": "citation-unknown", "message": "no source has the key …"}],
     "errors": 1, "warnings": 0}

``file`` is seen from the publication's folder; ``line`` counts from 1 and is 0 where none can be
named; ``kind`` never changes for one kind of mistake, whatever language the message is in. Keys may
be added within a version.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sphinx_publication.checking.words import sentence
from sphinx_publication.model.problems import Problem, Severity

VERSION = 1


def written(problems: Sequence[Problem], release: str) -> str:
    """Return the report on *problems*."""
    found = [
        {
            "file": one.path,
            "line": one.line,
            "severity": str(one.kind.severity),
            "kind": one.kind.subtype,
            "message": sentence(one),
        }
        for one in problems
    ]
    errors = sum(one.kind.severity is Severity.ERROR for one in problems)
    report = {
        "version": VERSION,
        "problems": found,
        "errors": errors,
        "warnings": len(problems) - errors,
    }
    return json.dumps(report, ensure_ascii=False, indent=1)
