"""The year in numbers: what the site has counted is told here in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from sphinx import locale

from sphinx_publication.model.number_words import Told, tell
from sphinx_publication.model.year_in_numbers import Facts, of_volume

if TYPE_CHECKING:
    from sphinx_publication.yearbook.making import Making


def write(making: Making) -> Iterator[str]:
    """Yield the part, where the publication has been counted."""
    told = told_of(making)
    if told is not None:
        yield making.call("numbers", "numbers", asdict(told))


def told_of(making: Making) -> Told | None:
    """Return the volume in numbers, in words; None where nothing is known of it."""
    facts: Facts | None = getattr(making.press.env, "publication_numbers", None)
    counted = of_volume(facts, making.volume) if facts is not None else None
    if counted is None:
        return None
    return tell(counted, locale.get_translator("sphinx_publication"), making.language)
