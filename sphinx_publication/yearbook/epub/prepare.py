"""A chapter's nodes made fit for an EPUB: what only a site has is taken out, links are led right.

Works on copies; the doctrees that the PDF is made from stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from docutils.utils import new_document

from sphinx_publication.yearbook import blocks, escape
from sphinx_publication.yearbook.assembly import Chapter
from sphinx_publication.yearbook.epub.raw import keep_tags
from sphinx_publication.yearbook.epub.xhtml import name_of
from sphinx_publication.yearbook.inline import SITE_ONLY
from sphinx_publication.yearbook.pictures import in_line
from sphinx_publication.yearbook.scope import DOCUMENT, Book, mark, source_mark

#: Names of classes of nodes that are no text of the author's, or are not for a book.
_LEFT_OUT = frozenset(
    {
        "back_links",
        "comment",
        "decoration",
        "docinfo",
        "index",
        "meta",
        "pending",
        "fontawesome",
        "sd_icon",
        "substitution_definition",
        "system_message",
        "tabular_col_spec",
        "toctree",
    }
)
#: Kinds of pictures that every reading system shows, by ending.
MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}


@dataclass
class Places:
    """Where everything is: in which leaf each mark stands, and what each link may lead to."""

    book: Book
    #: From mark to address, relative to the folder of the leaves.
    hrefs: Mapping[str, str]
    #: Who cites the source at an address: the chapter's title, and where in it.
    cited: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    #: Pictures that the leaves show, by their path in the file.
    pictures: dict[str, Path] = field(default_factory=dict)

    def outward(self, docname: str, address: str) -> str:
        """Return an address out of the book, absolute; "" when there is none."""
        absolute = urljoin(self.book.page(docname), address)
        return absolute if urlsplit(absolute).scheme in ("http", "https", "mailto") else ""


def prepared(
    places: Places, chapter: Chapter, children: Iterable[nodes.Node], elsewhere: frozenset[str]
) -> nodes.document:
    """Return a document of copies of the *children*, ready to be written."""
    document = new_document(chapter.path)
    document.extend(child.deepcopy() for child in children)
    keep_tags(document)
    _leave_out(document, elsewhere)
    for node in list(document.findall(nodes.reference)):
        _lead(places, chapter, node)
    for title in document.findall(nodes.title):
        title.attributes.pop("refid", None)  # a way back to a table of contents that is left out
    for picture in list(document.findall(nodes.image)):
        _show(places, picture)
    for text in list(document.findall(nodes.Text)):
        clean = escape.clean(text.astext())
        if clean != text.astext():
            text.parent.replace(text, nodes.Text(clean))
    return document


def _leave_out(document: nodes.document, elsewhere: frozenset[str]) -> None:
    for node in list(document.findall(nodes.Element)):
        if node.parent is not None and _is_left_out(node, elsewhere):
            node.parent.remove(node)


def _is_left_out(node: nodes.Element, elsewhere: frozenset[str]) -> bool:
    if type(node).__name__ in _LEFT_OUT:
        return True
    if "post-meta__series" in node["classes"]:
        return True  # said in the opening of the chapter
    if isinstance(node, nodes.section):
        return blocks.is_reference_list(node) or bool(elsewhere.intersection(node["ids"]))
    if isinstance(node, nodes.reference):
        return bool(SITE_ONLY.intersection(node["classes"]))
    if isinstance(node, nodes.topic):
        return "contents" in node["classes"]
    return isinstance(node, nodes.transition) and _is_before_notes(node)


def _is_before_notes(node: nodes.Element) -> bool:
    siblings = list(node.parent.children)
    after = siblings[siblings.index(node) + 1 :]
    return "footnotes" in node["classes"] or all(isinstance(n, nodes.footnote) for n in after)


def _lead(places: Places, chapter: Chapter, node: nodes.reference) -> None:
    """Lead a link to its place in the book, else to the site or the web."""
    href = _href(places, chapter, node)
    kept = {name: value for name, value in node.attributes.items() if name in ("ids", "classes")}
    if not href:
        node.replace_self(nodes.inline("", "", *node.children, **kept))
        return
    if "cite_key" in node:
        kept["classes"] = [*kept["classes"], "biblioref"]
    node.replace_self(nodes.reference("", "", *node.children, **kept, refuri=href))


def _href(places: Places, chapter: Chapter, node: nodes.reference) -> str:
    if "cite_key" in node:
        return places.hrefs.get(source_mark(node["cite_key"]), "")
    address = str(node.get("refuri", ""))
    if "refid" in node:
        target = mark(chapter.docname, node["refid"])
    elif address.startswith(DOCUMENT):
        target = address.removeprefix(DOCUMENT)
    else:
        return places.outward(chapter.docname, address)
    docname, _, identifier = target.partition("#")
    known = places.hrefs.get(mark(docname, identifier))
    if known is not None:
        return known
    if docname == chapter.docname and not places.book.site:
        return ""
    return places.outward(docname, f"#{identifier}" if identifier else "")


def _show(places: Places, node: nodes.image) -> None:
    """Show a picture from the file's own folder; one that cannot be shown is a marked box."""
    alt = " ".join(str(node.get("alt", "")).split())
    caption = _caption(node)
    decorates = "alt" in node and not alt and not caption
    addresses = (str(node.get("uri", "")), *node.get("candidates", {}).values())
    known = (places.book.pictures.get(address) for address in addresses)
    picture = next((one for one in known if one is not None), None)
    if picture is None or Path(picture.path).suffix not in MEDIA_TYPES:
        box = nodes.inline("", alt or caption or places.book.picture_word)
        box["classes"].append("missing-picture")
        node.replace_self([] if decorates else [box])
        return
    path = picture.path.lstrip("/")
    places.pictures[path] = picture.plate
    node["uri"] = path
    node["alt"] = "" if decorates else alt or caption or places.book.picture_word
    node.attributes.pop("scale", None)
    if in_line(node):
        node["classes"].append("in-line")


def _caption(node: nodes.image) -> str:
    figure = node.parent
    while figure is not None and not isinstance(figure, nodes.figure):
        figure = figure.parent
    captions = figure.findall(nodes.caption) if figure is not None else ()
    return " ".join(" ".join(caption.astext() for caption in captions).split())


def hrefs(chapters: Sequence[tuple[str, Chapter]]) -> dict[str, str]:
    """Return the address of every mark in the chapters, by the names of their leaves."""
    found: dict[str, str] = {}
    for name, chapter in chapters:
        for part in chapter.body:
            for node in part.findall(nodes.Element):
                for identifier in node["ids"]:
                    place = f"{name}#{name_of(identifier)}"
                    found.setdefault(mark(chapter.docname, identifier), place)
        for one in chapter.marks:
            found.setdefault(one, name)
    return found
