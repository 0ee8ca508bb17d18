"""``import statistics``: figures into the publication's file, and an account of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_publication.commands import main

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0"
CONF = 'project = "Prov"\nhtml_baseurl = "https://prov.example/"\nroot_doc = "source/index"\n'
POST = "---\ndate: 2013-12-17\n---\n# Ett\n"


@pytest.fixture
def publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "posts/2013/12").mkdir(parents=True)
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "posts/2013/12/ett.md").write_text(POST, encoding="utf-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*argv: str) -> int:
    return main(["import", "statistics", *argv])


def line(path: str, time: str = "17/Nov/2026:09:30:00 +0000") -> str:
    return f'203.0.113.7 - - [{time}] "GET {path} HTTP/1.1" 200 5 "-" "{BROWSER}"\n'


def test_a_log_is_counted_once(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second import of the same lines, packed with newer ones, adds only the newer."""
    log = publication / "access.log"
    log.write_text(line("/2013/12/ett/") + line("/%1B%5B31ma%07?mail=b@example.org"), "utf-8")
    assert run("log", "access.log") == 0
    shown = capsys.readouterr()
    assert "1 page view of 1 post, 2026-11" in shown.out
    assert "publication_statistics = " in shown.err
    assert "access.log holds addresses of visitors" in shown.err
    assert "/\N{REPLACEMENT CHARACTER}[31ma" in shown.out
    assert not {"\x1b", "\x07"} & set(shown.out)
    assert "203.0.113" not in shown.out
    assert "example.org" not in shown.out
    files = {
        name: (publication / name).read_text()
        for name in ("statistics.csv", "imports/statistics.json")
    }
    assert "2013/12/ett,2026-11,1,log\n" in files["statistics.csv"]
    assert all("203.0.113" not in text for text in files.values())
    assert run("log", "access.log") == 0
    assert "nothing that is new" in capsys.readouterr().out
    assert {name: (publication / name).read_text() for name in files} == files
    with log.open("a", encoding="utf-8") as file:
        file.write(line("/2013/12/ett/", "18/Nov/2026:09:30:00 +0000"))
    assert run("log", "access.log") == 0
    assert "2013/12/ett,2026-11,2,log\n" in (publication / "statistics.csv").read_text()
    assert run("log", "access.log", "--replace") == 0
    assert "2013/12/ett,2026-11,2,log\n" in (publication / "statistics.csv").read_text()


def test_a_form_goes_out_and_comes_back(
    publication: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is never written over; a figure that cannot be read gives exit code 1."""
    assert run("blogger", "--form", "2013") == 0
    form = publication / "blogger-2013.csv"
    text = form.read_text(encoding="utf-8-sig")
    assert text == "post;title;period;views\n2013/12/ett;Ett;2013;\n"
    assert run("blogger", "--form", "2013") == 2
    form.write_text(text.replace("2013;\n", "2013;19 700\n"), encoding="utf-8")
    assert run("blogger", str(form)) == 0
    assert "2013/12/ett,2013,19700,blogger\n" in (publication / "statistics.csv").read_text()
    form.write_text(text.replace("2013;\n", "2013;många\n"), encoding="utf-8")
    capsys.readouterr()
    assert run("blogger", str(form)) == 1
    assert "blogger-2013.csv:2: 'många' is no number" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("log",), "Say which file"),
        (("log", "borta.log"), "borta.log"),
        (("goatcounter", "conf.py"), "none of GoatCounter's exports"),
        (("goatcounter", "conf.py", "conf.py"), "one file at a time"),
        (("blogger", "conf.py"), "--period"),
        (("blogger", "conf.py", "--period", "i fjol"), "neither a month nor a year"),
        (("log", "--form", "2013"), "--form"),
    ],
)
def test_what_cannot_be_done_is_refused(
    publication: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    """With exit code 2 and a reason; nothing is written."""
    assert run(*argv) == 2
    assert said in capsys.readouterr().err
    assert not (publication / "statistics.csv").exists()


def test_a_statistics_file_that_is_not_understood_is_left_alone(
    publication: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an author has there is not written over."""
    (publication / "statistics.csv").write_text("mina siffror\n", encoding="utf-8")
    (publication / "access.log").write_text(line("/2013/12/ett/"), encoding="utf-8")
    assert run("log", "access.log") == 2
    assert "statistics.csv" in capsys.readouterr().err
    assert (publication / "statistics.csv").read_text(encoding="utf-8") == "mina siffror\n"
