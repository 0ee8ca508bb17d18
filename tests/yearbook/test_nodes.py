"""Nodes one by one: what each becomes, and what must not be lost on the way."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp
from yearbook.typesetting import blank_book

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import languages
from sphinx_publication.yearbook.scope import Book
from sphinx_publication.yearbook.translator import Translator, handler_name


def _markup(root: Path, *children: nodes.Node, book: Book | None = None) -> str:
    document = nodes.section("", *children)
    return Translator(book or blank_book(root, site=""), "prov", "prov.md", document).blocks(
        children
    )


@pytest.mark.parametrize(
    ("name", "language"),
    [("language-en", "en"), ("language-zh-hant", "zh"), ("language-", ""), ("language-C3PO", "")],
)
def test_language_of_a_passage(name: str, language: str) -> None:
    """The class of docutils names a language, of words and of whole paragraphs."""
    assert languages.of(nodes.paragraph("", "x", classes=[name])) == language


def test_a_block_in_another_language_is_tagged(tmp_path: Path) -> None:
    """A quotation in English is English as a whole."""
    quote = nodes.block_quote("", nodes.paragraph("", "Words"), classes=["language-en"])
    assert '#foreign("en")[' in _markup(tmp_path, quote)


def test_the_language_of_code_is_no_language(tmp_path: Path) -> None:
    """A class of code may name a language of programs."""
    assert languages.of(nodes.literal_block("", "x", classes=["language-sv"])) == ""


def _raw(source: str, format: str = "html") -> nodes.raw:
    return nodes.raw(source, source, format=format)


def test_html_that_means_something_is_kept(tmp_path: Path) -> None:
    """Struck words, line breaks and ticks, which MyST writes as raw HTML, are in the book."""
    book = blank_book(tmp_path, site="")
    box = '<input class="task-list-item-checkbox" checked="checked" disabled="disabled" type="x">'
    inside = [_raw("<s>"), nodes.Text("bort"), _raw("</s>"), _raw("<br />"), _raw("\\\\", "latex")]
    markup = _markup(tmp_path, nodes.paragraph("", "", *inside, _raw(box)), book=book)
    assert "#crossed[bort];#linebreak();#tick-box(ticked: true);" in markup
    assert book.problems == []


def test_html_that_does_not_close_is_left_out(tmp_path: Path) -> None:
    """A tag without its end is left out and named; the words after it stay."""
    book = blank_book(tmp_path, site="")
    markup = _markup(tmp_path, nodes.paragraph("", "", _raw("<s>"), nodes.Text("kvar")), book=book)
    assert "#para[kvar]" in markup
    assert [problem.kind for problem in book.problems] == [Kind.YEARBOOK_RAW_LEFT_OUT]


def test_typst_of_an_author_is_not_run(tmp_path: Path) -> None:
    """Raw code for Typst is left out as any other raw code."""
    book = blank_book(tmp_path, site="")
    assert "read" not in _markup(tmp_path, _raw('#read("x")', "typst"), book=book)
    assert [problem.kind for problem in book.problems] == [Kind.YEARBOOK_RAW_LEFT_OUT]


def test_an_abbreviation_is_spelt_out_once(tmp_path: Path) -> None:
    """The first use in a chapter says what it stands for."""
    twice = [nodes.abbreviation("", "SOU", explanation="utredning") for _ in range(2)]
    markup = _markup(tmp_path, nodes.paragraph("", "", *twice))
    assert markup.count("utredning") == 1
    assert markup.count("SOU") == 2


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """A list in columns is one list, in its order."""
    columns = [
        addnodes.hlistcol("", nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", word))))
        for word in ("ett", "två")
    ]
    markup = _markup(tmp_path, addnodes.hlist("", *columns))
    assert markup.count("#bullets(") == 1
    assert markup.index("ett") < markup.index("två")


def test_a_stub_column_is_found_beside_cells_that_span(tmp_path: Path) -> None:
    """The first column is bold as a whole; a cell beside a tall one is in the second column."""
    rows = [
        nodes.row("", nodes.entry("", nodes.paragraph("", "stub"), morerows=1), _entry("a")),
        nodes.row("", _entry("b")),
        nodes.row("", _entry("stub två"), _entry("c")),
    ]
    specs = [nodes.colspec(colwidth=1, stub=1), nodes.colspec(colwidth=1)]
    table = nodes.table("", nodes.tgroup("", *specs, nodes.tbody("", *rows), cols=2))
    markup = _markup(tmp_path, table)
    assert "head-cell(rowspan: 2)[stub" in markup
    assert "head-cell[stub två" in markup
    assert [markup.count(f" cell[{letter}\n") for letter in "abc"] == [1, 1, 1], markup


def _entry(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", text))


def test_a_long_table_may_break(tmp_path: Path) -> None:
    """A small table is kept on one page, a long one goes over as many as it needs."""

    def table(length: int) -> nodes.table:
        rows = [nodes.row("", _entry("x")) for _ in range(length)]
        spec = nodes.colspec(colwidth=1)
        return nodes.table("", nodes.tgroup("", spec, nodes.tbody("", *rows), cols=1))

    assert "whole: true" in _markup(tmp_path, table(5))
    assert "whole: true" not in _markup(tmp_path, table(300))


def test_a_head_with_a_note_is_not_repeated(tmp_path: Path) -> None:
    """A note stands once; so the head of a table that has one stands on its first page only."""
    plain = nodes.paragraph("", "Huvud")
    noted = nodes.paragraph("", "Huvud", nodes.footnote_reference("", "1", refid="x"))
    for words, repeated in ((plain, True), (noted, False)):
        head = nodes.thead("", nodes.row("", nodes.entry("", words)))
        group = nodes.tgroup("", nodes.colspec(colwidth=1), head, nodes.tbody(), cols=1)
        markup = _markup(tmp_path, nodes.table("", group))
        assert ("repeat: false" in markup) != repeated


def test_marks_in_a_head_stand_before_the_table(tmp_path: Path) -> None:
    """A head is repeated on each page, so the places in it that links lead to are marked before."""
    head = nodes.thead("", nodes.row("", nodes.entry("", nodes.paragraph("", "H", ids=["p_1"]))))
    group = nodes.tgroup("", nodes.colspec(colwidth=1), head, nodes.tbody(), cols=1)
    markup = _markup(tmp_path, nodes.table("", group))
    assert markup.index("#anchor(") < markup.index("#grid-table(")
    assert markup.count("#anchor(") == 1
    assert "repeat: false" not in markup


def test_a_heading_of_a_picture_has_its_words(tmp_path: Path) -> None:
    """A heading must have words: those of its picture; one without any is no heading."""
    picture = nodes.image(uri="x.png", alt="Några ord")
    section = nodes.section("", nodes.title("", "", picture), ids=["a"])
    assert "[Några ord]" in _markup(tmp_path, section)
    assert "#section(" not in _markup(tmp_path, nodes.section("", nodes.title("", ""), ids=["b"]))


def test_a_signature_is_written_out(tmp_path: Path) -> None:
    """The brackets that writers add to the signature of a function are there."""
    parameters = addnodes.desc_parameterlist(
        "", "", *[addnodes.desc_parameter("", name) for name in ("a", "b=1")]
    )
    name = addnodes.desc_signature("", "", addnodes.desc_name("", "f"), parameters)
    description = addnodes.desc("", name, addnodes.desc_content("", nodes.paragraph("", "Gör.")))
    markup = _markup(tmp_path, description)
    assert '#code("f(a, b=1)");' in markup
    assert "Gör" in markup


def test_a_picture_alone_is_no_picture_in_a_line(tmp_path: Path) -> None:
    """A picture with a text alternative, alone in its paragraph, is set in its own size."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    picture = nodes.image(uri="a.svg", alt="Några ord")
    assert "#illustration(" in _markup(tmp_path, nodes.paragraph("", "", picture))
    line = nodes.paragraph("", "", nodes.Text("ord "), picture.deepcopy())
    assert "#inline-picture[" in _markup(tmp_path, line)


def test_a_link_around_a_picture(tmp_path: Path) -> None:
    """A picture that is a link is one, alone and in a figure; in a line it is as words are."""
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    picture = nodes.image(uri="a.svg", alt="Några ord")
    link = nodes.reference("", "", picture, refuri="https://x.example/")
    called = '#outward("https://x.example/", picture: true)['
    assert called in _markup(tmp_path, nodes.paragraph("", "", link))
    figure = nodes.figure("", link.deepcopy(), nodes.caption("", "Text"))
    assert called in _markup(tmp_path, figure)
    line = nodes.paragraph("", "", nodes.Text("ord "), link.deepcopy())
    assert "picture: true" not in _markup(tmp_path, line)


@pytest.mark.sphinx("html", testroot="torture")
def test_posts_number_their_figures_on_the_site_too(app: SphinxTestApp) -> None:
    """With numfig on, a post outside every toctree has numbers, and references to them."""
    app.build()
    assert "no number is assigned" not in app.warning.getvalue().lower()
    numbers = app.env.toc_fignumbers["posts/2013/05/restructuredtext"]
    assert numbers["table"]["id19"] == (2,)
    assert set(numbers) == {"figure", "table", "code-block", "displaymath"}
    page = Path(app.outdir, "posts/2013/05/restructuredtext.html")
    assert "Tabell 2" in page.read_text("utf-8")


#: What a parent takes: cells, items, names, and what stands about a document.
_TAKEN = re.compile(
    "Element|FixedTextElement|PureTextElement|TextElement|address|author|authors|classifier|"
    "colspec|contact|copyright|date|definition|definition_list_item|description|entry|field|"
    "field_body|field_name|footer|header|line|option|option_argument|option_group|"
    "option_list_item|option_string|organization|revision|row|status|tbody|term|tgroup|thead|"
    "version|_desc_classes_injector|desc_addname|desc_annotation|desc_classname|desc_name|"
    "desc_optional|desc_parameter|desc_parameterlist|desc_returns|desc_signature_line|desc_type|"
    "desc_type_parameter|desc_type_parameter_list|hlistcol|production"
)


@pytest.mark.parametrize("module", [nodes, addnodes])
def test_every_class_of_nodes_is_known(module: ModuleType) -> None:
    """No class of nodes of docutils or Sphinx is unknown to the translator."""
    classes = [
        (name, found)
        for name, found in vars(module).items()
        if isinstance(found, type) and issubclass(found, nodes.Element)
    ]
    assert len(classes) > 40
    unknown = [
        name for name, found in classes if not (_TAKEN.fullmatch(name) or handler_name(found))
    ]
    assert unknown == []


def test_the_code_of_a_drawing_is_kept(tmp_path: Path) -> None:
    """A drawing that only another extension can make is left as its source, and named."""

    class graphviz(nodes.General, nodes.Inline, nodes.Element):
        pass

    book = blank_book(tmp_path, site="")
    assert "digraph" in _markup(tmp_path, graphviz("", code="digraph { a -> b }"), book=book)
    assert [problem.kind for problem in book.problems] == [Kind.YEARBOOK_NODE_UNKNOWN]
