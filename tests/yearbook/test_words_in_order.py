"""Whatever is nested in whatever: the words come out of the PDF in their order, and none is run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pypdf
import pytest
import typst
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from yearbook.typesetting import blank_book

from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook.translator import Translator

#: What would be code, a comment, a reference, a formula or a list if it were not text.
_NASTY = (
    *('#read("/secret.txt")', "#include", "#{1+1}", "#let", "@key", "<label>", "$x$", "//", "/*"),
    *("*/", "\\", "\\\\", "]", "[", "];#", ");", "{", "}", "`", "```", "= x", "- x", "+ x", "/ t:"),
    *(
        "1. x",
        "*b*",
        "_i_",
        "~",
        "--",
        "---",
        "...",
        '"',
        "'",
        ";",
        ".at(0)",
        "(x)",
        "https://x.se",
    ),
    *("#sym.arrow", "\\u{41}", "å", "ord", "@@", "#", "\n", "\t", "\n\n= x\n", "e\u0301"),
)
_SECRET = "hemligheten"


class _Words:
    """Numbers every passage, so that each can be found again, and in which order."""

    def __init__(self) -> None:
        self._next = count(100)

    def passage(self, nasty: str) -> str:
        return f"a{next(self._next)}{nasty}z"


_LEAF = st.sampled_from(_NASTY)
_INLINES = ("text", "emphasis", "strong", "literal", "superscript", "reference", "inline", "title")
_BLOCKS = (
    *("paragraph", "bullets", "numbered", "definitions", "fields", "quote", "note", "admonition"),
    *("table", "code", "parsed", "lines", "section", "figure", "container", "topic", "rubric"),
    *("card", "tab", "versionadded", "options", "dropdown"),
)
#: What is nested, as a tree of names; its leaves are nasty words.
_INLINE = st.recursive(
    _LEAF,
    lambda inner: st.tuples(st.sampled_from(_INLINES), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=4,
)
_BLOCK = st.recursive(
    st.tuples(st.just("paragraph"), st.lists(_INLINE, min_size=1, max_size=3)),
    lambda inner: st.tuples(st.sampled_from(_BLOCKS), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def _inline(tree: object, words: _Words) -> nodes.Node:
    if isinstance(tree, str):
        return nodes.Text(words.passage(tree))
    name, children = tree  # type: ignore[misc]
    if name == "literal":
        text = words.passage(next(_leaves(children)))
        return nodes.literal(text, text)
    made = {
        "text": nodes.inline,
        "emphasis": nodes.emphasis,
        "strong": nodes.strong,
        "superscript": nodes.superscript,
        "title": nodes.title_reference,
        "inline": nodes.inline,
        "reference": nodes.reference,
    }[name]("", "")
    if name == "reference":
        made["refuri"] = "https://prov.example/#read("
    made += [_inline(child, words) for child in children]
    return made


def _leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, tuple):
        yield from _leaves(tree[1])
    else:
        for child in tree:  # type: ignore[attr-defined]
            yield from _leaves(child)


def _line(kind: type[nodes.TextElement], tree: object, words: _Words) -> nodes.TextElement:
    return kind("", "", nodes.Text(words.passage(next(_leaves(tree)))))


def _block(tree: object, words: _Words) -> nodes.Element:
    """Return the node of a tree."""
    name, children = tree  # type: ignore[misc]
    if name == "paragraph":
        parts = [
            _inline(child, words) if isinstance(child, str) or child[0] in _INLINES else None
            for child in children
        ]
        if None not in parts:
            return nodes.paragraph("", "", *parts)
        name = "container"
    return _MAKERS[name](children, words)


def _blocks(children: list[object], words: _Words) -> list[nodes.Element]:
    return [_block(child, words) for child in children]


def _items(children: list[object], words: _Words) -> list[nodes.Element]:
    return [nodes.list_item("", _block(child, words)) for child in children]


def _definitions(children: list[object], words: _Words) -> nodes.Element:
    return nodes.definition_list(
        "",
        *[
            nodes.definition_list_item(
                "",
                _line(nodes.term, child, words),
                nodes.definition("", _block(child, words)),
            )
            for child in children
        ],
    )


def _fields(children: list[object], words: _Words) -> nodes.Element:
    return nodes.field_list(
        "",
        *[
            nodes.field(
                "",
                _line(nodes.field_name, child, words),
                nodes.field_body("", _block(child, words)),
            )
            for child in children
        ],
    )


def _options(children: list[object], words: _Words) -> nodes.Element:
    return nodes.option_list(
        "",
        *[
            nodes.option_list_item(
                "",
                nodes.option_group("", nodes.option("", _line(nodes.option_string, child, words))),
                nodes.description("", _block(child, words)),
            )
            for child in children
        ],
    )


def _table(children: list[object], words: _Words) -> nodes.Element:
    row = [nodes.entry("", block) for block in _blocks(children, words)]
    group = nodes.tgroup("", *[nodes.colspec(colwidth=1) for _ in row], cols=len(row))
    last = nodes.row("", nodes.entry("", *_blocks(children[:1], words), morecols=len(row) - 1))
    group += [nodes.thead("", nodes.row("", *row)), nodes.tbody("", last)]
    return nodes.table("", group)


def _parsed(children: list[object], words: _Words) -> nodes.Element:
    parts = [_line(nodes.emphasis, child, words) for child in children]
    return nodes.literal_block("", "", nodes.Text(words.passage("#x\n  y")), *parts)


def _code(children: list[object], words: _Words) -> nodes.Element:
    text = "\n".join(words.passage(leaf) for leaf in _leaves(children))
    return nodes.literal_block(text, text, language="python")


def _figure(children: list[object], words: _Words) -> nodes.Element:
    caption = _line(nodes.caption, children, words)
    return nodes.figure("", caption, nodes.legend("", *_blocks(children, words)))


def _titled(kind: type[nodes.Element], title: type[nodes.TextElement]) -> object:
    return lambda children, words: kind(
        "", _line(title, children, words), *_blocks(children, words)
    )


def _component(name: str) -> object:
    def make(children: list[object], words: _Words) -> nodes.Element:
        head = _line(nodes.rubric, children, words)
        made = nodes.container("", head, *_blocks(children, words))
        made["design_component"] = name
        return made

    return make


_MAKERS: dict[str, object] = {
    "bullets": lambda c, w: nodes.bullet_list("", *_items(c, w)),
    "numbered": lambda c, w: nodes.enumerated_list("", *_items(c, w)),
    "definitions": _definitions,
    "fields": _fields,
    "options": _options,
    "quote": lambda c, w: nodes.block_quote("", *_blocks(c, w), _line(nodes.attribution, c, w)),
    "note": lambda c, w: nodes.note("", *_blocks(c, w)),
    "admonition": _titled(nodes.admonition, nodes.title),
    "topic": _titled(nodes.topic, nodes.title),
    "table": _table,
    "code": _code,
    "parsed": _parsed,
    "lines": lambda c, w: nodes.line_block("", *[_line(nodes.line, x, w) for x in c]),
    "section": _titled(nodes.section, nodes.title),
    "figure": _figure,
    "container": lambda c, w: nodes.container("", *_blocks(c, w)),
    "versionadded": lambda c, w: nodes.compound("", *_blocks(c, w)),
    "rubric": lambda c, w: _line(nodes.rubric, c, w),
    "card": _component("card"),
    "tab": _component("tab-item"),
    "dropdown": _component("dropdown"),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the theme, and a secret that code could read."""
    folder = tmp_path_factory.mktemp("workspace") / "w"
    folder.mkdir()
    files = {"/settings.json": '{"broken": [], "missing": ""}', "/volume.json": "{}"}
    setting.write_workspace(folder, files, {})
    (folder / "secret.txt").write_text(_SECRET)
    return folder


def _squashed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(trees=st.lists(_BLOCK, min_size=1, max_size=3))
def test_words_come_out_in_order(trees: list[object], workspace: Path) -> None:
    """Every passage of text is read back from the PDF, in order; none of it was run."""
    words = _Words()
    document = nodes.section("", *[_block(tree, words) for tree in trees])
    book = blank_book(workspace)
    markup = Translator(book, "prov", "prov.md", document).blocks(document.children)
    head = '#set document(title: "x")\n#set text(hyphenate: false)\n= T\n'
    source = f'#import "/theme/pieces.typ": *\n{head}{markup}'
    compiler = typst.Compiler(source.encode(), root=workspace)
    pdf = compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"])
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = _squashed("".join(page.extract_text() for page in pages))
    place = 0
    for node in document.findall(nodes.Text):
        wanted = _squashed(node)
        found = text.find(wanted, place)
        assert found >= 0, (wanted, text[place:])
        place = found + len(wanted)
    assert _SECRET not in text
    assert book.problems == []
