"""What a source is called in running text: "Goodwin m.fl.", "Ham och Walsh", "SFS 2003:1210".

How many names a style prints, how it joins them and what stands between author and year is learnt
by asking it: a few made-up sources are cited, and the answer is read. A style that does not cite by
author and year gets the customs of APA.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_publication.bibliography import csl
from sphinx_publication.bibliography.dates import date_of
from sphinx_publication.bibliography.documents import document_of
from sphinx_publication.bibliography.formatting import Markup, circa
from sphinx_publication.bibliography.style import Style
from sphinx_publication.model.sources import Name, Source

_PRIVATE = re.compile("[\U0010f000-\U0010fffd]")
_PROBE_NAMES = tuple(f"Q{letter}q" for letter in "abcdefgh")


@dataclass(frozen=True)
class CitationForm:
    """How a style cites by author and year."""

    #: "och": between two names in running text.
    word: str
    #: "&" or "och": between two names inside parentheses.
    sign: str
    #: "m.fl."
    et_al: str
    #: "u.å."
    no_date: str
    #: From how many names on only the first are printed; 0 for never.
    et_al_min: int = 3
    #: How many are printed then.
    et_al_use_first: int = 1
    #: What stands between author and year.
    separator: str = ", "
    #: "ca": before a year that is not certain.
    circa: str = ""
    #: What stands between `no_date` and a suffix: "-" in "u.å.-a".
    undated_joint: str = "-"
    #: Whether "i tryck" stands for the year of what is not published yet.
    prints_status: bool = False
    #: The locale's words for biblatex's localisation keys ("inpress").
    words: csl.Words = str


def citation_form(style: Style) -> CitationForm:
    """The form of citations in *style*."""
    word = style.term("and")
    customs = CitationForm(
        word,
        "&",
        style.term("et-al"),
        style.term("no date", "short") or style.term("no date"),
        circa=circa(style),
    )
    one = _cited(style, 1)
    if _PROBE_NAMES[0] not in one or "1999" not in one:
        return customs
    two = _between(_cited(style, 2), _PROBE_NAMES[0], _PROBE_NAMES[1])
    shortened = next((n for n in range(2, 9) if _names_in(style, n) < n), 0)
    undated, lettered = _year(style, {}), _year(style, {"year-suffix": "a"})
    return CitationForm(
        word=word,
        sign=two.strip(" ,") or customs.sign,
        et_al=customs.et_al,
        circa=customs.circa,
        no_date=undated.strip(" ,"),
        et_al_min=shortened,
        et_al_use_first=_names_in(style, shortened) if shortened else 1,
        separator=_between(one, _PROBE_NAMES[0], "1999"),
        words=style.word,
        prints_status="soon" in _year(style, {"status": "soon"}),
        undated_joint=lettered.removeprefix(undated).removesuffix("a"),
    )


def author(source: Source, form: CitationForm, narrative: bool) -> str:
    """What *source* is cited by: its author, or what stands in for one."""
    if document := document_of(source):
        return document.label
    # The editor of a chapter's book is not the chapter's author.
    editors = () if csl.TYPES.get(source.type) in csl.CONTRIBUTIONS else ("shorteditor", "editor")
    for role in ("shortauthor", "author", *editors):
        if people := source.names.get(role):
            return _joined(people, form, form.word if narrative else form.sign)
    title = source.get("shorttitle") or source.title
    return f"”{title}”" if title else source.get("label", "organization") or source.key


def year(source: Source, form: CitationForm, suffix: str = "") -> str:
    """The year that *source* is cited by; "" for public documents, whose label holds it."""
    if document_of(source):
        return ""
    when = date_of(source)
    if when and when.years:
        return f"{form.circa} {when.years}{suffix}" if when.circa else when.years + suffix
    words = form.no_date
    if form.prints_status and (status := source.get("pubstate")):
        words = form.words(status)
    return words + (f"{form.undated_joint}{suffix}" if suffix else "")


def _joined(people: Sequence[Name], form: CitationForm, joint: str) -> str:
    names = [name.surname for name in people if not name.others]
    if form.et_al_min and len(people) >= form.et_al_min:
        return f"{', '.join(names[: form.et_al_use_first])} {form.et_al}"
    if len(names) < len(people):
        return f"{', '.join(names)} {form.et_al}".strip()
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def _cited(style: Style, names: int, **data: Any) -> str:
    """A citation in *style* of a made-up book with so many authors."""
    people = [{"family": name, "given": "Z"} for name in _PROBE_NAMES[:names]]
    item: dict[str, Any] = {"type": "book", "title": "T", "publisher": "P", "author": people}
    item |= {"issued": {"date-parts": [[1999]]}, **data}
    text = style.citation({name: value for name, value in item.items() if value}, Markup)
    return _PRIVATE.sub("", text)


def _names_in(style: Style, names: int) -> int:
    cited = _cited(style, names)
    return sum(name in cited for name in _PROBE_NAMES)


def _year(style: Style, data: dict[str, Any]) -> str:
    """What stands for the year of a made-up book without one."""
    cited = _cited(style, 1, issued=None, **data).removesuffix(style.citation_suffix)
    separator = _between(_cited(style, 1), _PROBE_NAMES[0], "1999")
    return cited.partition(_PROBE_NAMES[0])[2].removeprefix(separator)


def _between(text: str, left: str, right: str) -> str:
    return text.partition(left)[2].partition(right)[0]
