"""Who cites what, as readers of the site are told it.

Joins the index of citations (`bibliography.domain`) with the published posts, once everything has
been read. A citation in a post that is not published counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.domain import citation_domain, citations
from sphinx_publication.model.citations import Citation, Citers, by_source
from sphinx_publication.site.blog import post_sections
from sphinx_publication.site.overview import overview

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Passage:
    """One sentence that cites a source."""

    #: The sentence as readers of the page see it.
    text: str
    docname: str
    #: Id of the place in its page.
    anchor: str
    #: Title of the section; "" for the page's own.
    heading: str
    #: Where in the source: "s. 12"; "" for nowhere in particular.
    locator: str = ""


def citers(env: BuildEnvironment) -> Mapping[str, Citers]:
    """Return who cites each source, by the library's key; the uncited have no entry."""
    domain = citation_domain(env)
    found = (replace(one, key=domain.source_key(one.key)) for one in citations(env))
    return by_source(found, overview(env).posts, post_sections(env))


def passages(env: BuildEnvironment, found: Iterable[Citation]) -> Iterator[Passage]:
    """Yield each sentence among *found* once, in the order of the text.

    A sentence that cites the source more than once leads to its first place, and names each of the
    source's places.
    """
    said = ((plain(library(env), citation.sentence), citation) for citation in found)
    for text, same in groupby(said, key=itemgetter(0)):
        group = [citation for _text, citation in same]
        first = group[0]
        locators = dict.fromkeys(filter(None, (citation.locator for citation in group)))
        yield Passage(text, first.docname, first.anchor, first.heading, ", ".join(locators))
