"""Blogger's exports are read whole, in both schemas; what is none is refused with the reason."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.exports import classic, classic_entry, takeout, takeout_entry

from sphinx_publication.importing.export import (
    CommentState,
    EntryKind,
    EntryState,
    NoExport,
    Service,
)
from sphinx_publication.importing.reading import archive, xml
from sphinx_publication.importing.reading.readers import blogs, read
from sphinx_publication.importing.remarks import What

ALTERNATE = "<link rel='alternate' href='http://prov.blogspot.com/2013/12/r%C3%B6st.html'/>"
LABELS = (
    "<category scheme='http://www.blogger.com/atom/ns#' term='Finsam'/>"
    "<category scheme='http://www.blogger.com/atom/ns#' term='Finsam'/>"
    "<category scheme='http://www.blogger.com/atom/ns#' term='Råd &amp; stöd'/>"
)
REPLY = (
    "<thr:in-reply-to ref='tag:blogger.com,1999:blog-7.post-1'/>"
    "<link rel='related' href='http://www.blogger.com/feeds/7/1/comments/default/2'/>"
)


def _file(folder: Path, content: bytes, name: str = "blog-02-01-2014.xml") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_the_classic_schema_is_read(tmp_path: Path) -> None:
    """Posts, pages, drafts, scheduled posts, comments with threads, labels, addresses, the rest."""
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    later = classic_entry(5).replace("2013-12-01T08", "2014-03-01T08")
    export = read(
        _file(
            tmp_path,
            classic(
                classic_entry(1, more=ALTERNATE + LABELS),
                classic_entry(2, "comment", "<thr:in-reply-to ref='x.post-1'/>"),
                classic_entry(3, "comment", REPLY),
                classic_entry(4, "page", draft),
                later,
                classic_entry(6, "template"),
                classic_entry(7, "settings"),
                classic_entry(8, "settings"),
            ),
        )
    )
    assert export.title == "Provbloggen"
    assert export.address == "http://prov.blogspot.com/"
    first, page, coming = export.entries
    assert (first.kind, first.state, first.author) == (EntryKind.POST, EntryState.LIVE, "Ada")
    assert first.labels == ("Finsam", "Råd & stöd")
    assert first.address == "/2013/12/röst.html"
    assert first.published is not None
    assert first.published.isoformat() == "2013-12-01T08:00:00+01:00"
    assert (page.kind, page.state, page.address) == (EntryKind.PAGE, EntryState.DRAFT, "")
    assert coming.state is EntryState.SCHEDULED
    assert [(c.entry, c.parent) for c in export.comments] == [("1", ""), ("1", "2")]
    assert export.others == {"template": 1, "settings": 2}
    assert export.remarks == ()


def test_takeouts_schema_is_read_from_folder_and_zip(tmp_path: Path) -> None:
    """With the states of entries and comments, the old address, and the pictures of the albums."""
    comment = "<blogger:parent>tag:x.post-1</blogger:parent><blogger:inReplyTo/>"
    feed = takeout(
        takeout_entry(1, more="<blogger:filename>/2013/12/rost.html</blogger:filename>"),
        takeout_entry(2, status="SOFT_TRASHED"),
        takeout_entry(3, "PAGE", "DRAFT"),
        *(
            takeout_entry(number, "COMMENT", status, comment)
            for number, status in enumerate(
                ("LIVE", "SPAM_COMMENT", "GHOSTED_COMMENT", "PENDING_MODERATION", "NYTT"), start=10
            )
        ),
    )
    folder = tmp_path / "Takeout"
    album = folder / "Blogger/Albums/Provbloggen"
    album.mkdir(parents=True)
    (album / "bild.JPG").write_bytes(b"jpg")
    (album / "bild.JPG.json").write_bytes(b"{}")
    blog = folder / "Blogger/Blogs/Provbloggen"
    blog.mkdir(parents=True)
    (blog / "feed.atom").write_bytes(feed)
    (blog / "settings.csv").write_text(
        "blog_subdomain,blog_comment_email\nprov,ada@example.org\n", encoding="utf-8"
    )
    own = folder / "Blogger/Comments/Provbloggen"
    own.mkdir(parents=True)
    (own / "feed.atom").write_bytes(takeout(takeout_entry(99, "COMMENT")))
    packed = tmp_path / "takeout.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for path in sorted(folder.rglob("*")):
            file.write(path, path.relative_to(tmp_path))
    for path in (folder, folder / "Blogger", packed):
        assert blogs(path) == ("Provbloggen",)
        export = read(path)
        assert export.address == "https://prov.blogspot.com/"
        states = [entry.state for entry in export.entries]
        assert states == [EntryState.LIVE, EntryState.TRASHED, EntryState.DRAFT]
        assert export.entries[0].address == "/2013/12/rost.html"
        assert [comment.state for comment in export.comments] == [
            CommentState.LIVE,
            CommentState.SPAM,
            CommentState.GHOSTED,
            CommentState.PENDING,
            CommentState.PENDING,
        ]
        assert {comment.entry for comment in export.comments} == {"1"}
        assert [remark.sentence() for remark in export.remarks] == [
            "the state 'NYTT' is not known; the comment is kept out"
        ]
        assert [picture.read() for picture in export.pictures.values()] == [b"jpg"]
        assert "ada@example.org" not in repr(export)
        assert "profile" not in repr(export)


def test_feeds_beside_each_other_are_one_blog(tmp_path: Path) -> None:
    """An entry that both have counts once, in its newest version."""
    folder = tmp_path / "Blogs/Provbloggen"
    folder.mkdir(parents=True)
    newer = takeout_entry(1, html="Ny").replace("2013-12-02T08", "2013-12-03T08")
    (folder / "feed.atom").write_bytes(takeout(takeout_entry(1, html="Gammal")))
    (folder / "feed(1).atom").write_bytes(takeout(newer, takeout_entry(2)))
    assert [entry.html for entry in read(tmp_path).entries] == ["Ny", "Text"]


def test_one_of_several_blogs_must_be_named(tmp_path: Path) -> None:
    """The message names them."""
    for name in ("Ett", "Två"):
        folder = tmp_path / "Blogger/Blogs" / name
        folder.mkdir(parents=True)
        (folder / "feed.atom").write_bytes(takeout(takeout_entry(1, html=name)))
    with pytest.raises(NoExport, match="Ett, Två"):
        read(tmp_path)
    assert read(tmp_path, "Två").entries[0].html == "Två"


def test_a_prefix_that_is_not_declared_is_let_through(tmp_path: Path) -> None:
    """As real exports have it; a draft is a draft all the same."""
    content = classic(
        classic_entry(1, more="<app:control><app:draft>yes</app:draft></app:control>")
    )
    content = content.replace(b" xmlns:app='http://purl.org/atom/app#'", b"")
    export = read(_file(tmp_path, content))
    assert export.entries[0].state is EntryState.DRAFT
    assert export.remarks[0].what is What.UNDECLARED_PREFIX


def test_comments_keep_their_posts_without_the_prefix_declared(tmp_path: Path) -> None:
    """What everybody knows a prefix to mean is taken for it."""
    content = classic(classic_entry(1), classic_entry(2, "comment", REPLY))
    content = content.replace(b" xmlns:thr='http://purl.org/syndication/thread/1.0'", b"")
    export = read(_file(tmp_path, content))
    assert [(comment.entry, comment.parent) for comment in export.comments] == [("1", "2")]


def test_lines_of_comments_are_lines(tmp_path: Path) -> None:
    """Takeout has them without a tag."""
    feed = takeout(takeout_entry(1), takeout_entry(2, "COMMENT", html="Hej,\n\ntack"))
    assert read(_file(tmp_path, feed)).comments[0].html == "Hej,<br>\n<br>\ntack"


ENTITY = b"<?xml version='1.0'?><!DOCTYPE feed [<!ENTITY a 'aaaa'>]><feed>&a;</feed>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"hej", "no XML"),
        (b"<html><body/></html>", "web page"),
        (b"<!DOCTYPE html><html><p>a</html>", "web page"),
        (b"<rss version='2.0'><channel/></rss>", "RSS feed"),
        (b"<opml version='2.0'/>", "OPML"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap"),
        (b"<a\0b:c/>", "no export of Blogger or WordPress"),
        (b"<a/>", "no export of Blogger or WordPress"),
        (takeout(takeout_entry(1, "COMMENT")), "comments alone"),
        (b"<rss xmlns:wp='http://wordpress.org/export/1.2/'/>", "import wordpress"),
        (classic(classic_entry(1))[:-30], "cut off"),
        (classic(classic_entry(1)).replace(b"<id>", b"<<<<<<< HEAD\n<id>", 1), "merge"),
        (takeout("<entry><id>tag:x.post-1</id><title>T</title></entry>"), "public feed"),
        (ENTITY, "document type"),
        (ENTITY.decode().encode("utf-16"), "document type"),
        (b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    """The message names the file, and what is wrong with it."""
    with pytest.raises(NoExport, match=reason) as caught:
        read(_file(tmp_path, content), service=Service.BLOGGER)
    assert "blog-02-01-2014.xml" in str(caught.value)


def test_nothing_outside_the_export_is_read(tmp_path: Path) -> None:
    """A link out of the folder is passed over, a path in a .zip is only a name."""
    (tmp_path / "hemligt.atom").write_bytes(takeout(takeout_entry(1)))
    folder = tmp_path / "Takeout/Blogs/B"
    folder.mkdir(parents=True)
    (folder / "feed.atom").symlink_to(tmp_path / "hemligt.atom")
    with pytest.raises(NoExport, match="no export"):
        read(tmp_path / "Takeout")
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("../../Blogs/B/feed.atom", takeout(takeout_entry(1)))
    before = sorted(tmp_path.rglob("*"))
    assert len(read(packed).entries) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small it says that it is."""
    monkeypatch.setattr(archive, "LARGEST", 1000)
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Blogs/B/feed.atom", b"a" * 100_000)
    with pytest.raises(NoExport, match="larger than"):
        read(packed)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 1000), st.integers(0, 40))
def test_damage_anywhere_is_refused_or_read(noise: bytes, at: int, lost: int) -> None:
    """Whatever is put in or lost, the reader answers with an export or a reason, nothing else."""
    whole = classic(classic_entry(1), classic_entry(2, "comment", REPLY))
    with suppress(NoExport):
        assert xml.parse(whole[:at] + noise + whole[at + lost :], "x.xml").root is not None


@settings(max_examples=100, deadline=None)
@given(noise=st.binary(max_size=60), at=st.integers(0, 400))
def test_a_damaged_zip_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    """The same of a .zip."""
    file = tmp_path_factory.mktemp("zip") / "x.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Blogs/B/feed.atom", takeout(takeout_entry(1)))
    content = file.read_bytes()
    file.write_bytes(content[:at] + noise + content[at + len(noise) :])
    with suppress(NoExport):
        assert read(file).title
