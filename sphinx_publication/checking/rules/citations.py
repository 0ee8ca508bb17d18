"""Rules about citations: each names a source that the bibliography has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_publication.bibliography import slips
from sphinx_publication.bibliography.targets import parse_targets
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.problems import Kind, Problem

#: Blanks at the ends of a citation, and before its commas.
SPACES = re.compile(r"^\s+|\s+$|\s+(?=,)")


def unknown(document: Document, publication: Publication) -> Iterator[Problem]:
    """Every key that is cited is in the bibliography."""
    sources = publication.reading.sources
    for cited in document.content.citations:
        try:
            targets = parse_targets(cited.target)
        except ValueError:
            yield document.problem(Kind.CITATION_MALFORMED, cited.line, text=cited.target)
            continue
        for target in targets:
            if target.key not in sources and not _prefixed(target.key, publication):
                hint = slips.hint(target.key, sources)
                yield document.problem(Kind.CITATION_UNKNOWN, cited.line, key=target.key, hint=hint)


def original(document: Document, publication: Publication) -> Iterator[Problem]:
    """The original of a retelling is in the bibliography."""
    value = document.value("retelling")
    key = str(value.get("of") or "") if isinstance(value, dict) else ""
    if key and key not in publication.reading.sources:
        hint = slips.hint(key, publication.reading.sources)
        yield document.at(Kind.CITATION_UNKNOWN, "retelling", key=key, hint=hint)


def handles(document: Document, publication: Publication) -> Iterator[Problem]:
    """No name after "@" that stands as text is nearly a key."""
    for handle in document.content.handles:
        near = slips.near_keys(handle, publication.reading.sources)
        if near:
            name = handle.names[0]
            place = document.text.find(f"@{name}")
            line = document.text.count("\n", 0, max(place, 0)) + 1
            yield document.problem(Kind.CITATION_HANDLE, line, name=name, near=" or ".join(near))


def spaces(document: Document, publication: Publication) -> Iterator[Problem]:
    """A role has no blanks around its keys."""
    for role in document.content.roles:
        if role.name.partition(":")[0] in ("cite", "footcite") and SPACES.search(role.content):
            text = f"{{{role.name}}}`{role.content}`"
            yield document.problem(Kind.CITATION_SPACES, role.line, text=text)


def notes(document: Document, publication: Publication) -> Iterator[Problem]:
    """A note on a source is named after a key."""
    place = publication.addresses
    name = document.docname.rpartition("/")[2]
    if publication.folder_of(document) != place.sources or name == "index":
        return
    sources = publication.reading.sources
    addresses = {place.source(key) for key in sources}
    if place.document(document.docname) not in addresses:
        hint = slips.hint(name, sources)
        yield document.problem(Kind.NOTE_WITHOUT_SOURCE, 1, key=name, hint=hint)


def bibliography(publication: Publication) -> Iterator[Problem]:
    """The .bib files themselves are in order."""
    root = publication.project.root
    for problem in publication.reading.problems:
        path = problem.path
        if path.startswith(f"{root}/"):
            path = path.removeprefix(f"{root}/")
        details = {
            key: value.replace(f"{root}/", "") if isinstance(value, str) else value
            for key, value in problem.details.items()
        }
        yield Problem(problem.kind, path, problem.line, details)


def _prefixed(key: str, publication: Publication) -> bool:
    """Tell whether *key* is a source's with the prefix of a list that an author placed."""
    return any(
        key.removeprefix(prefix) in publication.reading.sources for prefix in publication.prefixes
    )
