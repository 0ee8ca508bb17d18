"""A finished page as Markdown (CommonMark, with tables, footnotes and formulas as GitHub has them).

What the page says is read off its own HTML, so that Markdown and page never disagree, and pages
without a document (lists, sources, authors) have it too. What belongs to the page and not to its
text is left out: menus, buttons, ways back and on, readers' comments. Links are absolute, and a
citation leads to the page of its source. The writing is html-to-markdown's; this prepares for it.
Pure.

Each page of a clean build goes through here, so the tree is plain lxml's (``lxml.html`` looks for
an element's class each time that it is looked at), no more of a page is taken apart than becomes
text, and what most pages lack is looked for in their HTML before it is in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from html_to_markdown import ConversionOptions, PreprocessingOptions, convert
from lxml import etree
from lxml.builder import E as build

from sphinx_publication.site.absolute_links import absolute
from sphinx_publication.site.elements import (
    HEADINGS,
    PARSER,
    Element,
    drop_tag,
    drop_tree,
    leave_out,
    of_class,
)

#: Where the text of a page begins, and what it ends with: nothing else has to be taken apart.
_BEGIN = re.compile(r'<article\b[^>]*\sclass="(?:[^"]*\s)?pub-article[\s"]')
_END = "</article>"
#: Elements that nobody reads as text.
_NO_TEXT = ("script", "style", "template", "form", "button", "svg", "object")
#: Classes of parts that belong to the page.
_LEFT_OUT = frozenset({
    "backlinks", "backrefs", "cite-post", "comments", "connection-map", "contents", "exports",
    "feed-link", "guests",
    "headerlink", "page-parents", "post-meta__authors", "post-meta__comments", "post-meta__date",
    "post-meta__length", "post-meta__updated", "post-neighbours", "post-related", "post-standfirst",
    "preview-mark", "reference-list__back", "respond", "source-export", "system-message",
    "toctree-wrapper", "visually-hidden",
})  # fmt: skip
#: Where text stands as it is.
_VERBATIM = ("code", "pre", "kbd", "samp")
#: Signs of Markdown within a line; those at its beginning html-to-markdown sees to.
_SIGNS = "\\`*_[]<~$"
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")
#: What stands for them while HTML becomes Markdown: signs that no text has (Unicode, 23.5).
_STANDS_FOR = {sign: chr(0xE100 + place) for place, sign in enumerate(_SIGNS)}
_ESCAPE = str.maketrans(_STANDS_FOR)
_ESCAPED = {mark: f"\\{sign}" for sign, mark in _STANDS_FOR.items()}
#: An underscore within a word is no sign.
_IN_WORD = re.compile(rf"(?<=[^\W_]){_STANDS_FOR['_']}+(?=[^\W_])")
#: Brackets that could be taken for those of a link or a footnote; others are left alone.
_BRACKET = re.compile(r"\](?=[(\[:]|$)|\[(?=\^)|(?<=[!^])\[")
_NO_BRACKETS = str.maketrans({sign: mark for sign, mark in _STANDS_FOR.items() if sign not in "[]"})
_PIECE = re.compile("^(.*?)\ue000(\\d+)\ue001", re.M)
#: It would leave out what its names make it take for menus, boxes beside the text among them.
_NOTHING_MORE = PreprocessingOptions(enabled=False)
_OPTIONS = ConversionOptions(
    br_in_tables=True,
    expand_abbreviations=False,
    extract_metadata=False,
    highlight_style="none",
    preprocessing=_NOTHING_MORE,
)
#: What stands alone on a line for a while, to keep what follows apart from what was before.
_APART = "\ue002"
_APART_LINE = re.compile(rf"^[ >]*{_APART} *\n(?:[ >]*\n)?", re.M)
_LANGUAGE = re.compile(r"highlight-(\S+)")
#: What Pygments calls code that is in no language.
_NO_LANGUAGE = frozenset({"default", "none", "text"})


@dataclass
class _Pieces:
    """Markdown that is ready before the rest, each piece known by a mark in the text."""

    ready: list[str] = field(default_factory=list)

    def mark(self, text: str) -> str:
        """Return the mark of a piece."""
        self.ready.append(text)
        return f"\ue000{len(self.ready) - 1}\ue001"

    def put_in(self, text: str) -> str:
        """Return *text* with the pieces in place of their marks, those within pieces as well."""
        while self.ready and _PIECE.search(text):
            text = _PIECE.sub(self._placed, text)
        return text

    def _placed(self, match: re.Match[str]) -> str:
        """Return a piece behind what begins its line, its other lines as deep as that."""
        depth = re.sub(r"[^>\s]", " ", match[1])
        return match[1] + self.ready[int(match[2])].replace("\n", f"\n{depth}")


@dataclass(frozen=True)
class _Article:
    """A page's text as a tree, which is changed until Markdown has a form for all of it."""

    root: Element
    #: Its HTML.
    source: str
    pieces: _Pieces = field(default_factory=_Pieces)

    def of_class(self, name: str, *tags: str) -> list[Element]:
        """Return the elements of a class; most pages have none, which their HTML tells at once."""
        return of_class(self.root, name, *tags) if name in self.source else []


def markdown(page: str, address: str) -> str:
    """Return the text of an HTML *page* of our theme; "" where it has none.

    *address* is that of the page, which relative links start from.
    """
    begin = _BEGIN.search(page)
    if begin is None:
        return ""
    end = page.rfind(_END)
    source = page[begin.start() : end if end > 0 else None]
    root = next(etree.fromstring(source, PARSER).iter("article"))
    return _told(_Article(root, source), address)


def _told(article: _Article, address: str) -> str:
    _leave_out(article)
    _lead_citations_to_sources(article)
    _make_absolute(article.root, address)
    _code(article)
    _formulas(article)
    _escape(article.root)
    _plain_parts(article)
    notes = list(_footnotes(article))
    told = "\n\n".join(filter(None, (_convert(article.root), *notes)))
    if _APART in told:
        told = _APART_LINE.sub("", told)
    return f"{_unescape(article.pieces.put_in(told))}\n"


def _convert(element: Element) -> str:
    written = etree.tostring(element, encoding="unicode", method="html")
    return str(convert(written, _OPTIONS).content).strip()


def _leave_out(article: _Article) -> None:
    root = article.root
    leave_out(root, _LEFT_OUT, etree.Comment, *_NO_TEXT)
    for link in article.of_class("toc-backref", "a"):
        drop_tag(link)


def _lead_citations_to_sources(article: _Article) -> None:
    """Lead links to the list of sources on to the pages of the sources, as Markdown has no ids."""
    pages = {
        f"#{item.get('id')}": link.get("href")
        for link in article.of_class("reference-list__page", "a")
        for item in link.iterancestors("li")
        if item.get("id")
    }
    for link in article.root.iter("a") if pages else ():
        if link.get("href") in pages:
            link.set("href", pages[link.get("href")])


def _make_absolute(root: Element, address: str) -> None:
    for element in root.iter("a", "img"):
        name = "href" if element.tag == "a" else "src"
        link = element.get(name)
        if link and not (name == "href" and element.get("role") == "doc-noteref"):
            element.set(name, absolute(address, link))


def _code(article: _Article) -> None:
    """Say of code what language it is in; numbers of lines are the page's."""
    if "highlight-" not in article.source:
        return
    for box in article.root.xpath(".//div[contains(@class, 'highlight-')]"):
        for number in of_class(box, "linenos"):
            drop_tree(number)
        named = _LANGUAGE.search(box.get("class") or "")
        language = named[1] if named and named[1] not in _NO_LANGUAGE else ""
        text = "".join("".join(pre.itertext()) for pre in box.iter("pre")).rstrip("\n")
        if next(box.iterancestors("td", "th"), None) is not None:
            _replace(box, build.code(" ".join(text.split())))
            continue
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        caption = " ".join(
            "".join(one.itertext()).strip() for one in of_class(box, "code-block-caption")
        )
        if caption:
            box.addprevious(build.p(build.em(caption)))
        _replace(box, build.p(article.pieces.mark(f"{fence}{language}\n{text}\n{fence}")))


def _formulas(article: _Article) -> None:
    """Write formulas as TeX, which MathML carries with it."""
    for formula in list(article.root.iter("math")):
        tex = " ".join(str(formula.get("alttext") or "".join(formula.itertext())).split())
        sign = "$$" if formula.get("display") == "block" else "$"
        _replace(formula, build.span(article.pieces.mark(f"{sign}{tex}{sign}")))
    for number in article.of_class("formula__number"):
        number.text = f" {number.text or ''}"


def _escape(root: Element) -> None:
    """Keep signs of the text from being taken for Markdown."""
    for element in root.iter(etree.Element):
        text, tail = element.text, element.tail
        if text and _SIGN.search(text) and text != element.get("href"):
            element.text = _escaped(text, element)
        if tail and _SIGN.search(tail) and element is not root:
            element.tail = _escaped(tail, element.getparent())
        if element.tag == "img" and element.get("alt"):
            element.set("alt", element.get("alt").translate(_ESCAPE))


def _escaped(text: str, element: Element) -> str:
    """Return *text*, which stands in *element*, with marks for its signs; none where it is code.

    In a link no bracket may stay.
    """
    around = {element.tag, *(one.tag for one in element.iterancestors())}
    if not around.isdisjoint(_VERBATIM):
        return text
    if "a" in around:
        return text.translate(_ESCAPE)
    return _BRACKET.sub(lambda match: _STANDS_FOR[match[0]], text).translate(_NO_BRACKETS)


def _unescape(text: str) -> str:
    if _STANDS_FOR["_"] in text:
        text = _IN_WORD.sub(lambda match: "_" * len(match[0]), text)
    for mark, sign in _ESCAPED.items():
        text = text.replace(mark, sign)
    return text


def _plain_parts(article: _Article) -> None:
    """Write what Markdown has no form for as what it has one for."""
    root = article.root
    for link in [one for one in root.iter("a") if not one.text and not len(one)]:
        drop_tag(link)
    for box in list(root.iter("input")):
        is_done = "[x] " if box.get("checked") is not None else "[ ] "
        said = article.pieces.mark(is_done) if box.get("type") == "checkbox" else ""
        _replace(box, build.span(said))
    for name in list(root.iter("label")):
        name.tag = "p"
    for sort in article.of_class("classifier"):
        sort.text = f" : {sort.text or ''}"
    for caption in list(root.iter("figcaption")):
        caption.tag = "div"
        for line in caption.findall("p")[:1]:
            line.append(build.em(*_inside(line)))
    for listed in list(root.iter("dl")):
        _definitions(listed)
    for heading in list(root.iter(*HEADINGS)):
        if next(heading.iterancestors("li"), None) is not None:
            heading.tag = "p"
    for listed in list(root.iter("ol")):
        if listed.get("reversed") is not None or listed.xpath("./li[@value]"):
            _numbered_by_hand(listed)
    for box in article.of_class("admonition"):
        box.tag = "blockquote"
        for title in of_class(box, "admonition-title"):
            title.append(build.strong(*_inside(title)))
    for quotation in list(root.iter("blockquote")):
        if quotation.getprevious() is not None or (quotation.getparent().text or "").strip():
            quotation.addprevious(build.p(_APART))
    etree.strip_tags(root, "q")
    for cell in list(root.iter("td", "th")):
        for block in list(cell.iter("p")):
            drop_tag(block)


def _inside(element: Element) -> list[Element | str]:
    """Take out what an element holds."""
    held: list[Element | str] = [element.text] if element.text else []
    for child in list(element):
        element.remove(child)
        held.append(child)
    element.text = None
    return held


def _definitions(listed: Element) -> None:
    """Make a list of terms a list of points, each with its term in bold."""
    points: list[Element] = []
    for part in listed.iter("dt", "dd"):
        if next(part.iterancestors("dl"), None) is not listed:
            continue
        if part.tag == "dt" or not points:
            points.append(build.li())
        if part.tag == "dt":
            points[-1].append(build.strong(*_inside(part)))
        else:
            is_block = any(child.tag in ("p", "ul", "ol", "div", "dl", "pre") for child in part)
            term = points[-1][0] if len(points[-1]) else None
            if term is not None and not is_block:
                term.tail = f"{term.tail or ': '}"
            points[-1].extend([build.span(*_inside(part))] if not is_block else [_div(part)])
    _replace(listed, build.ul(*points))


def _div(part: Element) -> Element:
    return build.div(*_inside(part))


def _numbered_by_hand(listed: Element) -> None:
    """Make a list that does not count from its start paragraphs that bear their numbers."""
    items = listed.findall("li")
    is_reversed = listed.get("reversed") is not None
    number = int(listed.get("start") or (len(items) if is_reversed else 1))
    box = build.div()
    for item in items:
        number = int(item.get("value") or number)
        box.append(build.p(f"{number}. ", *_flat(item)))
        number += -1 if is_reversed else 1
    _replace(listed, box)


def _flat(item: Element) -> list[Element | str]:
    """Take out what a point of a list holds, without paragraphs around it."""
    for paragraph in item.findall("p"):
        drop_tag(paragraph)
    return _inside(item)


def _footnotes(article: _Article) -> Iterator[str]:
    """Yield the footnotes as they end a text; the links to them become marks."""
    if "doc-noteref" not in article.source and "doc-footnote" not in article.source:
        return
    root = article.root
    notes = root.xpath(".//aside[@role='doc-footnote']")
    labels = {note.get("id"): of_class(note, "label")[0] for note in notes}
    names = {name: _label(label) or name for name, label in labels.items()}
    for link in root.xpath(".//a[@role='doc-noteref']"):
        name = link.get("href").removeprefix("#")
        _replace(link, build.span(article.pieces.mark(f"[^{names.get(name, name)}]")))
    for note in notes:
        drop_tree(labels[note.get("id")])
        text = re.sub(r"\n(?=[^\n])", "\n    ", _convert(note))
        yield f"[^{names[note.get('id')]}]: {text}"
        drop_tree(note)


def _label(element: Element) -> str:
    """Return what a footnote is called: "1"; "" for a sign."""
    return re.sub(r"\W+", "", _unescape("".join(element.itertext())))


def _replace(element: Element, other: Element) -> None:
    """Put *other* in the place of an element, before the text that follows it."""
    other.tail = element.tail
    element.getparent().replace(element, other)
