"""Pictures and figures. A picture that cannot be shown leaves a marked box, never a broken book."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, pieces
from sphinx_publication.yearbook.scope import Picture, line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: What Typst can show.
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"})
_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|px|pt|cm|mm|in|em|)")
#: A CSS pixel is 3/4 of a point.
_PIXEL = 0.75


def image(tr: Translator, node: nodes.Element) -> str:
    """Return a picture; in a line of text it is as high as the line."""
    shown = _expression(tr, node, "")
    if not shown:
        return ""
    if isinstance(node.parent, nodes.TextElement):
        return pieces.call("inline-picture", body=f"#{shown};")
    return tr.place(node) + pieces.call("illustration", pieces.content(f"#{shown};"))


def figure(tr: Translator, node: nodes.Element) -> str:
    """Return a picture with its caption and legend; other things in a figure stand as they are."""
    captions = [c for c in node.children if isinstance(c, nodes.caption)]
    legends = [c for c in node.children if isinstance(c, nodes.legend)]
    rest = [c for c in node.children if not isinstance(c, (nodes.caption, nodes.legend))]
    words = " ".join(caption.astext() for caption in captions)
    found = (
        _expression(tr, picture, words) for part in rest for picture in part.findall(nodes.image)
    )
    shown = [f"#{expression};" for expression in found if expression]
    others = [part for part in rest if not any(part.findall(nodes.image))]
    arguments = [pieces.content("".join(shown) + tr.blocks(others))]
    if captions:
        arguments.append(f"caption: {pieces.content(tr.inlines(captions[0].children))}")
    if legends:
        arguments.append(f"legend: {pieces.content(tr.blocks(legends[0].children))}")
    return tr.place(node) + pieces.call("illustration", *arguments)


def _expression(tr: Translator, node: nodes.Element, caption: str) -> str:
    alt = node.get("alt")
    if alt is None or (not alt.strip() and caption):
        tr.tell(Kind.YEARBOOK_ALT_MISSING, node, picture=node.get("uri", ""))
        alt = caption or tr.book.picture_word
    path = _path(tr, node)
    width = _width(str(node.get("width", "") or ""))
    options = [f"width: {width}"] if width else []
    if not alt.strip():
        return pieces.expression("ornament", escape.string(path), *options) if path else ""
    if not path:
        return pieces.expression("missing-picture", pieces.content(escape.text(alt)))
    alternative = escape.string(" ".join(alt.split()))
    return pieces.expression("picture", escape.string(path), alternative, *options)


def _path(tr: Translator, node: nodes.Element) -> str:
    """Return the picture's path in the workspace; "" when there is no picture that may be shown."""
    uri = str(node.get("uri", ""))
    if "://" in uri or uri.startswith("data:"):
        return _left_out(tr, node, uri)
    file = Path(tr.book.root, uri).resolve()
    inside = file.is_relative_to(tr.book.root.resolve())
    if not inside or file.suffix.lower() not in SUFFIXES or not file.is_file():
        return _left_out(tr, node, uri)
    known = tr.book.pictures.get(uri)
    if known is None:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:20]
        known = Picture(file, f"/pictures/{digest}{file.suffix.lower()}")
        tr.book.pictures[uri] = known
    known.places.append((tr.path, line_of(node)))
    return known.path


def _left_out(tr: Translator, node: nodes.Element, uri: str) -> str:
    tr.tell(Kind.YEARBOOK_PICTURE_MISSING, node, picture=uri[:80])
    return ""


def _width(value: str) -> str:
    """Return an author's width as Typst has it; "" for one that Typst cannot take."""
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        return ""
    number, unit = float(match["number"]), match["unit"]
    if unit == "%":
        return f"{min(number, 100):g}%"
    if unit in ("px", ""):
        return f"{number * _PIXEL:g}pt"
    return f"{number:g}{unit}"


HANDLERS: Mapping[str, Handler] = {"image": image, "figure": figure}
