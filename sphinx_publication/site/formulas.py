"""Formulas as MathML, which browsers draw themselves: no script, and no request to another host.

Sphinx's default loads MathJax from a content network. Docutils turns TeX into MathML; what it
cannot turn is reported with its place, and shown as it was written.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

RENDERER = "publication_mathml"


def mathml(node: nodes.math | nodes.math_block) -> str:
    """Return the formula as MathML that says its TeX; the TeX when docutils does not know it."""
    tex = node.astext()
    try:
        drawn = tex2mathml(tex, as_block=isinstance(node, nodes.math_block))
    except (MathError, IndexError) as error:
        logger.warning(
            "formula is shown as TeX, because it cannot be drawn: %s", error, location=node
        )
        return f"<code>{escape(tex)}</code>"
    return drawn.replace("<math", f'<math alttext="{escape(tex)}"', 1)


def _inline(writer: HTML5Translator, node: nodes.math) -> None:
    # One that is wider than its line scrolls by itself; the page stays.
    writer.body.append(f'<span class="inline-formula">{mathml(node)}</span>')
    raise nodes.SkipNode


def _block(writer: HTML5Translator, node: nodes.math_block) -> None:
    writer.body.append(writer.starttag(node, "div", CLASS="formula"))
    writer.body.append(mathml(node))
    if node["number"]:
        number = get_node_equation_number(writer, node)
        writer.body.append(f'<span class="formula__number">({escape(str(number))})</span>')
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def _choose(app: Sphinx, config: Config) -> None:
    """Take this renderer where the project names none."""
    values: Any = config
    if values.html_math_renderer is None:
        values.html_math_renderer = RENDERER


def setup(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer(RENDERER, (_inline, None), (_block, None))
    app.connect("config-inited", _choose)
