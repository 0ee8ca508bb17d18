"""The library's references as a style of pybtex, for upstream's footnote citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from sphinx.locale import get_translation
from sphinxcontrib.bibtex.style.referencing import PersonStyle
from sphinxcontrib.bibtex.style.referencing.foot import FootReferenceStyle

if TYPE_CHECKING:
    from pybtex.database import Entry

    from sphinx_publication.bibliography.library import Library

#: What pybtex knows our style as.
NAME = "publication"

_ = get_translation("sphinx_publication")


def register(library: Library) -> None:
    """Register a style that answers from *library*, in the place of an earlier build's."""

    class PublicationStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
        """Formats an entry as the library does."""

        def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
            return FormattedEntry(entry.key, _rich(library, entry.key), label)

    register_plugin("pybtex.style.formatting", NAME, PublicationStyle, force=True)


def _people() -> PersonStyle:
    joined = f" {_('and')} "
    return PersonStyle(sep2=joined, last_sep=joined, other=f" {_('et al.')}")


@dataclass
class FootStyle(FootReferenceStyle):
    """Names before a footnote as the rest of the publication has them."""

    person: PersonStyle = field(default_factory=_people)


def _rich(library: Library, key: str) -> Text:
    parts = []
    for run in library.reference(key):
        part: Any = Text(run.text)
        if run.emphasis:
            part = Tag("em", part)
        if run.strong:
            part = Tag("strong", part)
        if run.href:
            part = HRef(run.href, part)
        parts.append(part)
    return Text(*parts)
