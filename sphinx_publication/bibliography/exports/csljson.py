"""Sources as CSL-JSON items, valid against CSL 1.0.2's ``csl-data.json``.

Readers' programs (Zotero, pandoc, citeproc) take them as they are. Fields that CSL has no variable
for stand under ``custom``, by their biblatex names, so that nothing is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sphinx_publication.bibliography import csl
from sphinx_publication.model.sources import Source


def csl_json(source: Source, words: csl.Words = str) -> dict[str, Any]:
    """*source* as a CSL-JSON item; *words* translates biblatex's words ("phdthesis")."""
    return csl.item(source, words)


def csl_json_file(sources: Iterable[Source]) -> str:
    """A CSL-JSON file of *sources*, in their order."""
    items = [csl_json(source) for source in sources]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
