"""The small change of sentences about numbers: "4 gånger", "en källa", "mars och november"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from sphinx_publication.model.year_in_numbers import Row


class Catalogue(Protocol):
    """The two questions that a catalogue of `gettext` answers."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, singular: str, plural: str, n: int, /) -> str: ...


class Phrases:
    """Phrases in one language; numbers, months and lists are written by Babel (CLDR)."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.language = language
        self.gettext, self._many = catalogue.gettext, catalogue.ngettext
        self._locale = language.replace("-", "_") or "en"

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the form for *number*, with the number in the place of ``%(count)s``.

        Other places in it stay, for the caller to fill in.
        """
        return self._many(one, many, number).replace("%(count)s", self.number(number))

    def number(self, value: int) -> str:
        """Return a whole number: "12 345", held together by no-break spaces."""
        return str(format_decimal(value, locale=self._locale))

    def names(self, names: Iterable[str]) -> str:
        """Return names as a list: "A, B och C"."""
        return str(format_list(tuple(names), locale=self._locale))

    def titles(self, rows: Iterable[Row]) -> str:
        """Return the titles of posts as a list, each in quotation marks."""
        quoted = self.gettext("“%(title)s”")
        return self.names(quoted % {"title": row.name} for row in rows)

    def month(self, number: int) -> str:
        """Return the name of a month, as it stands in a sentence."""
        return str(get_month_names("wide", "format", self._locale)[number])

    def short_month(self, number: int) -> str:
        """Return a month for the foot of a chart: "jan"."""
        return str(get_month_names("abbreviated", "format", self._locale)[number]).rstrip(".")

    def months(self, numbers: Iterable[int]) -> str:
        """Return months as a list."""
        return self.names(self.month(number) for number in numbers)

    def posts(self, count: int) -> str:
        """Return "one post", "4 posts"."""
        return self.ngettext("one post", "%(count)s posts", count)

    def times(self, count: int) -> str:
        """Return "once", "4 times"."""
        return self.ngettext("once", "%(count)s times", count)

    def sources(self, count: int) -> str:
        """Return "one source", "4 sources"."""
        return self.ngettext("one source", "%(count)s sources", count)

    def citations(self, count: int) -> str:
        """Return "one citation", "4 citations"."""
        return self.ngettext("one citation", "%(count)s citations", count)

    def words(self, count: int) -> str:
        """Return "one word", "4 words"."""
        return self.ngettext("one word", "%(count)s words", count)

    def parts(self, count: int) -> str:
        """Return "one part", "4 parts"."""
        return self.ngettext("one part", "%(count)s parts", count)

    def views(self, count: int) -> str:
        """Return "one page view", "4 page views"."""
        return self.ngettext("one page view", "%(count)s page views", count)
