"""What a source is to the publication: its kind, and the topics that it is about.

Both stand in the entry's ``keywords``, where every reference manager lets people write them:
``keywords = {kind:evaluation, topic:indikatorer, topic:utvärdering}``. Other keywords are left
alone. An entry that names no kind has the one that its biblatex type or ``entrysubtype`` implies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sphinx_publication.model.sources import Source


class SourceKind(StrEnum):
    """The kinds of source, in the order that readers are shown them."""

    EVALUATION = "evaluation"
    LAW = "law"
    GUIDANCE = "guidance"
    THINK_TANK = "think-tank"
    RESEARCH = "research"
    PRESS = "press"
    WEB = "web"
    OTHER = "other"


@dataclass(frozen=True)
class Classification:
    """The kind of a source and its topics."""

    kind: SourceKind
    #: Names of topics, as written.
    topics: tuple[str, ...] = ()
    #: A kind that was written but is none of `SourceKind`; "" where all is well.
    unknown: str = ""


_SEPARATORS = re.compile(r"\s*[,;]\s*")

_BY_SUBTYPE = {
    **dict.fromkeys(("sfs", "prop", "bet", "skr", "rskr", "dir", "sou", "ds"), SourceKind.LAW),
    "newspaper": SourceKind.PRESS,
    "magazine": SourceKind.PRESS,
    "blogpost": SourceKind.WEB,
}

_BY_TYPE = {
    **dict.fromkeys(("legislation", "legal", "jurisdiction"), SourceKind.LAW),
    **dict.fromkeys(
        ("article", "thesis", "phdthesis", "mastersthesis", "inproceedings", "conference",
         "proceedings", "mvproceedings", "dataset"),
        SourceKind.RESEARCH,
    ),
    **dict.fromkeys(("online", "electronic", "www"), SourceKind.WEB),
}  # fmt: skip


def classify(source: Source) -> Classification:
    """Return the kind of a source and its topics."""
    said = dict.fromkeys(_marked(source, "kind"))
    known = {str(kind): kind for kind in SourceKind}
    kind = next((known[name.casefold()] for name in said if name.casefold() in known), None)
    unknown = next((name for name in said if name.casefold() not in known), "")
    return Classification(
        kind or _implied(source), tuple(dict.fromkeys(_marked(source, "topic"))), unknown
    )


def _implied(source: Source) -> SourceKind:
    subtype = _BY_SUBTYPE.get(source.get("entrysubtype").casefold())
    return subtype or _BY_TYPE.get(source.type, SourceKind.OTHER)


def _marked(source: Source, mark: str) -> Iterator[str]:
    """Yield the keywords that begin with *mark* and a colon, without those."""
    for word in _SEPARATORS.split(source.get("keywords")):
        before, colon, name = word.partition(":")
        if colon and before.strip().casefold() == mark and name.strip():
            yield name.strip()
