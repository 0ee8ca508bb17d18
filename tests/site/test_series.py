"""Series: a page for each, an index, and on each part the way to the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdf
import pytest

from sphinx_publication.site import feed_content

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture(scope="module")
def series(project: Callable[[str], Project]) -> Project:
    """Return the test root, built once."""
    return project("series").build()


def test_a_part_says_where_it_stands(series: Project) -> None:
    """Part and whole in the header, with a link to the series; a post of none says nothing."""
    page = series.page("2024/01/propositionen/index.html")
    line = page.select_one(".post-meta__series")
    assert line.text == "Del 2 av 3 i serien Så kom lagen till"
    assert line.a["href"] == "../../../serier/lagen/"
    other = series.page("2024/01/annat/index.html")
    assert not other.select(".post-meta__series, .series-neighbours")


def test_a_part_leads_to_the_ones_before_and_after_it(series: Project) -> None:
    """By part, not by date; the first has none before it and the last none after."""
    found = {
        name: [
            (link["rel"][0], link["href"])
            for link in series.page(f"2024/01/{name}/index.html").select(".series-neighbours > a")
        ]
        for name in ("forsoken", "propositionen", "lagen")
    }
    assert found == {
        "forsoken": [("next", "../propositionen/")],
        "propositionen": [("prev", "../forsoken/"), ("next", "../lagen/")],
        "lagen": [("prev", "../propositionen/")],
    }
    text = series.text("2024/01/propositionen/index.html")
    assert "Lagen &amp; dess &lt;följder&gt;" in text
    assert text.index("En fotnot.") < text.index("series-neighbours")


def test_an_authors_page_ends_in_the_parts(series: Project) -> None:
    """The page keeps its own text; the parts follow in order, each with its number."""
    page = series.page("serier/lagen/index.html")
    assert "Redaktionens ord om serien." in page.text
    assert [mark.text for mark in page.select(".post-list__mark")] == ["Del 1", "Del 2", "Del 3"]
    assert [link.text for link in page.select(".post-list__title a")] == [
        "Försöken",
        "Propositionen",
        "Lagen & dess <följder>",
    ]
    assert not (series.site / "serier/sa-kom-lagen-till").exists()


def test_a_series_without_an_authors_page_has_one(series: Project) -> None:
    """And both are in the index, with the number of their parts."""
    assert series.page("serier/arets-portratt/index.html").h1.text == "Årets porträtt"
    items = series.page("serier/index.html").select(".label-list__item")
    assert [(item.a.text, item.select_one(".count").text) for item in items] == [
        ("Så kom lagen till", "3"),
        ("Årets porträtt", "1"),
    ]


def test_the_yearbook_says_where_a_post_stands(project: Callable[[str], Project]) -> None:
    """A line below the title; a post of no series has none."""
    built = project("series").build("yearbook")
    assert not [line for line in built.warnings if "yearbook" in line]
    (file,) = (one for one in built.site.rglob("*.pdf") if "-tryck" not in one.stem)
    pages = pypdf.PdfReader(file).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert text.count("i serien") == 4
    assert "Del 2 av 3 i serien Så kom lagen till" in text


def test_feeds_leave_the_way_between_parts_out(series: Project) -> None:
    """It belongs to the page and not to the text."""
    body = '<p>Text.</p><nav class="post-neighbours series-neighbours"><p>Del 1</p></nav>'
    assert feed_content.content(body, "", "https://x.example/") == "<p>Text.</p>"
    assert "Del 2 av 3" not in series.text("atom.xml")


def test_what_does_not_fit_is_said_with_file_line_and_remedy(
    project: Callable[[str], Project],
) -> None:
    """A part taken, one missing, a part of no series; the site is built all the same."""
    careless = project("series")
    posts = careless.folder / "posts/2024/01"
    lagen = posts / "lagen.md"
    lagen.write_text(lagen.read_text().replace("part: 3", "part: 2"))
    (posts / "sent.md").write_text("---\ndate: 2024-01-08\nseries: lagen\n---\n# Sent\n\nX.\n")
    (posts / "los.md").write_text("---\ndate: 2024-01-09\npart: 4\n---\n# Lös\n\nX.\n")
    careless.build()
    told = sorted(line for line in careless.warnings if "series-" in line)
    assert len(told) == 3
    assert told[0].startswith("posts/2024/01/lagen.md:4: WARNING: part 2 of the series 'så kom")
    assert "is already posts/2024/01/propositionen.md; give one of the two another" in told[0]
    assert told[1].startswith("posts/2024/01/los.md:3: WARNING: the post is part 4, but of no")
    assert told[2].startswith("posts/2024/01/sent.md:3: WARNING:")
    assert "add 'part: 3'" in told[2]
    page = careless.page("serier/lagen/index.html")
    assert [link.text for link in page.select(".post-list__title a")] == [
        "Försöken",
        "Propositionen",
        "Lagen & dess <följder>",
        "Sent",
    ]


def test_a_post_that_joins_a_series_changes_the_pages_of_its_parts(
    project: Callable[[str], Project],
) -> None:
    """Also of those that stand far from it in time, and of the index."""
    one = project("series").build()
    post = one.folder / "posts/2024/01/portratt.md"
    post.write_text(post.read_text().replace("Årets porträtt", "lagen\npart: 4"))
    one.build()
    line = one.page("2024/01/propositionen/index.html").select_one(".post-meta__series")
    assert line.text.startswith("Del 2 av 4")
    assert one.page("serier/index.html").select_one(".count").text == "4"
    assert not (one.site / "serier/arets-portratt").exists()


def test_incremental_and_parallel_builds_give_the_bytes_of_a_fresh_one(
    project: Callable[[str], Project],
) -> None:
    """A part added between others, one renamed, one gone: every part and page follows."""
    changed, fresh, parallel = project("series").build(), project("series"), project("series")
    for one in (changed, fresh, parallel):
        posts = one.folder / "posts/2024/01"
        (posts / "propositionen.md").unlink()
        first = posts / "forsoken.md"
        first.write_text(first.read_text().replace("# Försöken", "# De tre försöken"))
        for number in range(2, 9):
            head = f"---\ndate: 2024-02-0{number}\nseries: lagen\npart: {number + 2}\n---\n"
            (posts / f"ny-{number}.md").write_text(f"{head}# Ny {number}\n\nText.\n")
    changed.build()
    expected = fresh.build().files()
    parallel.build(parallel=2)
    for found in (changed.files(), parallel.files()):
        assert sorted(found) == sorted(expected)
        assert [name for name in expected if expected[name] != found[name]] == []
    assert changed.warnings == fresh.warnings == parallel.warnings
    assert "De tre försöken" in changed.text("2024/01/lagen/index.html")
