"""What a screen reader goes by, read from a page's HTML alone: headings, landmarks, their names.

Contract: `faults(page)` yields one line for each thing that is wrong with a parsed page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import html

Element = html.HtmlElement

#: Within these, an aside without a name is no landmark (HTML-AAM).
_SECTIONING = frozenset({"article", "aside", "nav", "section"})
#: Within these, a header or footer is none.
_PARTS = _SECTIONING | {"main"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parsed(text: bytes) -> Element:
    """Return a page as a tree."""
    return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))


def faults(page: Element) -> Iterator[str]:
    """Yield what is wrong with a page's headings and landmarks."""
    yield from _headings(page)
    yield from _landmarks(page)
    if not page.get("lang"):
        yield "the page names no language"


def _headings(page: Element) -> Iterator[str]:
    found = list(page.iter(*_HEADINGS))
    ones = [node for node in found if node.tag == "h1"]
    if len(ones) != 1:
        yield f"{len(ones)} h1 instead of one"
    if found and found[0].tag != "h1":
        yield f"the first heading is no h1: {_words(found[0])}"
    level = 0
    for node in found:
        now = int(node.tag[1])
        if now > level + 1:
            yield f"h{level} is followed by h{now}: {_words(node)}"
        if not _words(node) and not node.xpath(".//img[@alt!='']"):
            yield f"an empty {node.tag}"
        level = now


def _landmarks(page: Element) -> Iterator[str]:
    counts = {
        "main": len(page.xpath("//main")),
        "banner": len(_outermost(page, "header")),
        "contentinfo": len(_outermost(page, "footer")),
    }
    for name, count in counts.items():
        if count != 1:
            yield f"{count} {name} instead of one"
    names = [_name(page, node) for node in page.iter("nav")]
    names += [
        f"complementary: {_name(page, node)}" for node in page.iter("aside") if _stands_out(node)
    ]
    for name, count in Counter(names).items():
        if not name.removeprefix("complementary: "):
            yield "a nav or aside without a name"
        elif count > 1:
            yield f"{count} landmarks are called {name!r}"
    outside = page.xpath(
        "//body/*[not(self::header or self::main or self::footer or self::nav or self::script or"
        " self::aside or self::noscript or self::dialog or self::template)]"
    )
    for node in outside:
        if node.xpath(".//main") or node.get("href", "").startswith("#"):
            continue  # around the text, or the link that leads past what stands before it
        if _words(node):
            yield f"words outside of all landmarks: {_words(node)}"


def _outermost(page: Element, tag: str) -> list[Element]:
    return [
        node
        for node in page.iter(tag)
        if not any(above.tag in _PARTS for above in node.iterancestors())
    ]


def _stands_out(aside: Element) -> bool:
    """Whether an aside is a landmark: one in a section or article is so with a name only."""
    inside = any(above.tag in _SECTIONING for above in aside.iterancestors())
    named = aside.get("aria-label") or aside.get("aria-labelledby")
    return aside.get("role", "complementary") == "complementary" and bool(named or not inside)


def _name(page: Element, node: Element) -> str:
    labels = [page.get_element_by_id(one, None) for one in node.get("aria-labelledby", "").split()]
    return node.get("aria-label") or " ".join(_words(one) for one in labels if one is not None)


def _words(node: Element) -> str:
    return " ".join(node.text_content().split())[:60]
