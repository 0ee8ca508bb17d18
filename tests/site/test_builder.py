"""The builder's own promises: links that are valid for any file name, no build facts published."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from lxml import html


def test_a_file_name_with_blanks_and_letters_has_a_page_and_valid_links(
    make_app: Any, rootdir: Path, tmp_path: Path
) -> None:
    """Each page is reached by links that hold no blank, and lies where they lead."""
    source = tmp_path / "root"
    shutil.copytree(rootdir / "test-minimal", source)
    post = source / "posts/2020/01/år två.md"
    post.write_text(
        "---\ndate: 2020-01-02\ntags: [beginnings]\n---\n# Odd\n\nText.\n", encoding="utf-8"
    )
    app = make_app("publicationhtml", srcdir=source)
    app.build()
    assert app.warning.getvalue() == ""
    assert (app.outdir / "2020/01/år två/index.html").is_file()
    (topic,) = app.outdir.rglob("beginnings/index.html")
    links = html.fromstring(topic.read_text(encoding="utf-8")).xpath("//main//a/@href")
    found = [link for link in links if "tv" in link]
    assert found
    assert all(link.endswith("2020/01/%C3%A5r%20tv%C3%A5/") for link in found)
    assert not list(app.outdir.rglob(".buildinfo*"))
