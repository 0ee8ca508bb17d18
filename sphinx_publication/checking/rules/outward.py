"""Rules about addresses that links lead to: none is unsafe, broken or left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import raw_html
from sphinx_publication.model.problems import Kind, Problem

_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: A lone percent sign, as markdown-it encodes it.
_ENCODED = re.compile(r"%25(?![0-9A-Fa-f]{2})")
#: A link in Markdown that is none, because its address has a blank in it.
_BLANK = re.compile(r"\[[^\]\[]+\]\((?P<target>(?:https?://|/|\.\.?/)[^()\"'<>]*\s[^()\"'<>]*)\)")
#: A link in Markdown that is none, because markdown-it lets unsafe schemes be.
_REFUSED = re.compile(r"\[[^\]\[]*\]\(\s*<?(?P<target>(?:java|vb)script:[^)\n]*|data:[^)\n]*"
                      r"|file:[^)\n]*)\)", re.IGNORECASE)  # fmt: skip


def unsafe(document: Document, publication: Publication) -> Iterator[Problem]:
    """No link runs a program or carries a password."""
    for link in document.content.links:
        if reason := unsafe_reason(link.target):
            yield document.problem(
                Kind.LINK_UNSAFE, link.line, target=link.target[:60], reason=reason
            )
    for words in document.content.words:
        for match in _REFUSED.finditer(words.text):
            yield document.problem(
                Kind.LINK_UNSAFE, words.line, target=match["target"][:60], reason="it is no page"
            )


def unsafe_reason(target: str) -> str:
    """Return why nobody may be led to *target*; "" where all is well."""
    if raw_html.runs(target):
        return "it is no page"
    try:
        parts = urlsplit(target)
        return "it holds a password" if parts.password is not None else ""
    except ValueError:
        return ""


def broken(document: Document, publication: Publication) -> Iterator[Problem]:
    """Every address can be one."""
    for link in document.content.links:
        # markdown-it has encoded the rest; what is left was written so.
        if reason := _reason(link.target):
            yield document.problem(
                Kind.LINK_ADDRESS_BROKEN, link.line, target=link.target[:80], reason=reason
            )
    for words in document.content.words:
        for match in _BLANK.finditer(words.text):
            yield document.problem(
                Kind.LINK_ADDRESS_BROKEN,
                words.line,
                target=match["target"][:80],
                reason="it has a blank; write %20",
            )


def empty(document: Document, publication: Publication) -> Iterator[Problem]:
    """A link leads somewhere, and has words to click on."""
    for link in document.content.links:
        if not link.target.strip() or link.target == "#":
            yield document.problem(Kind.LINK_EMPTY, link.line, what="leads nowhere")
        elif not link.text and not link.filled and link.target.startswith(("http:", "https:")):
            yield document.problem(Kind.LINK_EMPTY, link.line, what="has no words")


def _reason(target: str) -> str:
    try:
        parts = urlsplit(target)
        parts.port  # noqa: B018  # asking is what finds it out
    except ValueError:
        return "its server or port cannot be one"
    if parts.scheme in ("http", "https"):
        if not parts.hostname:
            return "it names no server"
        if _PERCENT.search(target) or (
            "%25" in target and re.search(r"%25(?![0-9A-F]{2})", target)
        ):
            return "a % must be followed by two hexadecimal digits"
        if parts.netloc.startswith(("http", "https")) and parts.path.startswith("//"):
            return "it holds two addresses"
    return ""
