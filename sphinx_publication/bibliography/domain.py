"""The domain of citations: sphinxcontrib-bibtex's, on our library and with indexes.

It notes for each document where it cites what, forgets and merges that, and answers from indexes by
document and key, where upstream scans every citation for every citation (a fifth of a build's
time at 500 posts) and looks each style up among the installed packages anew (another fifth).
Citations lead to the reference list of their own page, so the same source may stand in any number
of lists (upstream #199).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.bibfile import BibData
from sphinxcontrib.bibtex.domain import BibtexDomain

from sphinx_publication.bibliography.citing import in_text
from sphinx_publication.bibliography.placed_lists import PlacedList, arrange
from sphinx_publication.bibliography.roles import ROLES
from sphinx_publication.bibliography.targets import parse_targets
from sphinx_publication.model import addresses
from sphinx_publication.model.citations import InText, slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.bibliography.citation_syntax import Handle
    from sphinx_publication.bibliography.library import Library
    from sphinx_publication.model.citations import Citation


class CitationDomain(BibtexDomain):
    """sphinxcontrib-bibtex's domain ``cite``, answering from our library."""

    data_version = 103
    initial_data: ClassVar[dict[str, Any]] = {
        **BibtexDomain.initial_data,
        # docname -> its citations, in the order of the text
        "places": {},
        # docname -> names after "@" in its text, which new keys may turn into citations
        "handles": {},
        # docname -> the citations in its headings, with their words
        "headings": {},
        # docname -> what its footnotes hold: the keys, each with its looks when it was read
        "footnotes": {},
        # docname -> what its citations and lists looked like when each builder last wrote it
        "printed": {},
    }
    roles = ROLES

    library: Library
    #: The .bib files and their entries, for upstream's directives; never pickled.
    files: BibData
    #: Name of the builder of this build.
    builder: str
    #: Part of a source's address, by its key.
    slugs: dict[str, str]

    def shelve(self, library: Library, files: BibData, builder: str) -> None:
        """Take over the library that was read for this build with *builder*."""
        self.library, self.files, self.builder = library, files, builder
        self.addresses = addresses.from_config(self.env.config)
        self.slugs, self.clashes = slugs(library.sources)
        self._lists: dict[str, tuple[PlacedList, ...]] | None = None

    @property
    def bibdata(self) -> BibData:
        return self.files if "files" in self.__dict__ else cast(BibData, self.data["bibdata"])

    @property
    def places(self) -> dict[str, tuple[Citation, ...]]:
        """The citations of each document."""
        return cast("dict[str, tuple[Citation, ...]]", self.data["places"])

    @property
    def handles(self) -> dict[str, tuple[Handle, ...]]:
        """The names after "@" in each document that stand outside brackets."""
        return cast("dict[str, tuple[Handle, ...]]", self.data["handles"])

    @property
    def headings(self) -> dict[str, tuple[tuple[InText, str], ...]]:
        """The citations in each document's headings, with the words that contents have."""
        return cast("dict[str, tuple[tuple[InText, str], ...]]", self.data["headings"])

    @property
    def footnotes(self) -> dict[str, dict[str, str]]:
        """The sources in each document's footnotes, with what they looked like when it was read."""
        return cast("dict[str, dict[str, str]]", self.data["footnotes"])

    @property
    def printed(self) -> dict[str, dict[str, str]]:
        """What each document's citations and lists last looked like, as a digest by builder."""
        return cast("dict[str, dict[str, str]]", self.data["printed"])

    def note(self, docname: str, citations: tuple[Citation, ...]) -> None:
        """Note the citations of a document that was read."""
        if citations:
            self.places[docname] = citations

    def note_handle(self, docname: str, handle: Handle) -> None:
        """Note a name after "@" in a document that is read."""
        found = self.handles.get(docname, ())
        if handle not in found:
            self.handles[docname] = (*found, handle)

    def note_headings(self, docname: str, citations: tuple[tuple[InText, str], ...]) -> None:
        """Note the citations in the headings of a document that is read."""
        if citations:
            self.headings[docname] = citations

    def note_footnote(self, docname: str, key: str) -> None:
        """Note a source that a footnote of a document that is read shall hold, if it is known."""
        self.footnotes.setdefault(docname, {})[key] = self.look(key)

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.places.pop(docname, None)
        self.handles.pop(docname, None)
        self.headings.pop(docname, None)
        self.footnotes.pop(docname, None)
        self.printed.pop(docname, None)
        for key in [key for key in self.bibliographies if key.docname == docname]:
            del self.bibliographies[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel worker noted."""
        for docname, citations in otherdata["places"].items():
            if docname in docnames:
                self.places[docname] = citations
        for part in ("handles", "headings", "footnotes"):
            found = otherdata[part].items()
            self.data[part].update(item for item in found if item[0] in docnames)
        for key, value in otherdata["bibliographies"].items():
            if key.docname in docnames:
                self.bibliographies[key] = value

    def env_updated(self) -> list[str]:
        """Arrange the lists; return the documents whose citations now read differently."""
        self._lists = None
        changed = []
        looks = cache(self.look)  # of a source once, not for each document that cites it
        for docname in sorted({*self.places, *self.lists}):
            now = self._digest(docname, looks)
            before = self.printed.setdefault(docname, {})
            if before.get(self.builder, now) != now:
                changed.append(docname)
            before[self.builder] = now
        return changed

    def cited(self, docname: str) -> tuple[str, ...]:
        """Return the keys that a document cites and the library has, in the style's order."""
        places = self.places.get(docname, ())
        keys = {self.source_key(citation.key) for citation in places if citation.listed}
        return self.in_order(key for key in keys if key in self.library)

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return *keys* in the order of the style."""
        return tuple(sorted(keys, key=lambda key: (self.library.sort_key(key), key)))

    def source_key(self, key: str) -> str:
        """Return the library's key for an author's, who may have put a list's prefix before it."""
        if key in self.library:
            return key
        for bibliography in self.bibliographies.values():
            bare = key.removeprefix(bibliography.keyprefix)
            if bare in self.library:
                return bare
        return key

    @property
    def lists(self) -> dict[str, tuple[PlacedList, ...]]:
        """The lists that authors placed themselves, by document."""
        if self._lists is None:
            self._lists = arrange(self)
        return self._lists

    def anchor(self, key: str) -> str:
        """Return the id of a source's item in a reference list."""
        return f"{self.addresses.sources}-{self.slugs[key]}"

    def page(self, key: str) -> str:
        """Return the page name of a source."""
        return f"{self.addresses.sources}/{self.slugs[key]}"

    def _listing(self, docname: str, key: str) -> str | None:
        """Return the document whose list holds *key* for the citations in *docname*."""
        if docname not in self.lists:
            return docname if docname in self.places else None
        found = {name for name, lists in self.lists.items() for one in lists if key in one.keys}
        return docname if docname in found else min(found, default=None)

    def resolve_xref(  # type: ignore[override]
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return a citation's words, each source linked to its place in a reference list."""
        targets = tuple(replace(one, key=self.source_key(one.key)) for one in parse_targets(target))
        keys = [one.key for one in targets]
        ids: dict[str, str] = dict(zip(keys, node.get("cite_ids", ()), strict=False))
        result = nodes.inline("", "", classes=["citation"], cite_role=typ, cite_keys=keys)
        for word in in_text(self.library, InText(typ, targets)):
            if not word.key:
                result += nodes.Text(word.text)
                continue
            link = (
                self._link(builder, fromdocname, node.get("cite_docname", fromdocname), word.key)
                if word.known
                else nodes.inline(classes=["citation-unknown"])
            )
            link += nodes.Text(word.text)
            if word.key in ids:
                link["ids"].append(ids.pop(word.key))
            result += link
        result["ids"].extend(ids.values())
        return result

    def _link(self, builder: Builder, fromdocname: str, docname: str, key: str) -> nodes.Element:
        listing = self._listing(docname, key)
        link: nodes.Element
        if listing is not None:
            link = make_refnode(builder, fromdocname, listing, self.anchor(key), [])
        elif has_source_pages(builder):
            uri = builder.get_relative_uri(fromdocname, self.page(key))
            link = nodes.reference(refuri=uri, internal=True)
        else:
            link = nodes.inline()
        link["classes"].append("citation-link")
        link["cite_key"] = key
        return link

    def resolve_any_xref(  # type: ignore[override]
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.Element]]:
        """Resolve a reference of the role ``any``, where its target is a known key."""
        if target not in self.library:
            return []
        found = self.resolve_xref(env, fromdocname, builder, "p", target, node, contnode)
        return [("cite:p", found)]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each source with its page, for the inventory that other sites read."""
        for key in self.library.sources:
            yield key, self.library.short(key), "citation", self.page(key), "", 1

    def look(self, key: str) -> str:
        """Return all that the library decides about the looks of a source in any document.

        "" for one that it does not have.
        """
        library = self.library
        if key not in library:
            return ""
        author, year = library.citation_author(key, narrative=True), library.citation_year(key)
        return repr((key, self.slugs[key], author, year, library.reference(key)))

    def _digest(self, docname: str, looks: Callable[[str], str]) -> str:
        """Return a digest of all that the library decides about a document's looks."""
        keys = {self.source_key(citation.key) for citation in self.places.get(docname, ())}
        listed = self.lists.get(docname, ())
        keys.update(key for one in listed for key in one.keys)
        known = sorted(key for key in keys if key in self.library)
        shown = [(looks(key), self._listing(docname, key)) for key in known]
        text = repr((sorted(keys), self.cited(docname), listed, shown))
        return blake2b(text.encode(), digest_size=16).hexdigest()


def has_source_pages(builder: Builder) -> bool:
    """Whether *builder* writes a page for every source."""
    return (
        builder.format == "html"
        and not getattr(builder, "embedded", False)
        and (builder.name not in {"singlehtml", "epub"})
    )


def citation_domain(env: BuildEnvironment) -> CitationDomain:
    """Return the domain of citations."""
    return cast(CitationDomain, env.domains["cite"])


def citations(env: BuildEnvironment) -> Iterator[Citation]:
    """Yield every citation, document by document."""
    places = citation_domain(env).places
    for docname in sorted(places):
        yield from places[docname]
