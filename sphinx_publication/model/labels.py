"""Labels of posts: tags, authors, categories, as authors write them in YAML."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_publication.model.slugs import slug


@dataclass(frozen=True)
class Labels:
    """What a value of front matter says."""

    #: Each label once, in the author's order, written as the author wrote it.
    good: tuple[str, ...]
    #: What cannot be a label: a mapping, a list in the list, ``yes``, or no letter at all.
    bad: tuple[str, ...]


def read(value: object) -> Labels:
    """Return the labels of a YAML value: nothing, text with commas between labels, or a list.

    Only the items of a list may hold commas themselves.
    """
    if value is None:
        return Labels((), ())
    items = value if isinstance(value, list) else _split(value)
    good: dict[str, None] = {}
    bad: list[str] = []
    for item in items:
        if item is None or item == "":
            continue
        if isinstance(item, bool | dict | list) or not slug(str(item)):
            bad.append(str(item))
        else:
            good[str(item).strip()] = None
    return Labels(tuple(good), tuple(bad))


def _split(value: object) -> list[object]:
    if isinstance(value, bool | dict):
        return [value]
    return [part.strip() for part in str(value).split(",")]
