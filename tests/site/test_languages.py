"""Words in other languages say which, for screen readers to pronounce them by."""

from __future__ import annotations

from collections.abc import Callable

from tests.site.conftest import Project

POST = """---
date: 2014-03-02
---
# Om [Better Care]{lang=en}

Det heter [shared savings]{lang=english}, och [Länk](https://prov.example/x){lang=de}.

[Ingenting]{lang=klingonska}
"""


def test_an_author_marks_the_language_of_words(project: Callable[..., Project]) -> None:
    """``{lang=en}``, by tag or name, is a lang attribute; what names no language is reported."""
    at = project("minimal")
    (at.folder / "posts/2014").mkdir()
    (at.folder / "posts/2014/ord.md").write_text(POST, encoding="utf-8")
    built = at.build(
        language="sv", myst_enable_extensions=["attrs_inline"], publication_citation_syntax=False
    )
    page = built.page("2014/ord/index.html")
    marked = {one.get_text(): one["lang"] for one in page.select("article [lang]")}
    assert marked == {"Better Care": "en", "shared savings": "en", "Länk": "de"}
    assert any("klingonska" in line and "ord.md" in line for line in built.warnings)


def test_a_title_is_marked_wherever_it_stands(project: Callable[..., Project]) -> None:
    """A page whose whole name is foreign, or that of a foreign source, is marked in lists too."""
    at = project("sources")
    note = at.folder / "source/kallor/fund_2013.md"
    note.write_text("---\nkind: source\n---\n# Co-ordinated care\n\nSe {cite:t}`oberg2015`.\n")
    fund = at.folder / "source/organisationer/fonden.md"
    name, text = "The King’s Fund", fund.read_text("utf-8")
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    text = text.replace(heading, f"# [{name}]{{lang=en}}")
    fund.write_text(f"{text}\nSe {{cite:t}}`oberg2015`.\n", "utf-8")
    built = at.build(myst_enable_extensions=["attrs_inline"])
    own = built.page("kallor/fund-2013/index.html").h1
    assert [one.get_text() for one in own.select("[lang=en]")] == ["Co-ordinated care"]
    assert built.page("organisationer/fonden/index.html").select_one("h1 [lang=en]")
    listed = built.page("kallor/oberg2015/index.html").select(".citing-list__title a[lang=en]")
    assert {one.get_text() for one in listed} == {"Co-ordinated care", name}
    fund.write_text(fund.read_text("utf-8").replace("{lang=en}", "{lang=fr}"), "utf-8")
    assert not built.build(myst_enable_extensions=["attrs_inline"]).differences(_fresh(at, project))


def _fresh(at: Project, project: Callable[..., Project]) -> Project:
    other = project("minimal")
    other.folder = at.folder
    return other.build(myst_enable_extensions=["attrs_inline"])
