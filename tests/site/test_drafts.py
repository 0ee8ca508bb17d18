"""Drafts, posts of the future and posts that cannot be dated stay out of everything."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

HIDDEN = (
    "secretdraft",
    "secretundated",
    "secretfuture",
    "secretbaddate",
    "secretnodate",
    "secretbadyaml",
)


def published_bytes(app: SphinxTestApp) -> dict[str, bytes]:
    """Return every published file with its bytes; the inventory unpacked."""
    import zlib

    files = {
        str(p.relative_to(app.outdir)): p.read_bytes() for p in app.outdir.rglob("*") if p.is_file()
    }
    head, sep, body = files["objects.inv"].partition(b"zlib.\n")
    files["objects.inv"] = head + sep + zlib.decompress(body)
    return files


@pytest.mark.sphinx("publicationhtml", testroot="drafts", freshenv=True)
def test_drafts_are_nowhere(app: SphinxTestApp) -> None:
    """No published file holds a word, title or tag of a post that is not published."""
    shutil.rmtree(app.outdir, ignore_errors=True)
    app.build(force_all=True)
    files = published_bytes(app)
    assert b"anyone may read" in files["2020/01/shown/index.html"]
    for name, data in files.items():
        for secret in HIDDEN:
            assert secret not in name
            assert secret.encode() not in data.lower(), f"{secret} in {name}"


@pytest.mark.sphinx("publicationhtml", testroot="drafts", freshenv=True)
def test_each_mistake_is_one_message_with_file_and_line(app: SphinxTestApp) -> None:
    """A bad date, a missing date and broken YAML are each said once, where they are."""
    app.build()
    lines = [line for line in app.warning.getvalue().splitlines() if "WARNING" in line]
    for place, words in (
        ("bad-date.md:2", "'2020-13-45' is not a date"),
        ("no-date.md:1", "has no date"),
        ("bad-yaml.md:4", "not valid YAML"),
    ):
        found = [line for line in lines if place in line]
        assert len(found) == 1, lines
        assert words in found[0]
    assert len(lines) == 3, lines


@pytest.mark.sphinx(
    "publicationhtml", testroot="drafts", freshenv=True, confoverrides={"publication_preview": True}
)
def test_a_preview_shows_drafts_and_the_future(app: SphinxTestApp) -> None:
    """Authors can see what is not published yet; what cannot be dated stays out."""
    app.build()
    assert (app.outdir / "2020/01/draft/index.html").exists()
    assert (app.outdir / "future/index.html").exists()
    assert not (app.outdir / "2020/01/bad-date/index.html").exists()


def test_a_post_that_becomes_a_draft_disappears(
    make_app: object, rootdir: Path, tmp_path: Path
) -> None:
    """An incremental build removes the page of what is no longer published."""
    source = tmp_path / "root"
    shutil.copytree(rootdir / "test-drafts", source)
    post = source / "posts/2020/01/shown.md"
    app = make_app("publicationhtml", srcdir=source)  # type: ignore[operator]
    app.build()
    page = app.outdir / "2020/01/shown/index.html"
    assert page.exists()
    post.write_text(post.read_text().replace("date:", "draft: true\ndate:"), encoding="utf-8")
    os.utime(post, (2_000_000_000, 2_000_000_000))
    assert list(app.outdir.glob("_sources/posts/2020/01/shown.md*"))
    again = make_app("publicationhtml", srcdir=source)  # type: ignore[operator]
    again.build()
    assert not (app.outdir / "_sources/posts").exists()
    assert not page.exists()
    assert not page.parent.exists()
    assert not list(again.outdir.rglob("seen/index.html")), "the page of its only tag is gone too"


@pytest.mark.sphinx("publicationhtml", testroot="drafts", freshenv=True, copy_test_root=True)
def test_a_file_that_is_not_utf_8_is_named_and_all_else_is_built(app: SphinxTestApp) -> None:
    """Post or page: Sphinx would stop at its first letter; it is left out, with file and line."""
    latin = "---\ndate: 2020-01-01\n---\n\n# Höst\n\nEn ö.\n".encode("latin-1")
    for name in ("posts/2020/01/latin.md", "source/latin.md"):
        file = app.srcdir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(latin)
    try:
        app.build()
    finally:
        for name in ("posts/2020/01/latin.md", "source/latin.md"):
            (app.srcdir / name).unlink()
    said = [line for line in app.warning.getvalue().splitlines() if "latin.md:5" in line]
    assert len(said) == 2
    assert all("UTF-8" in line for line in said)
    assert (app.outdir / "2020/01/shown/index.html").is_file()
    assert not list(app.outdir.rglob("*latin*"))
