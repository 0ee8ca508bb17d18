"""Begin a new post, page, author or source: ``new "Title"``, ``new topic "Name"``.

The words are parsed here rather than by a group of commands, since the first may be a title. A
title that is exactly such a word is written ``new post "topic"``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sphinx_publication.authoring.known import Known
from sphinx_publication.authoring.pages import PAGE_KINDS, new_page
from sphinx_publication.authoring.writing import AlreadyThere, NewFile, NoPlace, write
from sphinx_publication.commands import editor, new_post, new_source, options
from sphinx_publication.commands.terminal import Exit, complain, program, say
from sphinx_publication.locale.console import _
from sphinx_publication.project import ProjectError, read

#: The first words that say what is new.
KINDS = ("post", *PAGE_KINDS, "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar=_("WORDS"),
        help=_("the title of a post; or what is new and its name: %s")
        % ", ".join(f'{kind} "…"' for kind in KINDS),
    )
    options.source(parser)
    parser.add_argument(
        "--edit", action="store_true", help=_("open the file in your editor ($VISUAL or $EDITOR)")
    )
    new_post.add_arguments(parser)
    new_source.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say where it is and what comes next."""
    kind, words = _kind(arguments.words)
    name = " ".join(" ".join(words).split())
    if not name and kind != "source":
        return complain(_('What is it called? For example: new %s "Name"') % kind)
    if stray := _stray(kind, arguments):
        details = {"options": ", ".join(stray), "kind": kind}
        return complain(_("%(options)s: not for 'new %(kind)s'") % details)
    try:
        known = Known(read(arguments.source))
        if kind == "source":
            return new_source.run(known, words, arguments)
        made = _made(known, kind, name, arguments)
        path = write(known.project.root, made)
    except (ProjectError, NoPlace, ValueError, OSError) as error:
        return complain(str(error))
    except AlreadyThere as there:
        return complain(_("There is one already: %s") % there.path)
    say(_("Written: %s") % _shown(path), style="bold green")
    say(_("Next:"))
    for step in _steps(kind, made):
        say(f"  {step}")
    return editor.open_file(path) if arguments.edit else Exit.FINE


def _kind(words: list[str]) -> tuple[str, list[str]]:
    """Return what is new, and its name; a single word is the title of a post, if it is no kind."""
    return (words[0], words[1:]) if words[0] in KINDS else ("post", words)


def _stray(kind: str, arguments: argparse.Namespace) -> list[str]:
    """Return the options that were given and belong to something else than is new."""
    others = {"post": new_source.OPTIONS, "source": (*new_post.OPTIONS, "edit")}
    names = others.get(kind, (*new_post.OPTIONS, *new_source.OPTIONS))
    return [f"--{name}" for name in names if getattr(arguments, name)]


def _made(known: Known, kind: str, name: str, arguments: argparse.Namespace) -> NewFile:
    if kind == "post":
        return new_post.made(known, name, arguments)
    return new_page(known, kind, name)


def _steps(kind: str, made: NewFile) -> list[str]:
    """Return what an author does next, a line for each."""
    write_it = _("Write in the file, and fill in the fields at its top.")
    look = _("Look at it as readers will:  %s preview") % program()
    check = _("Let it be checked:  %(program)s check %(file)s") % {
        "program": program(),
        "file": made.path,
    }
    if kind == "post" and "\ndraft: " in made.text:
        publish = _("To publish: set the date, and remove the line 'draft: true'.")
        return [write_it, look, check, publish]
    return [write_it, look, check]


def _shown(path: Path) -> Path:
    """Return a path as somebody in this folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
