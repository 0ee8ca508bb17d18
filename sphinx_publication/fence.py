"""What an author may bring into the publication: the files in it, and nothing else.

A picture, an included text or a download is read only if it lies in the publication's folder, also
after every symbolic link is followed; nothing is fetched from the web while it is built. A post may
come from someone who is not trusted with the machine that builds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docutils.parsers.rst
from docutils import nodes
from docutils.parsers.rst.directives import misc
from sphinx import addnodes
from sphinx.directives import code, other, patches
from sphinx.util import logging

from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

#: The texts that docutils itself offers: ``.. include:: <isonum.txt>``.
_STANDARD = Path(docutils.parsers.rst.__file__).resolve().parent / "include"
#: Before Sphinx notes the pictures that the site must have.
_EARLY = 100


def is_outside(env: BuildEnvironment, file: Path) -> bool:
    """Tell whether a file lies outside the publication, when all links are followed."""
    try:
        return not file.resolve().is_relative_to(_whole(str(env.srcdir)))
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name that no file can have
        return True


@lru_cache(maxsize=4)
def _whole(folder: str) -> Path:
    """Return a publication's folder with all links followed."""
    return Path(folder).resolve()


def _refuse_file(env: BuildEnvironment, path: str, line: int) -> None:
    place = env.doc2path(env.current_document.docname, base=False).as_posix()
    report(logger, Problem(Kind.FILE_OUTSIDE, place, line, {"path": path[:80]}))


def _allowed(directive: Directive, env: BuildEnvironment, written: str, file: Path | None) -> bool:
    """Tell whether a directive may read the file that it names, or names none."""
    line = directive.state_machine.get_source_and_line(directive.lineno)[1] or 0
    if "url" in directive.options:
        place = env.doc2path(env.current_document.docname, base=False).as_posix()
        details = {"address": directive.options["url"][:80]}
        report(logger, Problem(Kind.FILE_REMOTE, place, line, details))
        return False
    if file is not None and is_outside(env, file):
        _refuse_file(env, written, line)
        return False
    return True


def _named(env: BuildEnvironment, path: str) -> Path:
    """Return the file that a path names, as Sphinx takes it: "/" is the publication's folder."""
    return Path(env.relfn2path(path)[1])


class LiteralInclude(code.LiteralInclude):
    """Code from a file of the publication."""

    def run(self) -> list[nodes.Node]:
        """Return nothing for a file outside."""
        written = self.arguments[0]
        allowed = _allowed(self, self.env, written, _named(self.env, written))
        return super().run() if allowed else []


class Include(other.Include):
    """The text of a file of the publication, or of docutils' own. MyST has its own reader."""

    def run(self) -> Sequence[nodes.Node]:
        """Return nothing for a file outside."""
        written = self.arguments[0]
        own = written.startswith("<") and written.endswith(">") and "/" not in written
        allowed = _allowed(self, self.env, written, None if own else _named(self.env, written))
        return super().run() if allowed else []


class CSVTable(patches.CSVTable):
    """A table from the text, or from a file of the publication."""

    def run(self) -> list[nodes.Node]:  # type: ignore[override]  # as Sphinx's own
        """Return nothing for a file outside, or on the web."""
        env = self.state.document.settings.env
        written = self.options.get("file", "")
        # docutils takes an absolute path as it is, where there is such a file.
        absolute = Path(written).is_absolute() and Path(written).exists()
        file = Path(written) if absolute else _named(env, written)
        return super().run() if _allowed(self, env, written, file) else []


class Raw(misc.Raw):
    """Raw text, from the text or from a file of the publication."""

    def run(self) -> list[nodes.Node]:
        """Return nothing for a file outside, or on the web."""
        env = self.state.document.settings.env
        written = self.options.get("file", "")
        file = env.doc2path(env.current_document.docname).parent / written
        made = list(super().run()) if _allowed(self, env, written, file) else []
        for node in made:
            if self.content and node.line:  # the text's line, as raw HTML has elsewhere
                node.line += 1 + len(self.options)
        return made


def _included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """Empty the text of a file outside, as MyST is about to include it."""
    file = Path(app.srcdir, path)
    if is_outside(app.env, file) and not file.resolve().is_relative_to(_STANDARD):
        content[0] = ""
        _refuse_file(app.env, path.name, _mentioned(app.env, path.name))


def _mentioned(env: BuildEnvironment, name: str) -> int:
    """Return the first line of the page that is read where a file's name stands."""
    text = env.doc2path(env.current_document.docname).read_text("utf-8", errors="replace")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if name in line), 1)


def _read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Empty a page whose file is a link that leads outside."""
    if is_outside(app.env, Path(app.env.doc2path(docname))):
        content[0] = ""
        _refuse_file(app.env, app.env.doc2path(docname, base=False).as_posix(), 1)


def _checked(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the words alone of pictures and downloads that lie outside."""
    found: list[nodes.Element] = [*doctree.findall(nodes.image)]
    found += doctree.findall(addnodes.download_reference)
    for node in found:
        path = str(node.get("uri") or node.get("reftarget") or "")
        if path.startswith("data:") or "://" in path or path.startswith("//"):
            continue
        if any(is_outside(app.env, file) for file in _files(app.env, path)):
            _refuse_file(app.env, path, _line(node))
            node.replace_self(_words(node))


def _files(env: BuildEnvironment, path: str) -> Iterator[Path]:
    """Yield the files that a path names; ``name.*`` names several."""
    file = _named(env, path)
    yield file
    if file.name.endswith(".*"):
        yield from file.parent.glob(file.name)


def _words(node: nodes.Element) -> list[nodes.Node]:
    if not isinstance(node, nodes.image):
        return list(node.children)
    alt = node.get("alt", "")
    if isinstance(node.parent, nodes.TextElement):
        return [nodes.inline("", alt)]
    return [nodes.paragraph("", alt)]


def _line(node: nodes.Element) -> int:
    current: Any = node
    while current is not None and not current.line:
        current = current.parent
    return int(current.line) if current is not None else 0


def setup(app: Sphinx) -> None:
    """Put the fence around the publication."""
    app.add_directive("literalinclude", LiteralInclude, override=True)
    app.add_directive("include", Include, override=True)
    app.add_directive("csv-table", CSVTable, override=True)
    app.add_directive("raw", Raw, override=True)
    app.connect("include-read", _included)
    app.connect("source-read", _read)
    app.connect("doctree-read", _checked, priority=_EARLY)
