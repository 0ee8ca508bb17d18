"""What belongs to a page and not to its text is not taken apart for Markdown and feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_publication.site import markdown_pages, page_parts, post_texts

if TYPE_CHECKING:
    from .conftest import Project

#: Classes of what is printed below the posts of the blog.
BESIDE = ("cite-post", "backlinks", "post-related", "post-neighbours")


def test_what_is_printed_beside_a_text_is_cut_out_before_it_is_taken_apart(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on the pages, not in what Markdown and feeds are made of; then it is forgotten."""
    taken: list[str] = []

    def noting(make: Callable[..., str]) -> Callable[..., str]:
        def made(html: str, *rest: Any, **options: Any) -> str:
            taken.append(html)
            return make(html, *rest, **options)

        return made

    monkeypatch.setattr(markdown_pages, "markdown", noting(markdown_pages.markdown))
    monkeypatch.setattr(post_texts, "content", noting(post_texts.content))
    blog = project("blog").build()
    page = blog.text("2024/01/andra/index.html")
    assert all(f'class="{name}"' in page for name in ("cite-post", "post-neighbours"))
    assert "2024" in "".join(taken)
    assert not [name for name in BESIDE for html in taken if f'class="{name}' in html]
    assert blog.app in page_parts._beside
    assert not page_parts._beside[blog.app]


def test_what_is_not_as_it_was_printed_stays() -> None:
    """Only the same words are cut out, once."""
    app: Any = _App()
    page_parts._beside[app] = {"a": ["<nav>x</nav>", "<p>gone</p>"]}
    html = "<nav>x</nav><nav>x</nav><p>Gone</p>"
    assert page_parts.text_alone(app, "a", html) == "<nav>x</nav><p>Gone</p>"
    assert page_parts.text_alone(app, "b", html) == html


class _App:
    """Anything that can be known by itself."""
