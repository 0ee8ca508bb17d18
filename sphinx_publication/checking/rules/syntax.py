"""Rules about MyST's own signs: blocks that end, directives and roles that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_publication.checking import directives
from sphinx_publication.checking.directives import names
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.entities import KINDS, SHORT
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.suggestions import Suggestion, nearest

#: Roles of docutils, Sphinx, MyST, sphinxcontrib-bibtex and this package, without domains.
ROLES = names(
    """
    abbr abbreviation acronym any bdg button-link button-ref cite code command confval cve
    cwe dfn doc download emphasis envvar eq file footcite guilabel index kbd keyword literal
    mailheader makevar manpage math menuselection mimetype newsgroup nolink numref octicon
    option pep pep-reference post program raw ref regexp rfc rfc-reference samp strong sub
    sub-ref subscript sup superscript target term title-reference token underline
    """
) | {*KINDS, *SHORT}
#: Forms of citation roles.
_CITING = names(
    """
    alp alps author authorpar authorpars authors cauthor cauthors ct cts empty label
    labelpar p ps t ts year yearpar
    """
)
_ROLE_LIKE = re.compile(r"^(?P<domain>[\w-]+):(?P<name>[\w-]+)$")


def fences(document: Document, publication: Publication) -> Iterator[Problem]:
    """Every block that begins ends."""
    for fence in document.content.open_fences:
        yield document.problem(Kind.FENCE_OPEN, fence.line, fence=fence.text)


def known_directives(document: Document, publication: Publication) -> Iterator[Problem]:
    """No directive is a slip of a known one."""
    for directive in document.content.directives:
        name = directive.name
        if name in directives.KNOWN or ":" in name:
            continue
        near = nearest(name, sorted(directives.KNOWN), cutoff=0.75)
        if near:
            hint = Suggestion(near)
            yield document.problem(Kind.DIRECTIVE_UNKNOWN, directive.line, name=name, hint=hint)


def known_roles(document: Document, publication: Publication) -> Iterator[Problem]:
    """No role is a slip of a known one."""
    for role in document.content.roles:
        match = _ROLE_LIKE.match(role.name)
        if match and match["domain"] in ("cite", "footcite"):
            if match["name"] not in _CITING:
                near = tuple(f"{match['domain']}:{one}" for one in ("p", "t"))
                hint = Suggestion(near)
                yield document.problem(Kind.ROLE_UNKNOWN, role.line, name=role.name, hint=hint)
            continue
        if role.name in ROLES or ":" in role.name or "-" in role.name:
            continue
        near = nearest(role.name, sorted(ROLES), cutoff=0.75)
        if near:
            hint = Suggestion(near)
            yield document.problem(Kind.ROLE_UNKNOWN, role.line, name=role.name, hint=hint)
