"""What a run of Sphinx says is wrong, as messages for people, one each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sphinx.errors import ConfigError, SphinxError
from sphinx.util.console import strip_colors

from sphinx_publication.locale.console import _


def of(text: str, source: Path) -> Iterator[str]:
    """Yield each warning of Sphinx's output *text*; an indented line belongs to the one before.

    Paths below *source* are told from there.
    """
    message = ""
    for line in strip_colors(text).replace(f"{source}{os.sep}", "").splitlines():
        if line.startswith((" ", "\t")) and message:
            message += "\n" + line
            continue
        if message:
            yield message
        message = line.strip()
    if message:
        yield message


def explain(step: str, error: BaseException) -> str:
    """Return one line for a step that broke off."""
    what = str(error) if isinstance(error, SphinxError | OSError) else repr(error)
    what = " ".join(what.split())
    if isinstance(error, ConfigError):
        said = _("%s. Nothing is made until then; what was made before stays")
        return said % what.rstrip(" .")
    return _("%(step)s: could not be finished: %(reason)s") % {"step": step, "reason": what}
