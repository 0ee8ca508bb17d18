"""The fence: no file outside the publication comes into the site or the books."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

_SECRET = "mycket hemliga ord"


@pytest.fixture
def publication(tmp_path: Path, rootdir: Path) -> Path:
    """Return a publication beside secrets that its posts try to show in every way."""
    root = tmp_path / "publication"
    shutil.copytree(rootdir / "test-outside", root)
    (tmp_path / "hemligt.txt").write_text(_SECRET)
    (tmp_path / "hemligt.png").write_bytes(_SECRET.encode())
    (tmp_path / "hemligt.md").write_text(f"# Titel\n\n{_SECRET}\n")
    folder = root / "posts/2013/05"
    (folder / "genvag.png").symlink_to(tmp_path / "hemligt.png")
    (folder / "genvag.txt").symlink_to(tmp_path / "hemligt.txt")
    (root / "source/genvag.md").symlink_to(tmp_path / "hemligt.md")
    return root


@pytest.mark.parametrize("builder", ["html", "yearbook"])
def test_nothing_outside_is_read(publication: Path, builder: str) -> None:
    """Pictures, downloads, included files and pages outside are left out, each with its line."""
    app = SphinxTestApp(builder, srcdir=publication)
    app.build()
    app.cleanup()
    out = Path(app.outdir)
    for file in out.rglob("*"):
        assert file.is_dir() or _SECRET.encode() not in file.read_bytes(), file
    warnings = app.warning.getvalue()
    told = [line for line in warnings.splitlines() if "[publication.file-" in line]
    places = [line.partition(": ")[0].rpartition("/")[2] for line in told]
    assert {"utanfor.md:8", "utanfor.md:10", "utanfor.md:12", "utanfor.md:14"} <= set(places)
    assert len([line for line in told if "rst.rst" in line]) == 4
    assert len([line for line in told if "utanfor.md" in line]) == 10
    assert len([line for line in told if "genvag.md" in line]) == 1


def test_what_lies_inside_is_read(publication: Path) -> None:
    """Files of the publication, and docutils' own, are shown; the words of what is refused stay."""
    app = SphinxTestApp("yearbook", srcdir=publication)
    app.build()
    app.cleanup()
    (book,) = Path(app.outdir).glob("*-2013.pdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(book).pages)
    assert text.count("inne i mappen") == 3
    for words in ("Bild ett", "bild två", "Bild tre", "Bild fyra", "ladda ner", "Slut ©"):
        assert words in text
    assert _SECRET not in text
