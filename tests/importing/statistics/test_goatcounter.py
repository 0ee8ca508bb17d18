"""GoatCounter's exports: visits of posts, without robots and events."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_publication.importing.statistics import goatcounter, pages, posts
from sphinx_publication.importing.statistics.views import LeftOut, NoStatistics, Reading
from sphinx_publication.model.statistics import Period
from sphinx_publication.project import read as read_project

TIO = "posts/2013/12/tio"
HEAD = (
    "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,"
    "Location,FirstVisit,Date\n"
)


def counted(publication: Path, path: Path) -> Reading:
    project = read_project(publication)
    site = pages.pages(project, posts.known(project))
    return goatcounter.read(path, site, project.zone, lambda moment: False)[0]


def row(path: str, date: str, event: str = "false", bot: str = "0", first: str = "true") -> str:
    return (
        f'{path},"Titel, med komma",{event},,Firefox 128,,s1,{bot},,o,"1,2,1",SE,{first},{date}\n'
    )


@pytest.mark.parametrize("packed", [False, True])
def test_the_csv_counts_visits(publication: Path, tmp_path: Path, packed: bool) -> None:
    """Robots, events and readings of the same page again are left out, each with its reason."""
    text = HEAD + "".join(
        (
            row("/2013/12/tio/", "2026-10-31T23:30:00Z"),
            row("/2013/12/tio/", "2026-10-31T23:31:00Z", first="false"),
            row("/2013/12/tio", "2026-11-01T00:00:00Z", bot="3"),
            row("klick", "2026-11-01T00:00:00Z", event="true"),
            row("/borta", "2026-11-01T00:00:00Z"),
            row("/2013/12/tio", "i går"),
            "\n/2013/12/tio\n",
        )
    )
    path = tmp_path / ("export.csv.gz" if packed else "export.csv")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    found = counted(publication, path)
    assert found.views == {(TIO, Period(2026, 11)): 1}
    assert +found.left_out == {
        LeftOut.SAME_VISIT: 1,
        LeftOut.ROBOT: 1,
        LeftOut.EVENT: 1,
        LeftOut.UNKNOWN: 1,
        LeftOut.BROKEN: 2,
    }
    assert [one.line for one in found.faults] == [7, 9]


def test_the_first_version_of_the_csv_is_read(publication: Path, tmp_path: Path) -> None:
    """Its columns stand in another order."""
    path = tmp_path / "export.csv"
    path.write_text(
        "1Path,Title,Event,Bot,Session,FirstVisit,Referrer,Referrer scheme,Browser,Screen size,"
        "Location,Date\n/2013/12/tio,,false,0,s,true,,,,,SE,2020-05-01T10:00:00Z\n",
        encoding="utf-8",
    )
    assert counted(publication, path).views == {(TIO, Period(2020, 5)): 1}


def export(path: Path, version: str, paths: list[object], hits: list[object]) -> Path:
    info = {"export_version": version, "created_at": "2026-11-28T20:15:00Z"}
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("export/info.json", json.dumps(info))
        packed.writestr("export/paths.jsonl", "".join(json.dumps(one) + "\n" for one in paths))
        lines = (one if isinstance(one, str) else json.dumps(one) for one in hits)
        packed.writestr("export/hit_stats.jsonl", "".join(f"{one}\n" for one in lines))
    return path


def test_the_json_counts_whole_hours(publication: Path, tmp_path: Path) -> None:
    """The hour in which the export was made comes with the next one."""
    paths = [{"id": 1, "path": "/2013/12/tio/"}, {"id": 2, "path": "klick", "event": True}]
    hits: list[object] = [
        {"hour": "2026-10-31T23:00:00Z", "path_id": 1, "ref_id": 1, "count": 4},
        {"hour": "2026-11-28T19:00:00Z", "path_id": 1, "ref_id": 2, "count": 3},
        {"hour": "2026-11-28T20:00:00Z", "path_id": 1, "ref_id": 1, "count": 9},
        {"hour": "2026-11-28T19:00:00Z", "path_id": 2, "ref_id": 1, "count": 5},
        {"hour": "2026-11-28T19:00:00Z", "path_id": 1, "ref_id": 1, "count": -5},
        {"hour": "2026-11-28T19:00:00Z", "path_id": 99, "ref_id": 1, "count": 5},
        '{"hour": "2026-',
    ]
    found = counted(publication, export(tmp_path / "export.zip", "1.3", paths, hits))
    assert found.views == {(TIO, Period(2026, 11)): 7}
    assert +found.left_out == {LeftOut.NOT_OVER: 9, LeftOut.EVENT: 5, LeftOut.BROKEN: 3}
    assert [span.last.isoformat() for span in found.spans] == ["2026-11-28T20:59:59+01:00"]


def test_what_is_no_export_is_refused(publication: Path, tmp_path: Path) -> None:
    """Another version, another table, another .zip, half a .zip: with the file's name."""
    files = {
        "v3.csv": HEAD.replace("2Path", "3Path").encode(),
        "annan.csv": b"a,b\n1,2\n",
        "tom.csv": b"",
        "bild.csv": b"\x89PNG\r\n\x00\xff",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    export(tmp_path / "v2.zip", "2.0", [], [])
    half = export(tmp_path / "halv.zip", "1.0", [], []).read_bytes()
    (tmp_path / "halv.zip").write_bytes(half[: len(half) // 2])
    with zipfile.ZipFile(tmp_path / "annan.zip", "w") as packed:
        packed.writestr("info.json", '{"export_version": "1.0"}')
    for name in (*files, "v2.zip", "halv.zip", "annan.zip"):
        with pytest.raises(NoStatistics, match=name.replace(".", r"\.")):
            counted(publication, tmp_path / name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_the_reader(
    publication: Path, tmp_path: Path, content: bytes, with_head: bool
) -> None:
    """Whatever a file holds, it is counted, accounted for, or refused."""
    path = tmp_path / "export.csv"
    path.write_bytes(HEAD.encode() * with_head + content)
    try:
        found = counted(publication, path)
    except NoStatistics:
        return
    assert found.lines == found.views.total() + found.left_out.total()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_json_breaks_the_reader(publication: Path, tmp_path: Path, lines: list[str]) -> None:
    """Lines of any kind in the .zip are named and left out."""
    path = export(tmp_path / "export.zip", "1.0", [{"id": 1, "path": "/2013/12/tio/"}], [*lines])
    assert counted(publication, path).views == {}
