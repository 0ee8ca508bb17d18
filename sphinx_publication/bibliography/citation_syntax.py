"""Citations as people write them, in Pandoc's manner: from text to what bibtex's roles take.

    [@goodwin2013, s. 12; se även @ham2013]    {cite:p}`goodwin2013{s. 12},{se även}ham2013`
    @goodwin2013 [s. 12]                       {cite:t}`goodwin2013{s. 12}`
    [-@ham2013]                                {cite:p}`-ham2013`
    -@ham2013                                  {cite:year}`ham2013`

A name outside brackets is a citation only where it is a known key; in brackets an unknown one is
too (it is reported), unless it looks like somebody's handle among other words. What is no citation
is left alone: addresses of e-mail and web, handles, escaped signs. Pure; no text makes it fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll

from sphinx_publication.model import locators

#: What may stand right before a citation outside brackets, besides white space.
_OPENING = "([{\"'”’»«„“–—*_>|"
# Possessive: a handle ("@anna@mastodon.social") is no key that ends before its last letter.
_KEY = r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*+"
_NAME = rf"(?P<year>-?)@(?:\{{(?P<braced>[^{{}}\s,]+)\}}|(?P<key>{_KEY}))(?!@)"
_BARE = re.compile(_NAME)
_INSIDE = re.compile(rf"(?<![^\s(\"'”’»«„“–—,*_]){_NAME}")
_GROUP = re.compile(r"\[((?:[^\[\]\\`]|\\.)*)\]", re.DOTALL)
_PLACE = re.compile(r"\s?\[((?:[^\[\]\\`@]|\\.)*)\](?![(\[{:])", re.DOTALL)
_PARTS = re.compile(r"(?<!\\);")
#: Where a known key may end within a longer name: "@who2013-rapporten".
_BOUNDARY = re.compile(r"(?=[-/:])|(?=_+$)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1")

Known = Callable[[str], bool]


@dataclass(frozen=True)
class Written:
    """A citation as it was found in a text."""

    #: Name of the role that says the same: "p", "t", "year".
    role: str
    #: What stands in that role: "goodwin2013{s. 12}".
    target: str
    #: Where it ends in the text.
    end: int


@dataclass(frozen=True)
class Handle:
    """A name after "@" that is a citation or not depending on which keys are known."""

    #: The name, and what it may be short for, longest first.
    names: tuple[str, ...]
    #: The known key that it was taken for; "" where it was left as text.
    key: str

    def taken_for(self, known: Known) -> str:
        """Return the key that it is taken for; "" for none."""
        return next((name for name in self.names if known(name)), "")


@dataclass(frozen=True)
class _Item:
    """One source in brackets."""

    key: str
    year_only: bool
    before: str
    after: str


def bracketed(text: str, start: int, known: Known) -> tuple[Written | None, tuple[Handle, ...]]:
    """Read what stands in the brackets that open at *start*.

    Returns the citation, or None, and the names that decided which of the two it is.
    """
    found = _GROUP.match(text, start)
    if found is None or "@" not in found[1] or found[1].startswith("^"):
        return None, ()
    items = _items(found[1])
    if not items:
        return None, ()
    target = ",".join(_target(item) for item in items)
    first = items[0]
    if not first.before or any(re.search(r"\d", item.key) for item in items):
        return Written("p", target, found.end()), ()
    handles = tuple(Handle((item.key,), item.key if known(item.key) else "") for item in items)
    if any(handle.key for handle in handles):
        return Written("p", target, found.end()), handles
    return None, handles


def bare(text: str, start: int, known: Known) -> tuple[Written | None, tuple[Handle, ...]]:
    """Read the name at *start* of *text*, outside brackets, and a place in brackets behind it."""
    if start and not text[start - 1].isspace() and text[start - 1] not in _OPENING:
        return None, ()
    found = _BARE.match(text, start)
    if found is None or _in_address(text, start):
        return None, ()
    name = found["braced"] or found["key"]
    names = (name,) if found["braced"] else _short_for(name)
    handle = Handle(names, next((one for one in names if known(one)), ""))
    if not handle.key:
        return None, (handle,)
    end = found.end() - (len(name) - len(handle.key))
    after = ""
    if (place := _PLACE.match(text, end)) and locators.begins(words := _plain(place[1])):
        after, end = words, place.end()
    role = "year" if found["year"] else "t"
    return Written(role, _target(_Item(handle.key, False, "", after)), end), (handle,)


def _items(content: str) -> list[_Item]:
    """Return the sources that the content of brackets names; none where it is no citation."""
    items: list[_Item] = []
    waiting = ""
    for part in _PARTS.split(content):
        found = list(_cited(part))
        if not found and items:
            last = items[-1]
            after = "; ".join(filter(None, (last.after, _plain(part))))
            items[-1] = _Item(last.key, last.year_only, last.before, after)
        elif not found:
            waiting = "; ".join(filter(None, (waiting, part.strip())))
        for match, before, after in found:
            if match is None:
                return []
            words = _plain("; ".join(filter(None, (waiting, before.strip()))))
            waiting = ""
            key = match["braced"] or match["key"]
            items.append(_Item(key, bool(match["year"]), words, _suffix(after)))
    return items


def _cited(part: str) -> Iterator[tuple[re.Match[str] | None, str, str]]:
    """Yield each name in *part* with the words before and after; None where it makes no sense.

    Several names in one part are read with commas alone between them.
    """
    names = list(_INSIDE.finditer(part))
    for number, match in enumerate(names):
        before = part[: match.start()] if number == 0 else ""
        last = number == len(names) - 1
        between = part[match.end() : len(part) if last else names[number + 1].start()]
        if not last and between.strip() != ",":
            yield None, "", ""
            return
        yield match, before, between if last else ""


def _target(item: _Item) -> str:
    before = f"{{{item.before}}}" if item.before else ""
    after = f"{{{item.after}}}" if item.after else ""
    return f"{before}{'-' if item.year_only else ''}{item.key}{after}"


def _suffix(words: str) -> str:
    """Return the words after a key without the comma that leads to them."""
    plain = _plain(words).lstrip(" ,")
    return plain if re.search(r"\w|§", plain) else ""


def _plain(words: str) -> str:
    """Return words without Markdown's signs, fit to stand in bibtex's braces."""
    shown = unescapeAll(_EMPHASIS.sub(r"\2", words))
    return " ".join(shown.replace("{", "(").replace("}", ")").split())


def _short_for(name: str) -> tuple[str, ...]:
    """Return *name* and its beginnings that a key may be, longest first."""
    ends = [found.start() for found in _BOUNDARY.finditer(name) if found.start()]
    return (name, *(name[:end] for end in reversed(ends)))


def _in_address(text: str, place: int) -> bool:
    """Whether *place* lies in an address of the web: a word with "://" in it."""
    space = max(text.rfind(sign, 0, place) for sign in " \n\t")
    return "://" in text[space + 1 : place]
