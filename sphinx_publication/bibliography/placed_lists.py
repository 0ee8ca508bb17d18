"""Reference lists that authors place themselves with ``{bibliography}``, and what each lists.

The directive takes sphinxcontrib-bibtex's arguments and options. Upstream's makes a node for every
entry of every file at every place; ours notes only what was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util import logging
from sphinxcontrib.bibtex.directives import (
    BibliographyDirective,
    BibliographyKey,
    BibliographyValue,
)
from sphinxcontrib.bibtex.domain import _FilterVisitor

from sphinx_publication.bibliography.nodes import reference_list
from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_publication.bibliography.domain import CitationDomain

logger = logging.getLogger(__name__)

#: Forms of a list; the last is upstream's name for its own, which is a plain list here.
FORMS = ("bullet", "enumerated", "citation")


@dataclass(frozen=True)
class PlacedList:
    """One list that an author placed."""

    #: Id of the directive in its document.
    list_id: str
    #: Keys in the style's order.
    keys: tuple[str, ...]
    #: Numbered from here; 0 for a list without numbers.
    start: int = 0
    #: How it is numbered: "arabic", "loweralpha" …
    enumtype: str = "arabic"


class PlacedListDirective(BibliographyDirective):
    """``{bibliography}``: the sources cited in the publication, or those that a filter names."""

    def run(self) -> Sequence[nodes.Node]:
        """Note what the list asks for, and leave a node in its place."""
        domain = cast("CitationDomain", self.env.domains["cite"])
        files = list(self._files(domain))
        for file in files:
            self.env.note_dependency(str(file))
        known = {entry.key for entry in domain.get_entries(files)}
        keys = [key for key in (line.strip() for line in self.content) if key]
        for key in (key for key in keys if key not in known):
            self._report(Kind.BIBLIOGRAPHY_KEY_UNKNOWN, key=key)
        form = self.options.get("list", "citation")
        if form not in FORMS:
            self._report(Kind.BIBLIOGRAPHY_FORM_UNKNOWN, form=form, forms=", ".join(FORMS))
            form = "citation"
        docname = self.env.current_document.docname
        count = [key.docname for key in domain.bibliographies].count(docname) + 1
        list_id = f"bibliography-{count}"
        domain.bibliographies[BibliographyKey(docname, list_id)] = BibliographyValue(
            line=self.lineno,
            list_=form,
            enumtype=self.options.get("enumtype", "arabic"),
            start=self.options.get("start", 1),
            style="",
            filter_=self._get_filter(),
            labelprefix="",
            keyprefix=self.options.get("keyprefix", ""),
            bibfiles=files,
            citation_nodes={},
            keys=[key for key in keys if key in known],
        )
        header = self.config.bibtex_bibliography_header
        head = self.parse_text_to_nodes(header) if header else []
        return [*head, reference_list(docname=docname, list_id=list_id)]

    def _files(self, domain: CitationDomain) -> Iterator[Path]:
        """Yield the .bib files that are asked for; all, where none is named."""
        if not self.arguments:
            yield from domain.bibdata.bibfiles
            return
        for name in self.arguments[0].split():
            path = Path(self.env.relfn2path(name)[1]).resolve()
            if path in domain.bibdata.bibfiles:
                yield path
            else:
                self._report(Kind.BIBLIOGRAPHY_FILE_UNKNOWN, file=name)

    def _report(self, kind: Kind, **details: str) -> None:
        path, line = self.get_source_info()
        report(logger, Problem(kind, path, line, details))


def arrange(domain: CitationDomain) -> dict[str, tuple[PlacedList, ...]]:
    """Return the lists that authors placed, by document, with what each holds."""
    cited_in: dict[str, set[str]] = {}
    for docname, citations in domain.places.items():
        for citation in citations:
            cited_in.setdefault(domain.source_key(citation.key), set()).add(docname)
    lists: dict[str, list[PlacedList]] = {}
    for place, asked in sorted(domain.bibliographies.items(), key=lambda item: _order(item[0])):
        before = lists.setdefault(place.docname, [])
        keys = domain.in_order(_chosen(domain, place.docname, asked, cited_in))
        start = 0
        if asked.list_ == "enumerated":
            last = next((one for one in reversed(before) if one.start), None)
            start = asked.start
            if start < 1:
                start = last.start + len(last.keys) if last else 1
        before.append(PlacedList(place.id_, keys, start, asked.enumtype))
    return {docname: tuple(found) for docname, found in lists.items()}


def _order(place: BibliographyKey) -> tuple[str, int]:
    return (place.docname, int(place.id_.rsplit("-", 1)[-1]))


def _chosen(
    domain: CitationDomain, docname: str, asked: BibliographyValue, cited_in: dict[str, set[str]]
) -> Iterator[str]:
    """Yield the keys that a list's filter and content ask for."""
    for entry in domain.get_entries([file for file in asked.bibfiles if file in domain.files[1]]):
        cited = cited_in.get(entry.key, set())
        try:
            visitor = _FilterVisitor(entry, docname, cited)  # type: ignore[no-untyped-call]
            wanted = visitor.visit(asked.filter_)
        except ValueError as error:
            path = domain.env.doc2path(docname)
            details = {"reason": str(error)}
            problem = Problem(Kind.BIBLIOGRAPHY_FILTER_INVALID, str(path), asked.line, details)
            report(logger, problem)
            yield from (key for key in cited_in if key in domain.library)
            return
        if wanted or entry.key in asked.keys:
            yield entry.key
