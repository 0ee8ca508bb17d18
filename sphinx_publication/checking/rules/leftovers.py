"""Rules about what other programs leave in texts, and what readers should perhaps not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.problems import Kind, Problem

_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0|amp;nbsp);", re.IGNORECASE)
_CODE = re.compile(r"^\s*(?:`{3,}|~{3,})")
#: "git@" is how machines are named.
_MAIL = re.compile(r"(?<![\w.+/@-])(?!git@)[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w@-])")
#: Addresses made for examples (RFC 2606).
_EXAMPLES = re.compile(r"@(?:[\w-]+\.)*(?:example(?:\.\w+)?|\w+\.(?:test|invalid|localhost))$")


def entities(document: Document, publication: Publication) -> Iterator[Problem]:
    """No blanks are written as HTML writes them, as Word and Blogger do."""
    if not document.is_markdown:
        return
    if "&" not in document.text:
        return
    inside = False
    for number, line in enumerate(document.text.split("\n"), 1):
        if _CODE.match(line):
            inside = not inside
        elif not inside and "`" not in line and (match := _ENTITY.search(line)):
            yield document.problem(Kind.LEFTOVER, number, what=match[0])


def mail_addresses(document: Document, publication: Publication) -> Iterator[Problem]:
    """An e-mail address in running text is there on purpose: then it is a link."""
    linked = {
        link.target.removeprefix("mailto:").partition("?")[0]
        for link in document.content.links
        if link.target.startswith("mailto:")
    }
    for words in document.content.words:
        if "@" not in words.text:
            continue
        for match in _MAIL.finditer(words.text):
            if match[0] not in linked and not _EXAMPLES.search(match[0]):
                yield document.problem(Kind.MAIL_ADDRESS, words.line, address=match[0])
