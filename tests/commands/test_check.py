"""``sphinx-publication check``: what it prints, what it puts right, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking.seeded import ABOUT, FILES, SECOND, Seed, sow

from sphinx_publication.commands import main
from sphinx_publication.model.problems import Kind

#: An error and a warning.
ERROR = Seed(Kind.LINK_FILE_MISSING, SECOND, "Kort text.", "Se [x](/source/omm.md), 100%.")
WARNING = Seed(Kind.HEADING_SKIPPED, SECOND, "Kort text.", "### Djupt\n\nText.")


def check(root: Path, *options: str, language: str = "en") -> int:
    """Run the command on a publication."""
    return main(["--language", language, "check", "--source", str(root), *options])


def test_nothing_wrong_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, in the language that is spoken, and exit code 0."""
    sow(tmp_path)
    assert check(tmp_path) == 0
    assert capsys.readouterr().out == "Nothing to remark on.\n"
    assert check(tmp_path, language="sv") == 0
    assert capsys.readouterr().out == "Inget att anmärka på.\n"


def test_errors_fail_and_warnings_only_when_strict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scripts can trust the exit code."""
    sow(tmp_path, ERROR)
    assert check(tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{SECOND}:12: error: the link leads to '/source/omm.md', and there is no such file; "
        "did you mean 'om.md'?",
        "1 error, 0 warnings.",
    ]
    sow(tmp_path, WARNING)
    assert check(tmp_path) == 0
    assert check(tmp_path, "--strict") == 1
    out = capsys.readouterr().out
    assert "warning: the heading goes from level 1 to level 3; write ## before it" in out


def test_it_speaks_swedish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence, the hint in it and the closing line."""
    sow(tmp_path, ERROR)
    assert check(tmp_path, language="sv") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{SECOND}:12: fel: länken leder till ”/source/omm.md”, men någon sådan fil finns inte; "
        "menade du ”om.md”?",
        "1 fel, 0 varningar.",
    ]


def test_only_what_is_asked_for_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files and folders narrow what is shown, not what is known."""
    sow(tmp_path, ERROR)
    assert check(tmp_path, str(tmp_path / ABOUT)) == 0
    assert check(tmp_path, str(tmp_path / "posts")) == 1
    assert check(tmp_path, str(tmp_path / SECOND)) == 1
    assert check(tmp_path, str(tmp_path)) == 1
    assert check(tmp_path, str(tmp_path / "references.bib")) == 0
    capsys.readouterr()
    assert check(tmp_path, str(tmp_path / "conf.py")) == 2
    assert "conf.py: this is no text of the publication" in capsys.readouterr().err


def test_no_publication_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and a sentence."""
    assert check(tmp_path) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_json_is_as_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A version, the problems and their counts."""
    sow(tmp_path, ERROR)
    assert check(tmp_path, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "problems": [
            {
                "file": SECOND,
                "line": 12,
                "severity": "error",
                "kind": "link-file-missing",
                "message": "the link leads to '/source/omm.md', and there is no such file; "
                "did you mean 'om.md'?",
            }
        ],
        "errors": 1,
        "warnings": 0,
    }


def test_github_gets_commands_with_everything_escaped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Per cent signs in the message, colons and commas in the properties."""
    name = "posts/2014/01/ett, två: 3 %.md"
    front = "---\ndate: 2014-01-11\nimported: {from: blogger}\n---\n"
    text = f"{front}# Ett\n\nSe [x](/a%25b.md).\n"
    sow(tmp_path, Seed(Kind.LINK_FILE_MISSING, name, "", text))
    assert check(tmp_path, "--format", "github") == 1
    assert capsys.readouterr().out == (
        "::error file=posts/2014/01/ett%2C två%3A 3 %25.md,line=7,title=link-file-missing::"
        "the link leads to '/a%25b.md', and there is no such file; correct it, or remove the link\n"
    )
    sow(tmp_path, Seed(Kind.LINK_FILE_MISSING, name, "", text.replace("/a%25b", "/source/om")))
    assert check(tmp_path, "--format", "github") == 0
    assert capsys.readouterr().out == ""


def test_sarif_names_rules_and_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0: sections 3.27 (result), 3.49 (reportingDescriptor)."""
    sow(tmp_path, ERROR)
    assert check(tmp_path, "--format", "sarif") == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    [rule] = run["tool"]["driver"]["rules"]
    [result] = run["results"]
    assert rule["id"] == result["ruleId"] == "link-file-missing"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]] == rule
    assert rule["defaultConfiguration"]["level"] == result["level"] == "error"
    assert result["message"]["text"].startswith("the link leads to '/source/omm.md'")
    [place] = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": SECOND, "uriBaseId": "SRCROOT"},
        "region": {"startLine": 12},
    }


def test_a_file_without_a_fault_is_left_as_it_is(tmp_path: Path) -> None:
    """Not a byte of a publication in order is changed."""
    sow(tmp_path)
    assert check(tmp_path, "--fix") == 0
    for path, content in FILES.items():
        expected = content.encode() if isinstance(content, str) else content
        assert (tmp_path / path).read_bytes() == expected


UNTIDY = """\ufeff---\r
Date: 2014-03-01\r
AUTHOR: Redaktionen\r
tags: [Finansiell Samordning, 'Samverkan']\r
description: Det tredje.\r
---\r
# Det tredje\r
\r
Se [en](/2013/12/forsta.html#x), [två](https://prov.example/2014/01/andra/) och `](x.html)`.\r
Se {cite:p}` alfa2013 , beta2014 ` [tre](https://prov.example/okand/)."""

TIDY = """---
date: 2014-03-01
author: Redaktionen
tags: [finansiell samordning, 'samverkan']
description: Det tredje.
---
# Det tredje

Se [en](/posts/2013/12/forsta.md#x), [två](/posts/2014/01/andra.md) och `](x.html)`.
Se {cite:p}`alfa2013, beta2014` [tre](https://prov.example/okand/).
"""


def test_what_is_safe_is_put_right_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each change is named with its line; a second run changes nothing."""
    name = "posts/2014/03/tredje.md"
    sow(tmp_path, Seed(Kind.FILE_MARK, name, "", UNTIDY.encode()))
    check(tmp_path, "--fix")
    assert (tmp_path / name).read_bytes().decode() == TIDY
    told = [line for line in capsys.readouterr().out.splitlines() if ": mended: " in line]
    assert [line.partition(": mended")[0].removeprefix(name) for line in told] == [
        "", "", "", ":2", ":3", ":4", ":4", ":9", ":9", ":10",
    ]  # fmt: skip
    before = (tmp_path / name).stat().st_mtime_ns
    check(tmp_path, "--fix")
    assert "mended" not in capsys.readouterr().out
    assert (tmp_path / name).stat().st_mtime_ns == before
    assert not list((tmp_path / name).parent.glob(".*"))


def test_tabs_that_indent_front_matter_become_blanks(tmp_path: Path) -> None:
    """YAML allows no tabs there."""
    name = "posts/2014/03/tredje.md"
    text = TIDY.replace("tags: [finansiell samordning, 'samverkan']", "tags:\n\t- samverkan")
    sow(tmp_path, Seed(Kind.FRONT_MATTER_INVALID, name, "", text))
    check(tmp_path, "--fix")
    assert "tags:\n  - samverkan\n" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_key_never_comes_to_stand_twice(tmp_path: Path) -> None:
    """The first in capitals is put right; the second, or one beside the right one, is left."""
    name = "posts/2014/03/tredje.md"
    text = TIDY.replace("author:", "Date: 2014-03-02\nPart: 1\nPART: 2\nauthor:")
    sow(tmp_path, Seed(Kind.FRONT_MATTER_KEY_CASE, name, "", text))
    check(tmp_path, "--fix")
    fixed = (tmp_path / name).read_text(encoding="utf-8")
    assert "\nDate: 2014-03-02\npart: 1\nPART: 2\n" in fixed


@pytest.mark.parametrize(
    "content",
    [
        UNTIDY.replace("Se [en]", "<<<<<<< HEAD\r\nen\r\n=======\r\ntvå\r\n>>>>>>> b\r\n").encode(),
        UNTIDY.encode("cp1252", "replace") + "å".encode("cp1252"),
    ],
    ids=["merge marks", "not UTF-8"],
)
def test_a_file_that_cannot_be_trusted_is_never_touched(tmp_path: Path, content: bytes) -> None:
    """Two versions side by side, or another encoding: a person must look."""
    name = "posts/2014/03/tredje.md"
    sow(tmp_path, Seed(Kind.MERGE_MARK, name, "", content))
    assert check(tmp_path, "--fix") == 1
    assert (tmp_path / name).read_bytes() == content


def test_only_the_files_asked_for_are_put_right(tmp_path: Path) -> None:
    """The others are left."""
    name = "posts/2014/03/tredje.md"
    sow(tmp_path, Seed(Kind.FILE_MARK, name, "", UNTIDY.encode()))
    check(tmp_path, "--fix", str(tmp_path / SECOND))
    assert (tmp_path / name).read_bytes() == UNTIDY.encode()
