"""The parts around the posts, as data: cover, colophon, contents, metadata.

The layout reads them as JSON, so no text of theirs can become code. Every word that a reader sees
comes from the catalogue.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from babel.core import Locale, get_global
from babel.lists import format_list
from sphinx.locale import get_translation

from sphinx_publication.model.yearbooks import Volume
from sphinx_publication.yearbook.imprint import Imprint
from sphinx_publication.yearbook.making import Making

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


def volume_data(making: Making, moment: datetime) -> dict[str, Any]:
    """Return what the layout needs to know of a volume, dated *moment*."""
    volume, imprint = making.volume, making.press.imprint
    authors = making.press.authors(*(label for post in volume.posts for label in post.authors))
    return {
        "title": title(volume, imprint),
        "publication": imprint.project,
        "label": volume.label,
        "language": imprint.language.partition("-")[0].partition("_")[0],
        "region": region(imprint.language) or None,
        "authors": list(authors),
        "keywords": keywords(volume),
        "description": _description(volume, imprint),
        "date": {"year": moment.year, "month": moment.month, "day": moment.day},
        "summary": _summary(volume, authors, imprint.language),
        "words": {
            "kind": volume.title or str(_("Yearbook")),
            "contents": str(_("Contents")),
            "colophon": str(_("Colophon")),
        },
        "colophon": colophon(volume, imprint),
        "parts": sorted(path for path in making.files if path.startswith("/parts/")),
    }


def title(volume: Volume, imprint: Imprint) -> str:
    """Return the title of a volume: "Samordningsbloggen: årsbok 2013"."""
    if volume.title:
        return f"{imprint.project}: {volume.title}"
    return _("%(project)s: yearbook %(year)s") % {"project": imprint.project, "year": volume.label}


def keywords(volume: Volume) -> list[str]:
    """Return the categories and tags of the volume's posts, each once."""
    labels = (label for post in volume.posts for label in (*post.categories, *post.tags))
    return list(dict.fromkeys(labels))


def _description(volume: Volume, imprint: Imprint) -> str:
    return _("The posts that %(project)s published in %(year)s, in the order of their dates.") % {
        "project": imprint.project,
        "year": volume.label,
    }


def _summary(volume: Volume, authors: tuple[str, ...], language: str) -> str:
    count = len(volume.posts)
    if not authors:
        return str(_("One post")) if count == 1 else _("%(count)s posts") % {"count": count}
    sentence = _("One post by %(authors)s") if count == 1 else _("%(count)s posts by %(authors)s")
    return sentence % {"count": count, "authors": names(authors, language)}


def colophon(volume: Volume, imprint: Imprint) -> list[dict[str, str]]:
    """Return the lines of the colophon: what the book is, where it comes from, who may use it."""
    host = urlsplit(imprint.site).netloc
    lines = [
        ("", _description(volume, imprint), ""),
        ("", imprint.colophon, ""),
        (str(_("Website")), host, imprint.site),
        (str(_("Licence")), imprint.licence, imprint.licence_url),
        (str(_("Copyright")), imprint.copyright, ""),
        ("", str(_("Set in Libertinus Serif with Typst, as PDF/UA-1 and PDF/A-3a.")), ""),
    ]
    return [
        {"label": label, "text": text, "address": address} for label, text, address in lines if text
    ]
