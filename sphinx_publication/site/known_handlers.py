"""Whether those who have a hand in pages are known: a project's own may do whatever there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Packages whose handlers of pages show nothing but what documents, our data and conf.py say.
_KNOWN = frozenset(
    {
        "ablog",
        "alabaster",
        "pydata_sphinx_theme",
        "sphinx",
        "sphinx_book_theme",
        "sphinx_publication",
    }
)
#: Others that have a hand in documents, and change the words of none but of what leads somewhere.
_OF_TEXTS = frozenset({"myst_parser", "sphinxcontrib"})


def package_of(handler: object) -> str:
    """Return the package that a handler of events, or a transform, comes from."""
    return str(getattr(handler, "__module__", "")).partition(".")[0]


def only_known_show_pages(app: Sphinx) -> bool:
    """Tell whether all who are asked what a page shows are known."""
    listeners = app.events.listeners.get("html-page-context", ())
    return all(package_of(one.handler) in _KNOWN for one in listeners)


def only_known_resolve(app: Sphinx) -> bool:
    """Tell whether all who resolve documents are known: then only what leads somewhere changes."""
    handlers: list[object] = [
        one.handler for one in app.events.listeners.get("doctree-resolved", ())
    ]
    handlers += app.registry.get_post_transforms()
    return all(package_of(one) in _KNOWN | _OF_TEXTS for one in handlers)
