"""What authors wrote, as leaves: the foreword, the posts, and the sources that they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.yearbook import parts, whereabouts
from sphinx_publication.yearbook.assembly import Chapter
from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf, headings, leaf, part
from sphinx_publication.yearbook.epub.prepare import Places, prepared
from sphinx_publication.yearbook.epub.remarks import remarks
from sphinx_publication.yearbook.epub.tidy import classes, tidied
from sphinx_publication.yearbook.epub.writer import Writer
from sphinx_publication.yearbook.epub.xhtml import Element, element, extend, name_of, pour
from sphinx_publication.yearbook.making import Making
from sphinx_publication.yearbook.scope import mark, source_mark
from sphinx_publication.yearbook.sources import Reference

_ = get_translation("sphinx_publication")

#: The leaf of the bibliography.
SOURCES = "sources.xhtml"


def named(making: Making) -> Iterator[tuple[str, Chapter]]:
    """Yield the chapters with the names of their leaves."""
    for chapter in making.forewords:
        yield "foreword.xhtml", chapter
    for number, chapter in enumerate(making.posts, 1):
        yield f"post-{number:03}.xhtml", chapter


def source_id(key: str) -> str:
    """Return the id of a source's entry."""
    return name_of(f"source_{key}")


class ChapterWriter:
    """Writes the chapters of one volume."""

    def __init__(self, making: Making, places: Places) -> None:
        self.making = making
        self.places = places
        self.writer = Writer(making.press.env)

    def chapter(self, name: str, chapter: Chapter) -> Leaf:
        """Return a foreword or a post as a leaf."""
        post = chapter.post
        kind = "foreword" if post is None else "chapter"
        title = parts.chapter_title(chapter)
        section = part(kind, self._opening(chapter))
        pour(self.body(chapter, chapter.body), section)
        extend(section, [*remarks(self.making, chapter), *self._closing(chapter)])
        self._note_citations(name, title, section)
        marks = {
            name_of(identifier): mark(chapter.docname, identifier)
            for node in chapter.root.findall(nodes.Element)
            for identifier in node["ids"]
        }
        return leaf(
            name,
            title,
            kind,
            section,
            {**marks, TITLE: chapter.mark},
            group=_month(post.date.year, post.date.month, self.making.language) if post else "",
            inner=headings(name, section),
        )

    def body(self, chapter: Chapter, children: Iterable[nodes.Node]) -> Element:
        """Return an element with what nodes of a chapter say."""
        document = prepared(self.places, chapter, children, self.making.sections_apart(chapter))
        return tidied(self.writer.written(document, 2, chapter.docname))

    def sources(self) -> Iterator[Leaf]:
        """Yield the bibliography, with the chapters that cite each source."""
        references = self.making.references
        if references:
            title = str(_("Sources"))
            entries = element("ul", *map(self._entry, references), class_="sources")
            section = part("bibliography", element("h1", title, id=TITLE), entries)
            marks = {source_id(one.key): source_mark(one.key) for one in references}
            yield leaf(SOURCES, title, "bibliography", section, {**marks, TITLE: "bibliography"})

    def _entry(self, reference: Reference) -> Element:
        entry = element("li", id=source_id(reference.key))
        pour(self._inline(reference.nodes, reference.path), entry)
        cited = self.places.cited.get(f"{SOURCES}#{source_id(reference.key)}", [])
        if cited:
            line = element("span", _("Cited in"), " ", class_="cited")
            for number, (title, href) in enumerate(cited):
                separator = [", "] if number else []
                link = element("a", title, href=href, role="doc-backlink")
                extend(line, [*separator, link])
            extend(entry, [" ", extend(line, ["."])])
        return entry

    def _opening(self, chapter: Chapter) -> Element:
        """Return the heading of a chapter, with what is told of a post around it."""
        heading = element("h1", id=TITLE)
        post = chapter.post
        if post is None or chapter.title is None:
            return element("header", extend(heading, [parts.chapter_title(chapter)]))
        pour(self._inline(chapter.title.children, chapter.path, bare=True), heading)
        language = self.making.language
        day = element(
            "time", dates.long_date(post.date, language), datetime=f"{post.date:%Y-%m-%d}"
        )
        header = element("header", element("p", day, class_="date"), heading)
        if authors := parts.names(self.making.press.authors(*post.authors), language):
            header.append(element("p", authors, class_="byline"))
        if found := whereabouts.series(self.making, post):
            words, name, address = found
            shown = element("a", name, href=address) if address else name
            header.append(element("p", f"{words} ", shown, class_="series"))
        return header

    def _closing(self, chapter: Chapter) -> Iterator[Element]:
        """Yield what stands below a post: its topics, and its address on the site."""
        post = chapter.post
        if post is None:
            return
        lines = []
        if topics := list(whereabouts.topics(self.making, post)):
            line = element("p", element("strong", _("Topics")), " ")
            for number, (name, target) in enumerate(topics):
                shown = element("a", name, href=target) if target else name
                extend(line, [" · ", shown] if number else [shown])
            lines.append(line)
        if address := self.making.book.page(post.docname, post.section):
            shown = element("a", address.split("://", 1)[-1].strip("/"), href=address)
            lines.append(element("p", element("strong", _("On the web")), " ", shown))
        if lines:
            yield element("footer", *lines)

    def _inline(self, children: Iterable[nodes.Node], path: str, *, bare: bool = False) -> Element:
        """Return an element with inline nodes; *bare* of links, marks and notes."""
        wrapper = nodes.inline("", "", *(child.deepcopy() for child in children))
        if bare:
            _strip(wrapper)
        chapter = Chapter("", path, "", None, (), wrapper, ())
        body = prepared(self.places, chapter, [wrapper], frozenset())
        return tidied(self.writer.written(body, 1))[0]

    def _note_citations(self, name: str, title: str, section: Element) -> None:
        """Remember the first citation of each source, to lead back to."""
        seen = set()
        for node in section.iter("{*}a"):
            href = node.get("href", "")
            if "biblioref" in classes(node) and href not in seen:
                seen.add(href)
                node.set("id", node.get("id") or f"cite_{len(seen)}")
                self.places.cited.setdefault(href, []).append((title, f"{name}#{node.get('id')}"))


def _strip(wrapper: nodes.Element) -> None:
    for node in list(wrapper.findall(nodes.Element)):
        node["ids"] = []
        if isinstance(node, nodes.footnote_reference):
            node.parent.remove(node)
        elif isinstance(node, nodes.reference):
            node.replace_self(nodes.inline("", "", *node.children))


def _month(year: int, month: int, language: str) -> str:
    name = dates.month_name(year, month, language)
    return name[:1].upper() + name[1:]
