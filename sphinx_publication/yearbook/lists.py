"""Lists of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.yearbook import escape, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_publication.yearbook.translator import Handler, Translator

_COUNTING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}
_LISTS = (nodes.bullet_list, nodes.enumerated_list)


def item(tr: Translator, children: Sequence[nodes.Node]) -> str:
    """Return the content of an item; its only paragraph stands without being one."""
    texts = [child for child in children if not isinstance(child, nodes.comment)]
    if texts and isinstance(texts[0], nodes.paragraph) and _is_tight(texts):
        return tr.marks(texts[0]) + tr.inlines(texts[0].children) + "\n" + tr.blocks(texts[1:])
    return tr.blocks(texts)


def _is_tight(children: Sequence[nodes.Node]) -> bool:
    return all(isinstance(child, _LISTS) for child in children[1:])


def _items(tr: Translator, node: nodes.Element) -> tuple[str, ...]:
    entries = [child for child in node.children if isinstance(child, nodes.list_item)]
    bodies = pieces.array(
        pieces.content(tr.marks(entry) + tr.place(entry) + item(tr, entry.children))
        for entry in entries
    )
    tight = all(_is_tight(entry.children) for entry in entries)
    return bodies, *pieces.named(tight=tight)


def bullets(tr: Translator, node: nodes.Element) -> str:
    """Return a list without order."""
    return tr.place(node) + pieces.call("bullets", *_items(tr, node))


def numbered(tr: Translator, node: nodes.Element) -> str:
    """Return a list in order, counted as the author counts: items may have numbers of their own."""
    kind = _COUNTING.get(node.get("enumtype", "arabic"), "1")
    pattern = f"{node.get('prefix', '')}{kind}{node.get('suffix', '.')}"
    options = pieces.named(start=node.get("start", 1), numbering=pattern)
    entries = [child for child in node.children if isinstance(child, nodes.list_item)]
    numbers = [str(entry["value"]) for entry in entries if "value" in entry]
    if numbers and len(numbers) == len(entries):
        options = (*options, f"numbers: {pieces.array(numbers)}")
    return tr.place(node) + pieces.call("numbered", *_items(tr, node), *options)


def _pair(term: str, body: str) -> str:
    return f"({pieces.content(term)}, {pieces.content(body)})"


def definitions(tr: Translator, node: nodes.Element) -> str:
    """Return terms and what they mean."""
    pairs = []
    for entry in node.children:
        if not isinstance(entry, nodes.Element):
            continue
        bodies = [c for c in entry.children if isinstance(c, nodes.definition)]
        terms = ", ".join(
            tr.marks(c) + tr.inlines(c.children)
            for c in entry.children
            if isinstance(c, nodes.term)
        )
        classes = "".join(
            f" ({tr.inlines(c.children)})"
            for c in entry.children
            if isinstance(c, nodes.classifier)
        )
        if len(bodies) == 1:
            body = tr.marks(bodies[0]) + item(tr, bodies[0].children)
        else:
            body = "\n".join(tr.marks(b) + tr.blocks(b.children) for b in bodies)
        pairs.append(_pair(tr.place(entry) + terms + classes, body))
    return tr.place(node) + pieces.call("definitions", pieces.array(pairs))


def fields(tr: Translator, node: nodes.Element) -> str:
    """Return names and values."""
    pairs = [
        _pair(tr.inlines(entry[0].children), item(tr, entry[1].children))
        for entry in node.findall(nodes.field)
        if entry.parent is node
    ]
    return tr.place(node) + pieces.call("definitions", pieces.array(pairs))


def options(tr: Translator, node: nodes.Element) -> str:
    """Return a program's options and what they do."""
    pairs = []
    for entry in node.findall(nodes.option_list_item):
        shown = ", ".join(_option(option) for option in entry[0].children)
        pairs.append(_pair(pieces.call("code", escape.string(shown)), item(tr, entry[1].children)))
    return tr.place(node) + pieces.call("definitions", pieces.array(pairs))


def _option(node: nodes.Node) -> str:
    """Return an option with its argument, as it is typed: "--file=NAME"."""
    return "".join(
        f"{part.get('delimiter', '')}{part.astext()}"
        for part in node.children
        if isinstance(part, nodes.Element)
    )


def columns(tr: Translator, node: nodes.Element) -> str:
    """Return a list in columns as one list, read column by column."""
    entries = [
        entry
        for column in node.children
        for part in column.children
        for entry in part.children
        if isinstance(entry, nodes.list_item)
    ]
    whole = nodes.bullet_list("", *entries)
    whole.parent = node.parent
    return bullets(tr, whole)


def through(tr: Translator, node: nodes.Element) -> str:
    """Return what a wrapper of lists holds."""
    return tr.blocks(node.children)


HANDLERS: Mapping[str, Handler] = {
    "bullet_list": bullets,
    "enumerated_list": numbered,
    "definition_list": definitions,
    "field_list": fields,
    "option_list": options,
    "glossary": through,
    "hlist": columns,
    "list_item": through,
}
