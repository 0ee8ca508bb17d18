"""The rules: small generators of problems, each about one thing, in one table.

A rule takes a document and the publication around it, or the publication alone; its docstring says
what holds where it finds nothing. A document whose form is wrong (two versions side by side, not
UTF-8, front matter without an end) is asked about that alone: the rest would follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.checking.rules import (
    addresses,
    authors,
    citations,
    data,
    entities,
    footnotes,
    form,
    front_matter,
    headings,
    html,
    labels,
    leftovers,
    links,
    outward,
    pictures,
    posts,
    syntax,
    toplists,
)
from sphinx_publication.model.problems import Problem

DocumentRule = Callable[[Document, Publication], Iterator[Problem]]
PublicationRule = Callable[[Publication], Iterator[Problem]]

#: Asked of every document first; when one finds something, nothing else is asked.
FORM: tuple[DocumentRule, ...] = (form.merge, form.encoding, form.front_matter_place)
#: Asked of every document.
OF_DOCUMENTS: tuple[DocumentRule, ...] = (
    form.line_ends,
    form.name,
    front_matter.invalid,
    front_matter.twice,
    front_matter.keys,
    front_matter.values,
    front_matter.quotes,
    front_matter.moments,
    front_matter.retelling,
    labels.spelling,
    posts.standing,
    posts.far,
    posts.description,
    posts.updates,
    authors.usable,
    entities.declared,
    entities.calls,
    citations.unknown,
    citations.original,
    citations.handles,
    citations.spaces,
    citations.notes,
    links.files,
    links.roles,
    links.own_site,
    outward.unsafe,
    outward.broken,
    outward.empty,
    pictures.files,
    pictures.brought_in,
    pictures.alternatives,
    headings.title,
    headings.outline,
    footnotes.footnotes,
    html.unsafe,
    html.pictures,
    html.leftovers,
    toplists.directives,
    syntax.fences,
    syntax.known_directives,
    syntax.known_roles,
    leftovers.entities,
    leftovers.mail_addresses,
)
#: Asked of the publication.
OF_PUBLICATION: tuple[PublicationRule, ...] = (
    form.unread,
    labels.authors,
    labels.categories,
    labels.series,
    labels.tags,
    posts.series_parts,
    toplists.places,
    addresses.taken,
    addresses.redirects,
    entities.names,
    citations.bibliography,
    data.archived_comments,
    data.old_addresses,
    data.published_addresses,
    data.page_views,
    data.accessibility_results,
)


def problems(publication: Publication) -> tuple[Problem, ...]:
    """Return all that is wrong with a publication, by file and line; each thing once."""
    found = [*publication.unreadable]
    for document in publication.documents:
        first = [problem for rule in FORM for problem in rule(document, publication)]
        found += first or [
            problem for rule in OF_DOCUMENTS for problem in rule(document, publication)
        ]
    found += [problem for rule in OF_PUBLICATION for problem in rule(publication)]
    once = {(one.path, one.line, one.kind, one.text): one for one in found}
    order = sorted(once.values(), key=lambda one: (one.path, one.line, one.kind.name, one.text))
    return tuple(order)
