"""``{ref}`` leads to a post by its file name, where only one post has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Project


def test_a_shared_name_is_reported_where_it_is_used(project: Callable[[str], Project]) -> None:
    """With both files, and not silently taken for either of them."""
    site = project("same-names").build()
    found = [line for line in site.warnings if "welcome" in line]
    assert len(found) == 1, site.warnings
    assert found[0].startswith("index.md:5: WARNING")
    assert "posts/2020/01/welcome.md and posts/2020/02/welcome.md" in found[0]
    links = site.page("index.html").select("article p a.reference")
    assert [link["href"] for link in links] == ["2020/01/alone/"]


def test_a_name_is_free_again_when_one_of_the_posts_is_gone(
    project: Callable[[str], Project],
) -> None:
    """In an incremental build, too."""
    site = project("same-names").build()
    (site.folder / "posts/2020/02/welcome.md").unlink()
    index = site.folder / "index.md"
    index.write_text(index.read_text() + "\nMore.\n")
    site.build()
    assert not [line for line in site.warnings if "shared" in line]
    links = site.page("index.html").select("article p a.reference")
    assert [link["href"] for link in links] == ["2020/01/alone/", "2020/01/welcome/"]


def test_ablogs_names_lead_to_the_site_from_a_book(project: Callable[[str], Project]) -> None:
    """A book has no topic pages; a link to one names the document that the site has for it."""
    from docutils import nodes

    blog = project("blog").build("yearbook")
    assert blog.app is not None
    page = blog.app.env.get_and_resolve_doctree("index", blog.app.builder)
    found = [node["refuri"] for node in page.findall(nodes.reference) if "refuri" in node]
    assert any(uri.endswith("amnen/finansiell-samordning") for uri in found), found
    assert not any("http" in uri for uri in found), found


def test_an_update_is_an_ordinary_note_for_every_writer(project: Callable[[str], Project]) -> None:
    """With its date in its title; no writer needs to know ablog's own node."""
    blog = project("blog").build("yearbook")
    assert not [line for line in blog.warnings if "UpdateNode" in line]
    assert blog.app is not None
    doctree = blog.app.env.get_doctree("posts/2024/01/andra")
    assert "Uppdaterat 5 mars 2024" in doctree.astext()
