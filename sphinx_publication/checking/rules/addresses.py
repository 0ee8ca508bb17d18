"""Rules about addresses: no two files share one, and old ones can lead on."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import addresses
from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.problems import Kind, Problem


def taken(publication: Publication) -> Iterator[Problem]:
    """Every document has an address of its own, whatever the case of its letters."""
    if publication.project.is_ablog_site:
        return
    place = publication.addresses
    claims = {one.docname: place.page(one.docname) for one in publication.published}
    for clash in addresses.clashes(claims):
        first, second = (publication.by_docname[name] for name in (clash.first, clash.second))
        yield second.problem(Kind.ADDRESS_TAKEN, 1, address=clash.address, other=first.path)


def redirects(publication: Publication) -> Iterator[Problem]:
    """An old address is one of this site, belongs to one post, and is none that a page has."""
    if publication.project.is_ablog_site:
        return
    place = publication.addresses
    owners = {place.page(one.docname).casefold(): one for one in publication.published}
    posts = [publication.by_docname[post.docname] for post in reversed(publication.posts)]
    others = [one for one in publication.published if one not in posts]
    for document in (*posts, *others):
        for written in document.names("redirect"):
            yield from _redirect(document, written, owners, place)


def _redirect(
    document: Document,
    written: str,
    owners: dict[str, Document],
    place: addresses.Addresses,
) -> Iterator[Problem]:
    old = old_path(written)
    if not old:
        yield document.at(Kind.REDIRECT_INVALID, "redirect", written=written)
        return
    plain = old.endswith((".html", ".htm"))
    address = old if plain else place.page(old.removesuffix("/index"))
    owner = owners.setdefault(address.casefold(), document)
    own = address.casefold() == place.page(document.docname).casefold()
    if own:
        yield document.at(Kind.REDIRECT_OWN, "redirect", written=written)
    elif owner is not document:
        yield document.at(Kind.REDIRECT_TAKEN, "redirect", address=address, other=owner.path)
