"""The translator: every kind of thing a post is made of, and text that can only be text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
import typst
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp
from yearbook.typesetting import blank_book

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook import escape
from sphinx_publication.yearbook.scope import Book
from sphinx_publication.yearbook.translator import Translator


def _translator(book: Book, document: nodes.Element) -> Translator:
    return Translator(book, "prov", "prov.md", document)


@pytest.mark.sphinx("yearbook", testroot="yearbook-nodes")
def test_every_construct_comes_through(app: SphinxTestApp) -> None:
    """A post with every construct of docutils and Sphinx is set, and none of its text is lost."""
    app.build()
    reader = pypdf.PdfReader(Path(app.outdir, "allt-mojligt-2013.pdf"))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "betoning",
        "NNS (Nationella nätverket)",
        "utbytt text",
        "andra stycket i ett",
        "inre andra",
        "(iv) romersk fyra",
        "Term (sort)",
        "Andra stycket.",
        "punkt i fält",
        "ett annat val",
        "Rad två indragen",
        "— En Samordnare",
        "En rubrik vid sidan av",
        "Observera detta.",
        "Egen rubrik",
        "En annan sak.",
        "Något nytt.",
        "Texten i ämnet.",
        "underrubrik",
        "MITTEN AV SIDAN",
        "kolumn två",
        "Finansiell samordning.",
        "En tabell med spann",
        "bred cell för två",
        "ruta i cell",
        "Bildtext till rutan",
        "Förklaring under bildtexten.",
        "En kodtext",
        'return "å" # }',
        ">>> print",
        "I en behållare.",
        "Sammansatt två",
        "Botten.",
        "Två stycken i noten.",
        "En källa i reStructuredText.",
    ):
        assert words in text, words
    assert "borta" not in text
    assert "Bara på webben" not in text


@pytest.mark.sphinx("yearbook", testroot="yearbook-nodes")
def test_what_is_lost_is_said_with_its_place(app: SphinxTestApp) -> None:
    """What a book cannot have is named once with file and line, and never stops the book."""
    app.build()
    warnings = app.warning.getvalue()
    for place, words in (
        ("rst.rst:163", "raw html is left out"),
        ("rst.rst:144", "cannot show the picture 'https://example.org/x.png'"),
        ("tecken.md:8", "no font of the yearbook has '𓀀' (U+13000 EGYPTIAN HIEROGLYPH A001)"),
        ("tecken.md:12", "cannot show the picture"),
        ("tecken.md:14", "cannot be read"),
        ("tecken.md:18", "no text alternative"),
        ("tecken.md:25", "no text alternative"),
    ):
        lines = [line for line in warnings.splitlines() if place in line and words in line]
        assert len(lines) == 1, (place, words, warnings)
    # Marked as one that only decorates.
    assert "tecken.md:10" not in warnings
    assert Path(app.outdir, "allt-mojligt-2013.pdf").is_file()


@pytest.mark.sphinx("yearbook", testroot="yearbook-nodes")
def test_tables_are_tagged(app: SphinxTestApp) -> None:
    """Tables have header cells and spans in the structure tree."""
    app.build()
    reader = pypdf.PdfReader(Path(app.outdir, "allt-mojligt-2013.pdf"))
    found = list(_structure(reader.trailer["/Root"]["/StructTreeRoot"]))
    kinds = [str(element["/S"]) for element in found]
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 5
    spans = [
        attributes
        for element in found
        if element["/S"] == "/TD"
        for attributes in _attributes(element)
        if attributes.get("/ColSpan", 1) == 2 or attributes.get("/RowSpan", 1) == 2
    ]
    assert len(spans) == 2
    figures = [element for element in found if element["/S"] == "/Figure"]
    assert {str(figure.get("/Alt")) for figure in figures} >= {"En blå ruta", "En ensam bild"}


def _structure(element: object) -> Iterator[dict[str, object]]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from _structure(child)
    elif isinstance(element, dict):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from _structure(element["/K"])


def _attributes(element: dict[str, object]) -> Iterator[dict[str, object]]:
    found = element.get("/A", [])
    found = found.get_object() if hasattr(found, "get_object") else found
    for entry in found if isinstance(found, list) else [found]:
        yield entry.get_object() if hasattr(entry, "get_object") else entry


def test_an_unknown_node_keeps_its_text(tmp_path: Path) -> None:
    """A node of another extension keeps its text, and is named with its line, once."""

    class strange(nodes.General, nodes.Element):
        pass

    document = nodes.Element()
    for _ in range(2):
        node = strange("", nodes.paragraph("", "kvar"))
        node.line = 7
        document += node
    book = blank_book(tmp_path)
    markup = _translator(book, document).blocks(document.children)
    assert markup.count("kvar") == 2
    assert [(p.kind, p.path, p.line) for p in book.problems] == [
        (Kind.YEARBOOK_NODE_UNKNOWN, "prov.md", 7)
    ]


def test_a_dead_link_is_text(tmp_path: Path) -> None:
    """A link to a place in the document that the book lacks is printed as text, and reported."""
    document = nodes.Element("", nodes.reference("", "se där", refid="borta"))
    book = blank_book(tmp_path)
    assert _translator(book, document).inlines(document.children) == "se där"
    assert [problem.kind for problem in book.problems] == [Kind.YEARBOOK_LINK_DEAD]


def test_a_dead_link_is_reported_once(tmp_path: Path) -> None:
    """A dead link that MyST has reported already is not reported again."""
    shown = nodes.inline("", "se där", classes=["xref", "myst"])
    document = nodes.Element("", nodes.reference("", "", shown, refid="borta"))
    book = blank_book(tmp_path)
    assert _translator(book, document).inlines(document.children) == "se där"
    assert book.problems == []


def test_a_picture_of_several_kinds_is_the_best_one(tmp_path: Path) -> None:
    """For ``name.*`` the kind that prints best is taken."""
    for name in ("a.png", "a.svg"):
        (tmp_path / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    candidates = {"image/png": "a.png", "image/svg+xml": "a.svg"}
    document = nodes.Element("", nodes.image(uri="a.*", alt="x", candidates=candidates))
    book = blank_book(tmp_path)
    _translator(book, document).blocks(document.children)
    assert list(book.pictures) == ["a.svg"]


def test_a_picture_outside_the_publication_is_not_read(tmp_path: Path) -> None:
    """A path that leads out of the publication is not followed."""
    root = tmp_path / "publication"
    root.mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    for uri in ("../secret.png", "link.png", "/etc/passwd"):
        document = nodes.Element("", nodes.image(uri=uri, alt="x"))
        book = blank_book(root)
        markup = _translator(book, document).blocks(document.children)
        assert "missing-picture" in markup
        assert not book.pictures
        assert [problem.kind for problem in book.problems] == [Kind.YEARBOOK_PICTURE_MISSING]


_READER = """#import "/theme/pieces.typ": *
#let words(it) = {
    if type(it) == str { it }
    else if it == [ ] { " " }
    else if it.func() == parbreak { " " }
    else if it.func() == metadata { "" }
    else if it.has("text") { it.text }
    else if it.has("children") {
      it.children.map(words).join(" ")
    }
    else if it.has("body") { words(it.body) }
    else if it.has("child") { words(it.child) }
    else { panic(repr(it)) }
  }
#metadata(words([%s]))<read>
"""

_LETTERS = st.text(st.one_of(st.sampled_from('#[]{}()\\"`$@<>*_/=-;,.: \nåu1'), st.characters()))
_INLINE = st.recursive(
    st.one_of(
        st.builds(nodes.Text, _LETTERS),
        st.builds(lambda text: nodes.literal(text, text), _LETTERS),
    ),
    lambda inner: st.one_of(
        st.builds(lambda kids: nodes.emphasis("", "", *kids), st.lists(inner, max_size=3)),
        st.builds(lambda kids: nodes.strong("", "", *kids), st.lists(inner, max_size=3)),
        st.builds(
            lambda kids, to: nodes.reference("", "", *kids, refuri=f"https://x.se/{to}"),
            st.lists(inner, max_size=2),
            st.text(max_size=8),
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(kids=st.lists(_INLINE, max_size=4))
def test_what_goes_in_comes_out(kids: list[nodes.Node], tmp_path_factory: object) -> None:
    """Whatever text an author nests in whatever way, it is read back, and nothing of it is run."""
    folder = _workspace(tmp_path_factory)
    paragraph = nodes.paragraph("", "", *[kid.deepcopy() for kid in kids])
    document = nodes.Element("", paragraph)
    markup = _translator(blank_book(folder), document).blocks(document.children)
    source = _READER.replace("%s", markup).encode()
    read = json.loads(typst.Compiler(source, root=folder).query("<read>", "value", one=True))
    assert "".join((read or "").split()) == "".join(escape.clean(document.astext()).split())


def _workspace(factory: object) -> Path:
    folder: Path = factory.getbasetemp() / "workspace"  # type: ignore[attr-defined]
    if not folder.exists():
        folder.mkdir()
        files = {"/settings.json": '{"broken": [], "missing": ""}', "/volume.json": "{}"}
        setting.write_workspace(folder, files, {})
    return folder


def test_a_picture_stands_in_a_line_only_among_words(tmp_path: Path) -> None:
    """A picture alone in its paragraph stands on its own; its alternative is no word of a line."""
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')

    def shown(*before: nodes.Node, uri: str = "a.svg") -> str:
        picture = nodes.image(uri=uri, alt="Ett torg")
        line = nodes.paragraph("", "", *before, nodes.emphasis("", "", picture))
        return _translator(blank_book(tmp_path), nodes.Element("", line)).blocks([line])

    assert "inline-picture" not in shown()
    assert "illustration" in shown()
    assert "inline-picture" in shown(nodes.Text("Se "))
    assert "missing-picture" in shown(uri="borta.png")
    assert "Se #emph[\\[Ett torg\\]];" in shown(nodes.Text("Se "), uri="borta.png")


def test_a_paragraph_in_arabic_is_read_from_the_right(tmp_path: Path) -> None:
    """The first letter of a paragraph decides; an Arabic word in a Swedish one changes nothing."""

    def shown(text: str) -> str:
        line = nodes.paragraph("", text)
        return _translator(blank_book(tmp_path), nodes.Element("", line)).blocks([line])

    assert "#para-from-right" in shown("12. سلام عليكم, sade hon")
    assert "#para-from-right" in shown("«שלום»")
    for text in ("Hon sade سلام", "12", "Привет", "統合"):
        assert "#para[" in shown(text)


def test_marks_stand_after_the_words_that_they_mark(tmp_path: Path) -> None:
    """A mark before the first word of a line would count to the page of the line above."""
    mention = nodes.inline("", "Kassan", ids=["mention-kassan"], classes=["mention"])
    source = nodes.reference("", "Ham, 2013", cite_key="ham", refuri="x", classes=["citation-link"])
    entry = nodes.target("", "", ids=["index-0"])
    document = nodes.paragraph("", "", mention, source, entry, nodes.Text("tillit är bra"))
    book = blank_book(tmp_path, frozenset({"bibliography#ham"}))
    markup = _translator(book, document).inlines(document.children)
    assert markup.index("Kassan") < markup.index('#anchor("prov#mention-kassan");')
    assert markup.index("Ham") < markup.index('#cited("ham");')
    assert markup.index("tillit") < markup.index('#anchor("prov#index-0");') < markup.index("bra")
