"""A document that links to a file which came or went since it was read is read anew.

MyST asks the disk while it reads: a link to a file that is there leads to its page, one to a file
that is missing becomes a name to be looked for. Sphinx keeps that answer with the document, also
when the file comes or goes. Noted for each document: the files that its links name, and whether
each was there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_publication.site.document_notes import DocumentNotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: For each document the files that it links to, and whether each was there.
_NOTES = DocumentNotes[dict[str, bool]]("publication_linked_files")


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note the files that the links of the document just read name."""
    env = app.env
    files = {_portable(env, path): os.path.isfile(path) for path in _named(env, doctree)}
    if files:
        _NOTES.of(env)[env.current_document.docname] = files


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents that link to a file which came or went since they were read."""
    there: dict[str, bool] = {}
    for files in _NOTES.of(env).values():
        for path in files:
            if path not in there:
                there[path] = Path(env.srcdir, path).is_file()
    return sorted(
        docname
        for docname, files in _NOTES.of(env).items()
        if docname not in removed and any(there[path] != was for path, was in files.items())
    )


def _named(env: BuildEnvironment, doctree: nodes.document) -> Iterator[str]:
    """Yield the absolute paths of the files that MyST's links name, whether or not they exist."""
    for node in doctree.findall(addnodes.pending_xref):
        if node.get("reftype") != "myst":
            continue
        if node.get("refdomain") == "doc":
            yield str(env.doc2path(node["reftarget"]))
        elif path := node["reftarget"].split("#", maxsplit=1)[0]:
            yield env.relfn2path(path, env.current_document.docname)[1]
    for download in doctree.findall(addnodes.download_reference):
        if download.get("reftype") == "myst":
            yield env.relfn2path(download["reftarget"], env.current_document.docname)[1]


def _portable(env: BuildEnvironment, path: str) -> str:
    """Return a path relative to the publication where it lies in it."""
    here = f"{env.srcdir}{os.sep}"
    return path.removeprefix(here).replace(os.sep, "/") if path.startswith(here) else path


def setup(app: Sphinx) -> None:
    """Note at reading, and look before the next."""
    app.connect("doctree-read", note, priority=100)
    _NOTES.connect(app)
    app.connect("env-get-outdated", find_outdated)
