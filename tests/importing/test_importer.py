"""An import into a publication: where things go, that it can be repeated, and that it is safe."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest
from importing.blogs import ADDRESS, CONF, LABEL, blog, usual
from importing.exports import classic, classic_entry

from sphinx_publication.checking.rules.pictures import PLACEHOLDERS
from sphinx_publication.importing import writing
from sphinx_publication.importing.importer import CannotImport
from sphinx_publication.importing.planning.accounts import Wishes
from sphinx_publication.importing.planning.plan import UNDESCRIBED
from sphinx_publication.importing.planning.target import NoPlace
from sphinx_publication.importing.reading.readers import read
from sphinx_publication.importing.report import counts, summary
from sphinx_publication.importing.writing import Fate
from sphinx_publication.locale import console
from sphinx_publication.model import comments

FIRST = ADDRESS.format(path="/2013/12/forsta.html")


def test_everything_goes_to_its_place(tmp_path: Path) -> None:
    """Posts to the folder of their address, pages to source, pictures and comments beside."""
    made = usual(tmp_path)
    made.run()
    assert made.names == [
        "posts/2013/12/forsta.comments.yaml",
        "posts/2013/12/forsta.md",
        "posts/2013/12/rubrik-4.md",
        "posts/2013/12/sjo-1.jpg",
        "posts/2014/01/andra.md",
        "redirects.csv",
        "source/om-oss.md",
    ]
    assert made.text("posts/2013/12/forsta.md") == (
        "---\n"
        "date: 2013-12-01 09:00\n"
        "author: Ada\n"
        "tags: [Råd & stöd]\n"
        "redirect: /2013/12/forsta.html\n"
        "imported: {from: blogger, id: '1', address: /2013/12/forsta.html}\n"
        "---\n"
        "# Rubrik 1\n\nHej\n\n![Bild utan beskrivning](sjo-1.jpg)\n"
    )
    assert "draft: true\n" in made.text("posts/2013/12/rubrik-4.md")
    first, second = comments.read(
        made.text("posts/2013/12/forsta.comments.yaml"), "", "Europe/Stockholm"
    ).comments
    assert (first.id, first.author, first.text) == ("c11", "Ada", "Text")
    assert (second.id, second.parent) == ("c12", "c11")
    assert "/search/label/Råd%20%26%20stöd,/amnen/rad-stod/\n" in made.text("redirects.csv")


def test_a_picture_without_words_has_those_that_check_knows() -> None:
    """So that the author is reminded, and the build is not."""
    for language in console.LANGUAGES:
        with console.speaking(language):
            assert console.gettext(UNDESCRIBED).casefold() in PLACEHOLDERS


def test_a_link_to_an_old_post_leads_to_its_file(tmp_path: Path) -> None:
    """Whatever way it was written: https, www, a country's blogspot, a telephone's, a comment's."""
    made = usual(tmp_path)
    made.run()
    assert "[förut](../../2013/12/forsta.md)" in made.text("posts/2014/01/andra.md")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """Not a byte, nor the time of a file."""
    made = usual(tmp_path)
    made.run()
    tree, times = made.tree(), made.times()
    done = made.run()
    assert (made.tree(), made.times()) == (tree, times)
    assert set(done.fates.values()) == {Fate.UNCHANGED}


def test_an_edited_file_survives_and_is_reported(tmp_path: Path) -> None:
    """Also where the export, or a wish, would make another of it; others are renewed."""
    made = usual(tmp_path)
    made.run()
    mine = made.write("posts/2013/12/forsta.md", made.text("posts/2013/12/forsta.md") + "Mer.\n")
    before = mine.read_text(encoding="utf-8")
    for wishes in (Wishes(), Wishes(category="Gammalt"), Wishes(category="Gammalt")):
        done = made.run(wishes)
        assert mine.read_text(encoding="utf-8") == before
        assert done.fates[PurePosixPath("posts/2013/12/forsta.md")] is Fate.EDITED
    assert "category: Gammalt" in made.text("posts/2014/01/andra.md")
    assert "`posts/2013/12/forsta.md`: ändrad här sedan dess" in made.text("imports/provbloggen.md")


def test_a_deleted_file_stays_away_until_it_is_asked_for(tmp_path: Path) -> None:
    """A post, a picture, a row of the redirects."""
    made = usual(tmp_path)
    made.run()
    tree = made.tree()
    for name in ("posts/2014/01/andra.md", "posts/2013/12/sjo-1.jpg"):
        (made.root / name).unlink()
    made.write("redirects.csv", "old,new\n/x,/om-oss/\n")
    for _ in range(2):
        done = made.run()
        assert list(done.fates.values()).count(Fate.DELETED) == 2
        assert not (made.root / "posts/2014/01/andra.md").exists()
        assert "[sedan]" not in made.text("source/om-oss.md")
        assert made.text("redirects.csv") == "old,new\n/x,/om-oss/\n"
    made.run(restore=True)
    assert set(tree) == set(made.tree())
    assert "/2013_12_01_archive.html,/2013/12/\n" in made.text("redirects.csv")


def test_entries_of_two_blogs_are_told_apart(tmp_path: Path) -> None:
    """WordPress numbers those of each blog from 1: one with another address is another one."""
    made = blog(tmp_path)
    front = "---\ndate: 2013-12-02\nimported: {from: blogger, id: '1', address: /annat.html}\n---\n"
    mine = made.write("posts/2013/12/annat.md", f"{front}# Annat\n")
    made.put(classic(classic_entry(1, more=FIRST))).run()
    assert mine.read_text(encoding="utf-8") == f"{front}# Annat\n"
    assert "# Rubrik 1\n" in made.text("posts/2013/12/forsta.md")


def test_a_moved_file_is_known_again(tmp_path: Path) -> None:
    """Links follow it, and it is not brought to its old place again."""
    made = usual(tmp_path)
    made.run()
    (made.root / "posts/2013/12/forsta.md").rename(made.root / "posts/2013/12/flyttad.md")
    made.run()
    assert not (made.root / "posts/2013/12/forsta.md").exists()
    assert "[förut](../../2013/12/flyttad.md)" in made.text("posts/2014/01/andra.md")


@pytest.mark.parametrize("half", [False, True], ids=["between files", "within a file"])
def test_a_run_that_breaks_off_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, half: bool
) -> None:
    """At each write in turn: what two runs leave is what one run leaves."""
    whole = usual(tmp_path)
    whole.run()
    replace = writing.os.replace
    for number in range(len(whole.tree())):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        made = usual(folder)
        left = [number]

        def broken(source: Path, target: Path, left: list[int] = left) -> None:
            if not left[0]:
                if half:
                    Path(source).write_bytes(b"half")
                raise KeyboardInterrupt
            left[0] -= 1
            replace(source, target)

        monkeypatch.setattr(writing.os, "replace", broken)
        try:
            made.run()
        except KeyboardInterrupt:
            monkeypatch.setattr(writing.os, "replace", replace)
            assert made.tree() != whole.tree()
        made.run()
        assert made.tree() == whole.tree(), number


def test_every_thing_of_the_export_is_accounted_for(tmp_path: Path) -> None:
    """What is imported and what is left out add up to what is there; the facts say the same."""
    made = usual(tmp_path)
    done, export = made.run(), read(made.export)
    rows = {row.name: row for row in counts(export, done)}
    assert {name: (row.imported, row.total) for name, row in rows.items()} == {
        "published posts": (2, 2),
        "drafts of posts": (1, 1),
        "deleted posts": (0, 1),
        "published pages": (1, 1),
        "labels": (1, 1),
        "comments": (2, 3),
        "pictures": (1, 2),
    }
    assert rows["comments"].left_out == {"marked as spam": 1}
    told = json.loads(made.text("imports/provbloggen.json"))
    assert len(told["entries"]) == 5
    assert told["comments"] == {"imported": 2, "left_out": {"spam": 1}}
    assert told["pictures"] == {"annan.png": 0, "sjö 1.jpg": 1}
    assert any("left out: 1 marked as spam" in line for line in summary(export, done))
    assert "| kommentarer | 3 | 2 | 1: markerade som skräp |" in made.text("imports/provbloggen.md")


def test_no_file_of_an_author_is_overwritten(tmp_path: Path) -> None:
    """An import takes another name, for posts, pages and pictures, and reports it."""
    made = usual(tmp_path)
    mine = {
        "posts/2013/12/Forsta.md": "---\ndate: 2013-12-02\n---\n# Min\n",
        "posts/2013/12/sjo-1.jpg": "min bild",
        "posts/2014/01/andra/index.md": "---\ndate: 2014-01-02\n---\n# Min\n",
        "source/om-oss.md": "# Om\n",
    }
    for name, text in mine.items():
        made.write(name, text)
    for _ in range(2):
        done = made.run()
        assert {name: made.text(name) for name in mine} == mine
    assert set(made.names) - mine.keys() == {
        "posts/2013/12/forsta-2.md",
        "posts/2013/12/forsta-2.comments.yaml",
        "posts/2013/12/rubrik-4.md",
        "posts/2013/12/sjo-1-2.jpg",
        "posts/2014/01/andra-2.md",
        "redirects.csv",
        "source/om-oss-2.md",
    }
    assert set(done.fates.values()) == {Fate.UNCHANGED}


def test_conf_py_is_respected(tmp_path: Path) -> None:
    """Where posts lie, their addresses, the language and the zone are the publication's own."""
    conf = (
        'project = "Probe"\nlanguage = "en"\nextensions = ["sphinx_publication"]\n'
        'include_patterns = ["blog/**", "pages/**"]\nblog_post_pattern = ["blog/*/*/*.md"]\n'
        'publication_prefixes = ["pages/"]\npublication_timezone = "Asia/Tokyo"\n'
        'publication_addresses = {"topics": "tags", "years": "blog"}\n'
        'publication_redirects = "old.csv"\nhtml_baseurl = "https://probe.example/"\n'
    )
    made = blog(tmp_path, conf).put(
        classic(
            classic_entry(1, more=FIRST + LABEL.format(name="Stöd")).replace("Rubrik 1", ""),
            classic_entry(2, "page", ADDRESS.format(path="/p/om.html")),
        )
    )
    made.run()
    assert made.names == ["blog/2013/12/forsta.md", "old.csv", "pages/om.md"]
    assert "date: 2013-12-01 16:00\n" in made.text("blog/2013/12/forsta.md")
    assert "# Post of December 1, 2013\n" in made.text("blog/2013/12/forsta.md")
    rows = made.text("old.csv")
    assert "/search/label/Stöd,/tags/stod/\n/2013_12_01_archive.html,/blog/2013/12/\n" not in rows
    for row in (
        "/search/label/Stöd,/tags/stod/",
        "/feeds/posts/default/-/Stöd,/tags/stod/atom.xml",
        "/2013_12_01_archive.html,/blog/2013/12/",
        "/2013/12,/blog/2013/12/",
        "/feeds/posts/default,/atom.xml",
    ):
        assert f"{row}\n" in rows


def test_a_publication_that_lets_nothing_in_is_refused(tmp_path: Path) -> None:
    """And so is a manifest that cannot be read; nothing is written then."""
    made = blog(tmp_path, CONF + 'include_patterns = ["index.md"]\n')
    made.put(classic(classic_entry(1)))
    with pytest.raises(NoPlace, match="include_patterns"):
        made.run()
    made.write("conf.py", CONF)
    made.write("imports/provbloggen.json", "<<<<<<< mine")
    with pytest.raises(CannotImport, match=r"provbloggen\.json"):
        made.run()
    assert not (made.root / "posts").exists()


def test_another_blog_of_the_same_name_has_its_own_manifest(tmp_path: Path) -> None:
    """Two blogs never take each other's files for their own."""
    made = blog(tmp_path).put(classic(classic_entry(1, more=FIRST)))
    made.run()
    text = classic(classic_entry(9, more=FIRST)).decode().replace("prov.blogspot", "annan.blogspot")
    made.put(text.encode())
    made.run()
    assert "posts/2013/12/forsta-2.md" in made.names
    assert (made.root / "imports/provbloggen-2.json").is_file()
