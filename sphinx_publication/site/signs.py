"""What docutils does for signs that most texts do not have is done where a text has them.

- Each piece of text is replaced by one with quotes, dashes and ellipses as printers set them.
- Text that a document is asked for is parted and joined three times, at what stands for a
  backslash.
- As text becomes HTML, a table is asked for each of its letters how it is written. ("@" is one of
  the signs: docutils hides addresses from those who collect them.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms.universal import SmartQuotes
from docutils.writers._html_base import HTMLTranslator

from sphinx_publication.site.around import once

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What docutils makes another sign of, or what keeps it from that.
_TYPED = re.compile(r"""["'`\\\0]|--|\.\.|\. \.|&quot;""")
#: What stands for a backslash in docutils' texts.
_BACKSLASH = "\0"

_Make = Callable[..., Any]


class _WithSigns:
    """A document of which those blocks are seen whose text has signs that are to be others."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)

    def findall(self, kind: type[nodes.Node]) -> Iterator[nodes.Node]:
        """Yield those of a *kind*, but for what another has in it."""
        node: nodes.Node
        for node in self._document.findall(kind):
            has_block_around = isinstance(node.parent, nodes.TextElement)  # which is looked at
            if not has_block_around and any(map(_TYPED.search, node.findall(nodes.Text))):
                yield node


@once
def _where_signs_are(apply: _Make) -> _Make:
    """Return the transform of quotes and dashes, which leaves blocks without them alone."""

    @wraps(apply)
    def answer(transform: Any, **options: Any) -> None:
        document = transform.document
        if not _TYPED.search("\n".join(document.findall(nodes.Text))):
            return
        transform.document = _WithSigns(document)
        try:
            apply(transform, **options)
        finally:
            transform.document = document

    return answer


@once
def _where_backslashes_are(unescape: _Make) -> _Make:
    """Return what takes out of a text what stands for backslashes, or makes them some again."""

    @wraps(unescape)
    def answer(text: str, *how: bool, **options: bool) -> str:
        if _BACKSLASH in text:
            return str(unescape(text, *how, **options))
        return str(text)  # and no node

    return answer


@once
def _where_html_has_others(encode: _Make) -> _Make:
    """Return what writes a text as HTML, for any translator's own signs."""
    usual = HTMLTranslator.special_characters
    special = re.compile(f"[{re.escape(''.join(map(chr, usual)))}]")

    @wraps(encode)
    def answer(translator: Any, text: str) -> str:
        if translator.special_characters is usual and not special.search(text):
            return str(text)
        return str(encode(translator, text))

    return answer


def setup(app: Sphinx) -> None:
    """Look for signs first."""
    SmartQuotes.apply = _where_signs_are(SmartQuotes.apply)  # type: ignore[method-assign]
    vars(nodes)["unescape"] = _where_backslashes_are(nodes.unescape)
    HTMLTranslator.encode = _where_html_has_others(  # type: ignore[method-assign]
        HTMLTranslator.encode
    )
