"""A document that links to a file which came or went since it was read is read anew.

MyST asks the disk while it reads: a link to a file that is there leads to its page, one to a file
that is missing becomes a name to be looked for. Sphinx keeps that answer with the document, also
when the file comes or goes. Noted for each document: the files that its links name, and whether
each was there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The attribute of the environment that holds the notes, by document.
_NOTES = "publication_linked_files"

Notes = dict[str, dict[str, bool]]


def notes(env: BuildEnvironment) -> Notes:
    """Return, for each document, the files that it links to, and whether each was there."""
    found: Notes = env.__dict__.setdefault(_NOTES, {})
    return found


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note the files that the links of the document just read name."""
    env = app.env
    files = {_portable(env, path): Path(path).is_file() for path in _named(env, doctree)}
    if files:
        notes(env)[env.current_document.docname] = files


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what was noted of a document that is read anew or gone."""
    notes(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what another process noted of the documents that it read."""
    theirs = notes(other)
    notes(env).update({docname: theirs[docname] for docname in docnames if docname in theirs})


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents that link to a file which came or went since they were read."""
    there: dict[str, bool] = {}
    for files in notes(env).values():
        for path in files:
            if path not in there:
                there[path] = Path(env.srcdir, path).is_file()
    return sorted(
        docname
        for docname, files in notes(env).items()
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
    try:
        return Path(path).relative_to(env.srcdir).as_posix()
    except ValueError:
        return path


def setup(app: Sphinx) -> None:
    """Note at reading, and look before the next."""
    app.connect("doctree-read", note, priority=100)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-get-outdated", find_outdated)
