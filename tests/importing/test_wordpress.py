"""WordPress's exports become the same record as Blogger's, without what identifies people."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from importing.exports import classic, classic_entry

from sphinx_publication.importing.export import CommentState, EntryState, NoExport, Service
from sphinx_publication.importing.html.convert import Context, convert
from sphinx_publication.importing.reading.readers import read
from sphinx_publication.importing.reading.wordpress_html import Attachment, Shown
from sphinx_publication.importing.remarks import What

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/{version}/">
<channel><title>Provbloggen</title><link>https://prov.example</link>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_blog_url>https://prov.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[ada1]]></wp:author_login>
<wp:author_email><![CDATA[ada@example.org]]></wp:author_email>
<wp:author_display_name><![CDATA[Ada Prov]]></wp:author_display_name></wp:author>
{items}</channel></rss>"""

COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[Bo &amp; Co]]></wp:comment_author>
<wp:comment_author_email>bo@example.org</wp:comment_author_email>
<wp:comment_author_url>https://bo.example/</wp:comment_author_url>
<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>
<wp:comment_date>2013-12-02 09:30:00</wp:comment_date>
<wp:comment_date_gmt>2013-12-02 08:30:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[Tack

för det]]></wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>
<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>
</wp:comment>"""


def wxr(*items: str, version: str = "1.2") -> bytes:
    """Return an export with *items*."""
    return WXR.format(version=version, items="\n".join(items)).encode()


def item(
    number: int, status: str = "publish", kind: str = "post", more: str = "", html: str = "Text"
) -> str:
    """Return an item of 1 December 2013 in Stockholm."""
    return f"""<item><title>R&amp;D {number}</title>
<link>https://prov.example/2013/12/r%C3%B6st-{number}/</link>
<dc:creator><![CDATA[ada1]]></dc:creator><content:encoded><![CDATA[{html}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>2013-12-01 08:00:00</wp:post_date>
<wp:post_date_gmt>2013-12-01 07:00:00</wp:post_date_gmt>
<wp:post_modified>2013-12-03 08:00:00</wp:post_modified>
<wp:post_modified_gmt>2013-12-03 07:00:00</wp:post_modified_gmt>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"""


def comment(number: int, approved: str = "1", kind: str = "", parent: int = 0) -> str:
    """Return a comment."""
    return COMMENT.format(number=number, approved=approved, kind=kind, parent=parent)


def _file(folder: Path, content: bytes, name: str = "prov.wordpress.2014-02-01.xml") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(tmp_path: Path, version: str) -> None:
    """Posts, pages, labels, authors, dates with their zone, addresses, comments with threads."""
    labels = (
        '<category domain="category" nicename="finsam"><![CDATA[Finsam]]></category>'
        '<category domain="post_tag" nicename="stod"><![CDATA[Råd & stöd]]></category>'
        '<category domain="nav_menu" nicename="x">Meny</category>'
    )
    more = labels + comment(8) + comment(9, parent=8) + comment(10, kind="pingback")
    content = wxr(
        item(1, more=more), item(2, kind="page"), item(3, kind="nav_menu_item"), version=version
    )
    export = read(_file(tmp_path, content), service=Service.WORDPRESS)
    assert (export.service, export.title) == (Service.WORDPRESS, "Provbloggen")
    assert export.address == "https://prov.example/"
    post, page = export.entries
    assert (post.identifier, post.title, post.state) == ("1", "R&D 1", EntryState.LIVE)
    assert post.author == ("ada1" if version == "1.0" else "Ada Prov")
    assert post.labels == ("Finsam", "Råd & stöd")
    assert post.address == "/2013/12/röst-1/"
    assert post.published is not None
    assert post.published.isoformat() == "2013-12-01T08:00:00+01:00"
    assert post.updated is not None
    assert page.kind == "page"
    assert [(c.identifier, c.entry, c.parent, c.author) for c in export.comments] == [
        ("8", "1", "", "Bo & Co"),
        ("9", "1", "8", "Bo & Co"),
    ]
    assert export.others == {"pingback": 1, "nav_menu_item": 1}
    for secret in ("example.org", "192.0.2.7", "bo.example"):
        assert secret not in repr(export)


def test_what_readers_could_not_see_is_told_apart(tmp_path: Path) -> None:
    """Each state of posts and comments; what only some could see becomes a draft, and is named."""
    states = ("publish", "draft", "future", "trash", "private", "pending", "nytt")
    approved = ("1", "0", "spam", "trash", "nytt")
    locked = item(20, more="<wp:post_password>x</wp:post_password>")
    comments = "".join(comment(30 + at, said) for at, said in enumerate(approved))
    items = [item(number, said) for number, said in enumerate(states, 1)]
    export = read(_file(tmp_path, wxr(*items, locked, item(21, more=comments))))
    assert [entry.state for entry in export.entries] == [
        EntryState.LIVE,
        EntryState.DRAFT,
        EntryState.SCHEDULED,
        EntryState.TRASHED,
        EntryState.DRAFT,
        EntryState.DRAFT,
        EntryState.DRAFT,
        EntryState.DRAFT,
        EntryState.LIVE,
    ]
    assert [one.state for one in export.comments] == [
        CommentState.LIVE,
        CommentState.PENDING,
        CommentState.SPAM,
        CommentState.TRASHED,
        CommentState.PENDING,
    ]
    assert [remark.what for remark in export.remarks] == [
        What.NOT_PUBLIC,
        What.UNKNOWN_STATE,
        What.NOT_PUBLIC,
        What.UNKNOWN_COMMENT_STATE,
    ]


SHOWN = Shown(
    {"5": Attachment("https://p.example/a.jpg", "En katt", "Misse")}, children={"1": ["5"]}
)
FIGURE = "```{figure} bilder/a.jpg\n:alt: En katt\n\nMisse\n```"


@pytest.mark.parametrize(
    ("stored", "markdown"),
    [
        ("a\n\nb\nc", "a\n\nb\\\nc"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\nc", "- a\n- b\n\nc"),
        ("<pre>a\n\nb</pre>", "```text\na\n\nb\n```"),
        ("<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->", "a b"),
        (
            '[caption id="x" width="300"]<a href="https://p.example/a.jpg"><img '
            'src="https://p.example/a.jpg" alt="En katt"></a> Misse[/caption]',
            FIGURE,
        ),
        (
            '[caption caption="Misse"]<img src="https://p.example/a.jpg" alt="En katt">[/caption]',
            FIGURE,
        ),
        ('[gallery ids="5,6"]', FIGURE),
        ("[gallery]", FIGURE),
        ("a\n[embed]https://a.se/x[/embed]\nb", "a\n\n<https://a.se/x>\n\nb"),
        ("[youtube https://a.se/x]", "<https://a.se/x>"),
        ("a\nhttps://a.se/x\nb", "a\\\n<https://a.se/x>\\\nb"),
        ('[code language="python"]a = 1 < 2[/code]', "```python\na = 1 < 2\n```"),
        ("[[gallery]] [1] [x-y z=1]", "[gallery] [1] [x-y z=1]"),
        ("a<!--more-->b", "ab"),
    ],
)
def test_what_wordpress_stores_is_what_it_showed(stored: str, markdown: str) -> None:
    """Shortcodes, empty lines and blocks."""
    context = Context(lambda address: address, lambda src: f"bilder/{src.rpartition('/')[2]}")
    assert convert(SHOWN.html(stored, "1"), context).markdown.rstrip("\n") == markdown


def test_a_shortcode_of_a_plugin_is_named(tmp_path: Path) -> None:
    """It stays as text; words in brackets are none."""
    export = read(_file(tmp_path, wxr(item(1, html="[formular id=1] [sic] [b]c[/b]"))))
    assert [remark.detail for remark in export.remarks] == ["formular", "b"]


def test_a_link_by_number_leads_to_the_page(tmp_path: Path) -> None:
    """On the blog's own host alone."""
    html = '<a href="https://prov.example/?p=2">a</a> <a href="https://other.example/?p=2">b</a>'
    (entry, _other) = read(_file(tmp_path, wxr(item(1, html=html), item(2)))).entries
    assert 'href="https://prov.example/2013/12/r%C3%B6st-2/"' in entry.html
    assert 'href="https://other.example/?p=2"' in entry.html


def test_odd_titles_and_addresses_are_read(tmp_path: Path) -> None:
    """Marks of XML in a title, and what only looks like an address."""
    odd = item(1, html='<a href="http://[x/?p=1">a</a>', more=comment(2))
    odd = odd.replace("R&amp;D 1", "<![CDATA[<b>A</b> &amp; B <![CDATApre [c]]>")
    odd = odd.replace("https://prov.example/2013", "http://[x/2013")
    (entry,) = read(_file(tmp_path, wxr(odd))).entries
    assert entry.title.startswith("A & B")
    assert entry.address == ""


def test_uploaded_pictures_are_found(tmp_path: Path) -> None:
    """By year and month, a smaller copy as its original; beside the export or in a folder apart."""
    html = "".join(
        f'<img src="https://prov.example/wp-content/uploads/{path}">'
        for path in ("2013/11/a-300x200.jpg", "2013/12/a.jpg", "2013/12/gone.jpg")
    )
    folder = tmp_path / "uploads"
    for month in ("11", "12"):
        (folder / "2013" / month).mkdir(parents=True)
        (folder / "2013" / month / "a.jpg").write_bytes(month.encode())
    file = _file(tmp_path, wxr(item(1, html=html)))
    packed = tmp_path / "prov.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        for path in (file, *folder.rglob("*.jpg")):
            zipped.write(path, path.relative_to(tmp_path))
    for export in (read(file, pictures=folder), read(tmp_path), read(packed)):
        assert [picture.read() for picture in export.pictures.values()] == [b"11", b"12"]
        (entry,) = export.entries
        first, second = export.pictures
        assert f'"https://prov.example/wp-content/{first}"' in entry.html
        assert f'"https://prov.example/wp-content/{second}"' in entry.html
        assert "uploads/2013/12/gone.jpg" in entry.html


def test_parts_of_one_export_are_one_blog(tmp_path: Path) -> None:
    """An item that both have counts once."""
    _file(tmp_path, wxr(item(1), item(2)), "prov.001.xml")
    _file(tmp_path, wxr(item(2), item(3)), "prov.002.xml")
    assert [entry.identifier for entry in read(tmp_path).entries] == ["1", "2", "3"]


def test_an_export_of_blogger_is_sent_to_its_own_command(tmp_path: Path) -> None:
    """And other XML is called what it is."""
    with pytest.raises(NoExport, match="import blogger"):
        read(_file(tmp_path, classic(classic_entry(1))), service=Service.WORDPRESS)
    with pytest.raises(NoExport, match="OPML"):
        read(_file(tmp_path, b"<opml/>"), service=Service.WORDPRESS)
