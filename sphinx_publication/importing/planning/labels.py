"""Labels of the old blog into tags, and what becomes of those that are none. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from sphinx_publication.importing.html.cleaning import unseen
from sphinx_publication.importing.privacy import identifies
from sphinx_publication.locale.console import N_
from sphinx_publication.model.labels import read
from sphinx_publication.model.slugs import slug


class LabelFate(Enum):
    """Why a label is no tag."""

    SPELLING = N_("another spelling of one that is imported")
    EMPTY = N_("without letters or digits")
    PERSON = N_("with an e-mail address")
    UNUSED = N_("of no post that is imported")


def tags(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of a post that become tags: each topic once, as it is first written.

    One that names a person is left out.
    """
    found: dict[str, str] = {}
    for label in read([unseen(label) for label in labels]).good:
        if not identifies(label):
            found.setdefault(slug(label), label)
    return tuple(found.values())


def fates(every: Iterable[str], kept: Iterable[Sequence[str]]) -> Mapping[str, LabelFate | None]:
    """Return what becomes of *every* label of an export, None for a tag.

    *kept* are the labels of each post that is imported.
    """
    used: set[str] = set()
    made: set[str] = set()
    for labels in kept:
        used.update(labels)
        made.update(tags(labels))
    return {label: _fate(label, used, made) for label in sorted(set(every))}


def _fate(label: str, used: set[str], made: set[str]) -> LabelFate | None:
    if identifies(label):
        return LabelFate.PERSON
    if not slug(unseen(label)):
        return LabelFate.EMPTY
    if label not in used:
        return LabelFate.UNUSED
    return None if unseen(label).strip() in made else LabelFate.SPELLING
