"""A site made with ablog keeps what it has when the publication's extension is added."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from ablog.blog import Blog

if TYPE_CHECKING:
    from .conftest import Project

#: What ablog itself changes from one build to the next.
TIME_OF_BUILD = re.compile(rb"(?<=<updated>)[^<]*(?=</updated>)")

BEFORE = ["ablog", "myst_parser", "sphinx.ext.intersphinx"]

#: Sphinx's test application would take another theme for alabaster.
THEME = {"html_theme": "alabaster"}


def comparable(site: Project) -> dict[str, bytes]:
    """Return the site's files without the time of the build and the list of extensions."""
    files = {name: TIME_OF_BUILD.sub(b"", data, count=1) for name, data in site.files().items()}
    return {
        name: data
        for name, data in files.items()
        if name not in ("searchindex.js", ".buildinfo") and not name.startswith(".doctrees")
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_feed_and_address_is_the_same(
    project: Callable[[str], Project], builder: str
) -> None:
    """reStructuredText beside MyST, several posts in a file, sidebars, drafts page, inventory."""
    plain, ours = project("ablog-site"), project("ablog-site")
    Blog._dict = {}
    plain.build(builder, extensions=BEFORE, **THEME)
    ours.build(builder, **THEME)
    expected, found = comparable(plain), comparable(ours)
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []
    suffix = ".html" if builder == "html" else "/index.html"
    for page in ("blog/tag/python", "blog/2012", "blog/author/ada-lovelace", "blog/drafts"):
        assert page + suffix in found
    assert "blog/atom.xml" in found


def test_nothing_is_warned_of(project: Callable[[str], Project]) -> None:
    """Names such as blog-tags and posts by file name lead where they led."""
    site = project("ablog-site").build("dirhtml", **THEME)
    assert site.warnings == []
    links = {a.text: a["href"] for a in site.page("index.html").select("article a, .body a")}
    assert links["Tags"] == "blog/tag/"
    assert links["First light"] == "notes/first-light/#first-light"


def test_it_is_read_in_parallel_and_the_same(project: Callable[[str], Project]) -> None:
    """ablog alone makes every read serial (upstream 297, 330)."""
    serial = project("ablog-site").build("dirhtml", **THEME)
    parallel = project("ablog-site").build("dirhtml", parallel=2, **THEME)
    assert comparable(serial) == comparable(parallel)


def test_a_site_without_markdown_gets_none(project: Callable[[str], Project]) -> None:
    """A README.md beside its reStructuredText stays what it was: no document."""
    site = project("ablog-site")
    for file in site.folder.rglob("*.md"):
        file.unlink()
    (site.folder / "about/index.rst").write_text("About\n=====\n\nWho we are.\n")
    (site.folder / "README.md").write_text("# For developers\n")
    # Sphinx shares its default among applications, and other tests' MyST adds to it.
    suffixes = {".rst": "restructuredtext"}
    extensions = ["sphinx_publication", "ablog"]
    site.build("dirhtml", extensions=extensions, source_suffix=suffixes, **THEME)
    assert not [line for line in site.warnings if "welcome-post" not in line]
    assert not (site.site / "README").exists()


def test_an_invalid_date_no_longer_ends_the_build(project: Callable[[str], Project]) -> None:
    """It is one message with file and line; the post is a draft until it is mended."""
    site = project("ablog-site")
    post = site.folder / "notes/short-1.rst"
    post.write_text(post.read_text().replace("Mar 01, 2015", "March the first or so"))
    site.build("dirhtml", **THEME)
    assert len(site.warnings) == 1
    assert site.warnings[0].startswith("notes/short-1.rst:1: WARNING: 'March the first or so'")
    assert "Short 1" in site.text("blog/drafts/index.html")
    assert "Short 2" in site.text("blog/index.html")


def test_it_can_move_over_and_keep_its_addresses(project: Callable[[str], Project]) -> None:
    """Without ablog in conf.py the pages are the publication's, at the addresses configured."""
    site = project("ablog-site")
    site.build(
        "publicationhtml",
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinx_publication"],
        publication_prefixes=(),
        publication_addresses={
            "posts": "blog",
            "years": "blog",
            "topics": "blog/tag",
            "authors": "blog/author",
            "categories": "blog/category",
            "locations": "blog/location",
            "languages": "blog/language",
            "main_feed": "blog/atom.xml",
        },
        **THEME,
    )
    files = site.files()
    for page in (
        "blog",
        "blog/2012",
        "blog/tag",
        "blog/tag/python",
        "blog/author/ada-lovelace",
        "blog/category/manual",
        "blog/location/oslo",
        "blog/old-light",
        "notes/first-light",
    ):
        assert f"{page}/index.html" in files
    assert {"blog/atom.xml", "blog/tag/python/atom.xml"} <= files.keys()
    assert "blog/drafts/index.html" not in files
    assert "notes/coming/index.html" not in files
    sidebar = site.page("notes/first-light/index.html").select(".ablog-sidebar-item a")
    links = {link.text.strip(): link["href"] for link in sidebar}
    assert links["python"] == "../../blog/tag/python/"
    assert links["Ada Lovelace (4)"] == "../../blog/author/ada-lovelace/"
