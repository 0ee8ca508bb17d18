"""Where there is no page, readers get one that helps them on, whatever address they asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from .conftest import Project


@pytest.mark.parametrize("root", ["/", "/below/here/"])
def test_its_links_lead_to_files_from_any_depth(
    project: Callable[[str], Project], root: str
) -> None:
    """Each begins at the root of the host, with the path of the site, and is there."""
    made = project("blog").build(html_baseurl=f"https://probe.example{root}")
    page = made.page("404.html")
    found = [
        tag[name]
        for name in ("href", "src", "action", "data-content_root")
        for tag in page.select(f"[{name}]")
    ]
    assert len(found) > 8
    for address in found:
        if address.startswith(("#", "https://")):
            continue
        path = urlsplit(address).path
        assert path.startswith(root), address
        file = made.site / unquote(path.removeprefix(root))
        assert file.exists(), address
    field = page.select_one("main form[role=search] input[name=q]")
    assert field is not None
    assert page.select_one("main form")["action"] == f"{root}sok/"


def test_nobody_finds_it_by_searching(project: Callable[[str], Project]) -> None:
    """It is in no sitemap, has no address of its own, and is not indexed; it says so itself."""
    made = project("blog").build()
    page = made.page("404.html")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("[data-pagefind-body], link[rel=canonical]") is None
    assert "404" not in made.text("sitemap.xml")
    assert not (made.site / "404").exists()
    before = (made.site / "404.html").stat().st_mtime_ns
    (made.folder / "posts/2024/01/andra.md").open("a", encoding="utf-8").write("\nMer.\n")
    made.build()
    assert (made.site / "404.html").stat().st_mtime_ns == before
