"""The colophon: what the book is, who made it, where it comes from, who may use it, how to cite it.

Only what conf.py says and what the posts tell is said; a line without a value is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.yearbooks import Edition
from sphinx_publication.yearbook import parts

if TYPE_CHECKING:
    from sphinx_publication.bibliography.formatting import Run
    from sphinx_publication.yearbook.imprint import Imprint
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")

#: Stands for the name of the text's font, which the theme knows.
FONT = "{font}"


def colophon(making: Making) -> dict[str, Any]:
    """Return the colophon as the theme reads it: notes, lines under labels, how to cite."""
    imprint = making.press.imprint
    notes = (parts.description(making.volume, imprint), imprint.colophon)
    runs = making.press.shelf.library.formatted(item(making))
    return {
        "notes": [note for note in notes if note],
        "lines": [
            {"label": label, "text": text, "address": address}
            for label, text, address in _lines(making)
            if text
        ],
        "cite": {"title": str(_("How to cite this book")), "runs": [_run(run) for run in runs]},
        "setting": _("Set in %(font)s with Typst %(version)s, as PDF/UA-1 and PDF/A-3a.")
        % {"font": FONT, "version": version("typst")},
    }


def item(making: Making) -> dict[str, Any]:
    """Return the volume as a CSL-JSON item (CSL 1.0.2, appendix III)."""
    imprint, volume = making.press.imprint, making.volume
    authors = making.authors
    editors = [_name(name) for name in imprint.editors]
    found: dict[str, Any] = {
        "id": volume.name,
        "type": "book",
        "title": parts.title(volume, imprint),
        "issued": {"date-parts": [[_year(making)]]},
        "publisher": imprint.publisher,
        "ISBN": next(iter(imprint.isbns(volume.name).values()), ""),
        "URL": address(making),
    }
    if editors:
        found["editor"] = editors
    elif 0 < len(authors) <= _AUTHORS:
        found["author"] = [{"literal": name} for name in authors]
    elif imprint.publisher:
        found["author"] = [{"literal": imprint.publisher}]
    first = [one.get("literal") for one in found.get("author") or found.get("editor") or ()]
    if first == [imprint.publisher]:
        del found["publisher"]  # the author publishes: it is said once (APA 7, section 9.29)
    return {variable: value for variable, value in found.items() if value}


#: With more authors than this, a volume is cited by its publisher or title.
_AUTHORS = 3


def address(making: Making) -> str:
    """Return the address of the volume's page on the site; "" without a site."""
    return making.book.page(making.press.addresses.yearbook(making.volume.name))


def _name(written: str) -> dict[str, str]:
    family, _comma, given = (part.strip() for part in written.partition(","))
    return {"family": family, "given": given} if given else {"literal": family}


def _lines(making: Making) -> Iterator[tuple[str, str, str]]:
    """Yield the labels, their texts, and the addresses that these lead to."""
    imprint = making.press.imprint
    editors = imprint.editor_names
    yield str(_("Publisher")), imprint.publisher, ""
    yield (
        str(_("Editors")) if len(editors) > 1 else str(_("Editor")),
        parts.names(editors, imprint.language),
        "",
    )
    yield str(_("Website")), parts.bare_address(imprint.site), imprint.site
    own = address(making)
    yield str(_("This book")), parts.bare_address(own), own
    yield "ISSN", imprint.issn, ""
    yield from _isbns(imprint, making.volume.name)
    yield str(_("Version")), _version(making), ""
    yield str(_("Licence")), imprint.licence, imprint.licence_url
    yield str(_("Copyright")), imprint.copyright, ""


def _isbns(imprint: Imprint, volume: str) -> Iterator[tuple[str, str, str]]:
    words = {
        None: "",
        Edition.SCREEN: str(_("screen edition")),
        Edition.PRINT: str(_("print edition")),
        Edition.EPUB: "EPUB",
    }
    for edition, number in imprint.isbns(volume).items():
        word = words[edition]
        yield "ISBN", f"{number} ({word})" if word else number, ""


def _version(making: Making) -> str:
    """Return what tells this state of the book from others: when its texts were last changed."""
    imprint, year = making.press.imprint, _year(making)
    latest = max(post.updated for post in making.volume.posts)
    when = dates.medium_date(latest, imprint.language) if latest.year == year else str(year)
    return f"{imprint.release} ({when})" if imprint.release else when


def _year(making: Making) -> int:
    """Return the year in which the texts of the book came to be as they are."""
    posts = making.volume.posts
    retold = (_retold(making.press.env.metadata.get(post.docname, {})) for post in posts)
    return max(*(post.updated.year for post in posts), *retold)


def _retold(front: Mapping[str, Any]) -> int:
    """Return the year in which a post was retold, as Sphinx's front matter has it; 0 for none."""
    try:
        year = json.loads(front.get("retelling") or "{}").get("year", 0)
        return int(year) if 1000 <= int(year) <= 9999 else 0
    except (AttributeError, TypeError, ValueError):
        return 0


def _run(run: Run) -> dict[str, Any]:
    return {"text": run.text, "emphasis": run.emphasis, "address": run.href or ""}
