"""The interface's words: the publication's catalogue speaks before those of Sphinx and the themes.

Code and templates, ours and our parents', ask for words with ``_("…")``. Here that question goes to
the catalogue ``sphinx_publication`` first, and to Sphinx's own for what it does not hold. So one
file, ``locale/<language>/LC_MESSAGES/sphinx_publication.po``, has the last word on every page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import locale

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The catalogue's name; also what ``get_translation`` takes.
CATALOGUE = "sphinx_publication"

LOCALES = Path(__file__).parent.parent / "locale"


def N_(word: str) -> str:
    """Mark a word for the catalogue and leave it as it is."""
    return word


#: Words of Sphinx that its own catalogue renders badly ("bord" for a table of figures).
BORROWED = (
    N_("Link to this table"),
    N_("Note"),
)


def gettext(message: str) -> str:
    """Return the word in the publication's language, or as it is where no catalogue has it."""
    return locale.get_translator().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of the word that goes with the number."""
    return locale.get_translator().ngettext(one, many, number)


def _precede(app: Sphinx) -> None:
    """Put our catalogue before Sphinx's, for code and for the builder's templates.

    Two builds in one process share Sphinx's catalogues, so the second may find this done.
    """
    ours = locale.get_translator(CATALOGUE)
    sphinx = locale.get_translator()
    if ours is not sphinx:
        ours.add_fallback(sphinx)
        locale.translators["general", "sphinx"] = ours
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None and hasattr(environment, "install_gettext_callables"):
        environment.install_gettext_callables(gettext, ngettext, newstyle=False)
        environment.globals["_"] = gettext  # which Jinja looks up again for each word


def setup(app: Sphinx) -> None:
    """Add the catalogue, and let it speak first."""
    app.add_message_catalog(CATALOGUE, LOCALES)
    app.connect("builder-inited", _precede, priority=100)
