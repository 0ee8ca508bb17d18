"""The page that lists the yearbooks, and a page for each with its posts.

The books themselves are another builder's work. Their names are known (`model.yearbooks`), so the
pages link to them without looking whether they are there already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sphinx.locale import get_translation

from sphinx_publication.model.yearbooks import Edition, Volume, volumes
from sphinx_publication.site.listing import Entry, File, Group, Listing
from sphinx_publication.site.overview import Overview

_ = get_translation("sphinx_publication")


def listings(view: Overview, project: str) -> Iterator[Listing]:
    """Yield the list of yearbooks, and each year's page with its book and its posts."""
    place = view.addresses
    found = volumes(view.posts, project, view.plans, print_word=place.print_edition)
    if not found:
        return
    files = tuple(_file(view, volume) for volume in found)
    yield Listing(
        place.yearbooks,
        _("Yearbooks"),
        _("All yearbooks"),
        (),
        lead=_("The posts of each year, gathered in a book to read, print and keep."),
        files=files,
    )
    above = Entry(_("Yearbooks"), view.target(place.yearbooks), len(found))
    for volume in found:
        yield Listing(
            place.yearbook(volume.name),
            _name(volume),
            _("In the book"),
            (Group(posts=volume.posts),),
            files=(replace(_file(view, volume), page=""),),
            parents=(above,),
        )


def _name(volume: Volume) -> str:
    return volume.title or _("Yearbook %(year)s") % {"year": volume.label}


def _file(view: Overview, volume: Volume) -> File:
    path = f"{view.addresses.yearbooks}/{volume.file_name(Edition.SCREEN)}"
    page = view.target(view.addresses.yearbook(volume.name))
    return File(_name(volume), path, "PDF", page)
