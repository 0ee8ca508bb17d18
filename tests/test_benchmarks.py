"""The generated publications of the benchmarks are sound: they measure no mistakes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

from benchmarks import dialects, generate, generate_blog, measuring, site, stacks
from benchmarks.edits import Step, edited
from benchmarks.measuring import Cost, scratch
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


@pytest.mark.parametrize("stack", stacks.STACKS, ids=lambda stack: stack.name)
def test_every_program_gets_all_posts_in_its_own_words(stack: stacks.Stack) -> None:
    """Each has as many posts and figures; nothing of MyST is left for those that do not read it."""
    ours = dict(generate.files(PLAN, "ours"))
    theirs = dict(stack.files(ours))
    for ending in (".png", "requirements.txt"):
        assert sum(name.endswith(ending) for name in theirs) == (ending == ".png")
    posts = [text for name, text in theirs.items() if "post-" in name]
    assert len(posts) == PLAN.posts
    for heading, text in zip(generate.headings(PLAN), posts, strict=True):
        assert isinstance(text, str)
        assert heading.title in text
        assert f"{heading.day}" in text
        if stack.name not in ("ours", "plain"):
            assert "{cite" not in text
            assert "{figure}" not in text
            assert "](/posts/" not in text


def _figures(files: Mapping[str, str | bytes]) -> set[str]:
    return {name for name in files if name.endswith(".png")}


def test_each_step_changes_what_it_says() -> None:
    """A step changes one text, or brings one with its figure; its mark is in what changed alone."""
    files = dict(generate.files(PLAN, "ours"))
    for step in Step:
        after = edited(files, PLAN, step)
        changed = {name for name in after if after[name] != files.get(name)} - {*_figures(after)}
        assert len(changed) == (step not in (Step.COLD, Step.NOTHING))
        if step.shows:
            assert step.shows not in str(files)
            assert step.shows in str(after[changed.pop()])
        assert _figures(after) - _figures(files) == (
            {"source/figures/00003.png"} if step == Step.POST else set()
        )
        files = dict(after)
    assert dialects.plain(files).keys() >= {"conf.py", "references.bib"}


def test_the_report_compares_with_the_plain_stack_from_nothing() -> None:
    """Every figure stands as times the plain stack's cold build; growth is an exponent."""
    run = site.Run(missing={"hugo": "not installed"})
    for posts, ours, plain in ((100, 5, 10), (200, 10, 20)):
        run.costs[site.Case("ours", posts, Step.COLD)] = [Cost(ours, ours, ours)]
        run.costs[site.Case("ours", posts, Step.NOTHING)] = [Cost(1, 1, 1)]
        run.costs[site.Case("plain", posts, Step.COLD)] = [Cost(plain, plain, plain)]
    text = site.report(run, [100, 200], 1)
    assert "| 100 | cold | 5.0 (0.50) | 10.0 (1.00) |" in text
    assert "| 200 | no change | 1.0 (0.05) |  |" in text
    assert "| 100 to 200 | cold | 1.00 | 1.00 |" in text
    assert "| 100 to 200 | no change | 0.00 |  |" in text
    assert "hugo** has no (more) figures: not installed." in text


def test_files_are_written_where_they_cost_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In memory where there is room, or where somebody asks for them."""
    memory, other = tmp_path / "memory", tmp_path / "other"
    memory.mkdir()
    other.mkdir()
    monkeypatch.setattr(measuring, "_MEMORY", memory)
    monkeypatch.setattr(measuring, "_ROOM", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(other))
    monkeypatch.delenv("TMPDIR", raising=False)
    assert _folder_of(scratch("one-")) == memory
    monkeypatch.setenv("TMPDIR", str(other))
    assert _folder_of(scratch("one-")) == other
    monkeypatch.delenv("TMPDIR")
    monkeypatch.setattr(measuring, "_ROOM", 1 << 80)
    assert _folder_of(scratch("one-")) == other
    assert not [*memory.iterdir(), *other.iterdir()]


def _folder_of(made: tempfile.TemporaryDirectory[str]) -> Path:
    with made as name:
        return Path(name).parent
