"""llms.txt leads programs that read to what there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Project

SITE = "https://blogg.example/"
LINE = re.compile(r"- \[(?P<name>.+)\]\((?P<address>\S+)\)(?:: (?P<note>.+))?")


def sections(text: str) -> dict[str, dict[str, str]]:
    """Return the addresses by name of each section, by its heading; every line keeps the form."""
    found: dict[str, dict[str, str]] = {}
    for part in text.split("\n## ")[1:]:
        heading, *lines = part.strip().split("\n")
        assert lines[0] == ""
        matches = [LINE.fullmatch(line) for line in lines[1:]]
        assert all(matches), lines
        found[heading] = {match["name"]: match["address"] for match in matches if match}
    return found


def test_it_names_posts_years_topics_and_data(project: Callable[[str], Project]) -> None:
    """By their Markdown, newest post first; every address is there."""
    blog = project("blog").build()
    text = blog.text("llms.txt")
    assert text.startswith("# Bloggen\n\n")
    found = sections(text)
    assert next(iter(found["Senaste inläggen"])) == "Sista inlägget"
    assert found["Senaste inläggen"]["Sista inlägget"] == f"{SITE}2024/03/sist/index.html.md"
    assert found["Inlägg per år"] == {
        year: f"{SITE}{year}/index.html.md" for year in ("2024", "2023")
    }
    assert f"{SITE}amnen/aldrande/index.html.md" in found["Ämnen"].values()
    assert f"{SITE}kunskap.json" in found["Källor och data"].values()
    for those in found.values():
        for address in those.values():
            assert (blog.site / address.removeprefix(SITE)).exists(), address


def test_it_is_light_however_many_posts_there_are(project: Callable[[str], Project]) -> None:
    """Twenty posts; older ones are found by their year."""
    site = project("blog")
    for number in range(40):
        path = site.folder / f"posts/2022/05/nr-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ndate: 2022-05-01\n---\n# Nummer {number}\n\nOrd.\n", "utf-8")
    found = sections(site.build().text("llms.txt"))
    assert len(found["Senaste inläggen"]) == 20
    assert found["Inlägg per år"]["2022"] == f"{SITE}2022/index.html.md"


def test_it_names_nothing_that_is_not_published(project: Callable[[str], Project]) -> None:
    """In a preview there is none; nor without an address, or without the Markdown it leads to."""
    site = project("drafts").build(html_baseurl=SITE)
    for those in sections(site.text("llms.txt")).values():
        for address in those.values():
            assert (site.site / address.removeprefix(SITE)).exists(), address
    for conf in (
        {"html_baseurl": SITE, "publication_preview": True},
        {"html_baseurl": ""},
        {"html_baseurl": SITE, "publication_markdown": False},
    ):
        assert "llms.txt" not in site.build(**conf).files()
