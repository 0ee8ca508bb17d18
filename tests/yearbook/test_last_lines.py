"""What stands below a post is never alone on a page."""

from __future__ import annotations

from pathlib import Path

import pypdf
from sphinx.testing.util import SphinxTestApp

CONF = """\
project = "Provbladet"
language = "sv"
html_baseurl = "https://prov.example/"
extensions = ["sphinx_publication"]
"""
LONG = "Slussen byggdes av trä och läckte redan efter tre år, sade de som bodde vid kanalen. " * 3


def test_the_last_lines_of_a_post_stand_with_two_of_its_text(tmp_path: Path) -> None:
    """Wherever the text ends on the page, with the addresses of links in between or without."""
    source = tmp_path / "publication"
    posts = source / "posts" / "2013"
    posts.mkdir(parents=True)
    (source / "conf.py").write_text(CONF)
    (source / "index.md").write_text("# Provbladet\n")
    for number in range(12):
        filling = "".join(f"Stycke {line}.\n\n" for line in range(20 + number))
        link = "[Länken](https://kanal.example/sluss) leder ut. " if number % 2 else ""
        text = f"---\ndate: 2013-01-{number + 1:02}\ntags: [slussar]\n---\n# Inlägg {number}\n\n"
        (posts / f"p{number}.md").write_text(text + filling + link + LONG + "\n", encoding="utf-8")
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    for name in ("provbladet-2013.pdf", "provbladet-2013-tryck.pdf"):
        closings = 0
        for page in pypdf.PdfReader(Path(app.outdir, name)).pages:
            before, found, _after = page.extract_text().partition("prov.example/2013/p")
            if found and "Stycke" not in before:
                lines = [line.strip(" -\u2060") for line in before.splitlines()]
                assert len([line for line in lines if line and line in LONG]) >= 2
            closings += bool(found)
        assert closings == 12
