"""HTML of a blog without what is unsafe or unseen; what carried meaning is named in remarks.

nh3 (ammonia, with a browser's own parser) decides what stays. What it lets through is no page
yet: `convert` writes Markdown from it, never raw HTML, so nothing of the old markup gets further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3

from sphinx_publication.importing.html.elements import Element, parse
from sphinx_publication.importing.remarks import Remark, What

_TAGS = (
    "a abbr acronym address article aside b big blockquote br caption center cite code col "
    "colgroup dd del details dfn dir div dl dt em embed figcaption figure font footer h1 h2 "
    "h3 h4 h5 h6 header hr i iframe img ins kbd li main mark nav object ol p param pre q s "
    "samp section small source span strike strong sub summary sup table tbody td tfoot th "
    "thead tr tt u ul var video audio wbr listing form fieldset legend option button"
)
_ATTRIBUTES = (
    "alt class colspan data data-language data-src href id lang name rowspan src start style "
    "title value"
)
_NEVER = frozenset({"head", "noscript", "script", "style", "template", "title"})
#: "file" for Word's footnotes alone, whose links name its own file; no such link is written.
_SCHEMES = frozenset({"file", "ftp", "http", "https", "mailto", "tel"})

#: What is looked for in the HTML as it came, and what its author should be told.
_REMOVED = (
    (re.compile(r"<script\b", re.I), What.SCRIPT),
    (re.compile(r"<(?:form|input|button|select|textarea)\b", re.I), What.FORM),
    (re.compile(r"""<[a-z][^<>]*[\s"'/]on[a-z]+\s*=""", re.I), What.HANDLER),
    (
        re.compile(r"""\b(?:href|src|data|action)\s*=\s*["']?\s*(?:javascript|vbscript):""", re.I),
        What.SCRIPT_LINK,
    ),
    (re.compile(r"""\bsrc\s*=\s*["']?\s*data:""", re.I), What.PICTURE_INSIDE),
    (re.compile(r"<(?:svg|math)\b", re.I), What.DRAWING),
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
#: Characters that nobody sees, in HTML often pasted by accident; those that join letters stay.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(html: str) -> tuple[Element, tuple[Remark, ...]]:
    """Return what may stay of *html*, as a tree, and what was taken out."""
    safe = nh3.clean(
        html,
        tags=set(_TAGS.split()),
        clean_content_tags=set(_NEVER),
        attributes={"*": set(_ATTRIBUTES.split())},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    root = parse(unseen(safe))
    remarks = [Remark(what) for pattern, what in _REMOVED for _ in pattern.finditer(html)]
    remarks.extend(_hide(root))
    return root, tuple(remarks)


def unseen(text: str) -> str:
    """Return *text* without the characters that nobody sees."""
    return _UNSEEN.sub("", text)


def _hide(root: Element) -> Iterator[Remark]:
    """Take out what the page did not show."""
    for element in list(root.elements()):
        hidden = [
            child
            for child in element.children
            if isinstance(child, Element) and _HIDDEN.search(child.get("style"))
        ]
        for child in hidden:
            element.children.remove(child)
            if child.text().strip():
                yield Remark(What.HIDDEN)
