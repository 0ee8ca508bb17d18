"""Links on paper: every address that a chapter's links lead to, as a numbered note.

The numbers are the chapter's own; an address that is linked again keeps its number. In the text
the number stands after the link, and the addresses stand in a list below the chapter. The theme
shows both in the print edition only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sphinx.locale import get_translation

from sphinx_publication.yearbook import escape, pieces
from sphinx_publication.yearbook.scope import mark

_ = get_translation("sphinx_publication")

_SCHEME = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)")


@dataclass
class LinkNotes:
    """The addresses of one chapter, in the order in which its links first name them."""

    #: The mark of the chapter.
    chapter: str
    addresses: dict[str, int] = field(default_factory=dict)

    def call(self, address: str) -> tuple[str, ...]:
        """Return what a link to an address says of its note, as arguments."""
        number = self.addresses.setdefault(address, len(self.addresses) + 1)
        return pieces.named(number=number, entry=self._mark(number))

    def listed(self) -> str:
        """Return the list of the addresses, with their marks; "" when there are none."""
        if not self.addresses:
            return ""
        entries = pieces.array(
            f"({escape.string(self._mark(number))}, {escape.string(address)})"
            for address, number in self.addresses.items()
        )
        return pieces.call("addresses", escape.string(str(_("Addresses"))), entries) + "\n"

    def _mark(self, number: int) -> str:
        return mark(self.chapter, f"/address/{number}")


def is_shown(address: str, text: str) -> bool:
    """Tell whether the text of a link is its address already, with or without its scheme."""
    return _bare(text) == _bare(address)


def _bare(address: str) -> str:
    return _SCHEME.sub("", "".join(address.split()).casefold()).rstrip("/")
