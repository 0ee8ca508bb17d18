"""Whatever stands in a file, the check ends, and what it puts right stays right."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking.seeded import SECOND, Seed, sow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_publication.checking import fixing, publication, rules
from sphinx_publication.commands import main
from sphinx_publication.model.problems import Kind
from sphinx_publication.project import read

_PIECES = st.sampled_from(
    [
        "---\n", "date: 2014-01-10\n", "Tags: [Samverkan, x]\n", "tags: [Samverkan,\n  b]\n",
        "\tx: 1\n", "draft: {a: [b]}\n", "# Rubrik\n", "#### \n", "\ufeff", "\r\n", "\r", "\n\n",
        "```{note}\n", ":::{tip} x\n", "```\n", ":::\n", "[x](/2013/12/forsta.html)", "[x](<a b>)",
        "[x](https://prov.example/2014/01/andra/#y)", "{cite:p}` alfa2013 , x`", "{cite}`",
        "[@a, s", "![](x.png){.decorative}", "[^1]", "[^1]: ", "<a href='javascript:x'", "<script>",
        "`", "\\", "{topic}`", "<<<<<<< a\n", ">>>>>>> b\n", "å\u2028", "(a)=\n", "> ", "- ", "%",
        "\0", "x",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication whose second post is written anew each time."""
    root = tmp_path_factory.mktemp("sown")
    sow(root)
    return root


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(_PIECES, max_size=14))
def test_no_text_stops_it_and_a_second_fix_changes_nothing(sown: Path, pieces: list[str]) -> None:
    """The check tells something or nothing; a text that was put right is right."""
    text = "".join(pieces)
    (sown / SECOND).write_bytes(text.encode())
    project = read(sown)
    found = publication.read(project)
    for problem in rules.problems(found):
        assert str(problem)
        assert (
            0 <= problem.line <= text.count("\n") + text.count("\r") + 2 or problem.path != SECOND
        )
    for fixed in fixing.fixes(found):
        fixing.write(fixed, found)
    again = publication.read(project)
    assert [fixed.fixes for fixed in fixing.fixes(again)] == []


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{':' * (200 - n)}{{note}}\n" for n in range(150)),
        "> " * 300 + "x",
        "---\nx: " + "[" * 3000 + "\n---\n",
        "---\na: &a [x, x]\n" + "".join(
            f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
            for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        ) + "tags: *j\nlocation: *j\nauthor: [*j]\n---\n# X\n",
        "[" * 5000, "![" * 2000, "<a " * 500, "`" * 5001, "*a_ " * 3000,
    ],
    ids=["notes", "quotations", "yaml", "bomb", "brackets", "pictures", "tags", "ticks", "stars"],
)  # fmt: skip
def test_nothing_that_is_nested_deep_stops_it(tmp_path: Path, text: str) -> None:
    """Neither directives, quotations nor YAML, however they lie in each other."""
    sow(tmp_path, Seed(Kind.FENCE_OPEN, SECOND, "", text))
    rules.problems(publication.read(read(tmp_path)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('publication_timezone = "Ingenstans"', "Ingenstans"),
        ('publication_addresses = {"amne": "x"}', "unknown in publication_addresses"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    """In a sentence, with exit code 2."""
    sow(tmp_path)
    with (tmp_path / "conf.py").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    assert main(["check", "--source", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err
