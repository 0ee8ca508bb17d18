"""Nothing but words, pictures and safe names comes out of an export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from importing.blogs import ADDRESS, LABEL, TO, blog, usual
from importing.exports import classic, classic_entry

from sphinx_publication.commands import main
from sphinx_publication.importing.importer import CannotImport
from sphinx_publication.importing.writing import Fate
from sphinx_publication.model import comments, frontmatter

DRAFT = "<app:control><app:draft>yes</app:draft></app:control>"
FIRST = ADDRESS.format(path="/2013/12/forsta.html")


def names(*entries: str) -> Callable[[Path], list[str]]:
    """Return what an import of *entries* into an empty publication writes."""

    def run(folder: Path) -> list[str]:
        made = blog(folder).put(classic(*entries))
        made.run()
        return [name for name in made.names if name != "redirects.csv"]

    return run


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        (
            [
                classic_entry(1, more=ADDRESS.format(path="/2013/12/namn.html")),
                classic_entry(2, more=ADDRESS.format(path="/2013/12/namn_12.html")),
                classic_entry(3, more=ADDRESS.format(path="/2013/12/NAMN.html")),
            ],
            ["posts/2013/12/NAMN-2.md", "posts/2013/12/namn.md", "posts/2013/12/namn_12.md"],
        ),
        (
            [
                classic_entry(1).replace("Rubrik 1", ""),
                classic_entry(2).replace("Rubrik 2", "Två ord"),
                classic_entry(3).replace("Rubrik 3", "Två ord!"),
                classic_entry(4).replace("2013-12-01", "1981-01-31"),
                classic_entry(5, "page", DRAFT).replace("Rubrik 5", ""),
            ],
            [
                "posts/1981/01/rubrik-4.md",
                "posts/2013/12/inlagg-2013-12-01.md",
                "posts/2013/12/tva-ord-2.md",
                "posts/2013/12/tva-ord.md",
                "source/sida-2013-12-01.md",
            ],
        ),
        (
            [
                classic_entry(1, more=ADDRESS.format(path="/2013/12/con.html")),
                classic_entry(2, more=ADDRESS.format(path="/2013/12/index.html")),
                classic_entry(3, more=ADDRESS.format(path="/2013/12/..%2F..%2F..%2Fconf.html")),
                classic_entry(4, more=ADDRESS.format(path="/2013/12/C:%5Cx%00y.html")),
                classic_entry(5).replace("Rubrik 5", "ord " * 300),
                classic_entry(6, "page", ADDRESS.format(path="/p/amnen.html")),
                classic_entry(7, "page", ADDRESS.format(path="/p/2013.html")),
                classic_entry(8, more=ADDRESS.format(path="/etc/passwd")),
            ],
            [
                "posts/2013/12/c-x-y.md",
                "posts/2013/12/con-.md",
                "posts/2013/12/conf.md",
                "posts/2013/12/index-.md",
                f"posts/2013/12/{'-'.join(['ord'] * 15)}.md",
                "posts/2013/12/passwd.md",
                "source/2013-2.md",
                "source/amnen-2.md",
            ],
        ),
    ],
    ids=["addresses used again", "no title, no address", "names that no file may have"],
)
def test_names_are_sensible_and_safe(tmp_path: Path, entries: list[str], wanted: list[str]) -> None:
    """As the addresses tell, or made of titles and dates; never a path of the export's."""
    assert names(*entries)(tmp_path) == wanted


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link that leads elsewhere, for a folder or a file, stops that file alone."""
    made = usual(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    (made.root / "posts").mkdir()
    (made.root / "posts/2013").symlink_to(outside)
    (made.root / "posts/2014/01").mkdir(parents=True)
    (made.root / "posts/2014/01/andra.md").symlink_to(outside / "kept.txt")
    done = made.run()
    assert [path.name for path in outside.rglob("*")] == ["kept.txt"]
    assert (outside / "kept.txt").read_text(encoding="utf-8") == "kept"
    assert Fate.UNSAFE in done.fates.values()
    assert (made.root / "source/om-oss.md").is_file()
    (made.root / "redirects.csv").unlink()
    (made.root / "redirects.csv").symlink_to(outside / "new.csv")
    with pytest.raises(CannotImport, match=r"redirects\.csv"):
        made.run()


def test_no_person_is_named_but_by_name(tmp_path: Path) -> None:
    """E-mail addresses and profiles are taken out, wherever they stand, and the report says so."""
    html = (
        "&lt;p&gt;Skriv till &lt;b&gt;bo&lt;/b&gt;@post.example, se "
        "&lt;a href='https://www.blogger.com/profile/0123456'&gt;mig&lt;/a&gt; eller "
        "&lt;a href='https://x.example/?to=bo%40post.example'&gt;där&lt;/a&gt;&lt;/p&gt;"
    )
    made = blog(tmp_path).put(
        classic(
            classic_entry(1, html=html, more=FIRST + LABEL.format(name="bo@post.example")).replace(
                "Rubrik 1", "Fråga bo@post.example"
            ),
            classic_entry(2, "comment", TO.format(number=1), html="kim@post.example").replace(
                "<name>Ada", "<name>kim@post.example"
            ),
            classic_entry(3, more=ADDRESS.format(path="/2013/12/kim@post.example.html")),
        ).replace(b">Provbloggen<", b">Provbloggen, kim@post.example<")
    )
    made.run()
    every = "".join(made.text(name) for name in made.tree())
    assert "post.example" not in every.replace("conf.py", "")
    assert "0123456" not in every
    assert "# Fråga [e-postadress borttagen]\n" in made.text("posts/2013/12/forsta.md")
    assert "tags:" not in made.text("posts/2013/12/forsta.md")
    assert "author: Anonym\n" in made.text("posts/2013/12/forsta.comments.yaml")
    name = next(
        name for name in made.tree() if name.startswith("imports/") and name.endswith(".md")
    )
    assert "en e-postadress togs bort" in made.text(name)


def test_words_are_not_taken_for_more(tmp_path: Path) -> None:
    """Front matter, titles and comments that look like YAML, roles or citations stay words."""
    strange = "yes: [a, {b}] # 'c' @ham2013 {cite}`x` --- *d* &amp;lt;b&amp;gt;"
    made = blog(tmp_path).put(
        classic(
            classic_entry(
                1,
                more=FIRST
                + LABEL.format(name="no")
                + LABEL.format(name="a, b: c")
                + LABEL.format(name="---"),
            )
            .replace("Rubrik 1", strange)
            .replace("<name>Ada", "<name>Ball, Ada"),
            classic_entry(2, "comment", TO.format(number=1), html="- id: x&lt;br&gt;state: spam"),
        )
    )
    made.run()
    text = made.text("posts/2013/12/forsta.md")
    front = frontmatter.read(text).values
    assert front["tags"] == ["no", "a, b: c"]
    assert front["author"] == ["Ball, Ada"]
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    assert (
        heading
        == "# yes: \\[a, \\{b}\\] # 'c' \\@ham2013 \\{cite}\\`x\\` --- \\*d\\* \\&lt;b\\&gt;"
    )
    beside = made.text("posts/2013/12/forsta.comments.yaml")
    (comment,) = comments.read(beside, "", "Europe/Stockholm").comments
    assert comment.text == "- id: x\nstate: spam"


def test_old_addresses_that_cannot_be_are_left_out_and_named(tmp_path: Path) -> None:
    """What the import writes passes `check`: none leads out of the site, none is led on twice."""
    made = blog(tmp_path).put(
        classic(
            classic_entry(1, more=ADDRESS.format(path="/2013/12/../../../x.html")),
            classic_entry(2, more=ADDRESS.format(path="/2013/12/namn.html")),
            classic_entry(3, more=ADDRESS.format(path="/2013/12/NAMN.html")),
            classic_entry(4, more=LABEL.format(name="a\\b") + LABEL.format(name="../y")),
        )
    )
    made.run()
    assert main(["check", "--source", str(made.root)]) == 0
    report = made.text("imports/provbloggen.md").replace("\\", "")
    assert "”/2013/12/../../../x.html” kan inte vara en gammal adress" in report
    assert "den gamla adressen är en annan texts, och leder dit: /2013/12/NAMN.html" in report
    assert ".." not in made.text("redirects.csv")
