"""A new standing page: about a topic, an organisation, a person and the like, a series, an author.

It lies where the publication's other pages of its kind do; where there are none yet, in the folder
that its address tells (``source/amnen``).
"""

from __future__ import annotations

from pathlib import Path

from sphinx_publication.authoring.known import Known
from sphinx_publication.authoring.templates import empty, fill
from sphinx_publication.authoring.writing import AlreadyThere, NewFile, leaf
from sphinx_publication.locale.console import _
from sphinx_publication.model.entities import KINDS
from sphinx_publication.model.slugs import slug

#: Every kind of page, as the command names it.
PAGE_KINDS = (*KINDS, "series", "author")
#: Kinds whose pages have a date of their own.
_DATED = frozenset({"event", "law"})


def new_page(known: Known, kind: str, title: str) -> NewFile:
    """Return the file of a new page.

    Raises AlreadyThere where there is one about it, and NoPlace for a title without a letter.
    """
    if (found := existing(known, kind, title)) is not None:
        raise AlreadyThere(found)
    template = kind if kind in ("series", "author") else "page"
    values = {
        "title": title,
        "kind": kind,
        "date": "date: " + empty(_("when it happened or began to apply: 2014-04-28, or 2014"))
        if kind in _DATED
        else "",
        "aliases": empty(_("other names that texts use"), "[]"),
        "about": empty(_("names of pages that it has to do with"), "[]"),
        "role": empty(_("such as: researcher at …")),
        "orcid": empty(_("such as: 0000-0002-1825-0097")),
        "website": empty(_("such as: https://www.example.org/")),
        "description": empty(_("one or two plain sentences, for lists and search")),
        "hint": "% " + _("Write here, and remove this line."),
    }
    path = folder_for(known, kind) / f"{leaf(title)}.md"
    return NewFile(path, fill(known.project, f"{template}.md", values))


def folder_for(known: Known, kind: str) -> Path:
    """Return the folder of a kind of page, relative to the publication's."""
    project = known.project
    places = project.addresses
    fixed = {"series": places.series, "author": places.authors}
    if kind not in fixed and (folder := known.folder_of(kind)) is not None:
        return folder
    people = "personer" if project.language.startswith("sv") else "people"
    words = {**fixed, "organisation": places.organisations, "person": people}
    return Path(project.settings["root_doc"]).parent / words.get(kind, places.topics)


def existing(known: Known, kind: str, title: str) -> Path | None:
    """Return the page that there is already, by its name or by another."""
    if kind in KINDS:
        found = known.register.find(title, kind)
        return Path(f"{found[0].docname}.md") if found else None
    word = known.project.addresses.series if kind == "series" else known.project.addresses.authors
    pages = (page.path for page in known.in_folder(word) if slug(page.title) == slug(title))
    return next(pages, None)
