"""Prepared nodes into XHTML, by Sphinx's own HTML5 translator.

So every node of docutils and Sphinx, and those of extensions that write HTML, comes through as on
the site. What the translator asks a builder for is answered here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from types import MethodType
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from docutils.writers import html5_polyglot
from lxml import etree
from lxml import html as loose
from sphinx.highlighting import PygmentsBridge
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from sphinx_publication.yearbook.epub.xhtml import OPS, XHTML, Element

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w*);")


class _Host:
    """What the translator knows a builder by."""

    name = "epub"
    format = "html"
    add_permalinks = False
    download_support = False
    current_docname = ""
    imgpath = ""
    dlpath = ""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.config = env.config
        self.srcdir = env.srcdir
        self.highlighter = PygmentsBridge("html", "sphinx")
        self.images: dict[str, str] = {}
        self.secnumbers: dict[str, tuple[int, ...]] = {}
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}


class _Translator(HTML5Translator):
    """Sphinx's translator, with formulas as MathML; what nobody knows keeps its text."""

    def visit_math(self, node: nodes.math, math_env: str = "") -> None:
        self.body.append(mathml(node))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block, math_env: str = "") -> None:
        number = get_node_equation_number(self, node) if node.get("number") else ""
        shown = f' <span class="number">({html.escape(str(number))})</span>' if number else ""
        start = self.starttag(node, "div", CLASS="formula")
        self.body.append(f"{start}{mathml(node)}{shown}</div>\n")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write code without colours: those of the reading system hold, in light and in dark."""
        language = str(node.get("language", "text"))
        asked: dict[str, Any] = node.get("highlight_args", {})
        shown = self.highlighter.highlight_block(
            node.astext(), language, force=True, nowrap=True, hl_lines=asked.get("hl_lines", ())
        )
        if node.get("linenos"):
            shown = "\n".join(_numbered(shown.splitlines(), asked.get("linenostart", 1)))
        # In XML a line break after the start tag would be shown.
        start = self.starttag(node, "pre", "", CLASS="code")
        self.body.append(f"{start}<code>{shown.rstrip()}</code></pre>\n")
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_hlist(self, node: nodes.Element) -> None:
        """Write columns one after the other: a table would be no table."""
        self.body.append('<div class="hlist">')

    def depart_hlist(self, node: nodes.Element) -> None:
        self.body.append("</div>\n")

    def visit_hlistcol(self, node: nodes.Element) -> None:
        """Write the lists of the column."""

    def depart_hlistcol(self, node: nodes.Element) -> None:
        """Write nothing."""

    def unknown_visit(self, node: nodes.Node) -> None:
        """Write the children alone; the translator for the PDF has told of the node."""

    def unknown_departure(self, node: nodes.Node) -> None:
        """Write nothing."""


def _numbered(lines: Iterable[str], first: int) -> Iterator[str]:
    """Yield lines of code after their numbers, which are not read aloud."""
    for number, line in enumerate(lines, first):
        yield f'<span class="number" aria-hidden="true">{number:>3} </span>{line}'


def mathml(node: nodes.Element) -> str:
    """Return a formula as MathML with its TeX as text, or its TeX when docutils cannot read it."""
    tex = node.astext()
    try:
        drawn = str(tex2mathml(tex, as_block=isinstance(node, nodes.math_block)))
    except (MathError, IndexError):
        return f"<code>{html.escape(tex)}</code>"
    return drawn.replace("<math ", f'<math alttext="{html.escape(tex)}" ', 1)


class Writer:
    """Writes prepared documents as elements."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._host = _Host(env)
        self._numbers = env.toc_fignumbers if env.config.numfig else {}
        self._handlers = env._app.registry.translation_handlers.get("html", {})
        self._settings = get_default_settings(html5_polyglot.Writer)

    def written(self, document: nodes.document, level: int, docname: str = "") -> Element:
        """Return a ``div`` with what the document holds; its sections' headings are of *level*."""
        self._host.fignumbers = self._numbers.get(docname, {})
        document.settings = _merged(document.settings, self._settings)
        translator = _Translator(document, cast("Builder", self._host))
        for name, (visit, depart) in self._handlers.items():
            setattr(translator, f"visit_{name}", MethodType(visit, translator))
            if depart:
                setattr(translator, f"depart_{name}", MethodType(depart, translator))
        translator.section_level = level - 1
        for child in document.children:
            child.walkabout(translator)
        return _parsed("".join(translator.body))


def _merged(own: Any, html_settings: Any) -> Any:
    merged = html_settings.copy()
    merged.initial_header_level = 1
    for name in ("language_code", "record_dependencies"):
        if hasattr(own, name):
            setattr(merged, name, getattr(own, name))
    return merged


def _parsed(body: str) -> Element:
    """Return the body as elements; what is no XML is read as browsers read HTML."""
    body = _ENTITY.sub(lambda match: html.unescape(match[0]), body)
    text = f'<div xmlns="{XHTML}" xmlns:epub="{OPS}">{body}</div>'
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        tree = loose.fragment_fromstring(body, create_parent="div")
        for node in tree.iter(etree.Element):
            node.tag = f"{{{XHTML}}}{node.tag}" if "}" not in node.tag else node.tag
        return etree.fromstring(etree.tostring(tree))
