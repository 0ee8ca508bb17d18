"""A rule for markdown-it-py: a citation in running text becomes one token.

It comes after the rule for links, so that what Markdown takes for a link is one; code, HTML tags
and addresses in angle brackets have rules before it. It does nothing within a link's text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sphinx_publication.bibliography.citation_syntax import Handle, Known, bare, bracketed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

#: The type of the token; its meta has "role" and "target".
TOKEN = "citation"

#: Told of each name that is a citation or not depending on which keys are known.
Note = Callable[[Handle], None]


def citation_plugin(md: MarkdownIt, known: Known, note: Note) -> None:
    """Let *md* read citations of the keys that are *known*."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.linkLevel > 0:
            return False
        text, start = state.src, state.pos
        if text[start] == "[":
            found, handles = bracketed(text, start, known)
        elif text[start] == "@" or text.startswith("-@", start):
            found, handles = bare(text, start, known)
        else:
            return False
        if not silent:
            for handle in handles:
                note(handle)
        if found is None or found.end > state.posMax:
            return False
        if not silent:
            token = state.push(TOKEN, "", 0)
            token.meta = {"role": found.role, "target": found.target}
            # for those who want the text alone, such as the alternative text of a picture
            token.children = [Token("text", "", 0, content=text[start : found.end])]
        state.pos = found.end
        return True

    md.inline.ruler.after("link", TOKEN, rule)
