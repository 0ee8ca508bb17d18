"""`sphinx-publication init` begins a publication that builds as it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.commands import main
from sphinx_publication.project import read

ROOT = Path(__file__).parents[2]
#: The schema of this publication lies in the package.
HERE = {"frontmatter.schema.json": ROOT / "sphinx_publication/checking/frontmatter.schema.json"}
LAID = ("./sphinx_publication/checking/", "./.vscode/")
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


@pytest.mark.parametrize("language", ["sv", "en"])
def test_snippets_are_what_a_build_takes(
    tmp_path: Path, make_app: type[SphinxTestApp], language: str
) -> None:
    """Each, with its own words left as they are, in a post, without a warning or a remark."""
    folder = tmp_path / "ny"
    assert main(["init", str(folder), "--publication-language", language]) == 0
    bib = "@book{nyckel, title={Bok}}\n@book{key, title={Bok}}\n"
    (folder / "references.bib").write_text(bib, encoding="utf-8")
    snippets = json.loads((folder / ".vscode/publication.code-snippets").read_text("utf-8"))
    bodies = [expanded(one["body"]) for one in snippets.values()]
    post = next(body for body in bodies if "draft: true" in body).replace("draft: true\n", "")
    page = next(body for body in bodies if body.startswith("---\nkind: topic"))
    parts = [body for body in bodies if not body.startswith("---")]
    assert len(parts) == len(bodies) - 2
    images = {name.strip() for body in parts for name in re.findall(r"{figure} (.*)", body)}
    posts = folder / "posts/2026/09"
    for name in images:
        Image.new("RGB", (2, 2)).save(posts / name)
    text = "\n\n".join([post, "Text.", *parts, "Slut."])
    (posts / "prov.md").write_text(text, encoding="utf-8")
    (folder / "source/prov.md").write_text(page + "Text.\n", encoding="utf-8")
    app = make_app("publicationhtml", srcdir=folder)
    app.build()
    assert app.warning.getvalue() == ""
    assert Path(app.outdir, "2026/09/prov/index.html").is_file()


def expanded(body: list[str]) -> str:
    """Return a snippet as VS Code leaves it for one who only presses Tab."""
    text = "\n".join(body)
    for name, value in {
        "YEAR": "2026",
        "MONTH": "09",
        "DATE": "20",
        "HOUR": "09",
        "MINUTE": "30",
    }.items():
        text = text.replace(f"$CURRENT_{name}", value)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\d+", "", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text))


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
    assert len(files) == 7
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.parent.name == ".vscode":
            assert json.loads(text)
        elif path.suffix == ".yaml":
            assert yaml.safe_load(text)["repos"][0]["repo"] == "local"
        here = HERE.get(path.name, ROOT / path.relative_to(tmp_path)).read_text(encoding="utf-8")
        assert here.replace(*LAID) == text, path


@pytest.mark.parametrize(
    ("host", "file", "schema"),
    [
        ("github", ".github/workflows/publish.yml", "vendor.github-workflows"),
        ("gitlab", ".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_machines_of_a_host_can_publish_it(
    tmp_path: Path, host: str, file: str, schema: str
) -> None:
    """With what the host calls a workflow; begun with the publication, or added to one."""
    new, old = tmp_path / "ny", tmp_path / "gammal"
    assert main(["init", str(new), "--workflow", host]) == 0
    assert main(["init", str(old)]) == 0
    before = {path for path in old.rglob("*") if path.is_file()}
    assert main(["init", str(old), "--workflow", host]) == 0
    assert {path for path in old.rglob("*") if path.is_file()} - before == {old / file}
    assert (old / file).read_text("utf-8") == (new / file).read_text("utf-8")
    assert main(["init", str(old), "--workflow", host]) != 0
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, str(new / file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_workflow_may_do_no_more_than_it_must(tmp_path: Path) -> None:
    """Actions have a version; only the job that publishes may write, to the pages alone."""
    assert main(["init", str(tmp_path / "ny"), "--workflow", "github"]) == 0
    read_back = yaml.safe_load((tmp_path / "ny/.github/workflows/publish.yml").read_text("utf-8"))
    assert read_back["permissions"] == {"contents": "read"}
    assert read_back["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "permissions" not in read_back["jobs"]["build"]
    for job in read_back["jobs"].values():
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1"))


@pytest.mark.parametrize("file", [".github/workflows/publish.yml", ".gitlab-ci.yml"])
def test_the_commands_of_a_workflow_exist(tmp_path: Path, file: str) -> None:
    """Each command of ours in it is taken with its options."""
    hosts = ["--workflow", "github", "--workflow", "gitlab"]
    assert main(["init", str(tmp_path / "ny"), *hosts]) == 0
    text = (tmp_path / "ny" / file).read_text("utf-8")
    found = re.findall(r"^\s*(?:- |run: )?sphinx-publication (.+)$", text, re.MULTILINE)
    assert {one.split()[0] for one in found} >= {"check", "build"}
    for one in found:
        with pytest.raises(SystemExit) as ended:
            main([*one.split(), "--help"])
        assert ended.value.code == 0, one
