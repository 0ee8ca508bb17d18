"""References as runs of text: what citeproc-py says, without its markup.

Titles, addresses and the like go through citeproc-py as opaque tokens (single private characters),
so no style can change their case and nothing in them is taken for markup; italics and bold come
back as other private characters. Here, and only here, the result is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from citeproc.string import String

from sphinx_publication.bibliography import idioms
from sphinx_publication.bibliography.documents import Document
from sphinx_publication.bibliography.languages import language_tag
from sphinx_publication.bibliography.style import Style
from sphinx_publication.model.identifiers import safe_address
from sphinx_publication.model.sources import Source

_ITALIC, _ITALIC_END, _BOLD, _BOLD_END, _OTHERS = map(chr, range(0x10F000, 0x10F005))
_FIRST_TOKEN = 0x10F100
_TITLE = chr(_FIRST_TOKEN)
_PRIVATE = re.compile("([\U0010f000-\U0010fffd])")
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/$")
_OPAQUE = ("title", "title-short", "container-title", "collection-title", "event-title",
           "original-title", "publisher", "DOI", "URL", "note")  # fmt: skip
_SPACES = re.compile(" {2,}")
_WITH_LANGUAGE = frozenset({"title", "title-short", "container-title", "event-title"})


@dataclass(frozen=True)
class Run:
    """Some text that looks the same throughout."""

    text: str
    #: In italics.
    emphasis: bool = False
    #: In bold.
    strong: bool = False
    #: The address it links to.
    href: str | None = None
    #: The BCP 47 tag of its language, where that is not the publication's.
    lang: str | None = None


class Markup:
    """The formatter that citeproc-py writes with (its own one writes HTML without escaping)."""

    @staticmethod
    def preformat(text: object) -> Any:
        return String(text)

    @staticmethod
    def Italic(text: object) -> Any:
        return String(f"{_ITALIC}{text}{_ITALIC_END}")

    @staticmethod
    def Bold(text: object) -> Any:
        return String(f"{_BOLD}{text}{_BOLD_END}")

    Oblique = Italic
    Light = Underline = Superscript = Subscript = SmallCaps = preformat


def reference(style: Style, item: dict[str, Any]) -> tuple[Run, ...]:
    """The entry of *item* in the list of references; empty where the style prints nothing."""
    tokens: dict[str, Run] = {}
    marked = style.reference(_opaque(item, style, tokens), Markup)
    if (suffix := item.get("year-suffix")) and not style.writes_year_suffix:
        marked = re.sub(r"(?<!\d)(\d{4})(?!\d)", rf"\g<1>{suffix}", marked, count=1)
    if (issued := item.get("issued", {})).get("circa") and "?]" not in marked:
        year, word = issued["date-parts"][0][0], circa(style)  # few styles write it, or "[1990?]"
        found = rf"(?:{re.escape(word)} )?(?<!\d){year}(?!\d)"
        marked = re.sub(found, f"{word} {year}", marked, count=1)
    marked = _once(idioms.apply(marked, style.language, style.name), item, style)
    marked = _two_bodies(marked, item)
    if item["type"] == "post-weblog":  # a part of a blog, even where the blog is not named
        marked = marked.replace(f"{_ITALIC}{_TITLE}{_ITALIC_END}", _TITLE)
    return _tidy(_runs(_and_others(marked, style), tokens))


def document_reference(document: Document, source: Source, language: str) -> tuple[Run, ...]:
    """The entry of a Swedish public document in the list of references."""
    tag = _foreign(language_tag(source.get("langid", "language")), language)
    runs = [Run(f"{document.label}. ")]
    if title := document.title(source):
        runs += [Run(title, emphasis=True, lang=tag), Run(". ")]
    if body := source.get("institution", "organization", "publisher"):
        runs.append(Run(f"{body}. "))
    if url := source.get("url"):
        runs.append(Run(url, href=safe_address(url)))
    return _tidy(runs)


def plain_text(runs: Iterable[Run]) -> str:
    """*runs* without their looks."""
    return "".join(run.text for run in runs)


def _opaque(item: dict[str, Any], style: Style, tokens: dict[str, Run]) -> dict[str, Any]:
    """*item* with tokens for its texts; what each stands for is put into *tokens*."""
    # The language would make some styles capitalise English words.
    prepared = {name: _clean(value) for name, value in item.items()} | {"language": style.language}
    tag = _foreign(item.get("language", ""), style.language)
    for number, variable in enumerate(_OPAQUE):
        if text := prepared.get(variable):
            if variable == "title":
                text = idioms.title(text, style.name)
            token = chr(_FIRST_TOKEN + number)
            prepared[variable] = token
            tokens[token] = Run(text, lang=tag if variable in _WITH_LANGUAGE else None)
            if variable == "URL":
                tokens[token] = Run(text, href=safe_address(text))
            if variable == "DOI":
                tokens[token] = Run(text, href=safe_address(f"https://doi.org/{text}"))
    for value in prepared.values():
        if isinstance(value, list) and value and value[-1] == {"literal": "others"}:
            value[-1] = {"literal": _OTHERS}
    return _within_reach(prepared)


def circa(style: Style) -> str:
    """What stands before a year that is not certain: "ca"."""
    return style.term("circa", "short") or style.term("circa")


def _within_reach(item: dict[str, Any]) -> dict[str, Any]:
    """*item* without what citeproc-py fails on: directors, and ranges within one year."""
    if directors := item.pop("director", None):
        item.setdefault("author", directors)
    for variable, value in item.items():
        points: list[Any] = value.get("date-parts", []) if isinstance(value, dict) else []
        if len(points) == 2 and points[0][0] == points[1][0]:
            item[variable] = {**value, "date-parts": points[:1]}
    return item


def _clean(value: Any) -> Any:
    """*value* without private characters, and no list shared with the item."""
    if isinstance(value, list):
        return list(value)
    return _PRIVATE.sub("", value) if isinstance(value, str) else value


def _and_others(marked: str, style: Style) -> str:
    """*marked* with the locale's "m.fl." for the name that stands for all others."""
    if _OTHERS not in marked:
        return marked
    et_al = style.term("et-al")
    words = f"(?:&|{re.escape(style.term('and'))})"
    stop = r"\.?" if et_al.endswith(".") else ""
    return re.sub(rf",?\s*{words}?\s*{_OTHERS},?{stop}", f" {et_al}", marked)


def _once(marked: str, item: dict[str, Any], style: Style) -> str:
    """*marked* without what has already stood in the author's place: editors, or the title.

    CSL says that what is substituted is not printed again; citeproc-py prints it.
    """
    start, token, rest = marked.partition(_TITLE)
    if _TITLE in rest:
        again = rf"{_ITALIC}?{_TITLE}{_ITALIC_END}?[.,]? ?"
        if identifier := re.match(rf"{_ITALIC_END}? (\([^()]*\))\. ", rest):
            head, rest = rest[: identifier.end()], rest[identifier.end() :]
            start, token = start + token, head
            again = rf"{again}{re.escape(identifier[1])}[.,]? ?"
        return start + token + re.sub(again, "", rest, count=1)
    editor = (item.get("editor") or [{}])[-1]
    last = str(editor.get("family") or editor.get("literal"))
    if "author" in item or last not in start:
        return marked
    label = re.escape(style.term("editor", "short"))
    verb = re.escape(style.term("editor", "verb").capitalize())
    last = re.escape(last)
    rest = re.sub(rf"\([^();]*{last}[^();]*?, {label}; ", "(", rest, count=1)
    again = rf" \([^()]*{last}[^()]*?, {label}\)| {verb} [^()]*?{last}\."
    return start + token + re.sub(again, "", rest, count=1)


def _two_bodies(marked: str, item: dict[str, Any]) -> str:
    """*marked* without the comma in "Riksförsäkringsverket, & Socialstyrelsen".

    The comma belongs to inverted names; citeproc-py prints it between organisations too.
    """
    bodies = [name.get("literal") for name in item.get("author", ())]
    if len(bodies) != 2 or not all(bodies):
        return marked
    return re.sub(rf"({re.escape(bodies[0])}), (?=\S+ {re.escape(bodies[1])})", r"\1 ", marked)


def _foreign(tag: str, language: str) -> str | None:
    return tag if tag and tag.partition("-")[0] != language else None


def _runs(marked: str, tokens: dict[str, Run]) -> list[Run]:
    """The runs that *marked* describes."""
    runs: list[Run] = []
    italic = bold = 0
    for part in _PRIVATE.split(marked):
        italic += (part == _ITALIC) - (part == _ITALIC_END)
        bold += (part == _BOLD) - (part == _BOLD_END)
        if part and part in tokens:
            run = tokens[part]
            if run.href and runs and (prefix := _DOI_ADDRESS.search(runs[-1].text)):
                runs[-1] = replace(runs[-1], text=runs[-1].text[: prefix.start()])
                run = replace(run, text=prefix[0] + run.text)
            runs.append(replace(run, emphasis=italic > 0, strong=bold > 0))
        elif part and not _PRIVATE.match(part):
            runs.append(Run(part, emphasis=italic > 0, strong=bold > 0))
    return runs


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """*runs* without doubled stops and spaces where they meet; neighbours alike become one."""
    tidy: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        before = tidy[-1].text[-1:] if tidy else " "
        if (text[:1] == "." and before in (".", "?", "!")) or (text[:1] == "," == before):
            text = text[1:]
        if text[:1] == " " and before == " ":
            text = text.lstrip(" ")
        if not text:
            continue
        if tidy and replace(tidy[-1], text="") == replace(run, text=""):
            tidy[-1] = replace(run, text=tidy[-1].text + text)
        else:
            tidy.append(replace(run, text=text))
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" "))
    return tuple(tidy)
