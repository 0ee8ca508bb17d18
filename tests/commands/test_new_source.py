"""`sphinx-publication new source` writes works into the .bib file, and harms no other entry."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_publication.authoring import network
from sphinx_publication.authoring.network import NoAnswer, NotFound
from sphinx_publication.bibliography import reader
from sphinx_publication.commands import main

HELD = """% Källor.
@report{isf2019,
  author      = {{Inspektionen för socialförsäkringen}},
  title       = {En rapport},
  date        = {2019},
  institution = {{Inspektionen för socialförsäkringen}},
  doi         = {10.9999/en.rapport},
  isbn        = {978-91-44-00000-8},
}

@book{ham2013,
  author    = {Ham, Påhittad},
  title     = {Annan bok},
  date      = {2013},
  publisher = {Förlaget},
}
"""

#: Answers by the beginning of an address.
Answers = Mapping[str, object]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a publication with two sources and a page about an organisation."""
    (tmp_path / "conf.py").write_text(
        'extensions = ["sphinx_publication"]\nbibtex_bibfiles = ["references.bib"]\n'
    )
    (tmp_path / "references.bib").write_text(HELD, encoding="utf-8")
    (tmp_path / "organisationer").mkdir()
    (tmp_path / "organisationer/isf.md").write_text(
        "# Inspektionen för socialförsäkringen (ISF)\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answers], list[str]]:
    """Let the network answer as told, and return the list of what it is asked."""

    def install(known: Answers) -> list[str]:
        asked: list[str] = []

        def fetch(address: str, media_type: str) -> bytes:
            asked.append(address)
            found = next((known[one] for one in known if address.startswith(one)), NotFound())
            if isinstance(found, Exception):
                raise found
            return json.dumps(found).encode()

        monkeypatch.setattr(network, "fetcher", lambda publication: fetch)
        return asked

    return install


def add(project: Path, *words: str) -> int:
    """Run the command and return its exit code."""
    return main(["new", "source", "--source", str(project), *words])


def held(project: Path) -> str:
    """Return the text of the .bib file."""
    return (project / "references.bib").read_text(encoding="utf-8")


def test_bibtex_is_written_as_the_others_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key, fields and dates in the house's way; the rest of the file is the same bytes."""
    given = (
        '@techreport{Weird:Key99, author={Inspektionen f{\\"o}r socialf{\\"o}rs{\\"a}kringen}, '
        "title={A \\& B of the NHS}, year=2019, month=dec, institution={ISF}, "
        "doi={https://doi.org/10.9999/X_1}, url={https://doi.org/10.9999/X_1}, file={/home/a.pdf}}"
    )
    given = given.replace("author={", "author={{").replace("kringen}", "kringen}}")
    assert add(project, given) == 0
    assert held(project) == HELD + (
        "\n@techreport{isf2019b,\n"
        "  author      = {{Inspektionen för socialförsäkringen}},\n"
        "  title       = {A \\& B of the {NHS}},\n"
        "  date        = {2019-12},\n"
        "  institution = {ISF},\n"
        "  doi         = {10.9999/X_1},\n"
        "}\n"
    )
    assert "[@isf2019b]" in capsys.readouterr().out


def test_the_file_tells_its_layout(project: Path) -> None:
    """Tabs, no columns, no last comma, Windows' line ends, and an alphabetical place."""
    old = "".join(
        f"{remark}@book{{{key},\r\n\ttitle={{Bok {key}}},\r\n\tyear={{2000}}\r\n}}\r\n\r\n"
        for remark, key in (("", "alm"), ("", "bok"), ("% Om Dahl.\r\n", "dahl"))
    )
    (project / "references.bib").write_bytes(old.encode())
    assert add(project, "@book{x, author={Påhitt, Bo and Ek, Eva}, title={Ny}, year=2001}") == 0
    fields = ("author={Påhitt, Bo and Ek, Eva},", "title={Ny},", "date={2001}")
    new = "\r\n\t".join(("@book{pahitt2001,", *fields)) + "\r\n}\r\n"
    assert (project / "references.bib").read_bytes().decode() == old.rstrip() + "\r\n\r\n" + new
    assert add(project, "@book{x, author={Cedermark, Bo}, title={Ny igen}, year=2001}") == 0
    keys = list(reader.read([project / "references.bib"]).sources)
    assert keys == ["alm", "bok", "cedermark2001", "dahl", "pahitt2001"]
    assert (
        "\r\n}\r\n\r\n% Om Dahl.\r\n@book{dahl,"
        in (project / "references.bib").read_bytes().decode()
    )


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("doi:10.9999/EN.rapport", "isf2019"),
        ("9144000006", "isf2019"),
        ("@book{z, title={Annan bok}, year={2013}}", "ham2013"),
    ],
)
def test_a_work_is_written_once(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    answers: Callable[[Answers], list[str]],
    given: str,
    key: str,
) -> None:
    """By DOI, ISBN (ten digits or thirteen), or title and year; nobody is asked then."""
    asked = answers({})
    assert add(project, given) == 2
    assert f"[@{key}]" in capsys.readouterr().err
    assert held(project) == HELD
    assert not asked


def test_a_work_of_the_same_title_may_have_a_key_of_its_own(project: Path) -> None:
    """The author says so with ``--key``."""
    bibtex = "@book{z, author={Ek, Eva}, title={Annan bok}, publisher={F}, year={2013}}"
    assert add(project, bibtex, "--key", "ek2013") == 0
    assert add(project, bibtex, "--key", "not a key") == 2
    assert list(reader.read([project / "references.bib"]).sources)[2:] == ["ek2013"]


def test_a_doi_is_looked_up(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    answers: Callable[[Answers], list[str]],
) -> None:
    """Crossref's words become fields; tags go, nothing else is added."""
    item = {
        "type": "journal-article",
        "title": ["On <i>testing</i> &amp; more"],
        "author": [{"given": "Eva", "family": "Ek"}, {"name": "The Test Group"}],
        "container-title": ["Journal of Tests"],
        "issued": {"date-parts": [[2016, 5]]},
        "volume": "16",
        "issue": "2",
        "page": "1-9",
        "ISSN": ["1568-4156", "0000-0001"],
        "publisher": "A Publisher",
        "URL": "http://dx.doi.org/10.9999/t.1",
        "language": "en",
        "abstract": "<jats:p>Long.</jats:p>",
        "reference": [{"key": "1"}],
    }
    asked = answers({"https://doi.org/10.9999/t.1": item})
    assert add(project, "https://doi.org/10.9999/t.1") == 0
    source = reader.read([project / "references.bib"]).sources["ek2016"]
    assert source.type == "article"
    assert [name.surname for name in source.names["author"]] == ["Ek", "The Test Group"]
    assert dict(source.fields) == {
        "title": "On testing & more",
        "journaltitle": "Journal of Tests",
        "date": "2016-05",
        "volume": "16",
        "number": "2",
        "pages": "1-9",
        "issn": "1568-4156",
        "doi": "10.9999/t.1",
        "langid": "english",
    }
    assert len(asked) == 1
    shown = capsys.readouterr()
    assert "hold them against the work" in shown.err
    assert "missing" not in shown.err


def test_an_isbn_is_looked_up_in_libris_first_if_it_is_swedish(
    project: Path, answers: Callable[[Answers], list[str]]
) -> None:
    """A year of birth is no part of a name, and the place no part of the publisher."""
    record = {
        "title": "Bok [Elektronisk resurs] : en prövning",
        "creator": ["Ek, Eva, 1970-", "Testmyndigheten"],
        "publisher": "Lund : Förlaget",
        "date": "cop. 2015",
        "language": "swe",
    }
    asked = answers({"https://libris.kb.se/": {"xsearch": {"list": [record]}}})
    assert add(project, "978-91-7031-123-9", "--key", "ek2015") == 0
    assert len(asked) == 1
    source = reader.read([project / "references.bib"]).sources["ek2015"]
    people = [(name.surname, name.given) for name in source.names["author"]]
    assert people == [("Ek", "Eva"), ("Testmyndigheten", "")]
    assert dict(source.fields) == {
        "title": "Bok", "subtitle": "en prövning", "date": "2015", "publisher": "Förlaget",
        "location": "Lund", "isbn": "978-91-7031-123-9", "langid": "swedish",
    }  # fmt: skip


def test_another_isbn_is_looked_up_in_open_library(
    project: Path, answers: Callable[[Answers], list[str]]
) -> None:
    """And in the other catalogue where the first does not know it."""
    record = {
        "title": "A book",
        "authors": [{"name": "Eva Ek"}],
        "publishers": [{"name": "Publisher"}],
        "publish_date": "May 3, 2015",
    }
    asked = answers(
        {
            "https://openlibrary.org/": {"ISBN:9780306406157": record},
            "https://libris.kb.se/": {"xsearch": {"list": []}},
        }
    )
    assert add(project, "978-0-306-40615-7") == 0
    assert len(asked) == 1
    assert "@book{ek2015,\n  author    = {Ek, Eva}," in held(project)
    assert add(project, "978-91-7031-123-9") == 0
    assert [address.split("/")[2] for address in asked[1:]] == ["libris.kb.se", "openlibrary.org"]


@pytest.mark.parametrize("silence", [NoAnswer("no way"), NotFound(), [], {"title": ""}, "text"])
def test_without_an_answer_what_is_given_is_taken(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    answers: Callable[[Answers], list[str]],
    silence: object,
) -> None:
    """No field is made up; those that are missing are named."""
    answers({"https://doi.org/": silence})
    assert add(project, "10.9999/t.1") == 0
    assert held(project) == HELD + "\n@misc{t1,\n  doi = {10.9999/t.1},\n}\n"
    assert "missing, from the work itself: title, author, date" in capsys.readouterr().err


def test_nobody_is_asked_offline(project: Path, answers: Callable[[Answers], list[str]]) -> None:
    """``--offline``."""
    asked = answers({})
    assert add(project, "10.9999/t.1", "--offline") == 0
    assert not asked


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("Ham 2013", "Give a DOI"),
        ("978-91-44-00000-1", "last digit"),
        ("@book{a, title = {Öppen", "BibTeX:1"),
        ("@book{a, publisher = {X}}", "has no title"),
        ("@comment{a}", "no entry"),
    ],
)
def test_what_is_not_understood_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], given: str, reason: str
) -> None:
    """With what was expected instead; the file stays as it is."""
    assert add(project, given) == 2
    assert reason in capsys.readouterr().err
    assert held(project) == HELD


def test_bibtex_comes_from_a_file_or_standard_input(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Several entries at once, two of one key among them."""
    two = "\n".join(
        f"@book{{a, author={{Ek, Eva}}, title={{{title}}}, year=2001}}" for title in ("Ett", "Två")
    )
    (tmp_path / "two.bib").write_text(two, encoding="utf-8")
    assert add(project, "--file", str(tmp_path / "two.bib")) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("@book{a, author={Ek, Eva}, title={Tre}}"))
    assert add(project) == 0
    assert list(reader.read([project / "references.bib"]).sources)[2:] == [
        "ek2001",
        "ek2001b",
        "ek",
    ]


def test_a_value_that_does_not_check_is_written_and_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing that was given is lost; the exit code says that something is wrong."""
    assert add(project, "@book{a, title={Ett}, author={Ek}, date={i våras}, isbn={123}}") == 1
    said = capsys.readouterr().err
    assert "'i våras'" in said
    assert "'123'" in said
    assert "isbn   = {123}" in held(project)


def test_a_file_in_another_encoding_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be half of the one, half of the other."""
    (project / "references.bib").write_bytes(HELD.encode("latin-1"))
    assert add(project, "@book{a, title={Ett}}") == 2
    assert "UTF-8" in capsys.readouterr().err
    assert (project / "references.bib").read_bytes() == HELD.encode("latin-1")
