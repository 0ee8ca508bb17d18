"""What is done once in a build instead of for each document gives the same as before."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import myst_parser.mdit_to_docutils.base as myst
import sphinx.util.docutils as sphinx_docutils
from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.model.posts import Post
from sphinx_publication.site import collecting, thrift
from sphinx_publication.site.blog import records

CONF = 'extensions = ["sphinx_publication"]\nhtml_theme = "basic"\n'
POST = "---\ndate: 2024-01-02\n---\n# Inlägg\n\nEn mening.\n\nEn till.\n"


def _build(make_app: Callable[..., SphinxTestApp], folder: Path) -> SphinxTestApp:
    (folder / "posts").mkdir()
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text("# Start\n")
    (folder / "posts/one.md").write_text(POST)
    app = make_app("publicationhtml", srcdir=folder)
    app.build()
    return app


def test_a_look_through_a_document_finds_what_it_did() -> None:
    """The same nodes in the same order, also where what is found is replaced on the way."""

    def tree() -> nodes.document:
        document = new_document("a")
        for number in range(3):
            section = nodes.section()
            section += nodes.paragraph("", "", nodes.Text(f"{number} "), nodes.emphasis("", "x"))
            section += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "y")))
            document += section
        return document

    def own(node: nodes.Node, kind: type) -> Iterator[nodes.Node]:
        if isinstance(node, kind):
            yield node
        for child in node.children:
            yield from own(child, kind)

    for kind in (nodes.Node, nodes.Text, nodes.paragraph, nodes.document, nodes.image):
        document = tree()
        wanted = list(own(document, kind))
        assert all(a is b for a, b in zip(document.findall(kind), wanted, strict=True))
    assert list(document.findall()) == list(own(document, nodes.Node))

    def replaced(look: Callable[[nodes.Node, type], Iterator[nodes.Node]]) -> str:
        document = tree()
        for found in look(document, nodes.emphasis):
            found.replace_self([nodes.strong("", "1"), nodes.emphasis("", "2", nodes.image())])
            if "2" in found.astext():
                break
        return document.pformat()

    assert replaced(lambda node, kind: node.findall(kind)) == replaced(own)


def test_each_process_reads_its_share() -> None:
    """All documents once, in shares of one size."""
    names = [f"a{number}" for number in range(7)]
    for processes in (1, 2, 3, 9):
        found = thrift.shares(names, processes)
        assert [name for share in found for name in share] == names
        assert max(map(len, found)) - min(map(len, found)) <= 1
        assert len(found) <= processes


def test_settings_asked_for_again_are_equal_and_apart(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """A second answer equals the first and the maker's own; a change of one is not in the other."""
    _build(make_app, tmp_path)
    for make, asked in (
        (myst.get_default_settings, {}),
        (sphinx_docutils._get_settings, {"defaults": {"language_code": "sv"}}),
    ):
        one, other, own = (ask(Parser, **asked) for ask in (make, make, make.__wrapped__))
        apart = {"record_dependencies"}
        told = [
            {name: value for name, value in vars(each).items() if name not in apart}
            for each in (one, other, own)
        ]
        assert told[0] == told[1] == told[2]
        one.language_code = "de"
        one.record_dependencies.add("file")
        assert other.language_code != "de"
        assert "file" not in other.record_dependencies.list


def test_settings_follow_what_is_asked() -> None:
    """Other defaults, or another parser, have settings of their own."""
    kept = thrift.Kept()
    asked: list[object] = []

    def make(*components: object, **options: object) -> object:
        asked.append((components, options))
        return sphinx_docutils._get_settings(Parser, defaults={})

    ask = kept.wrap(make)
    for defaults in ({"a": 1}, {"a": 2}, {"a": 1}):
        ask(Parser, defaults=defaults)
    ask(Parser())
    assert len(asked) == 3
    kept.forget()
    ask(Parser())
    assert len(asked) == 4


def test_a_build_leaves_the_collector_as_it_found_it(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """Nothing stays out of the collector's sight when a build has ended."""
    gc.unfreeze()  # another test's build may have broken off
    _build(make_app, tmp_path)
    assert gc.get_freeze_count() == 0


def test_garbage_is_looked_for_as_often_as_there_may_be_some(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """Hardly while a few documents are read and written; often for many, and after a build."""
    looks: list[int] = []

    def note(*_given: object) -> None:
        looks.append(gc.get_threshold()[0])

    for count in (collecting.FEW - 1, collecting.FEW):  # and the page that leads to them
        folder = tmp_path / str(count)
        folder.mkdir()
        (folder / "conf.py").write_text(CONF)
        for number in range(count):
            (folder / f"{number}.md").write_text("# En sida\n")
        (folder / "index.md").write_text("# Start\n")
        app = make_app("publicationhtml", srcdir=folder)
        app.connect("env-updated", note)
        app.build()
        note()
    few, after, many, after_many = looks
    assert few > many == after == after_many


def test_names_lead_where_they_did(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> None:
    """And one that leads nowhere is told of, in a text that has no other."""
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.rst").write_text(
        "Start\n=====\n\nHit_ och dit_.\n\n.. _hit: https://a.example\n"
    )
    (tmp_path / "note.rst").write_text(":orphan:\n\nNot\n===\n\nOrd [#a]_.\n\n.. [#b] Text.\n")
    app = make_app("publicationhtml", srcdir=tmp_path)
    app.build()
    assert 'href="https://a.example"' in Path(app.outdir, "index.html").read_text()
    told = app.warning.getvalue()
    assert 'Unknown target name: "dit"' in told
    assert 'Unknown target name: "a"' in told


def test_templates_are_compiled_once_and_anew_when_they_change(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """Compiled templates lie beside the doctrees; a template that changed shows at once."""
    (tmp_path / "templates").mkdir()
    layout = tmp_path / "templates/page.html"
    layout.write_text("first {{ title }}")
    (tmp_path / "conf.py").write_text("")
    app = _build_with_templates(make_app, tmp_path)
    assert list(Path(app.doctreedir, thrift.TEMPLATES).iterdir())
    page = Path(app.outdir, "index.html")
    assert "first" in page.read_text()
    layout.write_text("second {{ title }}")
    app = make_app("publicationhtml", srcdir=tmp_path)
    app.build()
    assert "second" in page.read_text()


def _build_with_templates(make_app: Callable[..., SphinxTestApp], folder: Path) -> SphinxTestApp:
    (folder / "conf.py").write_text(f'{CONF}templates_path = ["templates"]\n')
    (folder / "index.md").write_text("# Start\n")
    app = make_app("publicationhtml", srcdir=folder)
    app.build()
    return app


def test_no_copy_of_a_post_is_kept(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> None:
    """ablog's record of a post has its excerpt and no doctree, and the document is whole."""
    app = _build(make_app, tmp_path)
    ((record,),) = records(app.env).values()
    assert record["doctree"] is None
    assert record["title"] == "Inlägg"
    assert [node.astext() for node in record["excerpt"]] == ["En mening."]
    assert "En till." in app.env.get_doctree("posts/one").astext()
    assert app.env.get_doctree("posts/one").deepcopy().astext().count("En till.") == 1


def test_a_frozen_record_says_what_it_said_and_another_is_guarded() -> None:
    """Only what cannot hold itself is told without a guard."""

    @dataclass(frozen=True)
    class Frozen:
        name: str
        others: tuple[object, ...] = ()

    @dataclass
    class Open:
        others: list[object]

    module = ModuleType("made_up")
    vars(module).update(one=Frozen, two=Open, three=Frozen("a"), four=Post)
    told = repr(Frozen("a", (Frozen("b"),)))
    guard = Frozen.__repr__
    thrift.tell_freely([module, module])
    assert Frozen.__repr__ is not guard
    assert repr(Frozen("a", (Frozen("b"),))) == told
    circle = Open([])
    circle.others.append(circle)
    assert "..." in repr(circle)
