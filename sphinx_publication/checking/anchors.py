"""What links can lead to within a document: slugs of headings, labels and ids.

Slugs are made as MyST makes them, in GitHub's way (``myst_parser.slugs``, which cannot be imported
without Sphinx; a test holds the two together), ids of sections as docutils does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sphinx_publication.checking.documents import Document

_GITHUB = re.compile(r"[^\w\u4e00-\u9fff\- ]")
#: Letters that have no accent to lose, as docutils writes them.
_LATIN = str.maketrans(
    {"ß": "sz", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ł": "l"}
)
_REST_LABEL = re.compile(r"^\.\. _`?([^`:]+)`?:\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Anchors:
    """The places in one document."""

    #: Slugs of headings that links may name, as deep as the settings say.
    slugs: frozenset[str]
    #: Ids that sections have on the page, whatever their level.
    ids: frozenset[str]
    #: Labels that authors gave, and the forms that Sphinx knows them in.
    labels: frozenset[str]

    def has(self, anchor: str) -> bool:
        """Tell whether a link to *anchor* in this document arrives."""
        return anchor in self.slugs or anchor in self.ids or anchor in self.labels


def anchors_of(document: Document, depth: int) -> Anchors:
    """Return the places in a document; headings down to level *depth* have slugs."""
    slugs: set[str] = set()
    ids: set[str] = set()
    for heading in document.content.headings:
        ids.add(make_id(heading.text))
        if not heading.inner and heading.level <= depth:
            slugs.add(_unique(github_slug(heading.text), slugs))
    labels = {form for one in document.content.labels for form in _forms(one.text)}
    if not document.is_markdown:
        written = _REST_LABEL.findall(document.text)
        labels |= {form for one in written for form in _forms(one)}
    return Anchors(frozenset(slugs), frozenset(ids), frozenset(labels))


def github_slug(title: str) -> str:
    """Return the slug of a heading as GitHub makes it."""
    return _GITHUB.sub("", title.lower().replace(" ", "-"))


def make_id(text: str) -> str:
    """Return docutils' id of a text (``docutils.nodes.make_id``, for Latin letters)."""
    latin = text.lower().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", " ".join(plain.split())))


def _unique(slug: str, taken: set[str]) -> str:
    number, found = 1, slug
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found


def _forms(label: str) -> set[str]:
    return {label, " ".join(label.lower().split()), make_id(label)}
