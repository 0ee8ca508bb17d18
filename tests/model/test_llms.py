"""llms.txt keeps the form of llmstxt.org, whatever names and notes say."""

from __future__ import annotations

from markdown_it import MarkdownIt

from sphinx_publication.model.llms import Link, Section, text

SECTION = Section("Ämnen", (Link("A [b] *c*", "https://b.example/a/", "Not\nom <d>: e"),))


def test_names_and_notes_read_back_as_they_were() -> None:
    """Signs are kept from being taken for Markdown, and lines from ending."""
    tokens = MarkdownIt().parse(text("T *x*", "Om\n# allt", ("Rad",), [SECTION]))
    words = ["".join(part.content for part in one.children) for one in tokens if one.children]
    assert words == ["T *x*", "Om # allt", "Rad", "Ämnen", "A [b] *c*: Not om <d>: e"]
    assert [one.tag for one in tokens if one.type == "heading_open"] == ["h1", "h2"]


def test_what_is_empty_is_left_out() -> None:
    """No quotation, no lines, no heading without links."""
    assert text("T", "", ("",), [Section("Tom", ())]) == "# T\n"
    assert text("T", "", (), [Section("S", (Link("n", "u"),))]) == "# T\n\n## S\n\n- [n](u)\n"
