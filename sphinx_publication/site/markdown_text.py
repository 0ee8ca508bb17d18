"""A finished page as Markdown (CommonMark, with tables, footnotes and formulas as GitHub has them).

What the page says is read off its own HTML, so that Markdown and page never disagree, and pages
without a document (lists, sources, authors) have it too. What belongs to the page and not to its
text is left out: menus, buttons, ways back and on, readers' comments. Links are absolute, and a
citation leads to the page of its source. The writing is html-to-markdown's; this prepares for it.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from html_to_markdown import ConversionOptions, PreprocessingOptions, convert
from lxml import etree, html
from lxml.html import HtmlElement
from lxml.html import builder as build

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
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Where text stands as it is.
_VERBATIM = ("code", "pre", "kbd", "samp")
#: Signs of Markdown within a line; those at its beginning html-to-markdown sees to.
_SIGNS = "\\`*_[]<~$"
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")
#: What stands for them while HTML becomes Markdown: signs that no text has (Unicode, 23.5).
_STANDS_FOR = {sign: chr(0xE100 + place) for place, sign in enumerate(_SIGNS)}
_ESCAPE = str.maketrans(_STANDS_FOR)
_ESCAPED = str.maketrans({mark: f"\\{sign}" for sign, mark in _STANDS_FOR.items()})
#: An underscore within a word is no sign.
_IN_WORD = re.compile(rf"(?<=[^\W_]){_STANDS_FOR['_']}+(?=[^\W_])")
#: Brackets that could be taken for those of a link or a footnote; others are left alone.
_BRACKET = re.compile(r"\](?=[(\[:]|$)|\[(?=\^)|(?<=[!^])\[")
_NO_BRACKETS = str.maketrans({sign: mark for sign, mark in _STANDS_FOR.items() if sign not in "[]"})
_PIECE = re.compile("^(.*?)\ue000(\\d+)\ue001", re.M)
#: It would leave out what its names make it take for menus, boxes beside the text among them.
_NOTHING_MORE = PreprocessingOptions(enabled=False)
_OPTIONS = ConversionOptions(
    bullets="-",
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
        while _PIECE.search(text):
            text = _PIECE.sub(self._placed, text)
        return text

    def _placed(self, match: re.Match[str]) -> str:
        """Return a piece behind what begins its line, its other lines as deep as that."""
        depth = re.sub(r"[^>\s]", " ", match[1])
        return match[1] + self.ready[int(match[2])].replace("\n", f"\n{depth}")


def markdown(page: str, address: str) -> str:
    """Return the text of an HTML *page* of our theme; "" where it has none.

    *address* is that of the page, which relative links start from.
    """
    root = html.document_fromstring(page)
    found = root.xpath("//article[contains(concat(' ', @class, ' '), ' pub-article ')]")
    return of_element(found[0], address) if found else ""


def of_element(article: HtmlElement, address: str) -> str:
    """Return what an element says; it is changed on the way."""
    pieces = _Pieces()
    _leave_out(article)
    _lead_citations_to_sources(article)
    _make_absolute(article, address)
    _code(article, pieces)
    _formulas(article, pieces)
    _escape(article)
    _plain_parts(article, pieces)
    notes = list(_footnotes(article, pieces))
    told = _APART_LINE.sub("", "\n\n".join(filter(None, (_convert(article), *notes))))
    return f"{_unescape(pieces.put_in(told))}\n"


def _convert(element: HtmlElement) -> str:
    return str(convert(html.tostring(element, encoding="unicode"), _OPTIONS).content).strip()


def _leave_out(article: HtmlElement) -> None:
    for element in list(article.iter(*_NO_TEXT)):
        element.drop_tree()
    for element in list(article.iter(etree.Element)):
        if _LEFT_OUT.intersection((element.get("class") or "").split()):
            element.drop_tree()
    for comment in list(article.iter(etree.Comment)):
        comment.drop_tree()
    for link in list(article.find_class("toc-backref")):
        link.drop_tag()


def _lead_citations_to_sources(article: HtmlElement) -> None:
    """Lead links to the list of sources on to the pages of the sources, as Markdown has no ids."""
    pages = {
        f"#{item.get('id')}": link.get("href")
        for item in article.iter("li")
        if item.get("id")
        for link in item.find_class("reference-list__page")
    }
    for link in article.iter("a"):
        if link.get("href") in pages:
            link.set("href", pages[link.get("href")])


def _make_absolute(article: HtmlElement, address: str) -> None:
    for element in article.iter("a", "img"):
        name = "href" if element.tag == "a" else "src"
        if element.get(name) and not (name == "href" and element.get("role") == "doc-noteref"):
            element.set(name, urljoin(address, element.get(name)))


def _code(article: HtmlElement, pieces: _Pieces) -> None:
    """Say of code what language it is in; numbers of lines are the page's."""
    for box in article.xpath(".//div[contains(@class, 'highlight-')]"):
        for number in list(box.find_class("linenos")):
            number.drop_tree()
        named = _LANGUAGE.search(box.get("class") or "")
        language = named[1] if named and named[1] not in _NO_LANGUAGE else ""
        text = "".join("".join(pre.itertext()) for pre in box.iter("pre")).rstrip("\n")
        if next(box.iterancestors("td", "th"), None) is not None:
            _replace(box, build.E.code(" ".join(text.split())))
            continue
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        caption = " ".join(
            "".join(one.itertext()).strip() for one in box.find_class("code-block-caption")
        )
        if caption:
            box.addprevious(build.P(build.E.em(caption)))
        _replace(box, build.P(pieces.mark(f"{fence}{language}\n{text}\n{fence}")))


def _formulas(article: HtmlElement, pieces: _Pieces) -> None:
    """Write formulas as TeX, which MathML carries with it."""
    for formula in list(article.iter("math")):
        tex = " ".join(str(formula.get("alttext") or "".join(formula.itertext())).split())
        sign = "$$" if formula.get("display") == "block" else "$"
        _replace(formula, build.E.span(pieces.mark(f"{sign}{tex}{sign}")))
    for number in article.find_class("formula__number"):
        number.text = f" {number.text or ''}"


def _escape(article: HtmlElement) -> None:
    """Keep signs of the text from being taken for Markdown."""
    verbatim = {one for whole in article.iter(*_VERBATIM) for one in whole.iter()}
    linked = {one for link in article.iter("a") for one in link.iter()}
    for element in article.iter(etree.Element):
        text, tail, above = element.text, element.tail, element.getparent()
        if text and _SIGN.search(text) and element not in verbatim and text != element.get("href"):
            element.text = _escaped(text, element in linked)
        if tail and _SIGN.search(tail) and element is not article and above not in verbatim:
            element.tail = _escaped(tail, above in linked)
        if element.tag == "img" and element.get("alt"):
            element.set("alt", element.get("alt").translate(_ESCAPE))


def _escaped(text: str, is_linked: bool) -> str:
    """Return *text* with marks for its signs; in a link no bracket may stay."""
    if is_linked:
        return text.translate(_ESCAPE)
    return _BRACKET.sub(lambda match: _STANDS_FOR[match[0]], text).translate(_NO_BRACKETS)


def _unescape(text: str) -> str:
    text = _IN_WORD.sub(lambda match: "_" * len(match[0]), text)
    return text.translate(_ESCAPED)


def _plain_parts(article: HtmlElement, pieces: _Pieces) -> None:
    """Write what Markdown has no form for as what it has one for."""
    for link in list(article.xpath(".//a[not(node())]")):
        link.drop_tag()
    for box in list(article.iter("input")):
        is_done = "[x] " if box.get("checked") is not None else "[ ] "
        _replace(box, build.E.span(pieces.mark(is_done) if box.get("type") == "checkbox" else ""))
    for name in list(article.iter("label")):
        name.tag = "p"
    for sort in article.find_class("classifier"):
        sort.text = f" : {sort.text or ''}"
    for caption in article.iter("figcaption"):
        caption.tag = "div"
        for line in caption.findall("p")[:1]:
            line.append(build.E.em(*_inside(line)))
    for listed in list(article.iter("dl")):
        _definitions(listed)
    for item in article.iter("li"):
        for heading in list(item.iter(*_HEADINGS)):
            heading.tag = "p"
    for listed in list(article.iter("ol")):
        if listed.get("reversed") is not None or listed.xpath("./li[@value]"):
            _numbered_by_hand(listed)
    for box in list(article.find_class("admonition")):
        box.tag = "blockquote"
        for title in box.find_class("admonition-title"):
            title.append(build.E.strong(*_inside(title)))
    for quotation in article.iter("blockquote"):
        if quotation.getprevious() is not None or (quotation.getparent().text or "").strip():
            quotation.addprevious(build.P(_APART))
    for quotation in list(article.iter("q")):
        quotation.drop_tag()
    for cell in article.xpath(".//td|.//th"):
        for block in list(cell.iter("p")):
            following = block.getnext() is not None
            block.drop_tag()
            if following:
                block.tail = block.tail


def _inside(element: HtmlElement) -> list[HtmlElement | str]:
    """Take out what an element holds."""
    held: list[HtmlElement | str] = [element.text] if element.text else []
    for child in list(element):
        element.remove(child)
        held.append(child)
    element.text = None
    return held


def _definitions(listed: HtmlElement) -> None:
    """Make a list of terms a list of points, each with its term in bold."""
    points: list[HtmlElement] = []
    for part in listed.iter("dt", "dd"):
        if next(part.iterancestors("dl"), None) is not listed:
            continue
        if part.tag == "dt" or not points:
            points.append(build.LI())
        if part.tag == "dt":
            points[-1].append(build.E.strong(*_inside(part)))
        else:
            is_block = any(child.tag in ("p", "ul", "ol", "div", "dl", "pre") for child in part)
            term = points[-1][0] if len(points[-1]) else None
            if term is not None and not is_block:
                term.tail = f"{term.tail or ': '}"
            points[-1].extend([build.E.span(*_inside(part))] if not is_block else [_div(part)])
    _replace(listed, build.UL(*points))


def _div(part: HtmlElement) -> HtmlElement:
    return build.DIV(*_inside(part))


def _numbered_by_hand(listed: HtmlElement) -> None:
    """Make a list that does not count from its start paragraphs that bear their numbers."""
    items = listed.findall("li")
    is_reversed = listed.get("reversed") is not None
    number = int(listed.get("start") or (len(items) if is_reversed else 1))
    box = build.DIV()
    for item in items:
        number = int(item.get("value") or number)
        box.append(build.P(f"{number}. ", *_flat(item)))
        number += -1 if is_reversed else 1
    _replace(listed, box)


def _flat(item: HtmlElement) -> list[HtmlElement | str]:
    """Take out what a point of a list holds, without paragraphs around it."""
    for paragraph in item.findall("p"):
        paragraph.drop_tag()
    return _inside(item)


def _footnotes(article: HtmlElement, pieces: _Pieces) -> Iterator[str]:
    """Yield the footnotes as they end a text; the links to them become marks."""
    notes = article.xpath(".//aside[@role='doc-footnote']")
    labels = {note.get("id"): note.find_class("label")[0] for note in notes}
    names = {name: _label(label) or name for name, label in labels.items()}
    for link in list(article.xpath(".//a[@role='doc-noteref']")):
        name = link.get("href").removeprefix("#")
        _replace(link, build.E.span(pieces.mark(f"[^{names.get(name, name)}]")))
    for note in notes:
        labels[note.get("id")].drop_tree()
        text = re.sub(r"\n(?=[^\n])", "\n    ", _convert(note))
        yield f"[^{names[note.get('id')]}]: {text}"
        note.drop_tree()


def _label(element: HtmlElement) -> str:
    """Return what a footnote is called: "1"; "" for a sign."""
    return re.sub(r"\W+", "", "".join(element.itertext()).translate(_ESCAPED))


def _replace(element: HtmlElement, other: HtmlElement) -> None:
    """Put *other* in the place of an element, before the text that follows it."""
    other.tail = element.tail
    element.getparent().replace(element, other)
