"""Code: blocks with their language, caption, numbers and marked lines; what programs are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_publication.yearbook import escape, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: Names that Pygments has and Typst has not. What neither knows is set without colours.
_LANGUAGES = {
    "console": "bash",
    "default": "text",
    "ipython3": "python",
    "none": "text",
    "pycon": "python",
    "python3": "python",
    "shell": "bash",
    "shell-session": "bash",
}


def listing(tr: Translator, node: nodes.Element) -> str:
    """Return a block of code."""
    return tr.place(node) + (_parsed(tr, node) if _has_markup(node) else _call(node))


def _has_markup(node: nodes.Element) -> bool:
    return any(isinstance(child, nodes.Element) for child in node.children)


def _call(node: nodes.Element) -> str:
    language = str(node.get("language", "text")).lower()
    arguments: dict[str, Any] = node.get("highlight_args", {}) or {}
    first = arguments.get("linenostart", 1) if node.get("linenos") else None
    options = [
        *pieces.named(language=_LANGUAGES.get(language, language), first=first),
        *_marked(arguments),
    ]
    return pieces.call("listing", escape.string(node.astext()), *options)


def _marked(arguments: Mapping[str, Any]) -> tuple[str, ...]:
    lines = arguments.get("hl_lines") or ()
    return (f"marked: {pieces.array(str(int(line)) for line in lines)}",) if lines else ()


def _parsed(tr: Translator, node: nodes.Element) -> str:
    """Return a block of code that has emphasis or links in it."""
    with tr.in_code(True):
        return pieces.call("marked-up-listing", body=tr.inlines(node.children))


def verbatim(text: str) -> str:
    """Return text of a marked-up listing, with its spaces and its line breaks."""
    lines = (text_line(line) for line in text.split("\n"))
    return pieces.call("linebreak").join(lines)


def text_line(line: str) -> str:
    """Return one line of code as markup; nothing for an empty one."""
    return pieces.call("code", escape.string(line)) if line else ""


def captioned(tr: Translator, node: nodes.Element) -> str:
    """Return a block of code with its caption above it."""
    caption = next(child for child in node.children if isinstance(child, nodes.caption))
    rest = [child for child in node.children if child is not caption]
    words = tr.numbered(node, "code-block") + tr.marks(caption) + tr.inlines(caption.children)
    return tr.place(node) + pieces.call(
        "captioned-listing", pieces.content(words), body=tr.blocks(rest)
    )


def doctest(tr: Translator, node: nodes.Element) -> str:
    """Return a session with Python."""
    plain = nodes.literal_block(node.astext(), node.astext(), language="pycon")
    return tr.place(node) + _call(plain)


def described(tr: Translator, node: nodes.Element) -> str:
    """Return what an object of a program is called, and what it does."""
    names = [child for child in node.children if isinstance(child, addnodes.desc_signature)]
    rest = [child for child in node.children if child not in names]
    shown = pieces.array(
        pieces.content(tr.marks(name) + text_line(signature(name).strip())) for name in names
    )
    return tr.place(node) + pieces.call("described", shown, body=tr.blocks(rest))


def signature(node: nodes.Node) -> str:
    """Return how a signature is written, with the brackets that writers add."""
    if isinstance(node, nodes.Text):
        return str(node.astext())
    parts = [signature(child) for child in node.children]
    if isinstance(node, addnodes.desc_parameterlist):
        return f"({', '.join(parts)})"
    if isinstance(node, addnodes.desc_type_parameter_list):
        return f"[{', '.join(parts)}]"
    if isinstance(node, addnodes.desc_optional):
        return f"[{', '.join(parts)}]"
    if isinstance(node, addnodes.desc_returns):
        return f" -> {''.join(parts)}"
    if isinstance(node, addnodes.desc_signature_line):
        return f"{''.join(parts)}\n"
    return "".join(parts)


def productions(tr: Translator, node: nodes.Element) -> str:
    """Return a grammar, a rule a line."""
    rules = [child for child in node.children if isinstance(child, nodes.Element)]
    marks = "".join(tr.marks(rule) for rule in rules)
    text = "\n".join(rule.astext().rstrip("\n") for rule in rules)
    return tr.place(node) + marks + pieces.call("listing", escape.string(text))


HANDLERS: Mapping[str, Handler] = {
    "literal_block": listing,
    "doctest_block": doctest,
    "desc": described,
    "desc_content": lambda tr, node: tr.blocks(node.children),
    "desc_signature": lambda tr, node: text_line(signature(node)),
    "desc_inline": lambda tr, node: text_line(signature(node)),
    "productionlist": productions,
}
