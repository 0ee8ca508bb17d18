"""What Python, docutils and Jinja do over and over in a build is done once, or less often.

- What has been read is put out of the sight of the collector of garbage, so that processes that
  write pages share its memory with their parent. When the process ends, its memory goes as a whole:
  looking through it first took a third of the time of an edit at 500 posts.
- Where little is read and written, the collector looks hardly ever (`collecting`).
- docutils' settings come from a parser of command lines with a hundred options, which Sphinx and
  MyST make anew for every document (Sphinx still uses docutils' deprecated ``OptionParser``). Here
  the same question is answered with a copy of the first answer.
- A process that reads documents sends back all that is known of all of them. Sphinx starts one for
  every few documents; here each reads its share, and a few are read without.
- What a document that has been read leaves is taken up before the next is read.
- A document is gone through for the languages of its code only where it has code, and for what
  names lead to only where one is open: MyST writes links otherwise.
- Sphinx makes a message of each event, with all that a page shows, for "-vv" alone.
- Templates are not in Jinja's sandbox, into which Sphinx puts them: they are files of the
  publication and its theme, as conf.py is, which Python carries out; so it shuts nobody out, and
  takes a sixth of what all templates take.
- Compiled templates are kept beside the doctrees; Jinja knows by itself when one has changed.
- What handlers of ``env-updated`` put together anew in every build is not written into the stored
  environment, which every build loads and writes.
- Frozen records tell what they are made of, for digests, by the hundred thousand; they cannot hold
  themselves, and Python need not see to it each time that they do not.
- The contents of each page are copied and made HTML, which our theme makes another way.
- Sphinx finds the file of each stylesheet and script again on every page, to name its checksum,
  which it keeps for the whole process.
"""

from __future__ import annotations

import atexit
import gc
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import is_dataclass
from functools import cache, wraps
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

import myst_parser.mdit_to_docutils.base as myst
import sphinx.builders as builders
import sphinx.builders.html as html
import sphinx.events as events
import sphinx.jinja2glue as jinja2glue
import sphinx.util.docutils as sphinx_docutils
from docutils import nodes
from docutils.transforms.references import DanglingReferences
from docutils.utils import DependencyList
from jinja2 import Environment, FileSystemBytecodeCache
from sphinx.addnodes import highlightlang
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util.logging import NAMESPACE, VERBOSITY_MAP
from sphinx.util.nodes import NodeMatcher

from sphinx_publication.site import collecting
from sphinx_publication.site.around import once
from sphinx_publication.site.builder import PublicationBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.tags import Tags

#: Name of the folder of compiled templates, below that of the doctrees. (In "templates" there may
#: be some that were compiled for the sandbox.)
TEMPLATES = "compiled-templates"

#: Attributes of the environment that are put together anew in every build, from ``env-updated`` on.
PUT_TOGETHER = frozenset(
    f"publication_{name}"
    for name in (
        "authors",
        "backlinks",
        "comments",
        "connections",
        "desk",
        "listed",
        "listings",
        "numbers",
        "numbers_pages",
        "overview",
        "page_records",
        "places",
        "related",
        "source_pages",
        "surroundings",
    )
)

#: Documents are read by processes of their own from one in so many.
READ_ASIDE = 10

#: What may have a name that leads somewhere.
_NAMING = NodeMatcher(nodes.reference, nodes.footnote_reference, nodes.citation_reference)

#: So many documents are read by one process without a look for garbage.
_LARGEST_SHARE = 300

#: What the names of our modules begin with.
_OUR_MODULES = "sphinx_publication."

_Make = Callable[..., Any]


class Kept:
    """Answers of a function that makes docutils' settings, by what was asked."""

    def __init__(self) -> None:
        self._answers: dict[str, Any] = {}

    def forget(self) -> None:
        """Ask anew: a ``docutils.conf`` may have changed."""
        self._answers.clear()

    def wrap(self, make: _Make) -> _Make:
        """Return *make*, which is asked once for what is the same."""
        if hasattr(make, "__wrapped__"):
            return make

        @wraps(make)
        def answer(*components: Any, **options: Any) -> Any:
            kinds = [one if isinstance(one, type) else type(one) for one in components]
            asked = repr((make.__module__, kinds, sorted(options.items())))
            if asked not in self._answers:
                self._answers[asked] = make(*components, **options)
            settings = copy(self._answers[asked])
            settings.record_dependencies = DependencyList()
            return settings

        return answer


_settings = Kept()


def tell_freely(modules: Iterable[ModuleType]) -> None:
    """Let the frozen records of *modules* tell of themselves without a guard against circles."""
    every = (one for module in modules for one in vars(module).values())
    for kind in {one for one in every if isinstance(one, type) and is_dataclass(one)}:
        told = getattr(vars(kind).get("__repr__"), "__wrapped__", None)
        if told is not None and vars(kind)["__dataclass_params__"].frozen:
            kind.__repr__ = told  # type: ignore[method-assign]


def _begin(app: Sphinx) -> None:
    _settings.forget()
    tell_freely(
        [module for name, module in [*sys.modules.items()] if name.startswith(_OUR_MODULES)]
    )
    if isinstance(app.builder, StandaloneHTMLBuilder):
        folder = Path(app.doctreedir, TEMPLATES)
        folder.mkdir(parents=True, exist_ok=True)
        environment = getattr(app.builder.templates, "environment", None)
        if environment is not None:
            environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
            environment.auto_reload = False  # a build has one look at each template


@once
def _where_code_is(apply: _Make) -> _Make:
    """Return the transform that says of code what language it is in, for documents with code."""

    @wraps(apply)
    def answer(transform: Any, **options: Any) -> None:
        kinds = (nodes.literal_block, highlightlang)
        if any(True for kind in kinds for _one in transform.document.findall(kind)):
            apply(transform, **options)

    return answer


@once
def _where_names_are_open(apply: _Make) -> _Make:
    """Return the transform that looks for what names lead to, for documents with such names."""

    @wraps(apply)
    def answer(transform: Any, **options: Any) -> None:
        document = transform.document
        if not any("refname" in node.attributes for node in document.findall(_NAMING)):
            document.__dict__["walk"] = _stay
        try:
            apply(transform, **options)
        finally:
            document.__dict__.pop("walk", None)

    return answer


def _stay(visitor: nodes.NodeVisitor) -> None:
    """Let nobody walk through a document."""


@once
def _unless_own(contents: _Make) -> _Make:
    """Return what puts the *contents* of a page together, where somebody shows them like that."""

    @wraps(contents)
    def answer(env: BuildEnvironment, docname: str, tags: Tags) -> nodes.Node | None:
        builder = env._app.builder
        is_own = isinstance(builder, PublicationBuilder) and builder.has_own_contents()
        return None if is_own else cast(nodes.Node, contents(env, docname, tags))

    return answer


def _unsaid(arguments: object) -> str:
    """Return the words for the arguments of an event: none."""
    return ""


@once
def _in_shares(read: _Make) -> _Make:
    """Return a builder's method that reads in parallel, with a share for each process."""

    @wraps(read)
    def answer(builder: Builder, docnames: list[str], nproc: int) -> None:
        if len(docnames) * READ_ASIDE < len(builder.env.found_docs):
            builder._read_serial(docnames)
            return
        before = vars(builders)["make_chunks"]
        vars(builders)["make_chunks"] = shares
        is_collecting = gc.isenabled()
        gc.disable()  # the memory of each process goes with it
        is_much = len(docnames) > nproc * _LARGEST_SHARE
        taking_up = builder.events.connect("source-read", _take_up, 1) if is_much else None
        try:
            read(builder, docnames, nproc)
        finally:
            if taking_up is not None:
                builder.events.disconnect(taking_up)
            if is_collecting:
                gc.enable()
            vars(builders)["make_chunks"] = before

    return answer


def _take_up(app: Sphinx, docname: str, text: list[str]) -> None:
    """Take up what the document before has left, while that is near the processor."""
    gc.collect(0)


def shares(docnames: list[str], nproc: int) -> list[list[str]]:
    """Return *docnames* in as many shares as there are processes.

    What lies together stays together: Sphinx tells of two labels that are the same only where one
    process reads both.
    """
    size, rest = divmod(len(docnames), nproc)
    ends = [number * size + min(number, rest) for number in range(nproc + 1)]
    return [docnames[first:last] for first, last in pairwise(ends) if first < last]


@once
def _without_what_is_put_together(
    state: Callable[[BuildEnvironment], dict[str, Any]],
) -> Callable[[BuildEnvironment], dict[str, Any]]:
    """Return what tells the environment to `pickle`, less what each build makes for itself."""

    @wraps(state)
    def told(env: BuildEnvironment) -> dict[str, Any]:
        return {name: value for name, value in state(env).items() if name not in PUT_TOGETHER}

    return told


def _begin_reading(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    # other builders do not say how much they write
    is_ours = isinstance(app.builder, PublicationBuilder)
    collecting.expect(len(docnames) if is_ours else sys.maxsize)


def _finish(app: Sphinx, error: Exception | None) -> None:
    collecting.expect(sys.maxsize)  # what comes then, nobody knows: a preview goes on


def _rest(app: Sphinx, env: BuildEnvironment) -> None:
    """Leave alone what has been read: it stays to the end, unless someone has seen to it."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        app.connect("build-finished", _end)


def _end(app: Sphinx, error: Exception | None) -> None:
    gc.unfreeze()


def setup(app: Sphinx) -> None:
    """Spare Python and docutils what they need not do again."""
    collecting.expect(0)  # while what is known is taken up
    app.connect("env-before-read-docs", _begin_reading, priority=999)
    app.connect("build-finished", _finish, priority=999)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    sphinx_docutils._get_settings = _settings.wrap(sphinx_docutils._get_settings)
    vars(myst)["get_default_settings"] = _settings.wrap(vars(myst)["get_default_settings"])
    Builder._read_parallel = _in_shares(Builder._read_parallel)  # type: ignore[method-assign]
    BuildEnvironment.__getstate__ = _without_what_is_put_together(  # type: ignore[method-assign, assignment]
        BuildEnvironment.__getstate__
    )
    HighlightLanguageTransform.apply = _where_code_is(  # type: ignore[method-assign]
        HighlightLanguageTransform.apply
    )
    vars(jinja2glue)["SandboxedEnvironment"] = Environment
    DanglingReferences.apply = _where_names_are_open(  # type: ignore[method-assign]
        DanglingReferences.apply
    )
    vars(html)["document_toc"] = _unless_own(vars(html)["document_toc"])
    vars(events)["repr"] = _unsaid
    logging.getLogger(NAMESPACE).setLevel(VERBOSITY_MAP[max(app.verbosity, 0)])
    if not hasattr(vars(html)["_file_checksum"], "cache_info"):
        vars(html)["_file_checksum"] = cache(vars(html)["_file_checksum"])
    app.connect("builder-inited", _begin, priority=900)
    app.connect("env-check-consistency", _rest, priority=999)
