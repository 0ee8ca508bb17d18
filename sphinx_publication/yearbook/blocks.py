"""What stands down the page: sections, paragraphs, quotations, asides and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_publication.yearbook import design, escape, languages, listings, pictures, pieces
from sphinx_publication.yearbook.inline import nothing
from sphinx_publication.yearbook.scope import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: Classes of lines about the post: that it retells an older one, where it stands in its series.
ABOUT_THE_POST = frozenset({"post-meta__retelling", "post-meta__series"})
#: Kinds of quotations that the theme may set in their own way.
_QUOTATIONS = ("epigraph", "pull-quote", "highlights")
#: PDF knows six levels of headings.
DEEPEST = 6


def paragraph(tr: Translator, node: nodes.Element) -> str:
    """Return a paragraph; one of raw HTML alone leaves nothing."""
    if _only_pictures(node):
        return tr.blocks(child for child in node.children if not isinstance(child, nodes.Text))
    body = tr.inlines(node.children)
    if ABOUT_THE_POST.intersection(node["classes"]):
        function = "retelling"
    elif languages.is_from_right(node.astext()):
        function = "para-from-right"
    else:
        function = "button" if design.is_button(node) else "para"
    if not body.strip():
        return ""
    written = pieces.call(function, body=body)
    if function == "para":
        tr.last_paragraph = written, body
    return tr.place(node) + written


def _only_pictures(node: nodes.Element) -> bool:
    """Tell whether a paragraph holds pictures alone, as Markdown writes a picture by itself."""
    return any(node.findall(nodes.image)) and not pictures.has_words(node)


def section(tr: Translator, node: nodes.Element) -> str:
    """Return a section: its heading, then what it holds, one level deeper."""
    if tr.elsewhere.intersection(node["ids"]) or is_reference_list(node):
        return ""
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    rest = [child for child in node.children if not isinstance(child, nodes.title)]
    heading = "".join(_section_heading(tr, node, title) for title in titles[:1])
    tr.level += 1
    try:
        return heading + "\n" + tr.blocks(rest)
    finally:
        tr.level -= 1


def is_reference_list(node: nodes.Element) -> bool:
    """Tell whether a section is the list that comes by itself; the book has one for all posts."""
    return bool(node.get("reference_list") == "auto")


def _section_heading(tr: Translator, node: nodes.Element, title: nodes.Element) -> str:
    # The first id's mark is written with the section; the heading has one of its own.
    first = node["ids"][0] if node["ids"] else str(title.line)
    name = mark(tr.docname, f"{first}/heading")
    level = str(min(tr.level, DEEPEST))
    shown = tr.heading(title, name)
    if not shown.strip():
        return ""
    return tr.place(title) + pieces.call("section", level, escape.string(name), body=shown)


def title(tr: Translator, node: nodes.Element) -> str:
    """Return a title that its parent did not take, in bold."""
    return tr.place(node) + pieces.call("rubric", body=tr.inlines(node.children))


def container(tr: Translator, node: nodes.Element) -> str:
    """Return what it holds, in reading order; code with its caption, and components, as such."""
    if "literal_block" in node and any(isinstance(c, nodes.caption) for c in node.children):
        return listings.captioned(tr, node)
    component = design.component(tr, node) if "design_component" in node else None
    if component is not None:
        return component
    return tr.blocks(node.children)


def unknown(tr: Translator, node: nodes.Element) -> str:
    """Return the text of a node that nothing is known of, or the code of a drawing."""
    if isinstance(node.get("code"), str) and not node.astext().strip():
        return tr.place(node) + pieces.call("listing", escape.string(node["code"]))
    lines = isinstance(node, nodes.TextElement)
    if (
        lines
        and not isinstance(node.parent, nodes.TextElement)
        and not isinstance(node, nodes.Inline)
    ):
        return paragraph(tr, node)
    return tr.inlines(node.children) if lines else tr.blocks(node.children)


def quotation(tr: Translator, node: nodes.Element) -> str:
    """Return a block quotation, and whose words they are."""
    said = [child for child in node.children if not isinstance(child, nodes.attribution)]
    by = [child for child in node.children if isinstance(child, nodes.attribution)]
    arguments = [f"attribution: {pieces.content(tr.inlines(by[0].children))}"] if by else []
    kind = next((name for name in _QUOTATIONS if name in node["classes"]), None)
    arguments += pieces.named(kind=kind)
    return tr.place(node) + pieces.call("quotation", *arguments, body=tr.blocks(said))


def admonition(tr: Translator, node: nodes.Element) -> str:
    """Return an aside under its own title, or under the word for its kind."""
    own = [child for child in node.children[:1] if isinstance(child, nodes.title)]
    word = admonitionlabels.get(node.tagname, "")
    head = tr.inlines(own[0].children) if own else escape.text(str(word))
    first = pieces.content(head) if head else "none"
    return tr.place(node) + pieces.call(
        "aside", first, *pieces.named(kind=node.tagname), body=tr.blocks(node.children[len(own) :])
    )


def panel(tr: Translator, node: nodes.Element) -> str:
    """Return a topic or sidebar; a table of contents of the page alone is left out."""
    if "contents" in node["classes"]:
        return ""
    heads = [c for c in node.children if isinstance(c, (nodes.title, nodes.subtitle))]
    rest = [c for c in node.children if not isinstance(c, (nodes.title, nodes.subtitle))]
    shown = [pieces.content(tr.inlines(head.children)) for head in heads]
    options = [f"subtitle: {subtitle}" for subtitle in shown[1:]]
    first = shown[0] if shown else "none"
    return tr.place(node) + pieces.call("panel", first, *options, body=tr.blocks(rest))


def transition(tr: Translator, node: nodes.Element) -> str:
    """Return a break between passages; the line that MyST puts before footnotes is left out."""
    siblings = list(node.parent.children)
    after = siblings[siblings.index(node) + 1 :]
    if "footnotes" in node["classes"] or all(isinstance(n, nodes.footnote) for n in after):
        return ""
    return tr.place(node) + pieces.call("divider")


def verse(tr: Translator, node: nodes.Element) -> str:
    """Return lines that the author broke."""
    lines = [pieces.content(line) for line in _lines(tr, node, 0)]
    return tr.place(node) + pieces.call("verse", *lines)


def _lines(tr: Translator, node: nodes.Element, depth: int) -> list[str]:
    lines: list[str] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            lines.extend(_lines(tr, child, depth + 1))
        elif isinstance(child, nodes.Element):
            indent = pieces.call("h", f"{depth * 1.5}em") if depth else ""
            lines.append(indent + tr.inlines(child.children))
    return lines


def centred(tr: Translator, node: nodes.Element) -> str:
    """Return a line in the middle of the page."""
    return tr.place(node) + pieces.call("centred", body=tr.inlines(node.children))


def version(tr: Translator, node: nodes.Element) -> str:
    """Return a note on a version, whose words Sphinx has already written."""
    return tr.place(node) + pieces.call("aside", "none", body=tr.blocks(node.children))


HANDLERS: Mapping[str, Handler] = {
    "document": container,
    "start_of_file": container,
    "section": section,
    "title": title,
    "subtitle": title,
    "rubric": title,
    "paragraph": paragraph,
    "caption": paragraph,
    "compound": container,
    "container": container,
    "legend": container,
    "acks": container,
    "decoration": nothing,
    "docinfo": nothing,
    "todolist": nothing,
    "only": container,
    "block_quote": quotation,
    "attribution": paragraph,
    "Admonition": admonition,
    "seealso": admonition,
    "topic": panel,
    "sidebar": panel,
    "transition": transition,
    "line_block": verse,
    "centered": centred,
    "versionmodified": version,
}
