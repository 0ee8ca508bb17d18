"""Labels that more than one document has: told with both places, and decided alike in every build.

Sphinx takes the label of the document that it has read last, tells only where one process has read
both, and forgets both when one of them goes. Here each document's labels are noted, the first
document by name has the label, whatever was read in what order, and each build tells.
"""

from __future__ import annotations

import logging as plain_logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import __
from sphinx.util import logging

from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.document_notes import DocumentNotes
from sphinx_publication.site.running_text import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Label:
    """A name that an author gave to a place."""

    #: The place's id in its page.
    id: str
    #: What a link without words says; None where a link must have words.
    title: str | None
    line: int


#: The labels of each document.
_NOTES = DocumentNotes[dict[str, Label]]("publication_labels")


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note the labels of the document just read, which Sphinx has taken a moment ago."""
    docname = app.env.current_document.docname
    standard = app.env.domains.standard_domain
    # Where the author wrote the label; what bears its id may begin further down.
    written = {one["refid"]: one for one in doctree.findall(nodes.target) if "refid" in one}
    found = {}
    for name, is_explicit in doctree.nametypes.items():
        owner, identifier = standard.anonlabels.get(name, ("", ""))
        if is_explicit and owner == docname:
            owner, _identifier, title = standard.labels.get(name, ("", "", ""))
            place = written.get(identifier) or doctree.ids.get(identifier, doctree)
            found[name] = Label(identifier, title if owner == docname else None, line_of(place))
    if found:
        _NOTES.of(app.env)[docname] = found


def settle(app: Sphinx, env: BuildEnvironment) -> None:
    """Give each label to the first document that has it."""
    standard = env.domains.standard_domain
    for name, docnames in _owners(env).items():
        first, label = docnames[0], _NOTES.of(env)[docnames[0]][name]
        standard.anonlabels[name] = first, label.id
        if label.title is None:
            standard.labels.pop(name, None)
        else:
            standard.labels[name] = first, label.id, label.title


def tell(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each label that another document has as well."""
    for name, (first, *others) in _owners(env).items():
        taken = _place(env, first, name)
        for docname in others:
            path, line = _place(env, docname, name)
            where = f"{taken[0]}:{taken[1]}" if taken[1] else taken[0]
            report(logger, Problem(Kind.LABEL_TAKEN, path, line, {"name": name, "other": where}))


def _owners(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the documents of each label, in order."""
    found: dict[str, list[str]] = {}
    for docname, labels in sorted(_NOTES.of(env).items()):
        for name in labels:
            found.setdefault(name, []).append(docname)
    return found


def _place(env: BuildEnvironment, docname: str, name: str) -> tuple[str, int]:
    return env.doc2path(docname, base=False).as_posix(), _NOTES.of(env)[docname][name].line


class _Said(plain_logging.Filter):
    """Keeps Sphinx's own words for the same to itself."""

    def filter(self, record: plain_logging.LogRecord) -> bool:
        return str(record.msg) != __("duplicate label %s, other instance in %s")


def _quieten(app: Sphinx) -> None:
    domain = plain_logging.getLogger("sphinx.sphinx.domains.std")
    if not any(isinstance(one, _Said) for one in domain.filters):
        domain.addFilter(_Said())


def setup(app: Sphinx) -> None:
    """Note while documents are read; settle before anybody asks where a label is."""
    app.connect("builder-inited", _quieten)
    app.connect("doctree-read", note)
    _NOTES.connect(app)
    app.connect("env-updated", settle, priority=50)
    app.connect("env-updated", tell, priority=700)
