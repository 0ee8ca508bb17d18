"""Yearbooks: one volume for each year that has published posts.

The names of the files are decided here, from the project's name and the year alone, so that the
builder that writes them and the page that lists them agree without knowing each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_publication.model.posts import Post, by_year
from sphinx_publication.model.slugs import slug


@dataclass(frozen=True)
class Volume:
    """One yearbook."""

    year: int
    #: Name of the PDF, without a folder: "samordningsbloggen-2013.pdf".
    file_name: str
    #: The year's posts in the order of the book, oldest first.
    posts: tuple[Post, ...]


def volumes(posts: Iterable[Post], project: str) -> tuple[Volume, ...]:
    """Return the volumes of *posts*, newest year first; *project* names their files."""
    stem = slug(project) or "yearbook"
    return tuple(
        Volume(year, f"{stem}-{year}.pdf", tuple(sorted(entries, key=lambda post: post.sort_key)))
        for year, entries in by_year(posts).items()
    )
