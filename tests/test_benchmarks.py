"""The generated publications of the benchmarks are sound: they measure no mistakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

from benchmarks import generate, generate_blog
from sphinx_publication.importing.export import CommentState, EntryState
from sphinx_publication.importing.reading.readers import read

PLAN = generate.Plan(posts=3, words=200)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a generated publication of three short posts."""
    folder = tmp_path / "generated"
    generate.write(folder, PLAN)
    return folder


def test_a_generated_year_becomes_a_book(
    project: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """A book is made of generated posts without a word of complaint, and holds each of them."""
    app = make_app("yearbook", srcdir=project)
    app.build()
    assert app.warning.getvalue() == ""
    (year,) = {heading.day.year for heading in generate.headings(PLAN)}
    book = pypdf.PdfReader(Path(app.outdir, f"provbanken-{year}.pdf"))
    text = "".join("".join(page.extract_text().split()) for page in book.pages)
    for heading in generate.headings(PLAN):
        assert "".join(heading.title.split()) in text


def test_generated_posts_are_the_same_for_every_stack() -> None:
    """Posts, sources and figures do not depend on the stack that reads them, nor on the run."""
    ours, again, plain = (dict(generate.files(PLAN, s)) for s in ("ours", "ours", "sphinx"))
    assert ours == again
    shared = [name for name in ours if name.endswith((".bib", ".png")) or "posts/" in name]
    assert len(shared) == 5
    assert {name: plain[name] for name in shared} == {name: ours[name] for name in shared}


@pytest.mark.parametrize(("posts", "years"), [(1, 1), (40, 4)])
def test_generated_posts_are_as_many_and_as_long_as_asked(posts: int, years: int) -> None:
    """So many posts lie in so many years, and none is shorter than asked for or twice as long."""
    plan = generate.Plan(posts=posts, words=300, years=years)
    written = {name: text for name, text in generate.files(plan, "ours") if "posts/" in name}
    assert len(written) == posts
    assert len({name.split("/")[1] for name in written}) == years
    for text in written.values():
        assert isinstance(text, str)
        assert 300 <= len(text.split()) < 600


def test_a_generated_blog_is_an_export(tmp_path: Path) -> None:
    """It has as many posts and comments as asked, in every state; folder and .zip hold the same."""
    plan = generate_blog.Plan(posts=20, comments=45, paragraphs=4)
    exports = []
    for target in (tmp_path / "blog", tmp_path / "blog.zip"):
        generate_blog.write(target, plan)
        exports.append(read(target))
    one, other = exports
    assert (one.entries, one.comments) == (other.entries, other.comments)
    assert (len(one.entries), len(one.comments), len(one.pictures)) == (20, 45, 5)
    assert {entry.state for entry in one.entries} == set(EntryState)
    assert {comment.state for comment in one.comments} == set(CommentState) - {CommentState.TRASHED}
