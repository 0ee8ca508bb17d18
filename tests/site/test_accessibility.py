"""The statement on accessibility says what the last check found, and what conf.py says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sphinx.errors import ConfigError

from sphinx_publication.model.accessibility import FILE, Checked, Fault, as_text
from tests.site.conftest import Project

PAGE = "tillganglighet/index.html"
CHECKED = Checked(
    date=date(2026, 11, 28),
    pages=159,
    modes=("light", "320", "a mode of one's own"),
    rules=("image-alt", "region"),
    faults=(),
    keyboard=32,
    checkers={"axe-core": "4.14.1", "Chromium": "150"},
)
FAULT = Fault("image-alt", "Images must have alternative text", 2)


def words(at: Project, checked: Checked, **conf: Any) -> str:
    """Build with the results of a check, and return the words of the statement."""
    (at.folder / FILE).write_text(as_text(checked), encoding="utf-8")
    page = at.build(language="sv", **conf).page(PAGE)
    return " ".join(page.find("main").get_text(" ").split())


@pytest.fixture
def at(project: Callable[..., Project]) -> Project:
    """A tiny publication."""
    return project("minimal")


def test_without_a_check_there_is_no_statement(at: Project) -> None:
    """No file, no page; a file that cannot be read is named, and all else is built."""
    assert not (at.build(language="sv").site / PAGE).exists()
    (at.folder / FILE).write_text('{"accessibility": 1}', encoding="utf-8")
    built = at.build(language="sv")
    assert not (built.site / PAGE).exists()
    assert any(FILE in line and "KeyError" in line for line in built.warnings)
    assert (built.site / "index.html").exists()


def test_it_says_what_was_checked_and_when(at: Project) -> None:
    """Date, pages, modes, keyboard, rules and programs are those of the file."""
    said = words(at, CHECKED)
    for part in (
        "Tillgänglighetsredogörelse",
        "28 november 2026",
        "inga brister på någon av de 159 sidorna",
        "i ljusa färger",
        "i 320 bildpunkters bredd",
        "a mode of one's own",
        "32 av sidorna",
        "axe-core 4.14.1, Chromium 150",
        "De 2 regler",
        "image-alt , region",
    ):
        assert part in said, part


def test_it_claims_nothing_that_nobody_said(at: Project) -> None:
    """Without configuration: no publisher, law, authority or address, and no conformance."""
    said = words(at, CHECKED)
    for part in ("lagen", "Digg", "@", "står bakom", "förenlig", "uppfyller"):
        assert part not in said, part
    assert "inte angett någon adress" in said


def test_a_new_check_makes_it_anew(at: Project) -> None:
    """The page follows the file, also where no text has changed."""
    words(at, CHECKED)
    said = words(at, replace(CHECKED, date=date(2026, 12, 1), faults=(FAULT,)))
    assert "1 december 2026" in said
    assert "28 november" not in said
    assert "På 2 sidor: Images must have alternative text ( image-alt )" in said
    assert at.page(PAGE).find("span", lang="en").get_text() == FAULT.says
    (at.folder / FILE).unlink()
    assert not (at.build(language="sv").site / PAGE).exists()


def test_conf_py_says_what_only_the_publisher_knows(at: Project) -> None:
    """Who answers for the site, the law, where to write, and what people found."""
    conf = {
        "publication_publisher": "Förlaget",
        "publication_accessibility_contact": "red@prov.example",
        "publication_accessibility_known": ["Kartan kan bara läsas med ögonen."],
        "publication_accessibility_law": "fully",
    }
    said = words(at, CHECKED, **conf)
    assert "Förlaget står bakom webbplatsen" in said
    assert "delvis förenlig" in said  # for something is known to be lacking
    assert "Kartan kan bara läsas med ögonen." in said
    page = at.page(PAGE)
    assert page.find("a", href="https://www.digg.se/tdosanmalan")
    assert page.select_one('a[href^="mailto:red@prov.example?subject="]')
    assert "helt förenlig" in words(at, CHECKED, publication_accessibility_law="fully")
    assert "omfattas inte av lagen" in words(at, CHECKED, publication_accessibility_law="outside")


@pytest.mark.parametrize(
    ("name", "value"),
    [("contact", "javascript:alert(1)"), ("contact", "red@"), ("law", "yes")],
)
def test_what_conf_py_cannot_mean_stops_the_build(at: Project, name: str, value: str) -> None:
    """An address that nobody can write to, and a word for the law that says nothing."""
    with pytest.raises(ConfigError, match=f"publication_accessibility_{name}"):
        at.build(**{f"publication_accessibility_{name}": value})


def test_a_page_of_one_s_own_takes_its_place(at: Project) -> None:
    """Who writes a statement has that one."""
    (at.folder / "tillganglighet.md").write_text("# Egen\n\nText.\n", encoding="utf-8")
    assert words(at, CHECKED).startswith("Egen")
