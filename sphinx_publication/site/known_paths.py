"""Where files lie, those of documents and those that documents name, is worked out once a build.

Sphinx puts a document's path together from its parts for each who asks, and asks the disk about
every folder above a file that a document names: some of them may be links.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from sphinx.environment import BuildEnvironment
from sphinx.project import Project

from sphinx_publication.site.around import once

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Make = Callable[..., Any]


@once
def _put_together_once(doc2path: Callable[[Project, str, bool], Path]) -> _Make:
    """Return what tells where a document's file lies, which remembers its answers."""
    answers: WeakKeyDictionary[Project, dict[tuple[str, bool], tuple[Path, Path]]]
    answers = WeakKeyDictionary()

    @wraps(doc2path)
    def answer(project: Project, docname: str, absolute: bool) -> Path:
        found = project._docname_to_path.get(docname)
        if found is None:
            return doc2path(project, docname, absolute)
        known = answers.setdefault(project, {})
        told = known.get((docname, absolute))
        if told is None or told[0] is not found:
            told = known[docname, absolute] = found, doc2path(project, docname, absolute)
        return told[1]

    return answer


#: Folders that documents name, as they are written, with all links followed; of this build.
_followed: dict[str, str] = {}


@once
def _followed_once(find: _Make) -> _Make:
    """Return what tells where a file lies that a document names.

    Links are followed folder by folder up to the root; here for each folder once.
    """

    @wraps(find)
    def answer(
        env: BuildEnvironment, filename: str | Path, docname: str | None = None
    ) -> tuple[str, str]:
        outer, _, name = str(filename).rpartition("/")
        docname = docname or env.docname
        is_usual = docname and str(filename)[:1] not in ("/", "\\") and os.sep == "/"
        if not is_usual or name in ("", ".", ".."):
            return cast("tuple[str, str]", find(env, filename, docname))
        written = f"{env.srcdir}/{env.doc2path(docname, base=False).parent.as_posix()}/{outer}"
        folder = _followed.get(written)
        if folder is None:
            folder = _followed[written] = os.path.realpath(written)
        file = f"{folder}/{name}"
        if os.path.islink(file):
            return cast("tuple[str, str]", find(env, filename, docname))
        return os.path.relpath(file, env.srcdir), file

    return answer


def _forget(app: Sphinx, *_event: object) -> None:
    """Follow all links anew: they may lead elsewhere by now."""
    _followed.clear()


def setup(app: Sphinx) -> None:
    """Remember for one build what Sphinx has found out."""
    BuildEnvironment.relfn2path = _followed_once(  # type: ignore[method-assign]
        BuildEnvironment.relfn2path
    )
    Project.doc2path = _put_together_once(Project.doc2path)  # type: ignore[method-assign]
    app.connect("env-before-read-docs", _forget)
    app.connect("build-finished", _forget)
