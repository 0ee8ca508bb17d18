"""Places in sources as readers see them: ", s. 12" in APA, ", 12" in Chicago.

What stands before a page is learnt by asking the style for one; all other labels ("kap.", "fig.")
come from its locale, because citeproc-py writes some styles' labels in English or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_publication.bibliography.formatting import Markup
from sphinx_publication.bibliography.style import Style, StyleError
from sphinx_publication.model.locators import LABELS, Locator, split

_PRIVATE = re.compile("[\U0010f000-\U0010fffd]")
_BOOK = {
    "type": "book",
    "title": "T",
    "publisher": "P",
    "author": [{"family": "Qaq", "given": "Z"}],
    "issued": {"date-parts": [[1999]]},
}
_PAGE = re.compile(r"1999(?P<separator>[\s.,:;]*)(?P<label>[^\d]*?)7(?!\d)")
_PAGES = re.compile(r"1999(?P<separator>[\s.,:;]*)(?P<label>[^\d]*?)7[-–]8")


@dataclass(frozen=True)
class PinpointForm:
    """How a style names places in sources."""

    #: What parts the place from the year.
    separator: str
    #: What stands before one place of a kind, by CSL's label: "s. ".
    single: Mapping[str, str]
    #: What stands before several.
    multiple: Mapping[str, str]


@dataclass(frozen=True)
class Pinpoint:
    """The words that follow a source in a citation."""

    #: The place in the source, as readers see it: "s. 12"; "" where none is named.
    locator: str
    #: All of the words, with what parts them from the source: ", s. 12, min kursivering".
    text: str


def pinpoint_form(style: Style) -> PinpointForm:
    """How *style* names places in sources."""
    single = {label: _word(style.term(label, "short")) for label in LABELS.values()}
    multiple = {label: _word(style.plural_term(label, "short")) for label in LABELS.values()}
    one, many = _asked(style, "7", _PAGE), _asked(style, "7-8", _PAGES)
    if one is not None:
        single["page"] = one["label"]
    if many is not None:
        multiple["page"] = many["label"]
    return PinpointForm(one["separator"] if one is not None else ", ", single, multiple)


def pinpoint(words: str, form: PinpointForm) -> Pinpoint:
    """What an author wrote after a key, as *form* has it."""
    if not words:
        return Pinpoint("", "")
    places, rest = split(words)
    locator = ", ".join(_shown(place, form) for place in places)
    return Pinpoint(locator, f"{form.separator}{locator}{rest}" if locator else f", {rest}")


def _shown(place: Locator, form: PinpointForm) -> str:
    if not place.label:
        return place.value
    return (form.multiple if place.plural else form.single)[place.label] + place.value


def _word(term: str) -> str:
    return f"{term} " if term else ""


def _asked(style: Style, page: str, form: re.Pattern[str]) -> re.Match[str] | None:
    """Find a page in what *style* makes of a citation of it."""
    try:
        return form.search(_PRIVATE.sub("", style.citation(dict(_BOOK), Markup, page)))
    except StyleError:
        return None
