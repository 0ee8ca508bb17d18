"""The guide for authors, /skriva/, says what is true: its template builds, its commands exist."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.commands import main, whole_parser

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "source/skriva"
PAGES = sorted(path for path in GUIDE.glob("*.md") if path.name != "mall.md")
COMMAND = re.compile(r"python -m sphinx_publication (.+)$", re.MULTILINE)


def commands() -> list[list[str]]:
    """Return the commands that the guide's console lines tell to run."""
    lines = [
        line
        for page in PAGES
        for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
        for line in COMMAND.findall(block)
    ]
    return [shlex.split(line) for line in lines]


def test_every_command_of_the_guide_exists() -> None:
    """With its options; and each make target that it names."""
    found = commands()
    assert len(found) >= 6
    for words in found:
        whole_parser().parse_args(words)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"^\$ make ([a-z]+)", page.read_text(encoding="utf-8"), re.M):
            assert f"\n{target}:" in makefile, target


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """Return this publication with no posts but the guide's template, by an author with a page."""
    for name in ("conf.py", "references.bib"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/index.md").write_text("# Start\n", encoding="utf-8")
    post = (GUIDE / "mall.md").read_text(encoding="utf-8").replace("draft: true\n", "")
    post += "\n```{update} 2026-12-03\nBeloppet är rättat.\n```\n"
    folder = tmp_path / "posts/2026/11"
    folder.mkdir(parents=True)
    (folder / "mitt-inlagg.md").write_text(post, encoding="utf-8")
    assert main(["new", "author", "Ditt namn", "--source", str(tmp_path)]) == 0
    return tmp_path


def test_the_template_is_a_post_that_builds(
    publication: Path, make_app: type[SphinxTestApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that `check` has nothing to say of, not even a warning."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert (
        main(["check", "--strict", "--source", str(publication), str(publication / "posts")]) == 0
    )
    app = make_app("publicationhtml", srcdir=publication, confoverrides={"html_theme_options": {}})
    app.build()
    assert app.warning.getvalue() == ""
    page = Path(app.outdir, "2026/11/mitt-inlagg/index.html").read_text(encoding="utf-8")
    assert "SFS 2003:1210" in page
    assert "Uppdaterat 3 december 2026" in page
