"""`sphinx-publication build` makes everything, says what is wrong last, and does nothing twice."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_publication.commands import main
from sphinx_publication.commands.inputs import PARTS, Ledger, fingerprint
from sphinx_publication.model import dates
from sphinx_publication.model.fingerprints import code

REPORT = (
    "@report{a2019, author = {Ada Ek}, title = {Om vård}, institution = {Staten}, year = 2019}\n"
)


@pytest.fixture
def project(rootdir: Path, tmp_path: Path) -> Path:
    """Return a copy of the smallest publication, with a bibliography."""
    folder = tmp_path / "project"
    shutil.copytree(rootdir / "test-minimal", folder)
    (folder / "references.bib").write_text(REPORT, encoding="utf-8")
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('bibtex_bibfiles = ["references.bib"]\nexclude_patterns = ["_build"]\n')
    return folder


def build(project: Path, *more: str) -> int:
    """Build the project and return the exit code."""
    return main(["build", "--source", str(project), "--output", str(project / "_build"), *more])


def write_post(project: Path, name: str, text: str) -> None:
    """Add a post of 2020."""
    (project / "posts/2020/01" / f"{name}.md").write_text(text, encoding="utf-8")


def test_one_command_makes_site_search_and_books(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build leaves a site, its search index and a book for each year, and says where."""
    assert build(project) == 0
    site = project / "_build/site"
    assert (site / "index.html").exists()
    assert (site / "2020/01/first/index.html").exists()
    assert (site / "pagefind/pagefind.js").exists()
    books = list(site.rglob("minimal-2020.pdf"))
    assert len(books) == 1
    assert books[0].read_bytes().startswith(b"%PDF-1.7")
    said = capsys.readouterr().out
    assert str(site / "index.html") in said
    assert str(books[0]) in said
    assert not list(site.rglob(".buildinfo*"))


def test_nothing_is_built_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second build of the same touches no file; a changed post is built."""
    build(project)
    page = project / "_build/site/2020/01/first/index.html"
    before = {p: p.stat().st_mtime_ns for p in (project / "_build").rglob("*")}
    assert build(project) == 0
    assert "Nothing has changed" in capsys.readouterr().out
    assert {p: p.stat().st_mtime_ns for p in (project / "_build").rglob("*")} == before
    post = project / "posts/2020/01/first.md"
    post.write_text(post.read_text() + "\nOne more sentence.\n")
    assert build(project) == 0
    assert "One more sentence." in page.read_text()


def test_problems_are_said_last_and_the_rest_is_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each mistake is one message with file and line; all else is there; the exit code is 1.

    The next build says the same again, for nothing has been mended.
    """
    write_post(project, "bad-date", "---\ndate: 2020-99-01\n---\n# Bad date\n")
    write_post(
        project, "unknown", "---\ndate: 2020-01-02\n---\n# Unknown\n\nSee {cite:p}`a2091`.\n"
    )
    write_post(project, "draft", "---\ndate: 2020-01-02\ndraft: true\n---\n# Draft\n")
    with (project / "references.bib").open("a", encoding="utf-8") as bib:
        bib.write(REPORT.replace("Om vård", "Igen") + "@unheard{b2019, title = {Ny typ}}\n")
    for _ in range(2):
        assert build(project) == 1
        lines = capsys.readouterr().out.splitlines()
        wrong = [line for line in lines if "WARNING" in line]
        for place, word in (
            ("posts/2020/01/bad-date.md:2", "2020-99-01"),
            ("posts/2020/01/unknown.md:6", "a2091"),
            ("references.bib:2", "a2019"),
            ("references.bib:3", "unheard"),
        ):
            found = [line for line in wrong if place in line]
            assert len(found) == 1, (place, lines)
            assert word in found[0]
        assert len(wrong) == 4, wrong
    site = project / "_build/site"
    assert (site / "2020/01/first/index.html").exists()
    assert (site / "2020/01/unknown/index.html").exists()
    assert not (site / "2020/01/draft").exists()
    assert list(site.rglob("*.pdf"))


def test_problems_are_said_again_without_a_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing has changed, nor has what is wrong: it is said again, and no file is touched."""
    write_post(project, "bad-date", "---\ndate: 2020-99-01\n---\n# Bad date\n")
    assert build(project) == 1
    wrong = [line for line in capsys.readouterr().out.splitlines() if "WARNING" in line]
    before = {p: p.stat().st_mtime_ns for p in (project / "_build").rglob("*")}
    assert build(project) == 1
    said = capsys.readouterr().out
    assert "Nothing has changed" in said
    assert [line for line in said.splitlines() if "WARNING" in line] == wrong != []
    assert {p: p.stat().st_mtime_ns for p in (project / "_build").rglob("*")} == before


def test_what_is_wrong_with_documents_is_said_again_by_reading_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An edit elsewhere reads those that had something wrong, and no others; all is told."""

    def wrong() -> list[str]:
        return sorted(
            line for line in capsys.readouterr().out.splitlines() if line.startswith("posts/")
        )

    head = "---\ndate: 2020-01-02\n---\n"
    write_post(project, "unknown", f"{head}# Unknown\n\nSee {{cite:p}}`a2091`.\n")
    write_post(project, "lost", f"{head}# Lost\n\n[Gone](gone.md), {{nothing}}`x`.\n")
    write_post(project, "two", f"{head}# Two\n\n![Nowhere](nowhere.png)\n")
    write_post(project, "fine", f"{head}# Fine\n")
    assert build(project) == 1
    before = wrong()
    assert {line.partition(":")[0] for line in before} == {
        f"posts/2020/01/{name}.md" for name in ("unknown", "lost", "two")
    }
    untouched = project / "_build/site/2020/01/fine/index.html"
    written = untouched.stat().st_mtime_ns

    first = project / "posts/2020/01/first.md"
    for number in range(2):
        first.write_text(f"{first.read_text()}\nSentence {number}.\n")
        assert build(project) == 1
        assert wrong() == before
        assert untouched.stat().st_mtime_ns == written
    assert build(project, "--fresh") == 1
    assert wrong() == before

    write_post(project, "gone", f"{head}# Gone\n\n(x)=\n")
    for name in ("unknown", "two"):
        write_post(project, name, f"{head}# Mended\n")
    write_post(project, "lost", f"{head}# Lost\n\n[Gone](gone.md).\n")
    assert build(project) == 0
    assert build(project) == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"references.bib": "@unheard{b2019, title = {Ny typ}}\n"}, "references.bib:1"),
        # Sphinx forgets the first of two labels when the second is read again, and sees none of
        # them where different processes read them; `site.shared_labels` does not.
        (
            {
                f"posts/2020/01/{name}.md": f"---\ndate: 2020-01-02\n---\n(same)=\n# {name}\n"
                for name in ("one", "two")
            },
            "two.md:4",
        ),
    ],
)
def test_what_no_document_says_by_itself_is_looked_for_anew(
    project: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], said: str
) -> None:
    """An edit elsewhere, after something was wrong with the bibliography or between documents."""
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    first = project / "posts/2020/01/first.md"
    for number in range(3):
        first.write_text(f"{first.read_text()}\nSentence {number}.\n")
        assert build(project, "--jobs", "1") == 1
        assert said in capsys.readouterr().out


def test_another_version_of_the_package_makes_everything_anew(project: Path) -> None:
    """Pages that an older version wrote are written again, though no text has changed."""
    build(project)
    page = project / "_build/site/2020/01/first/index.html"
    before = page.stat().st_mtime_ns
    ledger = Ledger(project / "_build/ledger.json")
    ledger.write(replace(ledger.last, code="of an older version", inputs=""))
    assert build(project) == 0
    assert page.stat().st_mtime_ns > before
    assert ledger.last.code == code()


def test_a_part_is_made_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site alone, then its search alone: a build of all has still the books to make."""
    site = project / "_build/site"
    assert build(project, "--only", "site") == 0
    assert (site / "2020/01/first/index.html").exists()
    assert not (site / "pagefind").exists()
    assert not list(site.rglob("*.pdf"))
    assert build(project, "--only", "search") == 0
    assert (site / "pagefind/pagefind.js").exists()
    assert "Nothing has changed" not in capsys.readouterr().out
    assert build(project, "--only", "search", "--only", "site") == 0
    assert "Nothing has changed" in capsys.readouterr().out
    assert build(project) == 0
    assert list(site.rglob("*.pdf"))


def test_problems_are_said_in_the_language_of_the_author(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the very words of ``check``, also where books are set; English comes back afterwards."""
    monkeypatch.setenv("LANGUAGE", "sv")
    write_post(project, "dated", "---\ndate: igår\n---\n# Rubrik\n\nText.\n")
    write_post(project, "old", "---\ndate: 2020-01-05\n---\n# Två\n\n𓀀\n")
    assert build(project) == 1
    said = capsys.readouterr().out
    assert "”igår” är inget datum" in said
    assert "inget av årsbokens typsnitt har" in said
    assert "problem, se ovan" in said
    monkeypatch.setenv("LANGUAGE", "en")
    assert build(project) == 1
    assert "'igår' is not a date" in capsys.readouterr().out


def test_a_post_that_falls_due_is_built(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scheduled post makes the next build after its time do its work."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    write_post(project, "later", "---\ndate: 2098-01-02\nimported: yes\n---\n# Later\n\nAt last.\n")
    assert build(project) == 0
    assert not (project / "_build/site/2020/01/later").exists()
    last = Ledger(project / "_build/ledger.json").last
    inputs = fingerprint(project, project / "_build")
    assert last.holds(inputs, PARTS, dates.parse("2098-01-01", "UTC"))
    assert not last.holds(inputs, PARTS, dates.parse("2098-01-03", "UTC"))


def test_a_broken_configuration_is_a_message(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in conf.py ends in one plain line, not in a traceback."""
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('publication_timezone = "Mars/Olympus"\n')
    assert build(project) == 1
    said = capsys.readouterr().out
    assert "no time zone 'Mars/Olympus'" in said
    assert "Traceback" not in said


def test_two_folders_and_two_days_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """Built elsewhere, at another time of the clock and serially, every file is the same."""
    write_post(project, "cited", "---\ndate: 2020-01-02\n---\n# Cited\n\nSee {cite:p}`a2019`.\n")
    for number in range(8):
        write_post(
            project,
            f"more-{number}",
            f"---\ndate: 2020-01-0{number + 1}\n---\n# No {number}\n\nText.\n",
        )
    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(project, other)
    for path in other.rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    assert build(project, "--jobs", "2") == 0
    assert build(other, "--jobs", "1") == 0
    first, second = (
        {
            str(path.relative_to(folder / "_build/site")): path.read_bytes()
            for path in (folder / "_build/site").rglob("*")
            if path.is_file()
        }
        for folder in (project, other)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_setting_of_the_books_that_is_wrong_is_said_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with its name and what to do, not once for the books and once for the site."""
    conf = project / "conf.py"
    conf.write_text(conf.read_text() + '\npublication_book = {"accent": "#ffaa00"}\n')
    assert main(["build", "--source", str(project), "--output", str(project / "_build")]) == 1
    told = capsys.readouterr().out
    assert told.count("publication_book['accent'] in conf.py: #ffaa00 is too light") == 1
    assert "take a darker one. Nothing is made until then" in told


def test_a_file_without_a_line_is_named_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sphinx would take a path alone for a document's name, and add ".rst"."""
    conf = project / "conf.py"
    conf.write_text(conf.read_text() + '\npublication_statistics = "views.csv"\n')
    main(["yearbook", "--source", str(project), "--output", str(project / "_build")])
    assert "views.csv:1: WARNING: the statistics cannot be read" in capsys.readouterr().out
