"""Problems in the language that the command line speaks.

The sentences of all kinds stand in the console's catalogue, and so do the words that the model and
the bibliography put into them.
"""

from __future__ import annotations

from sphinx_publication.locale.console import N_, _
from sphinx_publication.model.problems import Problem
from sphinx_publication.model.suggestions import Suggestion

#: Words that stand within sentences, as the model, the bibliography and the rules say them.
WITHIN = (
    N_("add it to the bibliography"),
    N_("correct it, or write a page for it"),
    N_("correct it, or remove the link"),
    N_("correct it, or put the file there"),
    N_("name a file"),
    N_("write the file that the page is made of, such as /source/om.md"),
    N_(
        "that heading is too deep for links (myst_heading_anchors); write a label above it: (name)="
    ),
    N_("topic"),
    N_("organisation"),
    N_("person"),
    N_("law"),
    N_("event"),
    N_("programme"),
    N_("entity"),
    N_("a draft"),
    N_("it is no page"),
    N_("it holds a password"),
    N_("its server or port cannot be one"),
    N_("it names no server"),
    N_("a % must be followed by two hexadecimal digits"),
    N_("it holds two addresses"),
    N_("it has a blank; write %20"),
    N_("leads nowhere"),
    N_("has no words"),
    N_("HTML from Word"),
    N_("a year, such as 2013"),
    N_("how many places the list has, such as 10"),
    N_("places with their topics, such as '10 samverkan; 7 utvärdering'"),
    N_("it is not UTF-8"),
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    # PyYAML's, the usual ones.
    N_("could not find expected ':'"),
    N_("did not find expected ',' or ']'"),
    N_("did not find expected ',' or '}'"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("found character that cannot start any token"),
    N_("found unexpected end of stream"),
    N_("found unexpected ':'"),
    N_("here stands a tab; write blanks instead"),
    N_("mapping values are not allowed in this context"),
    N_("it is not a list of 'key: value' lines"),
    N_("it is not a list of comments, each beginning with '- id:'"),
    N_("text, after '|' if it is long"),
)


def sentence(problem: Problem) -> str:
    """Return what a problem says."""
    details = {name: _said(value) for name, value in problem.details.items()}
    return _(problem.kind.value).format_map(details)


def placed(problem: Problem) -> str:
    """Return where a problem is, and what it says."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"{place}: {sentence(problem)}"


def _said(value: object) -> object:
    if isinstance(value, Suggestion):
        if not value.near:
            return _(value.otherwise) if value.otherwise else ""
        names = _(" or ").join(_("'%s'") % name for name in value.near)
        return _("did you mean %s?") % names
    if isinstance(value, str) and value:
        return _(value)
    return value
