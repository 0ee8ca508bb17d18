"""Scripts are sent without comments, from files that have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_publication.site.assets import SCRIPTS
from sphinx_publication.site.script_files import OF_THE_THEME

if TYPE_CHECKING:
    from .conftest import Project


def test_scripts_come_without_comments(project: Callable[[str], Project]) -> None:
    """Every script is there, shorter, with all that it says to readers and exports to others."""
    made = project("blog").build()
    for source in SCRIPTS.glob("*.js"):
        written, sent = source.read_text("utf-8"), made.text(f"_static/{source.name}")
        assert len(sent) < len(written), source.name
        assert not re.search(r"^\s*(//|/?\*)", sent, re.MULTILINE), source.name
        for exported in re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", written):
            assert exported in sent


def test_scripts_name_others_by_what_these_say(project: Callable[[str], Project]) -> None:
    """A browser that kept an older script for a day does not mix it with newer ones."""
    made = project("blog").build()
    named: dict[str, set[str]] = {}
    for source in SCRIPTS.glob("*.js"):
        sent = made.text(f"_static/{source.name}")
        assert not re.search(r'"\./[\w-]+\.js"', sent), source.name
        for name, digest in re.findall(r'"\./([\w-]+\.js)\?v=(\w{8})"', sent):
            assert (SCRIPTS / name).is_file()
            named.setdefault(name, set()).add(digest)
    assert {f"publication-search-{part}.js" for part in ("answers", "asking", "results")} <= set(
        named
    )
    assert all(len(digests) == 1 for digests in named.values())  # one instance of each


def test_pages_of_another_theme_have_no_scripts_of_ours(project: Callable[[str], Project]) -> None:
    """Those for single pages are there, which stand in any theme."""
    made = project("blog").build(html_theme="alabaster")
    there = {path.name for path in (made.site / "_static").glob("publication*.js")}
    assert there == {path.name for path in SCRIPTS.glob("*.js")} - OF_THE_THEME
