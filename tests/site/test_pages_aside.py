"""Generated pages are made by several processes, and nothing shows it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from sphinx_publication.site import builder
from sphinx_publication.site.builder import PublicationBuilder

from .conftest import Project

logger = logging.getLogger("sphinx_publication.test")

Makers = Callable[[], Mapping[str, int]]


@pytest.fixture
def makers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Makers:
    """Share few pages; return which process made each page."""
    monkeypatch.setattr(builder, "_PAGES_A_PROCESS", 1)
    notes, make = tmp_path / "makers", StandaloneHTMLBuilder.handle_page

    def handle_page(
        self: StandaloneHTMLBuilder, pagename: str, *args: object, **how: object
    ) -> None:
        with notes.open("a") as file:
            file.write(f"{os.getpid()} {pagename}\n")
        if pagename in getattr(self, "generated", ()):
            logger.warning("made %s", pagename)
        make(self, pagename, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(StandaloneHTMLBuilder, "handle_page", handle_page)

    def read() -> Mapping[str, int]:
        rows = [line.split(" ", 1) for line in notes.read_text().splitlines()]
        notes.unlink()
        return {name: int(process) for process, name in rows}

    return read


def test_pages_and_what_is_known_of_them_are_those_of_one_process(
    project: Callable[[str], Project], makers: Makers
) -> None:
    """Every byte, the files that stay, and each warning once, in the same order."""
    serial = project("knowledge").build()
    alone = makers()
    shared = project("knowledge").build(parallel=2)
    made = makers()
    assert shared.files() == serial.files()
    assert made.keys() == alone.keys()
    said = [[line for line in one.warnings if "made " in line] for one in (serial, shared)]
    assert len(said[0]) > 10
    assert said[1] == said[0]
    generated = {line.rsplit(" ", 1)[1] for line in said[0]}
    assert len({made[name] for name in generated} - {os.getpid()}) >= 2
    # nothing is left over, and all that is there is known, when it is built again
    assert shared.build(parallel=2).files() == serial.files()


def test_a_project_with_a_hand_in_pages_has_them_made_by_one_process(
    project: Callable[[str], Project], makers: Makers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its handler may remember pages."""
    built = project("knowledge")
    conf = built.folder / "conf.py"
    conf.write_text(
        conf.read_text("utf-8")
        + "\nseen = []\n"
        + "def note(app, pagename, *rest):\n    seen.append(pagename)\n"
        + "def tell(app, error):\n"
        + "    open(app.outdir / 'seen.txt', 'w').write('\\n'.join(seen))\n"
        + "def setup(app):\n"
        + "    app.connect('html-page-context', note)\n"
        + "    app.connect('build-finished', tell)\n",
        "utf-8",
    )
    generated: list[set[str]] = []
    end = PublicationBuilder.gen_pages_from_extensions

    def listed(self: PublicationBuilder) -> None:
        end(self)
        generated.append(set(self.generated))

    monkeypatch.setattr(PublicationBuilder, "gen_pages_from_extensions", listed)
    built.build(parallel=2)
    made = makers()
    assert {made[name] for name in generated[0]} == {os.getpid()}
    assert set((built.site / "seen.txt").read_text().splitlines()) >= generated[0]


def test_contents_as_sphinx_writes_them_are_there_for_who_shows_them(
    project: Callable[[str], Project],
) -> None:
    """A project's own template has them; our theme makes its own, and none are written for it."""
    built = project("knowledge")
    folder = built.folder / "_templates/publication"
    folder.mkdir(parents=True)
    shown = "OWN{{ toc }}OWN"
    (folder / "page_toc.html").write_text(shown, "utf-8")
    built.build(templates_path=["_templates"])
    pages = [path.read_text("utf-8") for path in built.site.rglob("index.html")]
    assert any('href="#' in page.split("OWN")[1] for page in pages if "OWN" in page)
