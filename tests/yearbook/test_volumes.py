"""Several volumes: of spans and topics, and what one says of a place in another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import words

from sphinx_publication.model.volume_records import read_records

ROOT = Path(__file__).parents[1] / "roots" / "test-volumes"


def _text(file: Path) -> str:
    return words(pypdf.PdfReader(file).pages)


@pytest.mark.sphinx("yearbook", testroot="volumes")
def test_conf_py_asks_for_volumes(app: SphinxTestApp) -> None:
    """A span has the posts of its years, a topic those that bear it, under titles of their own."""
    app.build()
    jubilee = _text(Path(app.outdir, "bandbloggen-jubileum.pdf"))
    assert "De första åren" in jubilee
    assert "2013–2014" in jubilee
    assert "Det första inlägget" in jubilee
    assert "Det andra inlägget" in jubilee
    topic = pypdf.PdfReader(Path(app.outdir, "bandbloggen-samverkan.pdf"))
    assert topic.metadata is not None
    assert topic.metadata.title == "Bandbloggen: Om samverkan"
    entries = [line.post for line in read_records(Path(app.outdir))["samverkan"].contents]
    assert [entry for entry in entries if entry] == ["posts/2013/05/forst"]


@pytest.mark.sphinx("yearbook", testroot="volumes")
def test_a_link_to_another_volume_names_it_and_the_page(app: SphinxTestApp) -> None:
    """In both directions, once for each place, the page being the one in the other book."""
    app.build()
    records = read_records(Path(app.outdir))
    first = records["2013"].page_of("posts/2013/05/forst")
    second = records["2014"].page_of("posts/2014/05/sedan")
    inside = records["2013"].pages["posts/2013/05/forst#en-rubrik-langre-in"]
    assert first
    assert inside
    for ending in ("", "-tryck"):
        text = _text(Path(app.outdir, f"bandbloggen-2014{ending}.pdf"))
        assert f"Bandbloggen: årsbok 2013, s. {first}" in text
        assert text.count(f"”Det första inlägget”, Bandbloggen: årsbok 2013, s. {inside}") == 1
        text = _text(Path(app.outdir, f"bandbloggen-2013{ending}.pdf"))
        assert f"”Det andra inlägget”, Bandbloggen: årsbok 2014, s. {second}" in text
        # In the volume that has both, the links stay inside.
        jubilee = _text(Path(app.outdir, f"bandbloggen-jubileum{ending}.pdf"))
        assert "årsbok 20" not in jubilee.partition("Övriga årsböcker")[0].partition("Förord")[2]
        assert "”Det första inlägget”" not in jubilee


def test_a_page_that_moves_is_told_in_the_other_volume(tmp_path: Path) -> None:
    """When a foreword pushes the posts of one year, the other year's book follows."""
    source = tmp_path / "publication"
    shutil.copytree(ROOT, source)

    def build() -> tuple[str, int]:
        app = SphinxTestApp("yearbook", srcdir=source)
        app.build()
        app.cleanup()
        page = read_records(Path(app.outdir))["2013"].page_of("posts/2013/05/forst")
        return _text(Path(app.outdir, "bandbloggen-2014.pdf")), page

    text, before = build()
    foreword = source / "source/arsbocker/2013.md"
    foreword.parent.mkdir()
    foreword.write_text("# Förord\n\nEtt förord.\n", encoding="utf-8")
    text, after = build()
    assert after > before
    assert f"årsbok 2013, s. {after}" in text


def test_a_volume_that_no_post_belongs_to_is_named(tmp_path: Path) -> None:
    """A topic written wrong would else make the volume vanish without a word; the others stay."""
    source = tmp_path / "publication"
    shutil.copytree(ROOT, source)
    wanted = {"slussar": {"title": "Om slussar", "topics": ["slusar"]}}
    app = SphinxTestApp("yearbook", srcdir=source, confoverrides={"publication_yearbooks": wanted})
    app.build()
    app.cleanup()
    warnings = app.warning.getvalue()
    assert warnings.count("publication_yearbooks['slussar'] names years or topics that no") == 1
    assert Path(app.outdir, "bandbloggen-2013.pdf").is_file()
