"""What is nested too deep to be set loses its form, and nothing else."""

from __future__ import annotations

from docutils import nodes

from sphinx_publication.yearbook import nesting


def _quotations(levels: int) -> tuple[nodes.Element, nodes.Element]:
    inner: nodes.Element = nodes.block_quote(
        "",
        nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "ett", ids=["a"]))),
        nodes.literal_block("", "två"),
        nodes.figure("", nodes.image(uri="x.png"), nodes.caption("", "tre"), ids=["b"]),
    )
    inner.line = 7
    for _ in range(levels - 1):
        inner = nodes.block_quote("", inner)
    return nodes.Element("", inner), inner


def test_what_is_not_too_deep_stays() -> None:
    """As many levels as a page can bear are left alone."""
    document, _ = _quotations(nesting.DEEPEST - 1)
    before = document.pformat()
    assert nesting.flatten(document) == []
    assert document.pformat() == before


def test_what_is_too_deep_is_flat_and_whole() -> None:
    """Sixty quotations in each other keep words, code, picture and ids, in order."""
    document, _ = _quotations(60)
    (deep,) = nesting.flatten(document)
    assert isinstance(deep, nodes.block_quote)
    assert len(list(document.findall(nodes.block_quote))) == nesting.DEEPEST
    innermost = list(document.findall(nodes.block_quote))[-1]
    assert [type(child).__name__ for child in innermost.children] == [
        "paragraph",
        "literal_block",
        "image",
        "paragraph",
    ]
    assert innermost.astext().split() == ["ett", "två", "tre"]
    assert sorted(name for n in document.findall(nodes.Element) for name in n["ids"]) == ["a", "b"]
    assert nesting.flatten(document) == []
