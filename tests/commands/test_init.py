"""`sphinx-publication init` begins a publication that builds as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.commands import main
from sphinx_publication.project import read

ROOT = Path(__file__).parents[2]
TITLE = 'Vår "bästa": publikation\\'


@pytest.mark.parametrize(
    ("language", "welcome"), [("sv", "2026/09/valkommen"), ("en", "2026/09/welcome")]
)
def test_what_has_begun_builds(
    tmp_path: Path, make_app: type[SphinxTestApp], language: str, welcome: str
) -> None:
    """Without a warning, with its first post; a second post and a page are begun in it."""
    folder = tmp_path / "ny"
    given = ["--title", TITLE, "--author", "Påhitt: Bo", "--publication-language", language]
    assert main(["init", str(folder), *given]) == 0
    project = read(folder)
    assert (project.title, project.language) == (TITLE, language)
    assert main(["new", "Ett till", "--publish", "--source", str(folder)]) == 0
    assert main(["new", "topic", "Ämnet", "--source", str(folder)]) == 0
    app = make_app("publicationhtml", srcdir=folder)
    app.build()
    assert app.warning.getvalue() == ""
    page = Path(app.outdir, welcome, "index.html").read_text(encoding="utf-8")
    assert "Påhitt: Bo" in page
    for place in app.config.html_theme_options["colophon"]:
        assert Path(app.outdir, place[1], "index.html").is_file(), place


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file that is there, and no other is written; other files are no hindrance."""
    (tmp_path / "notes.txt").write_text("egna", encoding="utf-8")
    (tmp_path / "conf.py").write_text("own = 1\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "already: conf.py" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["conf.py", "notes.txt"]
    (tmp_path / "conf.py").unlink()
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "egna"
    assert main(["init", str(tmp_path)]) == 2


def test_the_editor_finds_what_it_needs(tmp_path: Path) -> None:
    """Settings for VS Code and pre-commit are valid, and those of this publication the same."""
    assert main(["init", str(tmp_path), "--publication-language", "sv"]) == 0
    made = sorted(path for path in tmp_path.glob(".*") if path.name != ".gitignore")
    files = [one for path in made for one in ([path] if path.is_file() else sorted(path.iterdir()))]
    assert len(files) == 6
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.parent.name == ".vscode":
            assert json.loads(text)
        elif path.suffix == ".yaml":
            assert yaml.safe_load(text)["repos"][0]["repo"] == "local"
        here = ROOT / path.relative_to(tmp_path)
        assert here.read_text(encoding="utf-8") == text, path
