"""Pages of no document are made again only when they would come out otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from .conftest import Project

#: Pages that say nothing of their looks, and are made in every build.
ALWAYS = {"sok", "status"}
PLAIN = {"templates_path": []}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the pages that are made, in order."""
    names: list[str] = []
    make = StandaloneHTMLBuilder.handle_page

    def handle_page(
        self: StandaloneHTMLBuilder, pagename: str, *args: object, **how: object
    ) -> None:
        names.append(pagename)
        make(self, pagename, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(StandaloneHTMLBuilder, "handle_page", handle_page)
    return names


def _clean(built: Project) -> Project:
    return Project(built.folder, built.out.with_name("clean")).build(fresh=True)


def test_nothing_changed_makes_no_page_of_ours(
    project: Callable[[str], Project], made: list[str]
) -> None:
    """A build of the same makes only those pages that do not tell what they show."""
    built = project("knowledge").build()
    assert set(made) > ALWAYS
    before = built.files()
    made.clear()
    assert built.build().files() == before
    assert set(made) == ALWAYS


def test_a_title_makes_the_lists_that_show_it(
    project: Callable[[str], Project], made: list[str]
) -> None:
    """A post's new title stands in its lists; those of other posts are left alone."""
    built = project("knowledge").build()
    made.clear()
    post = built.folder / "posts/2013/01/lagen.md"
    text = post.read_text("utf-8")
    post.write_text(text.replace("\n# ", "\n# Omskriven: ", 1), "utf-8")
    built.build()
    assert "Omskriven" in built.text("2013/index.html")
    assert "2013" in made
    assert "2015" not in made
    assert built.differences(_clean(built)) == []


def test_a_page_that_is_gone_is_made_again(project: Callable[[str], Project]) -> None:
    """Somebody deleted a page, or its Markdown: the next build brings it back."""
    built = project("knowledge").build()
    before = built.files()
    (built.site / "2013/index.html").unlink()
    (built.site / "2014/index.html.md").unlink()
    assert built.build().files() == before


def test_a_broken_build_leaves_no_record(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that a build changed before it broke off are made again by the next."""
    built = project("knowledge").build()
    conf = built.folder / "conf.py"
    written = conf.read_text("utf-8")
    conf.write_text(written.replace('"Bladet"', '"Tidningen"'), "utf-8")
    make = StandaloneHTMLBuilder.handle_page

    def breaks(self: StandaloneHTMLBuilder, pagename: str, *args: object, **how: object) -> None:
        make(self, pagename, *args, **how)  # type: ignore[arg-type]
        if pagename == "2013":
            raise RuntimeError(pagename)

    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "handle_page", breaks)
        with pytest.raises(RuntimeError, match="2013"):
            built.build()
    assert "Tidningen" in built.text("2013/index.html")
    conf.write_text(written, "utf-8")
    built.build()
    assert "Tidningen" not in built.text("2013/index.html")
    assert built.differences(_clean(built)) == []


@pytest.mark.parametrize("what", ["template", "handler"])
def test_what_a_project_brings_may_show_anything(
    project: Callable[[str], Project], made: list[str], what: str
) -> None:
    """With templates or handlers of the project's own, every page is made in every build."""
    built = project("knowledge")
    conf = built.folder / "conf.py"
    if what == "template":
        own = built.folder / "_templates/publication/related.html"
        own.parent.mkdir(parents=True)
        own.write_text("<p>Egen</p>", "utf-8")
        conf.write_text(conf.read_text("utf-8") + 'templates_path = ["_templates"]\n', "utf-8")
    else:
        code = 'def show(*given): pass\ndef setup(app): app.connect("html-page-context", show)\n'
        conf.write_text(conf.read_text("utf-8") + code, "utf-8")
    built.build()
    first = set(made)
    made.clear()
    built.build()
    assert {"2013", "2014"} <= set(made)
    assert {name for name in first if name.isdecimal()} == {n for n in made if n.isdecimal()}


def test_a_title_that_an_excerpt_names_is_told_anew(project: Callable[[str], Project]) -> None:
    """A list shows the beginning of a post, and in it the present title of another."""
    built = project("knowledge")
    (built.folder / "posts/2015/ny.md").write_text(
        "---\ndate: 2015-09-01\n---\n# Ny\n\nMer i {doc}`/posts/2013/01/lagen`.\n\nSlut.\n", "utf-8"
    )
    built.build()
    law = built.folder / "posts/2013/01/lagen.md"
    law.write_text(law.read_text("utf-8").replace("\n# ", "\n# Omskriven: ", 1), "utf-8")
    built.build()
    assert "Mer i Omskriven" in Path(built.site, "2015/index.html").read_text("utf-8")
    assert built.differences(_clean(built)) == []


def test_one_more_post_leaves_pages_that_do_not_count_it(
    project: Callable[[str], Project], made: list[str]
) -> None:
    """A source cited once more changes neither who cited it before nor another year's numbers."""
    built = project("knowledge").build()
    made.clear()
    (built.folder / "posts/2014/12").mkdir()
    (built.folder / "posts/2014/12/ny.md").write_text(
        "---\ndate: 2014-12-01\nauthor: Anna Ek\n---\n# Ny\n\nEn mening {cite:p}`axelsson2007`.\n",
        "utf-8",
    )
    built.build()
    assert {"forfattare/anna-ek", "arsbocker/2014/siffror", "kallor/axelsson2007"} <= set(made)
    assert not {"forfattare/redaktionen", "arsbocker/2013/siffror"} & set(made)
    assert built.differences(_clean(built)) == []
