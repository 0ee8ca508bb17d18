"""Markdown into records: markdown-it with MyST's syntax, read once for each document.

The same plugins as MyST's own parser are used, and the rule for citations. Which line something
stands on is found in the source of its paragraph, for markdown-it tells only where that begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinx_publication.bibliography.citation_rule import TOKEN, citation_plugin
from sphinx_publication.bibliography.citation_syntax import Known
from sphinx_publication.checking import directives
from sphinx_publication.checking.content import (
    Cited,
    Content,
    Heading,
    Link,
    Picture,
    Role,
    Words,
)

#: The blocks of MyST's syntax that may be code or a directive.
_FENCES = ("fence", "colon_fence")
#: Directives in each other deeper than this are not looked into.
_DEEPEST = 12
_PARAGRAPH_ENDS: RuleOptionsType = {
    "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
}


class Parser:
    """Reads the documents of a publication.

    *extensions* are those of ``myst_enable_extensions``; *known* tells which citation keys there
    are, or is None where the publication does not write citations in brackets; *exact_colons* is
    ``myst_colon_fence_exact_match``.
    """

    def __init__(
        self, extensions: Iterable[str], known: Known | None, *, exact_colons: bool = False
    ) -> None:
        self._handles: list[Any] = []
        self._md = _markdown(frozenset(extensions), exact_colons)
        if known is not None:
            self._md.use(citation_plugin, known=known, note=self._handles.append)

    def read(self, text: str, above: int = 0) -> Content:
        """Return what stands in *text*, which begins below *above* lines of the file."""
        self._handles.clear()
        content = Content()
        walker = _Walker(self._md, content, {})
        walker.blocks(text, above, inner=False)
        content.handles = list(self._handles)
        return content


def _markdown(extensions: frozenset[str], exact_colons: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table")
    md.use(myst_block_plugin).use(myst_role_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    if "strikethrough" in extensions:
        md.enable("strikethrough")
    if "dollarmath" in extensions:
        md.use(dollarmath_plugin)
    if "colon_fence" in extensions:
        rule = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=exact_colons)
        md.block.ruler.before("fence", "colon_fence", rule, _PARAGRAPH_ENDS)
    if "amsmath" in extensions:
        md.use(amsmath_plugin)
    if "deflist" in extensions:
        md.use(deflist_plugin)
    if "fieldlist" in extensions:
        md.use(fieldlist_plugin)
    if "attrs_inline" in extensions:
        places = ("image", "code_inline", "link_close", "span_close")
        md.use(attrs_plugin, after=places, spans=True, span_after="footnote_ref")
    if "attrs_block" in extensions:
        md.use(attrs_block_plugin)
    return md


class _Walker:
    """Goes through the tokens of a text, and of the texts in its directives."""

    def __init__(self, md: MarkdownIt, content: Content, env: dict[str, Any]) -> None:
        self._md, self._content, self._env = md, content, env
        self._depth = 0

    def blocks(self, text: str, above: int, *, inner: bool) -> None:
        """Note what stands in *text*, whose first line is number *above* + 1 of the file."""
        tokens = self._md.parse(text, self._env)
        lines = text.split("\n")
        for place, token in enumerate(tokens):
            line = above + token.map[0] + 1 if token.map else 0
            self._note_id(token, line)
            if token.type == "heading_open":
                title = _plain(tokens[place + 1].children or [])
                level = int(token.tag[1:])
                self._content.headings.append(Heading(level, title, line, inner or token.level > 0))
            elif token.type == "inline":
                _Inline(self._content, token, line).read()
            elif token.type in _FENCES:
                self._fence(token, line, lines, above)
            elif token.type == "html_block":
                self._content.html.append(Words(token.content, line))
            elif token.type == "myst_target":
                self._content.labels.append(Words(token.content, line))
            elif token.type == "footnote_reference_open":
                self._content.footnotes.append(Words(str(token.meta["label"]), line))
            if line and not self._content.first_line and token.type != "myst_target":
                self._content.first_line = line

    def _note_id(self, token: Token, line: int) -> None:
        if "id" in token.attrs:
            self._content.labels.append(Words(str(token.attrs["id"]), line))

    def _fence(self, token: Token, line: int, lines: list[str], above: int) -> None:
        assert token.map is not None
        last = lines[token.map[1] - 1].strip().lstrip("> ") if token.map[1] <= len(lines) else ""
        closed = token.map[1] - token.map[0] > 1 and last and not last.strip(token.markup[0])
        if not (closed and len(last) >= len(token.markup)):
            self._content.open_fences.append(Words(token.markup, line))
        directive = directives.read(token.info, token.content, line)
        if directive is None:
            return
        self._content.directives.append(directive)
        for option in ("name", "label"):
            if directive.options.get(option):
                self._content.labels.append(Words(directive.options[option], line))
        if directive.name in ("image", "figure"):
            classes = tuple(directive.options.get("class", "").split())
            alt = directive.options.get("alt")
            self._content.pictures.append(Picture(directive.argument, alt, line, classes))
        if self._depth < _DEEPEST:
            self._depth += 1
            if directives.first_line_is_text(directive) and directive.argument:
                self.blocks(directive.argument, line - 1, inner=True)
            if directives.is_text(directive):
                self.blocks(directive.body, directive.body_line - 1, inner=True)
            self._depth -= 1


class _Inline:
    """Goes through the inline tokens of one paragraph, and knows on which line each stands."""

    def __init__(self, content: Content, token: Token, line: int) -> None:
        self._content, self._source, self._first = content, token.content, line
        self._children = token.children or []
        self._place = 0

    def read(self) -> None:
        """Note what stands in the paragraph."""
        notes: dict[str, Callable[[Token, int], None]] = {
            "text": self._text,
            "softbreak": self._break,
            "hardbreak": self._break,
            "code_inline": self._code,
            "image": self._image,
            "link_open": self._link,
            "myst_role": self._role,
            TOKEN: self._citation,
            "html_inline": self._html,
            "footnote_ref": self._mark,
        }
        for number, token in enumerate(self._children):
            if "id" in token.attrs:
                self._content.labels.append(Words(str(token.attrs["id"]), self._line))
            if note := notes.get(token.type):
                note(token, number)

    @property
    def _line(self) -> int:
        return self._first + self._source.count("\n", 0, self._place)

    def _go_to(self, words: str, *, past: bool = True) -> int:
        """Go to the next place with *words*, and return its line; stay where there is none."""
        found = self._source.find(words, self._place)
        if found < 0:
            return self._line
        self._place = found
        line = self._line
        if past:
            self._place += len(words)
        return line

    def _text(self, token: Token, number: int) -> None:
        if token.content.strip():
            line = self._go_to(token.content)
            self._content.words.append(Words(token.content, line))

    def _break(self, token: Token, number: int) -> None:
        self._go_to("\n")

    def _code(self, token: Token, number: int) -> None:
        self._go_to(token.content)

    def _image(self, token: Token, number: int) -> None:
        line = self._go_to("![")
        classes = tuple(str(token.attrs.get("class", "")).split())
        alt = _plain(token.children or [])
        self._content.pictures.append(Picture(str(token.attrs["src"]), alt, line, classes))

    def _link(self, token: Token, number: int) -> None:
        auto = token.info == "auto"
        line = self._go_to("<" if auto else "[")
        inside: list[Token] = []
        for other in self._children[number + 1 :]:
            if other.type == "link_close" and other.level == token.level:
                break
            inside.append(other)
        filled = any(other.type not in ("text", "softbreak") for other in inside)
        target = str(token.attrs.get("href", ""))
        self._content.links.append(Link(target, _plain(inside), line, auto, filled))

    def _role(self, token: Token, number: int) -> None:
        name = str(token.meta["name"])
        line = self._go_to(f"{{{name}}}")
        domain, _colon, form = name.partition(":")
        # With "!" before it, the author wants plain text (sphinx.roles.XRefRole).
        if domain in ("cite", "footcite") and not token.content.startswith("!"):
            self._content.citations.append(Cited(form or "p", token.content, line))
        self._content.roles.append(Role(name, token.content, line))

    def _citation(self, token: Token, number: int) -> None:
        assert token.children is not None
        line = self._go_to(token.children[0].content)
        self._content.citations.append(Cited(token.meta["role"], token.meta["target"], line))

    def _html(self, token: Token, number: int) -> None:
        line = self._go_to(token.content)
        self._content.html.append(Words(token.content, line))

    def _mark(self, token: Token, number: int) -> None:
        label = str(token.meta["label"])
        self._content.footnote_marks.append(Words(label, self._go_to(f"[^{label}")))


def _plain(tokens: Iterable[Token]) -> str:
    """Return inline tokens as plain words."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "myst_role", "math_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.children:
            parts.append(_plain(token.children))
    return "".join(parts).strip()
