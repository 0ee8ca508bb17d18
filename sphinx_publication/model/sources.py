"""What a publication knows about the works it cites: one `Source` for each entry of a .bib file.

Text in these records is ready to be read: LaTeX is decoded, braces are gone, and the letters have
the case they had in the file. Nothing here depends on a citation style.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Name:
    """One author, editor or other contributor."""

    #: "Ham", or "Bihari Axelsson".
    family: str = ""
    #: "Chris", or "Dennis L.".
    given: str = ""
    #: What stands before the family name: "af", "von", "de la".
    prefix: str = ""
    #: What stands after the name: "Jr.", "III".
    suffix: str = ""
    #: The whole name of an organisation, never taken apart; the other parts are then empty.
    literal: str = ""
    #: True for the "and others" that ends a list of names; all parts are then empty.
    others: bool = False

    @property
    def surname(self) -> str:
        """The name as running text has it: "Ham", "af Klint", "World Health Organization"."""
        return self.literal or " ".join(part for part in (self.prefix, self.family) if part)


@dataclass(frozen=True)
class Source:
    """One work: an entry of a .bib file."""

    #: The citation key, as written.
    key: str
    #: The entry's biblatex type in lower case: "report", "online".
    type: str
    #: The contributors by role: "author", "editor", "translator" and so on.
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    #: All other fields by lower-case name: "title", "date", "journaltitle".
    fields: Mapping[str, str] = field(default_factory=dict)
    #: The file it stands in, as it was given to the reader.
    path: str = ""
    #: The line that its "@" stands on, counted from 1.
    line: int = 0

    def get(self, *names: str) -> str:
        """The first of the fields *names* that says something, or ""."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")

    @property
    def title(self) -> str:
        """Title and subtitle, joined by a colon (or a space after "?", "!" or ".")."""
        title, subtitle = self.get("title"), self.get("subtitle")
        if not (title and subtitle):
            return title or subtitle
        return f"{title} {subtitle}" if title[-1] in "?!.:" else f"{title}: {subtitle}"
