"""The sources that a citation role names, in sphinxcontrib-bibtex's own writing. Pure.

    goodwin2013{s. 12},{se även}ham2013

The grammar is that of ``sphinxcontrib.bibtex.citation_target``, whose package cannot be imported
without Sphinx; a test holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_publication.model.citations import Target

_TARGET = re.compile(
    r"\s*(?:\{(?P<before>[^{}]+)\})?\s*(?P<key>[^{}\s,]+)\s*(?:\{(?P<after>[^{}]+)\})?\s*(?P<end>,|\Z)"
)


@lru_cache(maxsize=4096)
def parse_targets(text: str) -> tuple[Target, ...]:
    """Return the sources that a citation names.

    A minus before a key ("-goodwin2013") asks for the year alone, as in Pandoc. Raises ValueError
    for what cannot be read ("goodwin2013,,ham2013").
    """
    found: list[Target] = []
    place, more = 0, True
    while more:
        match = _TARGET.match(text, place)
        if match is None:
            raise ValueError(f"malformed citation target: {text}")
        key = match["key"]
        found.append(
            Target(
                key=key.removeprefix("-") or key,
                before=(match["before"] or "").strip(),
                after=(match["after"] or "").strip(),
                year_only=len(key) > 1 and key.startswith("-"),
            )
        )
        place, more = match.end(), match["end"] == ","
    return tuple(found)
