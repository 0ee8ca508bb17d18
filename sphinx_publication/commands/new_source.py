"""``new source``: a work into the .bib file, from a DOI, an ISBN or BibTeX.

What a DOI or ISBN means is asked of public catalogues; where none answers, the entry holds what was
given, and it is said what is missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sphinx_publication.authoring import catalogues, network, sources
from sphinx_publication.authoring.given import NotUnderstood, understand
from sphinx_publication.authoring.known import Known
from sphinx_publication.authoring.network import Fetch, NoAnswer, NotFound
from sphinx_publication.bibliography import checks, reader
from sphinx_publication.checking.words import placed, sentence
from sphinx_publication.commands.terminal import Exit, complain, is_asking, remark, say
from sphinx_publication.locale.console import _
from sphinx_publication.model.problems import Kind
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.sources import Source
from sphinx_publication.project import Project

#: The options that sources alone have and that are empty where they are not given.
OPTIONS = ("file", "key", "offline")

_KEY = re.compile(r"[A-Za-z0-9][\w:.+/-]*", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a source."""
    group = parser.add_argument_group(_("of a source"))
    group.add_argument(
        "--file", type=Path, metavar=_("FILE"), help=_("read BibTeX from a file instead")
    )
    group.add_argument(
        "--key", default="", metavar=_("KEY"), help=_("the key to cite it by, of your choice")
    )
    group.add_argument(
        "--offline", action="store_true", help=_("ask no catalogue; take what is given")
    )


def run(known: Known, words: list[str], arguments: argparse.Namespace) -> Exit:
    """Write the sources; say what to cite them by, what is missing, and what is there already."""
    project = known.project
    if not project.bibliography:
        return complain(_("conf.py names no .bib file; add: bibtex_bibfiles = ['references.bib']"))
    if arguments.key and not _KEY.fullmatch(arguments.key):
        return complain(_("A key holds letters a-z, digits and _ only, such as: ham2013"))
    fetch = None
    if not arguments.offline:
        fetch = network.fetcher(str(project.settings["html_baseurl"]))
    held = reader.read(project.bibliography).sources
    shelf = sources.Shelf(held, dict(_short_names(known)))
    try:
        given = list(_given(_text(words, arguments), shelf, fetch))
    except (NotUnderstood, OSError) as error:
        return complain(str(error))
    if not given or (arguments.key and len(given) > 1):
        return complain(
            _("There is no entry to write.") if not given else _("One key names one source.")
        )
    return _written(project, shelf, given, arguments.key)


def _written(project: Project, shelf: sources.Shelf, given: list[Source], key: str) -> Exit:
    results = [shelf.add(source, key) for source in given]
    added = [one for one in results if isinstance(one, sources.Addition)]
    twins = [one for one in results if isinstance(one, sources.Twin)]
    path = project.bibliography[0]
    try:
        if added:
            sources.write(path, added)
    except (sources.NotWritten, OSError) as error:
        return complain(str(error))
    for twin in twins:
        _tell_twin(twin)
    for one in added:
        _tell_addition(project, path, one)
    if not added:
        return Exit.REFUSED
    return Exit.PROBLEMS if twins or any(one.problems for one in added) else Exit.FINE


def _tell_twin(twin: sources.Twin) -> None:
    details = {"title": twin.source.title or twin.source.get("doi", "isbn"), "key": twin.key}
    complain(_("'%(title)s' is there already; cite it as [@%(key)s]") % details)
    if not twin.is_sure:
        remark(_("If it is another work, give it a key of its own: --key NAME"))


def _tell_addition(project: Project, path: Path, one: sources.Addition) -> None:
    source = one.source
    say(_("Written to %s:") % path.relative_to(project.root), style="bold green")
    say(f"  {source.title or source.get('doi', 'isbn')}")
    for problem in one.problems:
        remark(f"  {sentence(problem)}")
    if one.missing:
        remark(_("  Fill in what is missing, from the work itself: %s") % ", ".join(one.missing))
    say(_("Cite it as:  [@%(key)s]  or, with a page,  [@%(key)s, p. 12]") % {"key": source.key})


def _text(words: list[str], arguments: argparse.Namespace) -> str:
    """Return what was given: in a file, in words, or on standard input."""
    if arguments.file is not None:
        return str(arguments.file.read_text(encoding="utf-8-sig", errors="replace"))
    if words:
        return " ".join(words)
    if is_asking():
        remark(_("Paste BibTeX, a DOI or an ISBN here; end with Enter and Ctrl-D:"))
    return sys.stdin.read()


def _given(text: str, shelf: sources.Shelf, fetch: Fetch | None) -> Iterator[Source]:
    """Yield the sources that *text* means. Raises NotUnderstood."""
    given = understand(text)
    if given.bibtex:
        yield from _entries(given.bibtex)
    for doi in given.dois:
        bare = Source("", "misc", {}, {"doi": doi})
        yield _asked(partial(catalogues.by_doi, doi), bare, doi, shelf, fetch)
    for isbn in given.isbns:
        bare = Source("", "book", {}, {"isbn": isbn})
        yield _asked(partial(catalogues.by_isbn, isbn), bare, isbn, shelf, fetch)


def _entries(bibtex: str) -> Iterator[Source]:
    """Yield the entries of BibTeX. Raises NotUnderstood where one is broken or says nothing."""
    reading = reader.read_text(bibtex, "BibTeX")
    found = (*reading.sources.values(), *reading.duplicates)
    later = [problem for source in found for problem in checks.problems(source)]
    for problem in reading.problems:
        if problem.kind is Kind.BIB_ENTRY_BROKEN:
            raise NotUnderstood(placed(problem))
        if problem not in later and problem.kind is not Kind.BIB_KEY_TAKEN:
            remark(placed(problem))
    for source in found:
        if not source.get("title", "doi", "isbn"):
            raise NotUnderstood(_("The entry '%s' has no title.") % source.key)
    yield from found


def _asked(
    ask: Callable[[Fetch], Source],
    bare: Source,
    number: str,
    shelf: sources.Shelf,
    fetch: Fetch | None,
) -> Source:
    """Return what a catalogue knows; the *bare* source where none answers, or none need be."""
    if fetch is None or shelf.twin(bare) is not None:
        return bare
    try:
        found = ask(fetch)
    except NoAnswer as error:
        details = {"number": number, "reason": error}
        remark(_("%(number)s could not be looked up: %(reason)s") % details)
        return bare
    except NotFound:
        remark(_("%s is in no catalogue; see whether it is right") % number)
        return bare
    remark(_("The catalogue's words for %s; hold them against the work itself.") % number)
    return found


def _short_names(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations of organisations that have a page, by the slugs of their names."""
    for one in known.register.all:
        short = next((name for name in one.names if name.isupper() and len(name) <= 8), "")
        if one.kind == "organisation" and short:
            yield from ((slug(name), short) for name in one.names)
