"""Sources as RIS records, by the field list of Research Information Systems (2001 and 2011).

A line is a tag of two signs, two spaces, a hyphen, a space and the value; a record begins with TY
and ends with ER. Values hold no line ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_publication.model.sources import Source


def ris(source: Source) -> str:
    """*source* as a record, without a line end after its ER."""
    return "\n".join(f"{tag}  - {_clean(value)}" for tag, value in _lines(source))


def ris_file(sources: Iterable[Source]) -> str:
    """A RIS file of *sources*, in their order."""
    return "\n".join(f"{ris(source)}\n" for source in sources)


def _clean(value: str) -> str:
    return " ".join(value.split())


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", "GEN"
    yield "ID", source.key
    yield "TI", source.title
    yield "ER", ""
