"""Links between old texts: to files, topics and the publication's own pages, or taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing.blogs import ADDRESS, CONF, LABEL, Blog, blog
from importing.exports import classic, classic_entry

DRAFT = "<app:control><app:draft>yes</app:draft></app:control>"
HOST = "http://prov.blogspot.com"


def linking(folder: Path, *addresses: str, conf: str = CONF) -> Blog:
    """Return an imported blog whose first post links to *addresses*, in order."""
    links = " ".join(f"&lt;a href='{one}'&gt;x&lt;/a&gt;" for one in addresses)
    made = blog(folder, conf)
    made.write("source/index.md", "# Start\n")
    made.put(
        classic(
            classic_entry(1, html=links, more=ADDRESS.format(path="/2013/12/a.html")),
            classic_entry(
                2, more=ADDRESS.format(path="/2014/01/b.html") + LABEL.format(name="Råd")
            ),
            classic_entry(3, "page", ADDRESS.format(path="/p/om.html")),
            classic_entry(4, more=ADDRESS.format(path="/2013/12/utkast.html") + DRAFT),
            classic_entry(5, more=ADDRESS.format(path="/2027/01/c.html")).replace("2013", "2027"),
            classic_entry(6, "page", ADDRESS.format(path="/p/snart.html")).replace(
                "2013-12-01T08", "2028-12-01T08"
            ),
        )
    )
    made.run()
    return made


def written(made: Blog) -> str:
    """Return the text of the first post, without front matter and heading."""
    return made.text("posts/2013/12/a.md").partition("# Rubrik 1\n\n")[2].strip()


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (f"{HOST}/2014/01/b.html", "[x](../../2014/01/b.md)"),
        ("../../2014/01/b.html", "[x](../../2014/01/b.md)"),
        (f"{HOST}/p/om.html?m=1", "[x](../../../source/om.md)"),
        (f"{HOST}/", "[x](../../../source/index.md)"),
        (f"{HOST}/search/label/r%C3%A5d?max-results=20", "[x](topic:R%C3%A5d)"),
        (f"{HOST}/2013/12/utkast.html", "x"),
        (f"{HOST}/2027/01/c.html", "x"),
        (f"{HOST}/p/snart.html", "x"),
        (f"{HOST}/2009/01/borta.html", f"[x]({HOST}/2009/01/borta.html)"),
        (f"{HOST}/2013_12_01_archive.html", "[x](https://prov.example/2013/12/)"),
        (f"{HOST}/feeds/posts/default", "[x](https://prov.example/atom.xml)"),
        ("https://annan.example/2014/01/b.html", "[x](https://annan.example/2014/01/b.html)"),
    ],
)
def test_a_link_leads_where_the_text_is_now(tmp_path: Path, address: str, link: str) -> None:
    """What readers cannot see is not linked; what the export does not have stays as it was."""
    conf = CONF + 'html_baseurl = "https://prov.example"\nroot_doc = "source/index"\n'
    assert written(linking(tmp_path, address, conf=conf)) == link


def test_what_happened_to_links_is_in_the_report(tmp_path: Path) -> None:
    """Each with its old path."""
    made = linking(
        tmp_path,
        f"{HOST}/2014/01/b.html#c7",
        f"{HOST}/2013/12/utkast.html",
        f"{HOST}/2009/01/borta.html",
        f"{HOST}/2013/12/",
    )
    report = made.text("imports/provbloggen.md")
    for words in (
        "leder till sidan: /2014/01/b.html",
        "orden är kvar: /2013/12/utkast.html",
        "inte finns i exporten: /2009/01/borta.html",
        "html_baseurl: /2013/12",
    ):
        assert words in report.replace("\\", "")


def test_a_text_at_its_old_address_has_no_redirect(tmp_path: Path) -> None:
    """As those of WordPress, whose addresses are ours; others have."""
    made = blog(tmp_path).put(
        classic(
            classic_entry(1, more=ADDRESS.format(path="/2013/12/samma/")),
            classic_entry(2, more=ADDRESS.format(path="/2013/12/annan.html")),
        )
    )
    made.run()
    assert "redirect:" not in made.text("posts/2013/12/samma.md")
    assert "redirect: /2013/12/annan.html\n" in made.text("posts/2013/12/annan.md")
