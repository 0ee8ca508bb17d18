"""The beginning of a post is that of its page, though nothing in it may have to be resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_publication.site import summaries

if TYPE_CHECKING:
    from .conftest import Project

LOUD = """
from docutils import nodes

def loud(app, doctree, docname):
    for text in list(doctree.findall(nodes.Text)):
        text.parent.replace(text, nodes.Text(text.upper()))

def setup(app):
    app.connect("doctree-resolved", loud)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_words_alone_are_what_resolving_makes_of_them(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same site comes of it, and fewer texts are resolved."""
    resolved: list[str] = []
    resolve = summaries._beginning
    monkeypatch.setattr(
        summaries, "_beginning", lambda app, post: resolved.append(post.key) or resolve(app, post)
    )
    spared = project("blog").build()
    count = len(resolved)
    monkeypatch.setattr(summaries, "only_known_resolve", lambda _app: False)
    assert project("blog").build().differences(spared) == []
    assert count < len(resolved) - count


def test_what_a_project_makes_of_texts_is_seen(project: Callable[[str], Project]) -> None:
    """A handler of its own may change words that lead nowhere."""
    blog = project("blog")
    conf = blog.folder / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}\n{LOUD}", "utf-8")
    page = blog.build().page("inlagg/index.html")
    shown = [one.text for one in page.select(".post-list__description")]
    assert "NUMMER 7 I ORDNINGEN." in shown
