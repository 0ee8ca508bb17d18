"""A publication's settings are read without Sphinx, as a build would read them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.project import ProjectError, read

HERE = Path(__file__).parents[1]


def test_it_finds_what_a_build_finds(rootdir: Path, make_app: type[SphinxTestApp]) -> None:
    """Documents, posts and settings are those of Sphinx."""
    for root in ("test-blog", "test-toplists", "test-sources", "test-ablog-site"):
        app = make_app("publicationhtml", srcdir=rootdir / root)
        project = read(rootdir / root)
        env = app.env
        env.find_files(app.config, app.builder)
        assert [path.with_suffix("").as_posix() for path in project.documents] == sorted(
            env.found_docs
        )
        assert project.title == app.config.project
        assert project.language == app.config.language
        assert {path.with_suffix("").as_posix() for path in project.posts} == set(
            app.config.matched_blog_posts
        )
        app.cleanup()


def test_this_publication_is_read() -> None:
    """Its posts, its bibliography and its language."""
    project = read(HERE)
    assert (project.language, str(project.zone)) == ("sv", "Europe/Stockholm")
    assert [path.name for path in project.bibliography] == ["references.bib"]
    assert Path("posts/2013/12/arets-tio-i-topp.md") in project.posts
    assert Path("source/om.md") in project.documents
    assert project.addresses.topics == "amnen"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "no such file"), ("x = (", "conf.py:1: it cannot be read"), ("1 / 0", "carried out")],
)
def test_what_is_no_publication_is_refused(
    tmp_path: Path, content: str | None, reason: str
) -> None:
    """The message names the file, and what to do."""
    if content is not None:
        (tmp_path / "conf.py").write_text(content, encoding="utf-8")
    with pytest.raises(ProjectError, match=reason):
        read(tmp_path)
