"""What the foot of each page tells: what the publication is, and that there are yearbooks.

Both stand on every page, so a change to either has every page written anew. Therefore it names no
yearbook: the first post of a new year would change all pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.listing import Entry
from sphinx_publication.site.overview import overview
from sphinx_publication.site.yearbook_pages import list_entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def about(env: BuildEnvironment) -> str:
    """Return what the publication is, as its start page says in ``description``."""
    metadata = env.metadata.get(env.config.root_doc, {})
    return " ".join(str(metadata.get("description") or "").split())


def yearbooks(env: BuildEnvironment) -> Entry | None:
    """Return the list of yearbooks; None where there is none."""
    if is_ablog_site(env.config):
        return None
    return list_entry(overview(env))


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return every document when the foot is not what it was last time."""
    books = yearbooks(env)
    shown = repr((about(env), books and (books.name, books.target)))
    return changed(env, f"colophon_{app.builder.name}", dict.fromkeys(env.found_docs, shown))


def setup(app: Sphinx) -> None:
    """Look at what the foot tells once the publication has been looked over."""
    app.connect("env-updated", note, priority=800)
