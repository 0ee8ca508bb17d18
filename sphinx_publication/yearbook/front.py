"""What stands before the parts, as data: cover, half-title, colophon, contents, metadata.

The layout reads it as JSON (``volume.json``), so no text of it can become code.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_publication.yearbook import parts
from sphinx_publication.yearbook.colophon import colophon

if TYPE_CHECKING:
    from sphinx_publication.model.yearbooks import Volume
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")


def volume_data(making: Making, moment: datetime) -> dict[str, Any]:
    """Return what the layout needs to know of a volume, dated *moment*."""
    volume, imprint = making.volume, making.press.imprint
    return {
        "title": parts.title(volume, imprint),
        "publication": imprint.project,
        "label": volume.label,
        "language": imprint.language.partition("-")[0].partition("_")[0],
        "region": parts.region(imprint.language) or None,
        "authors": list(making.authors),
        "keywords": parts.keywords(volume),
        "description": parts.description(volume, imprint),
        "date": {"year": moment.year, "month": moment.month, "day": moment.day},
        # A title of its own stands larger on the cover than the word "Yearbook".
        "titled": bool(volume.title),
        "summary": _summary(volume, making.authors, imprint.language),
        "words": {
            "kind": volume.title or str(_("Yearbook")),
            "contents": str(_("Contents")),
            "colophon": str(_("Colophon")),
            "page": str(_("p.")),
        },
        "colophon": colophon(making),
        "announced": making.announced,
        "parts": sorted(path for path in making.files if path.startswith("/parts/")),
    }


#: More authors than this are counted on the cover, not named.
_AUTHORS = 5


def _summary(volume: Volume, authors: tuple[str, ...], language: str) -> str:
    count = len(volume.posts)
    if len(authors) > _AUTHORS:
        values = {"count": count, "authors": len(authors)}
        return _("%(count)s posts by %(authors)s writers") % values
    if not authors:
        return str(_("One post")) if count == 1 else _("%(count)s posts") % {"count": count}
    sentence = _("One post by %(authors)s") if count == 1 else _("%(count)s posts by %(authors)s")
    return sentence % {"count": count, "authors": parts.names(authors, language)}
