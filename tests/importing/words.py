"""The words of HTML and of MyST, each read by a parser that the importer does not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from sphinx_publication.importing.remarks import Remark, What

_INLINE = {
    "a", "b", "code", "del", "em", "font", "i", "ins", "mark", "s", "span", "strike", "strong",
    "sub", "sup", "tt", "u",
}  # fmt: skip
#: What MyST makes of a backslash at the end of a line.
_BREAKS = ("<br />", "\\\\")
#: HTML of our own, which yearbooks print, too.
_MARKS = tuple(f"<{end}{tag}>" for tag in ("u", "s", "mark") for end in ("", "/"))
#: What conf.py may ask MyST to read beside Markdown: as the publication has it, and all there is.
USUAL = ("attrs_inline", "colon_fence", "deflist", "smartquotes")
ALL = (
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "html_admonition", "html_image", "replacements", "smartquotes", "tasklist",
)  # fmt: skip
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def split(text: str) -> list[str]:
    """Return the words of *text*."""
    return re.findall(r"\w+", _UNSEEN.sub("", text))


def without(words: list[str], remarks: Iterable[Remark]) -> list[str]:
    """Return *words* without the numbers that, as *remarks* say, became those of lists."""
    left = list(words)
    place = 0
    for remark in remarks:
        if remark.what is not What.TYPED_NUMBERS:
            continue
        first, last = map(int, remark.detail.split("–"))
        for _ in range(remark.times):
            for number in range(first, last + 1):
                place = left.index(str(number), place)
                del left[place]
    return left


def of_html(html: str) -> list[str]:
    """Return the words that a page with *html* in it shows."""
    soup = BeautifulSoup(html, "lxml")
    for tag in soup(["script", "style", "head"]):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name not in _INLINE:
            tag.insert_before(" ")
            tag.insert_after(" ")
    return split(soup.get_text())


def document(markdown: str, extensions: Sequence[str] = USUAL) -> nodes.document:
    """Return *markdown* as MyST reads it under a title, with its *extensions*."""
    settings = {
        "myst_enable_extensions": list(extensions),
        "report_level": 2,
        "halt_level": 5,
        "warning_stream": False,
        "file_insertion_enabled": False,
        "doctitle_xform": False,
        "myst_footnote_transition": False,
    }
    return publish_doctree(f"# Title\n\n{markdown}", parser=Parser(), settings_overrides=settings)


def of_markdown(markdown: str, extensions: Sequence[str] = USUAL) -> list[str]:
    """Return the words of *markdown* when MyST has read it; it may find nothing wrong in it."""
    made = document(markdown, extensions)
    problems = [one.astext() for one in made.findall(nodes.system_message) if one["level"] > 1]
    assert not problems, f"{problems}\n{markdown}"
    raw = [
        node for node in made.findall(nodes.raw) if node.astext().strip() not in (*_BREAKS, *_MARKS)
    ]
    assert not raw, markdown
    parts: list[str] = []
    for block in made.findall(nodes.TextElement):
        if isinstance(block, nodes.Inline) or isinstance(block.parent, nodes.system_message):
            continue
        parts.append(_inline(block))
    return split(" ".join(parts))[1:]


def _inline(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.raw):
        return "" if node.astext() in _MARKS else " "
    return "".join(_inline(child) for child in node.children)
