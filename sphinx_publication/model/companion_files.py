"""Files that lie beside a post's page: the same post for programs, and its picture.

The one place that knows their names. They stand below the post's address, so they move with it:
``/2013/12/tio-i-topp/`` has ``/2013/12/tio-i-topp/post.bib``. One of several posts on a page is
called by the id of its section in place of "post".
"""

from __future__ import annotations

#: The formats of `bibliography.exports` by their suffixes.
CITABLE = (".bib", ".ris", ".json")
#: The picture that others show beside a link to the post.
PICTURE = ".png"
#: And beside a link to the publication, or to a page without a picture of its own.
PUBLICATION_PICTURE = "publication.png"
#: The Markdown beside pages, as a pattern: what a build wrote is no author's text, wherever its
#: folder lies.
MARKDOWN = "**/*.html.md"

#: What the post that is its whole page is called.
_NAME = "post"


def companion(address: str, suffix: str) -> str:
    """Return the address or path of a post's file, by the post's own.

    A page that is no folder, as in Sphinx's plain HTML ("a.html"), has its files beside it.
    """
    page, _hash, section = address.partition("#")
    folder = page if page.endswith("/") or not page else f"{page.removesuffix('.html')}/"
    return f"{folder}{section or _NAME}{suffix}"
