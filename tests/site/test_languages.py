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
