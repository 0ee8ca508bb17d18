"""Pictures and figures. A picture that cannot be shown leaves a marked box, never a broken book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.pictures import DECORATIVE, PORTRAIT
from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, links, pieces
from sphinx_publication.yearbook.plates import PlateError
from sphinx_publication.yearbook.scope import Picture, line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: What prints best of the kinds that an author's ``name.*`` leaves, the best first.
SUFFIXES = (".svg", ".png", ".webp", ".avif", ".jpg", ".jpeg", ".gif")
#: An address on the web, with or without its scheme.
_ON_THE_WEB = re.compile(r"//|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|px|pt|cm|mm|in|em|)")
#: A CSS pixel is 3/4 of a point.
_PIXEL = 0.75
#: How broad a portrait is, where its author does not say it.
_PORTRAIT = "40mm"


@dataclass(frozen=True)
class Shown:
    """A picture as an expression of Typst."""

    expression: str
    #: Its path in the workspace; "" when it is only an ornament, or cannot be shown.
    path: str = ""
    #: What is said of one that cannot be shown.
    missing: str = ""

    @property
    def markup(self) -> str:
        """The picture for use in markup."""
        return f"#{self.expression};" if self.expression else ""


def image(tr: Translator, node: nodes.Element) -> str:
    """Return a picture; in a line of text it is as high as the line."""
    shown = _shown(tr, node, "")
    if not shown.expression:
        return ""
    if in_line(node):
        if shown.missing:
            return escape.text(f"[{shown.missing}]")
        return pieces.call("inline-picture", body=shown.markup)
    if isinstance(node.parent.parent, nodes.entry):
        return shown.markup  # in a table's cell, which it shall not make broader than it is
    return tr.place(node) + _illustration([shown], shown.markup, *_place(node))


def has_words(node: nodes.Element) -> bool:
    """Tell whether a node holds text, the text alternatives of its pictures not counted."""
    return any(text.strip() for text in node.findall(nodes.Text))


def stands_alone(node: nodes.Element) -> bool:
    """Tell whether a link is a picture that stands on its own, outside any line of text."""
    return not has_words(node) and any(node.findall(nodes.image)) and not in_line(node)


def in_line(node: nodes.Element) -> bool:
    """Tell whether a picture stands in a heading, or among words."""
    line: nodes.Element = node.parent
    while isinstance(line, nodes.Inline):
        line = line.parent
    heading = isinstance(line, nodes.title)
    return heading or (isinstance(line, nodes.TextElement) and has_words(line))


def linked(tr: Translator, node: nodes.Element) -> str:
    """Return pictures that are a link."""
    shown = [_shown(tr, image, "") for image in node.findall(nodes.image)]
    body = links.link(tr, node, _markup(shown), picture=True)
    return tr.place(node) + _illustration(shown, body)


def figure(tr: Translator, node: nodes.Element) -> str:
    """Return a picture with its caption and legend; other things in a figure stand as they are."""
    captions = [c for c in node.children if isinstance(c, nodes.caption)]
    legends = [c for c in node.children if isinstance(c, nodes.legend)]
    rest = [c for c in node.children if not isinstance(c, (nodes.caption, nodes.legend))]
    words = " ".join(caption.astext() for caption in captions)
    shown = [_shown(tr, image, words) for part in rest for image in part.findall(nodes.image)]
    others = [part for part in rest if not any(part.findall(nodes.image))]
    options = []
    if captions:
        said = tr.marks(captions[0]) + tr.inlines(captions[0].children)
        options.append(f"caption: {pieces.content(tr.numbered(node, 'figure') + said)}")
    if legends:
        options.append(f"legend: {pieces.content(tr.blocks(legends[0].children))}")
    target = next((part for part in rest if isinstance(part, nodes.reference)), None)
    body = _markup(shown)
    if target is not None:
        body = links.link(tr, target, body, picture=True)
    options += _place(node)
    return tr.place(node) + _illustration(shown, body + tr.blocks(others), *options)


def _place(node: nodes.Element) -> tuple[str, ...]:
    """Return where a picture stands across the page, as its author has it."""
    place = node.get("align", "")
    return (f"place: {place}",) if place in {"left", "center", "right"} else ()


def _markup(shown: list[Shown]) -> str:
    return "".join(picture.markup for picture in shown)


def _illustration(shown: list[Shown], body: str, *options: str) -> str:
    paths = pieces.array(escape.string(picture.path) for picture in shown if picture.path)
    return pieces.call("illustration", pieces.content(body), f"paths: {paths}", *options)


def _shown(tr: Translator, node: nodes.Element, caption: str) -> Shown:
    path = _path(tr, node)
    usual = _PORTRAIT if PORTRAIT in node["classes"] else ""
    width = _width(str(node.get("width", "") or usual))
    options = [f"width: {width}"] if width else []
    if "alt" in node and not node["alt"].strip() and not caption:
        if DECORATIVE not in node["classes"]:
            # Markdown writes a forgotten text as it writes one that is empty on purpose.
            tr.tell(Kind.YEARBOOK_ALT_MISSING, node, picture=node.get("uri", ""))
        ornament = pieces.expression("ornament", escape.string(path), *options)
        return Shown(ornament if path else "")
    alt = " ".join(node.get("alt", "").split())
    if not alt:
        tr.tell(Kind.YEARBOOK_ALT_MISSING, node, picture=node.get("uri", ""))
        alt = caption or tr.book.picture_word
    if not path:
        box = pieces.expression("missing-picture", pieces.content(escape.text(alt)))
        return Shown(box, missing=alt)
    arguments = (escape.string(path), escape.string(alt), *options)
    return Shown(pieces.expression("picture", *arguments), path)


def _path(tr: Translator, node: nodes.Element) -> str:
    """Return the picture's path in the workspace; "" when there is no picture that may be shown."""
    uri = _best(node)
    name = uri[:80]
    if _ON_THE_WEB.match(uri):
        tr.tell(Kind.YEARBOOK_PICTURE_REMOTE, node, picture=name)
        return ""
    embedded = uri.lower().startswith("data:")
    file = None if embedded else _file(tr.book.root, uri)
    if not embedded and file is None:
        tr.tell(Kind.YEARBOOK_PICTURE_MISSING, node, picture=name)
        return ""
    try:
        plate = tr.book.plates.of_file(file) if file else tr.book.plates.of_data(uri)
    except PlateError as error:
        tr.tell(Kind.YEARBOOK_PICTURE_BROKEN, node, picture=name, reason=str(error))
        return ""
    if plate.left_out:
        parts = " and ".join(plate.left_out)
        tr.tell(Kind.YEARBOOK_PICTURE_CLEANED, node, picture=name, parts=parts)
    known = tr.book.pictures.setdefault(
        uri, Picture(file or plate.file, plate.file, f"/pictures/{plate.name}")
    )
    known.places.append((tr.path, line_of(node)))
    return known.path


def _file(root: Path, uri: str) -> Path | None:
    """Return the file that an address names; None when there is none inside the publication."""
    try:
        file = Path(root, uri).resolve()
        inside = file.is_relative_to(root.resolve())
        return file if inside and file.is_file() else None
    except (OSError, RuntimeError, ValueError):  # a name that no file can have, a loop of links
        return None


def _best(node: nodes.Element) -> str:
    """Return the address of a picture; of those that an author's ``name.*`` leaves, the best."""
    found: list[str] = list(node.get("candidates", {}).values())
    uri: str = str(node.get("uri", ""))
    if not uri.endswith("*"):
        return uri
    ranked = [name for suffix in SUFFIXES for name in sorted(found) if name.endswith(suffix)]
    return ranked[0] if ranked else uri


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
