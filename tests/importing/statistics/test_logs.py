"""Page views out of a web server's log: readers' views of posts, and an account of the rest."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_publication.importing.statistics import logs, pages, posts
from sphinx_publication.importing.statistics.views import LeftOut, NoStatistics, Reading
from sphinx_publication.model.statistics import Period, Source
from sphinx_publication.project import read as read_project

TIO, VAR = "posts/2013/12/tio", "posts/2014/01/var"
NOVEMBER = Period(2026, 11)

Line = Callable[..., str]


def counted(publication: Path, *files: Path) -> Reading:
    project = read_project(publication)
    site = pages.pages(project, posts.known(project))
    return logs.read(files, site, project.zone, lambda moment: False)[0]


def log(folder: Path, *lines: str, name: str = "access.log") -> Path:
    path = folder / name
    if name.endswith(".gz"):
        with gzip.open(path, "wt", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    else:
        path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize(
    "target",
    [
        "/2013/12/tio/",
        "/2013/12/tio",
        "/2013/12/tio/index.html",
        "/2013/12/tio.html?m=1",
        "/2013/12/gammal.html?m=1",
        "/blogg/2013/12/tio/?utm_source=brev",
        "//2013/12/t%69o/#kommentarer",
        "https://prov.example/blogg/2013/12/tio/",
    ],
)
def test_an_address_counts_for_its_post_however_it_is_written(
    publication: Path, line: Line, tmp_path: Path, target: str
) -> None:
    """With or without slash, ending, query and base; old addresses count for the post."""
    found = counted(publication, log(tmp_path, line(target)))
    assert found.views == {(TIO, NOVEMBER): 1}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, LeftOut.ROBOT),
        ({"agent": "curl/8.1"}, LeftOut.ROBOT),
        ({"agent": "-"}, LeftOut.ROBOT),
        ({"method": "HEAD"}, LeftOut.METHOD),
        ({"method": "POST"}, LeftOut.METHOD),
        ({"status": 404}, LeftOut.STATUS),
        ({"status": 301}, LeftOut.STATUS),
        ({"target": "/_static/stil.css?v=2"}, LeftOut.NO_PAGE),
        ({"target": "/2013/12/tio/bild.png"}, LeftOut.NO_PAGE),
        ({"target": "/atom.xml"}, LeftOut.NO_PAGE),
        ({"target": "/feeds/posts/default"}, LeftOut.NO_PAGE),
        ({"target": "/"}, LeftOut.OTHER_PAGE),
        ({"target": "/blogg/om/"}, LeftOut.OTHER_PAGE),
        ({"target": "/2013/12/"}, LeftOut.OTHER_PAGE),
        ({"target": "/amnen/finsam/"}, LeftOut.OTHER_PAGE),
        ({"target": "/2014/03/utkast/"}, LeftOut.UNKNOWN),
        ({"target": "/2099/01/sen/"}, LeftOut.UNKNOWN),
        ({"target": "/wp-login.php?user=nn@example.org", "status": 404}, LeftOut.UNKNOWN),
    ],
)
def test_what_is_no_view_of_a_post_is_left_out_with_its_reason(
    publication: Path, line: Line, tmp_path: Path, change: dict[str, object], reason: LeftOut
) -> None:
    """Each line is counted or left out, once."""
    found = counted(publication, log(tmp_path, line(**change), line(status=304)))
    assert found.views == {(TIO, NOVEMBER): 1}
    assert +found.left_out == {reason: 1}
    assert all("example.org" not in path for path in found.unknown)


def test_months_are_those_of_the_publications_time_zone(
    publication: Path, line: Line, tmp_path: Path
) -> None:
    """The last hour of October in Greenwich is the first of November in Sweden."""
    times = ("31/Oct/2026:22:59:59 +0000", "31/Oct/2026:23:00:00 +0000")
    found = counted(publication, log(tmp_path, *(line(time=time) for time in times)))
    assert found.views == {(TIO, Period(2026, 10)): 1, (TIO, NOVEMBER): 1}


def test_the_hour_that_comes_twice_in_autumn_is_counted_once(
    publication: Path, line: Line, tmp_path: Path
) -> None:
    """The clock goes back from three to two; the time that a log tells of ends when it ends."""
    times = ("25/Oct/2026:02:59:00 +0200", "25/Oct/2026:02:10:00 +0100")
    found = counted(publication, log(tmp_path, *(line(time=time) for time in times)))
    assert [one.last.isoformat() for one in found.spans] == ["2026-10-25T02:10:00+01:00"]
    assert found.views == {(TIO, Period(2026, 10)): 2}


def test_an_old_address_that_leads_on_is_one_view(
    publication: Path, line: Line, tmp_path: Path
) -> None:
    """The same visitor within seconds; another visitor, or a later time, is a view of its own."""
    old = line("/2013/12/gammal.html", "17/Nov/2026:09:30:00 +0100")
    soon = line(time="17/Nov/2026:09:30:01 +0100")
    other = line(time="17/Nov/2026:09:30:02 +0100", visitor="203.0.113.8")
    late = line(time="17/Nov/2026:09:31:00 +0100")
    found = counted(publication, log(tmp_path, old, soon, other, late))
    assert found.views == {(TIO, NOVEMBER): 3}
    assert found.left_out[LeftOut.SAME_VIEW] == 1


def test_lines_that_stand_in_two_files_count_once(
    publication: Path, line: Line, tmp_path: Path
) -> None:
    """A rotated log, packed or not, overlaps with its copy; two views in one second stay two."""
    first, second = line(), line(time="17/Nov/2026:10:00:00 +0100")
    files = (
        log(tmp_path, first, first, second),
        log(tmp_path, second, line("/2014/01/var/"), name="access.log.1"),
        log(tmp_path, first, first, second, name="access.log.2.gz"),
    )
    found = counted(publication, *files)
    assert found.views == {(TIO, NOVEMBER): 3, (VAR, NOVEMBER): 1}
    assert found.left_out[LeftOut.TWICE] == 1


def test_lines_that_cannot_be_read_are_named_and_the_others_count(
    publication: Path, line: Line, tmp_path: Path
) -> None:
    """A line that is cut off, binary or endless; nothing of it is told but its place."""
    cut = line().rstrip('"\n')[:-10] + "\n"
    cut_after_size = line().partition(' "-"')[0] + "\n"
    bad = (cut, cut_after_size, "\x00\x01\n", "x" * 200_000 + "\n", 'a [ "\n')
    found = counted(publication, log(tmp_path, line(), *bad, line()))
    assert found.views == {(TIO, NOVEMBER): 2}
    assert [(one.path, one.line) for one in found.faults] == [
        ("access.log", number) for number in range(2, 7)
    ]
    assert all("203.0.113" not in one.reason for one in found.faults)
    assert found.source is Source.LOG


def test_a_packed_log_that_is_cut_off_counts_as_far_as_it_goes(
    publication: Path, line: Line, tmp_path: Path
) -> None:
    """The end of a .gz that was copied while it was written is missing."""
    lines = [line(time=f"17/Nov/2026:09:30:{second:02} +0100") for second in range(60)]
    path = log(tmp_path, *lines, name="access.log.gz")
    path.write_bytes(path.read_bytes()[:-20])
    found = counted(publication, path)
    assert found.views[TIO, NOVEMBER] > 0


def test_other_forms_of_a_line_are_read(publication: Path, line: Line, tmp_path: Path) -> None:
    """Debian's log of several hosts, nginx's with a forwarded address, and the common format."""
    host = "prov.example:443 " + line()
    forwarded = line().rstrip("\n") + ' "203.0.113.9"\n'
    assert counted(publication, log(tmp_path, host)).views == {(TIO, NOVEMBER): 1}
    assert counted(publication, log(tmp_path, forwarded)).views == {(TIO, NOVEMBER): 1}
    found = counted(publication, log(tmp_path, line().partition(' "-"')[0] + "\n"))
    assert found.views == {(TIO, NOVEMBER): 1}
    assert found.source is Source.LOG_WITH_ROBOTS


@pytest.mark.parametrize("text", ["", "post,period,views\n", "<html>\n", "\x1f\x8bskräp"])
def test_what_is_no_log_is_refused(publication: Path, tmp_path: Path, text: str) -> None:
    """With a reason that names the file."""
    path = tmp_path / "fel.log"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(NoStatistics, match=r"fel\.log"):
        counted(publication, path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(publication: Path, tmp_path: Path, content: bytes) -> None:
    """Whatever a file holds, it is counted, accounted for, or refused."""
    path = tmp_path / "access.log"
    path.write_bytes(content)
    try:
        found = counted(publication, path)
    except NoStatistics:
        return
    assert found.lines == found.views.total() + found.left_out.total()


def test_every_line_is_counted_or_left_out(publication: Path, line: Line, tmp_path: Path) -> None:
    """The account adds up."""
    targets = ("/2013/12/tio/", "/", "/borta", "/x.png", "/2013/12/gammal.html", "/2013/12/tio/")
    agents = ("curl/8", "Mozilla/5.0 (X11) Firefox/128.0")
    lines = [line(target, agent=agent) for target in targets for agent in agents]
    found = counted(publication, log(tmp_path, *lines, "skräp\n"))
    assert found.lines == len(lines) + 1 == found.views.total() + found.left_out.total()
