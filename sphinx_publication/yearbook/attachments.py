"""What a book carries within it: the posts as they were written, its sources, and a manifest.

Fifty years on, the PDF alone is enough to take the year further: the authors' Markdown, the cited
sources as BibTeX, and a manifest in JSON that says what each file is. PDF/A-3 allows any file, with
the relationship that it has to the book (ISO 19005-3, annex E).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sphinx.locale import get_translation

from sphinx_publication.bibliography.exports import bibtex_file, published
from sphinx_publication.model.posts import Post
from sphinx_publication.yearbook import parts
from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")

#: Media types of authors' files by their endings.
_TYPES = {".md": "text/markdown", ".rst": "text/x-rst", ".txt": "text/plain"}
#: The form of the manifest; it changes when a reader of it must.
MANIFEST_VERSION = 1


@dataclass(frozen=True)
class Attachment:
    """One file in the book."""

    #: Its name there, without a folder.
    name: str
    text: str
    media_type: str
    #: "source", "data" or "supplement".
    relationship: str
    description: str


def attachments(making: Making) -> Iterator[str]:
    """Yield the part that attaches the files; it has no page of its own."""
    files = [*_posts(making), *_sources(making)]
    files.append(_manifest(making, files))
    listed = []
    for file in files:
        path = f"/attachments/{file.name}"
        making.files[path] = file.text
        facts = {name: value for name, value in asdict(file).items() if name != "text"}
        listed.append({**facts, "path": path})
    yield making.call("attachments", "attachments", listed)


def _posts(making: Making) -> Iterator[Attachment]:
    """Yield the files that authors wrote, each once, in the order of the book."""
    paths = dict.fromkeys(chapter.path for chapter in making.chapters)
    titles = {chapter.path: chapter.post for chapter in making.posts}
    for path in paths:
        file = Path(making.press.root, path)
        post = titles.get(path)
        yield Attachment(
            name=_name(path),
            text=file.read_bytes().decode("utf-8", errors="replace"),
            media_type=_TYPES.get(file.suffix.lower(), "text/plain"),
            relationship="source",
            description=post.title if post is not None else str(_("Foreword")),
        )


def _name(path: str) -> str:
    """Return the name of an author's file in the book: its path, without folders."""
    return path.replace("/", "-")


def _sources(making: Making) -> Iterator[Attachment]:
    """Yield the cited sources as BibTeX, where there are any."""
    library = making.press.shelf.library
    cited = [published(library.sources[reference.key]) for reference in making.references]
    if cited:
        yield Attachment(
            name=f"{making.volume.stem}.bib",
            text=bibtex_file(cited),
            media_type="application/x-bibtex",
            relationship="data",
            description=str(_("Sources")),
        )


def _manifest(making: Making, files: list[Attachment]) -> Attachment:
    facts = {
        "manifest": MANIFEST_VERSION,
        "title": parts.title(making.volume, making.press.imprint),
        "publication": making.press.imprint.project,
        "volume": making.volume.name,
        "language": making.language,
        "address": making.press.imprint.site,
        "licence": making.press.imprint.licence,
        "posts": [_post(making, chapter.post, chapter.path) for chapter in making.posts],
        "sources": [reference.key for reference in making.references],
        "files": [
            {
                "name": file.name,
                "mediaType": file.media_type,
                "relationship": file.relationship,
                "sha256": hashlib.sha256(file.text.encode()).hexdigest(),
            }
            for file in files
        ],
    }
    return Attachment(
        name="manifest.json",
        text=json.dumps(facts, ensure_ascii=False, indent=1) + "\n",
        media_type="application/json",
        relationship="supplement",
        description=str(_("Manifest: what the attached files are")),
    )


def _post(making: Making, post: Post | None, path: str) -> dict[str, Any]:
    assert post is not None
    return {
        "title": post.title,
        "date": post.date.isoformat(),
        "updated": post.updated.isoformat(),
        "authors": list(making.press.authors(*post.authors)),
        "categories": list(post.categories),
        "tags": list(post.tags),
        "address": making.book.page(post.docname, post.section),
        "file": _name(path),
    }
