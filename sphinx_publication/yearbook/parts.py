"""Words that several parts of a book use: titles, what it holds, names in a row.

Every word that a reader sees comes from the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from babel.core import Locale, get_global
from babel.lists import format_list
from sphinx.locale import get_translation

from sphinx_publication.model.yearbooks import Volume
from sphinx_publication.yearbook import notes
from sphinx_publication.yearbook.imprint import Imprint

if TYPE_CHECKING:
    from sphinx_publication.yearbook.assembly import Chapter

_ = get_translation("sphinx_publication")


def region(language: str) -> str:
    """Return the likely region of a language (CLDR): "SE" for "sv"."""
    locale = Locale.parse(language.replace("-", "_"))
    if locale.territory:
        return str(locale.territory)
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    return likely.rpartition("_")[2] if likely.count("_") == 2 else ""


def names(people: tuple[str, ...], language: str) -> str:
    """Return names as a list in words: "A, B och C"."""
    return str(format_list(people, locale=language.replace("-", "_"))) if people else ""


def title(volume: Volume, imprint: Imprint) -> str:
    """Return the title of a volume: "Samordningsbloggen: årsbok 2013"."""
    if volume.title:
        return f"{imprint.project}: {volume.title}"
    return _("%(project)s: yearbook %(year)s") % {"project": imprint.project, "year": volume.label}


def chapter_title(chapter: Chapter) -> str:
    """Return the title of a chapter without markup and the numbers of its notes."""
    if chapter.post is None:
        return str(_("Foreword"))
    written = notes.plain(chapter.title) if chapter.title is not None else ""
    return " ".join((written or chapter.post.title or chapter.mark).split())


def bare_address(url: str) -> str:
    """Return an address as it is read: without its scheme, query and last slash."""
    parts_of = urlsplit(url)
    return (parts_of.netloc + parts_of.path).rstrip("/")


def keywords(volume: Volume) -> list[str]:
    """Return the categories and tags of the volume's posts, each once."""
    labels = (label for post in volume.posts for label in (*post.categories, *post.tags))
    return list(dict.fromkeys(labels))


def description(volume: Volume, imprint: Imprint) -> str:
    """Return the sentence that says what the volume holds."""
    values = {"project": imprint.project, "year": volume.label}
    if volume.topics:
        said = _("Some of the posts that %(project)s published in %(year)s, by date.")
        return said % values
    return (
        _("The posts that %(project)s published in %(year)s, in the order of their dates.") % values
    )
