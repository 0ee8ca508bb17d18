"""The interface's words: the publication's catalogue speaks before those of Sphinx and the themes.

Templates, ours and our parents', ask for words with ``_("…")``. Here that question goes to the
catalogue ``sphinx_publication`` first, and to Sphinx's own only for what it does not hold. So one
file, ``locale/<language>/LC_MESSAGES/sphinx_publication.po``, has the last word on every page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The catalogue's name; also what ``get_translation`` takes.
CATALOGUE = "sphinx_publication"

LOCALES = Path(__file__).parent.parent / "locale"


def gettext(message: str) -> str:
    """Return the word in the publication's language: ours, else Sphinx's, else as it is."""
    ours = get_translator(CATALOGUE).gettext(message)
    return ours if ours != message else get_translator().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of the word that goes with the number, found as `gettext` finds words."""
    plain = one if number == 1 else many
    ours = get_translator(CATALOGUE).ngettext(one, many, number)
    return ours if ours != plain else get_translator().ngettext(one, many, number)


def _install(app: Sphinx) -> None:
    """Let the builder's templates ask here (only builders that have templates do)."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None and hasattr(environment, "install_gettext_callables"):
        environment.install_gettext_callables(gettext, ngettext, newstyle=False)


def setup(app: Sphinx) -> None:
    """Add the catalogue and let templates use it."""
    app.add_message_catalog(CATALOGUE, LOCALES)
    app.connect("builder-inited", _install)
