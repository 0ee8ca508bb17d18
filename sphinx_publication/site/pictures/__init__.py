"""Pictures as readers fetch them: small, in a modern format, discreet, and of a known size.

`naming` gives each its place in ``_images``, `making` makes what is published, `keeping` remembers
it between builds, and `markup` writes it into the pages. A picture that cannot be read is reported
at the line that shows it; its words stand in its place, and its file is not published.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.util import logging

from sphinx_publication.model.pictures import PORTRAIT
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.pictures import markup
from sphinx_publication.site.pictures.keeping import Kept, Store
from sphinx_publication.site.pictures.naming import published_name, smaller_name
from sphinx_publication.site.running_text import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

#: The class of words that stand in a picture's place.
MISSING = "picture-missing"

#: Endings of the names of pictures; those of other kinds are told apart by their content.
ENDINGS = frozenset(
    {
        *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".avif"),
        *(".svg", ".svgz", ".tif", ".tiff", ".bmp", ".heic", ".heif"),
    }
)


@dataclass(frozen=True)
class Desk:
    """The pictures of a build."""

    builder: PublicationBuilder
    #: What was made of each picture, by its path.
    kept: Mapping[str, Kept]

    def files(self, path: str, name: str) -> Iterator[tuple[Path, Path]]:
        """Yield each file that is published of the picture at *path*, and where."""
        kept, folder = self.kept[path], Path(self.builder.outdir, self.builder.imagedir)
        if not kept.reason:
            yield kept.file, folder / name
            for width, file in kept.smaller:
                yield file, folder / smaller_name(name, width)

    def write(self) -> None:
        """Write the pictures of the pages that were written, as far as they changed."""
        for path, name in self.builder.images.items():
            for file, target in self.files(path, name) if path in self.kept else ():
                content = file.read_bytes()
                if not target.is_file() or target.read_bytes() != content:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content)


_desks: WeakKeyDictionary[object, Desk] = WeakKeyDictionary()


def prepare(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name every picture, and make what is published of it, before any page is written."""
    if is_ablog_site(app.config):
        return []
    for path, (docnames, _) in list(env.images.items()):
        env.images[path] = (docnames, published_name(path))
    builder = app.builder
    if isinstance(builder, PublicationBuilder):
        paths = [path for path in env.images if _is_picture(path)]
        store = Store(Path(app.doctreedir, "pictures"), jobs=max(1, app.parallel))
        desk = Desk(builder, store.of(Path(app.srcdir), paths))
        _desks[builder] = desk
        builder.write_pictures = desk.write
        builder.is_picture = desk.kept.__contains__
        for path in desk.kept:
            builder.published.update(to for _, to in desk.files(path, env.images[path][1]))
    return []


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in ENDINGS


def unlink(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep Sphinx from linking a picture that is not published to its file."""
    desk = _desks.get(app.builder)
    for node in doctree.findall(nodes.image) if desk else ():
        kept = desk.kept.get(str(node.get("uri", ""))) if desk else None
        if kept is not None and kept.reason:
            node["classes"].append("no-scaled-link")


def visit(writer: HTML5Translator, node: nodes.image) -> None:
    """Write a picture; one that is not ours (on the web, or a film) as Sphinx does."""
    desk = _desks.get(writer.builder)
    path = str(node["uri"])
    kept = desk.kept.get(path) if desk else None
    if kept is None:
        type(writer).visit_image(writer, node)
    elif kept.reason:
        _say_missing(writer, node, kept.reason)
    else:
        _write(writer, node, kept)


def _write(writer: HTML5Translator, node: nodes.image, kept: Kept) -> None:
    name, folder = writer.builder.images.get(node["uri"], ""), writer.builder.imgpath
    plain = node.copy()
    plain.parent = node.parent
    for option in ("width", "height", "scale"):
        plain.attributes.pop(option, None)
    before = len(writer.body)
    type(writer).visit_image(writer, plain)
    if not name or len(writer.body) != before + 1 or not writer.body[-1].startswith("<img "):
        return
    address = {
        width: posixpath.join(folder, quote(smaller_name(name, width)))
        for width, _file in kept.smaller
    }
    own = posixpath.join(folder, quote(name)) if kept.is_last else ""
    if own:
        address[kept.width] = own
    look = markup.shown(node.attributes, kept.width, kept.height)
    if PORTRAIT in node["classes"] and "width" not in node:
        look = replace(look, sizes=markup.PORTRAIT)
    is_first = not getattr(writer, "publication_pictured", False)
    writer.publication_pictured = True  # type: ignore[attr-defined]
    tag = markup.completed(writer.body[-1], look, is_first=is_first)
    writer.body[-1] = markup.with_smaller(tag, address, look.sizes, own)


def _say_missing(writer: HTML5Translator, node: nodes.image, reason: str) -> None:
    place = writer.builder.env.doc2path(writer.builder.current_docname, base=False).as_posix()
    details = {"picture": str(node["uri"])[:80], "reason": reason}
    report(logger, Problem(Kind.PICTURE_BROKEN, place, line_of(node), details))
    if words := " ".join(str(node.get("alt", "")).split()):
        writer.body.append(f'<span class="{MISSING}">{escape(words)}</span>')


def _depart(writer: HTML5Translator, node: nodes.image) -> None:
    """Close nothing: a picture holds nothing."""


def setup(app: Sphinx) -> None:
    """Prepare pictures when all documents are read, and write them into the pages."""
    app.connect("env-updated", prepare)
    app.connect("doctree-resolved", unlink)
    handlers: Any = {"html": (visit, _depart)}
    app.registry.add_translation_handlers(nodes.image, **handlers)
