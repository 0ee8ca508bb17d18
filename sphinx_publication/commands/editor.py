"""Open a file in the editor that a person has chosen: $VISUAL, else $EDITOR."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from sphinx_publication.commands.terminal import Exit, remark
from sphinx_publication.locale.console import _


def open_file(path: Path) -> Exit:
    """Open *path* and wait for the editor, if it waits; say what is wrong where none opens."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        remark(_('No editor is chosen; choose one, for example: export EDITOR="code --wait"'))
        return Exit.PROBLEMS
    try:
        done = subprocess.run([*shlex.split(chosen), str(path)], check=False)
    except (OSError, ValueError) as error:
        remark(
            _("%(editor)s could not be started (%(reason)s)") % {"editor": chosen, "reason": error}
        )
        return Exit.PROBLEMS
    return Exit.PROBLEMS if done.returncode else Exit.FINE
