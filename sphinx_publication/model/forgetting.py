"""Take a person's words out of a file of comments, and touch no other line of it.

Each comment that is to be forgotten leaves one line, ``- {id: c12, state: removed}``, by which its
answers keep their place. The rest of the file stays as it is, byte for byte: what others wrote, the
ways in which it is written, remarks and mistakes. Comments that no page shows, because something is
wrong with them or because they were hidden, are found as well. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from sphinx_publication.model.comments import Tombstone
from sphinx_publication.model.comments import block as entry_block

#: Lines as YAML counts them (YAML 1.1, section 4.2.4 b-generic).
_LINES = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|\\Z)")
_BOM = "\ufeff"

#: Comments to take, in the order of the file, each with the line that is left of it.
_Left: TypeAlias = list[tuple[yaml.Node, str]]


@dataclass(frozen=True)
class Block:
    """A comment as it stands in the file, right or wrong."""

    #: "" where it has none.
    id: str
    parent: str
    author: str
    text: str


class ForgetError(ValueError):
    """The file is not one that this can be done to; nothing has been changed."""


def blocks(text: str) -> tuple[Block, ...]:
    """Return every comment in a file's *text*. Raises ForgetError for what is no list of them."""
    root = _composed(text.removeprefix(_BOM))
    return tuple(map(_block, root.value)) if root is not None else ()


def without(text: str, is_wanted: Callable[[Block], bool]) -> str:
    """Return a file's *text* with a tombstone in the place of each comment that *is_wanted*.

    Raises ForgetError for a text that is not a list of comments.
    """
    bom, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    root = _composed(text)
    if root is None:
        return bom + text
    exchange = _in_flow if root.flow_style else _in_blocks
    left = [(node, _left(block)) for node in root.value if is_wanted(block := _block(node))]
    return bom + exchange(text, root, left)


def _composed(text: str) -> yaml.SequenceNode | None:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ForgetError(str(error).splitlines()[0]) from error
    if root is not None and not isinstance(root, yaml.SequenceNode):
        raise ForgetError("it is not a list of comments")
    return root


def _block(node: yaml.Node) -> Block:
    values = {
        key.value: " ".join(value.value.split())
        for key, value in (node.value if isinstance(node, yaml.MappingNode) else ())
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }
    return Block(**{name: values.get(name, "") for name in ("id", "parent", "author", "text")})


def _left(block: Block) -> str:
    """Return the line that is left of a comment; "" for one without an id, which has no answers."""
    return entry_block(Tombstone(block.id, block.parent)).rstrip() if block.id else ""


def _in_blocks(text: str, root: yaml.SequenceNode, left: _Left) -> str:
    """Exchange blocks of lines, each from its "-" to the last line with anything of it."""
    lines = [line for line in _LINES.findall(text) if line]
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    column = root.start_mark.column
    following = dict(zip(map(id, root.value), root.value[1:], strict=False))
    for node, tombstone in reversed(left):
        first = node.start_mark.line
        while lines[first][column : column + 1] != "-":
            first -= 1
        end = _end(node).end_mark
        last = end.line + (end.column > 0)
        if id(node) in following:
            last = min(last, following[id(node)].start_mark.line)
        last = max(last, first + 1)
        while last > first + 1 and not lines[last - 1].strip():
            last -= 1
        lines[first:last] = [f"{' ' * column}{tombstone}{ending}"] if tombstone else []
    return "".join(lines)


def _in_flow(text: str, root: yaml.SequenceNode, left: _Left) -> str:
    """Exchange what stands between braces, in a list that is written with brackets."""
    for node, tombstone in reversed(left):
        start, end = node.start_mark.index, node.end_mark.index
        text = f"{text[:start]}{tombstone.removeprefix('- ') or '{}'}{text[end:]}"
    return text


def _end(node: yaml.Node) -> yaml.Node:
    """Return the last piece of a node; a block's own end lies at what follows it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node
