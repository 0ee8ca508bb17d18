"""How the books look: a few lines of conf.py, checked, and in the digest of every volume."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.model.colours import contrast
from sphinx_publication.yearbook.look import look
from sphinx_publication.yearbook.plates import Plates

MakeApp = Callable[..., SphinxTestApp]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"acent": "#17465c"}, "no setting 'acent'"),
        ({"accent": "blue"}, "'blue' is no colour"),
        ({"accent": "#9fb8c4"}, "too light"),
        ({"serif": "Comic Papyrus"}, "no font 'Comic Papyrus'"),
        ({"fonts": "nowhere"}, "no folder and no installed package 'nowhere'"),
        ({"fonts": "empty"}, "no font in 'empty'"),
        ({"cover": "none.svg"}, "no file 'none.svg'"),
        ({"cover": "conf.py"}, "'conf.py' cannot be shown"),
        ({"cover": "broken.svg"}, "'broken.svg' cannot be shown"),
        ({"bleed": "3"}, "'3' is no width"),
        ({"bleed": "30mm"}, "at most 10mm"),
        ({"crop_marks": "yes"}, "neither True nor False"),
        ({"layout": "nowhere"}, "no folder 'nowhere'"),
        ({"layout": "empty"}, "no .typ file in 'empty'"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, value: dict[str, object], said: str) -> None:
    """A setting that cannot work names itself, what is wrong, and what could stand there."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "conf.py").write_text("")
    (tmp_path / "broken.svg").write_text("<svg")
    with pytest.raises(ValueError, match="publication_book") as caught:
        look(value, tmp_path, Plates())
    assert said in str(caught.value)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21:1, white on itself 1:1; short and long forms are the same colour."""
    assert contrast("#000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_wrong_look_stops_the_build_with_one_line(make_app: MakeApp, tmp_path: Path) -> None:
    """Nothing is made in a look that was not asked for."""
    root = Path(__file__).parents[1] / "roots" / "test-yearbook"
    shutil.copytree(root, tmp_path / "src")
    with pytest.raises(ConfigError, match="too light"):
        make_app(
            "yearbook",
            srcdir=tmp_path / "src",
            confoverrides={"publication_book": {"accent": "#ffffff"}},
        )


def test_look_layout_and_cover_reach_the_book(make_app: MakeApp, tmp_path: Path) -> None:
    """An author's layout takes the place of ours, and the volume is set again when it changes."""
    root = Path(__file__).parents[1] / "roots" / "test-yearbook"
    source = tmp_path / "src"
    shutil.copytree(root, source)
    (source / "_bok").mkdir()
    cover = '#import "tokens.typ": *\n#let cover(data) = { [Egen framsida VERSION]; pagebreak() }\n'
    half = "#let half-title(data) = []\n"
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    svg = f'{head}<rect width="9" height="9"/></svg>'
    (source / "cover.svg").write_text(svg)
    value = {
        "accent": "#5c1733",
        "serif": "New Computer Modern",
        "cover": "cover.svg",
        "bleed": "3mm",
        "crop_marks": True,
        "layout": "_bok",
    }
    for version in ("ett", "två"):
        layout = cover.replace("VERSION", version) + half
        (source / "_bok" / "cover-parts.typ").write_text(layout)
        app = make_app("yearbook", srcdir=source, confoverrides={"publication_book": value})
        app.build()
        assert "yearbook-failed" not in app.warning.getvalue()
        for name in ("provbloggen-2013.pdf", "provbloggen-2013-tryck.pdf"):
            reader = pypdf.PdfReader(Path(app.outdir, name))
            assert f"Egen framsida {version}" in reader.pages[0].extract_text()
        fonts = {
            font.get_object()["/BaseFont"]
            for page in reader.pages
            for font in page["/Resources"].get("/Font", {}).values()
        }
        assert any("NewCM" in name for name in fonts)
        assert reader.pages[0].mediabox.width > reader.pages[0].trimbox.width


@pytest.mark.parametrize(
    ("half", "place", "words"),
    [
        ("#let half-title(data) = (1,, 2)\n", "_bok/cover-parts.typ:2: ", "unexpected comma"),
        ("#let half-title(data) = acent\n", "_bok/cover-parts.typ:2: ", "unknown variable: acent."),
        ("", "theme/parts.typ:", "the layout has no 'half-title'"),
    ],
)
def test_look_faults_of_a_layout_are_told_with_its_file_and_line(
    make_app: MakeApp, tmp_path: Path, half: str, place: str, words: str
) -> None:
    """Who replaced a file of the layout is told where in it the mistake is; old files stay."""
    source = tmp_path / "src"
    shutil.copytree(Path(__file__).parents[1] / "roots" / "test-yearbook", source)
    (source / "_bok").mkdir()
    (source / "_bok" / "cover-parts.typ").write_text("#let cover(data) = [Framsida]\n" + half)
    old = tmp_path / "src" / "_build" / "yearbook" / "provbloggen-2013.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    value = {"publication_book": {"layout": "_bok"}}
    app = make_app("yearbook", srcdir=source, confoverrides=value)
    app.build()
    told = [line for line in app.warning.getvalue().splitlines() if "provbloggen-2013.pdf" in line]
    assert len(told) == 1
    assert place in told[0]
    assert words in told[0]
    assert old.read_bytes() == b"old"
