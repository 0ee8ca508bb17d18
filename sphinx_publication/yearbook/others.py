"""The closing page: the other volumes of the publication, and where they are.

Only what a volume is called and its address: the page stays the same when another volume gets a
post, so that no book is set again for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.yearbook import parts

if TYPE_CHECKING:
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")


def write(making: Making) -> Iterator[str]:
    """Yield the part, where there are other volumes."""
    imprint, addresses = making.press.imprint, making.press.addresses
    others = [one for one in making.press.volumes if one.name != making.volume.name]
    if others:
        value = {
            "title": str(_("Other yearbooks")),
            "intro": str(_("All yearbooks can be read and downloaded on the website:")),
            "address": making.book.page(addresses.yearbooks),
            "publication": imprint.project,
            "volumes": [
                {
                    "label": one.label,
                    "title": parts.title(one, imprint),
                    "address": making.book.page(addresses.yearbook(one.name)),
                }
                for one in others
            ],
        }
        yield making.call("others", "others", value)
