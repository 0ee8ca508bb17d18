"""Sources' pages and the data are let be as one where documents say what they said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_publication.site import knowledge, source_index, source_pages

from .conftest import Project

POST = "posts/2013/01/lagen.md"
#: What an edit replaces, and by what, in which file; none of it changes what other pages tell.
UNTOLD = [
    (POST, "Verket har läst den.", "Verket har läst den. Här står ett ord till."),
    (POST, "Lagen gäller", "En rad till.\n\nLagen gäller"),
]
TOLD = [
    (POST, "# Lagen & livet", "# Lagen & döden"),
    (POST, "säger mer", "säger mindre"),
    (POST, "tags: [samverkan, finansiering]", "tags: [samverkan]"),
    (POST, "2013-01-10 09:00", "2013-01-11 09:00"),
    ("source/organisationer/verket.md", "[VRK]", "[VRK, livet]"),
    ("source/organisationer/verket.md", "# Verket", "# Verkets namn"),
    ("source/organisationer/verket.md", "Se [lagen]", "Läs [lagen]"),
    ("references.bib", "2013", "2012"),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of what is put together, in order."""
    names: list[str] = []
    for module, name in ((knowledge, "gather"), (source_pages, "page"), (source_index, "index")):

        def put_together(*given: object, make: object = getattr(module, name), name: str = name):  # type: ignore[no-untyped-def]
            names.append(name)
            return make(*given)  # type: ignore[operator]

        monkeypatch.setattr(module, name, put_together)
    return names


def _edited(built: Project, edit: tuple[str, str, str]) -> Project:
    path, old, new = edit
    file = built.folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return built.build()


def _clean(built: Project) -> Project:
    return Project(built.folder, built.out.with_name("clean")).build(fresh=True)


@pytest.mark.parametrize("edit", UNTOLD)
def test_what_no_other_page_tells_has_nothing_put_together(
    project: Callable[[str], Project], asked: list[str], edit: tuple[str, str, str]
) -> None:
    """A sentence that cites, links and names nothing, or a line more above those that do."""
    built = project("knowledge").build()
    assert {*asked} == {"gather", "page", "index"}
    asked.clear()
    _edited(built, edit)
    assert asked == ["page"]  # for the one note of an author's on a source
    assert built.differences(_clean(built)) == []


@pytest.mark.parametrize("edit", TOLD)
def test_what_other_pages_tell_is_told_anew(
    project: Callable[[str], Project], asked: list[str], edit: tuple[str, str, str]
) -> None:
    """A title, a sentence, a tag, a day, a name, a link and a source are told elsewhere."""
    built = project("knowledge").build()
    asked.clear()
    _edited(built, edit)
    assert {*asked} == {"gather", "page", "index"}
    assert built.differences(_clean(built)) == []


def test_a_post_puts_together_the_pages_of_its_sources_alone(
    project: Callable[[str], Project], asked: list[str]
) -> None:
    """Other sources' pages rest on nothing that has changed."""
    built = project("knowledge").build()
    every = asked.count("page")
    asked.clear()
    _edited(built, (POST, "tags: [samverkan, finansiering]", "tags: [samverkan]"))
    assert 0 < asked.count("page") < every
    assert built.differences(_clean(built)) == []


@pytest.mark.parametrize(
    "path", ["kunskap.json", "kallor/index.html", "kallor/ociterad/ociterad.bib"]
)
def test_a_file_that_is_gone_comes_back(project: Callable[[str], Project], path: str) -> None:
    """Somebody deleted the data, a page, or a file beside one."""
    built = project("knowledge").build()
    before = built.files()
    (built.site / path).unlink()
    assert built.build().files() == before
