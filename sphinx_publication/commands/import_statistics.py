"""Import page views: Blogger's figures by hand, GoatCounter's export, or a web server's logs.

The figures go into the publication's statistics file (``publication_statistics``, else
``statistics.csv``), where what people wrote stays; what has been counted is remembered in
``imports/statistics.json``. Both are written whole or not at all.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.commands import options
from sphinx_publication.commands.progress import bar
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.locale.console import _
from sphinx_publication.project import Project, ProjectError, read

if TYPE_CHECKING:
    from sphinx_publication.importing.statistics.merging import Figures, Merged
    from sphinx_publication.importing.statistics.posts import Posts
    from sphinx_publication.importing.statistics.record import CountedFile, Record
    from sphinx_publication.importing.statistics.views import Reading
    from sphinx_publication.model.statistics import Period

#: The file that is made where conf.py names none.
USUAL = "statistics.csv"
#: All time until now, as `--period` and `--form` take it.
ALL = ("all", "alla", "allt")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "kind",
        choices=("blogger", "goatcounter", "log"),
        metavar="{blogger,goatcounter,log}",
        help=_("whose figures they are: log is the log of Apache or nginx"),
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar=_("FILE"), help=_("what to read; .gz as it is")
    )
    parser.add_argument(
        "--form",
        metavar=_("PERIOD"),
        help=_("make a form for Blogger's figures to fill in: of 2013, 2013-12, or all"),
    )
    parser.add_argument(
        "--period", metavar=_("PERIOD"), help=_("the time that pasted lines are of")
    )
    parser.add_argument(
        "--base",
        action="append",
        default=[],
        metavar=_("PATH"),
        help=_("a path that the site's addresses began with, such as /blogg/"),
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help=_("let the months of these files replace the figures that they have"),
    )
    options.source(parser)


def run(arguments: argparse.Namespace) -> int:
    """Import, say what came of it, and return 1 if a person should look at something."""
    from sphinx_publication.importing.statistics import posts
    from sphinx_publication.importing.statistics.views import NoStatistics

    try:
        project = read(arguments.source)
        known = posts.known(project, arguments.base)
        periods = [_period(text, project) for text in (arguments.form, arguments.period)]
        if arguments.form is not None:
            return _write_form(arguments, known, periods[0])
        return _import(arguments, project, known, periods[1])
    except (NoStatistics, ProjectError) as error:
        return complain(str(error))
    except OSError as error:
        details = {"path": error.filename or "", "reason": error.strerror or error}
        return complain(_("%(path)s: it cannot be read (%(reason)s)") % details)


def _period(text: str | None, project: Project) -> Period | None:
    """Return the period that an option names; raises NoStatistics for none."""
    from sphinx_publication.importing.statistics.views import NoStatistics
    from sphinx_publication.model import dates
    from sphinx_publication.model.statistics import Period, period_of

    if text is None:
        return None
    if text.lower() in ALL:
        now = dates.now().astimezone(project.zone)
        return Period(now.year, now.month, until=True)
    period = period_of(text)
    if period is None:
        said = _("'%s' is neither a month nor a year; write 2013-12, 2013, or all")
        raise NoStatistics(said % text)
    return period


def _write_form(arguments: argparse.Namespace, known: Posts, period: Period | None) -> Exit:
    from sphinx_publication.importing.statistics import by_hand

    assert period is not None
    if arguments.kind != "blogger" or len(arguments.files) > 1:
        return complain(_("--form makes one form, for Blogger's figures: blogger --form 2013"))
    name = str(period).replace("../", "to-")
    path = arguments.files[0] if arguments.files else Path(f"blogger-{name}.csv")
    text = by_hand.form(known, period)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        return complain(_("%s: the file is there already; give the form another name") % path)
    say(_("Form:  %s") % path)
    say(
        _("Fill in the last column with what Blogger shows, save it, and read it in with: %s")
        % f"sphinx-publication import statistics blogger {path}"
    )
    return Exit.FINE


def _import(
    arguments: argparse.Namespace, project: Project, known: Posts, period: Period | None
) -> Exit:
    from sphinx_publication.importing.statistics.account import account
    from sphinx_publication.importing.statistics.merging import Figures
    from sphinx_publication.importing.statistics.record import PLACE
    from sphinx_publication.model.statistics_table import read as read_table

    if not arguments.files:
        return complain(_("Say which file to read; --help tells how"))
    table_path = project.root / (project.settings["publication_statistics"] or USUAL)
    try:
        table = read_table(_text(table_path))
    except ValueError:
        return complain(
            _(
                "%s: it must begin with '# statistics 1' and have the columns post, period and "
                "views, each once; correct it, or move it away"
            )
            % table_path
        )
    try:
        record = _record(project)
    except ValueError:
        return complain(
            _("%s: it cannot be read; take it away, and read all files anew with --replace")
            % (project.root / PLACE)
        )
    figures = Figures(table, record, known, project.zone)
    reading, files = _read(arguments, project, figures, period)
    merged = figures.merged(reading, files, again=arguments.replace)
    _write(project, table_path, figures, merged)
    for line in account(reading, merged):
        say(line)
    say(_("Statistics:  %s") % table_path)
    if not project.settings["publication_statistics"]:
        line = f'publication_statistics = "{USUAL}"'
        remark(_("Add this line to conf.py, so that the site shows the figures: %s") % line)
    for path in arguments.files if arguments.kind == "log" else ():
        if path.resolve().is_relative_to(project.root):
            remark(
                _("%s holds addresses of visitors: do not keep it in the publication's folder")
                % path
            )
    is_hand_made = arguments.kind == "blogger"
    looked_at = merged.refused or (is_hand_made and reading.faults)
    return Exit.PROBLEMS if looked_at else Exit.FINE


def _read(
    arguments: argparse.Namespace, project: Project, figures: Figures, period: Period | None
) -> tuple[Reading, tuple[CountedFile, ...]]:
    from sphinx_publication.importing.statistics import by_hand, goatcounter, logs, pages
    from sphinx_publication.importing.statistics.views import NoStatistics
    from sphinx_publication.model.statistics import Source

    site = pages.pages(project, figures.posts)
    if arguments.kind == "log":
        covered = figures.covered(*(() if arguments.replace else logs.SOURCES))
        with bar(_("reading")) as step:
            return logs.read(arguments.files, site, project.zone, covered, step)
    if len(arguments.files) > 1:
        raise NoStatistics(_("Give one file at a time; only logs are read together"))
    path = arguments.files[0]
    if arguments.kind == "goatcounter":
        covered = figures.covered(*(() if arguments.replace else (Source.GOATCOUNTER,)))
        return goatcounter.read(path, site, project.zone, covered)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoStatistics(
            _("%s: it is not UTF-8; save it as 'CSV UTF-8' in the spreadsheet") % path
        ) from error
    return by_hand.read(text, path.name, figures.posts, period), ()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def _record(project: Project) -> Record:
    from sphinx_publication.importing.statistics import record

    return record.read(_text(project.root / record.PLACE))


def _write(project: Project, path: Path, figures: Figures, merged: Merged) -> None:
    """Write what has changed; each file whole or not at all, and both in the same moment."""
    from sphinx_publication.importing.statistics import record
    from sphinx_publication.model import statistics_table

    texts = {}
    if merged.table != figures.table:
        texts[path] = statistics_table.write(merged.table)
    if merged.record != figures.record:
        texts[project.root / record.PLACE] = record.write(merged.record)
    ready = {}
    for place, text in texts.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        ready[place] = place.with_name(f".{place.name}.new")
        ready[place].write_text(text, encoding="utf-8", newline="\n")
    for place, beside in ready.items():
        os.replace(beside, place)
