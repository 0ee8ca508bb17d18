"""The words of the command line: what authors read in a terminal, in the language they chose.

A word is an English msgid; its translation stands in the catalogue ``sphinx_publication_console``.
`speak` sets the language for the process. Code asks with ``_("…")`` when the word is said, not when
the module is loaded, for only then is the language known; `N_` marks a word that is said later.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: The catalogue's name.
CATALOGUE = "sphinx_publication_console"
LOCALES = Path(__file__).parent
#: The languages that the command line speaks; the first where nothing else is known.
LANGUAGES = ("en", "sv")

_spoken: _gettext.NullTranslations = _gettext.NullTranslations()


def N_(word: str) -> str:
    """Mark a word for the catalogue and leave it as it is."""
    return word


#: What argparse says by itself.
BORROWED = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
)


def speak(language: str) -> None:
    """Let the command line speak *language*, or English where no catalogue has it."""
    global _spoken
    _spoken = _translations(language)


def spoken() -> str:
    """Return the language that the command line speaks."""
    return _spoken.info().get("language") or LANGUAGES[0]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak *language* meanwhile, for what is written into a publication that has it."""
    global _spoken
    before, _spoken = _spoken, _translations(language)
    try:
        yield
    finally:
        _spoken = before


def _translations(language: str) -> _gettext.NullTranslations:
    languages = [language.replace("-", "_").partition("_")[0]]
    return _gettext.translation(CATALOGUE, LOCALES, languages, fallback=True)


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language that a person's environment names; "" for none that is spoken.

    The order is that of gettext: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = environment.get(name, "").partition(":")[0].partition(".")[0].partition("_")[0]
        if said in LANGUAGES:
            return said
        if said:
            return ""
    return ""


def gettext(message: str) -> str:
    """Return a word in the language that is spoken."""
    return _spoken.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a word that goes with the number."""
    return _spoken.ngettext(one, many, number)


_ = gettext


@contextmanager
def for_others(language: str) -> Iterator[None]:
    """Let libraries that ask gettext themselves, as argparse does, find our words meanwhile."""
    domain, before = _gettext.textdomain(), os.environ.get("LANGUAGE")
    _gettext.bindtextdomain(CATALOGUE, str(LOCALES))
    _gettext.textdomain(CATALOGUE)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        _gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
