"""What goes to the national library is off until conf.py says who delivers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from sphinx.errors import ConfigError

from sphinx_publication.project import read
from sphinx_publication.publishing import urns

if TYPE_CHECKING:
    from .conftest import Project

SITE = "https://blogg.example/"
MEDIA = "{http://search.yahoo.com/mrss/}"
URN = {"u": "urn:nbn:se:uu:ub:epc-schema:rs-location-mapping"}


def test_both_are_off(project: Callable[[str], Project]) -> None:
    """A publication that says nothing has neither file."""
    assert not {"e-plikt.xml", "urn-nbn.xml"} & project("blog").build().files().keys()


def test_every_post_is_delivered_with_its_pictures(project: Callable[[str], Project]) -> None:
    """All posts, not the newest alone, newest first; pictures by addresses that are there."""
    blog = project("blog").build(publication_deposit="556000-0167")
    items = etree.fromstring(blog.files()["e-plikt.xml"]).findall("channel/item")
    links = [one.findtext("link") for one in items]
    posts = {name.removesuffix("post.bib") for name in blog.files() if name.endswith("/post.bib")}
    elsewhere = {f"{SITE}{name}" for name in posts} - set(links)
    assert len(links) == len(set(links))
    assert {link.removeprefix(SITE) for link in links} <= posts
    assert len(elsewhere) <= 1, "only a post that was first published elsewhere is left out"
    contents = [one.get("url") for item in items for one in item.findall(f"{MEDIA}content")]
    assert contents
    for address in contents:
        assert (blog.site / address.removeprefix(SITE)).exists()


def test_what_is_not_published_is_not_delivered(project: Callable[[str], Project]) -> None:
    """No draft, no coming post, and nothing in a preview."""
    conf = {"html_baseurl": SITE, "publication_deposit": "556000-0167"}
    site = project("drafts").build(**conf)
    links = etree.fromstring(site.files()["e-plikt.xml"]).xpath("//item/link/text()")
    assert links
    for link in links:
        assert (site.site / str(link).removeprefix(SITE) / "index.html").exists()
    assert "e-plikt.xml" not in site.build(**conf, publication_preview=True).files()


def test_numbers_are_given_when_the_site_is_published(project: Callable[[str], Project]) -> None:
    """Each post one, in a file for version control; the next build tells the resolver."""
    blog = project("blog")
    conf = blog.folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\npublication_urn = "urn:nbn:se:prov"\n', "utf-8")
    blog.build()
    assert b"<record>" not in blog.files()["urn-nbn.xml"]
    count = urns.remember(read(blog.folder), blog.site)
    before = (blog.folder / "urn.csv").read_text("utf-8")
    assert count == len(before.splitlines()) - 1 > 5
    assert urns.remember(read(blog.folder), blog.site) == 0
    assert (blog.folder / "urn.csv").read_text("utf-8") == before

    blog.build(fresh=True)
    records = etree.fromstring(blog.files()["urn-nbn.xml"])
    addresses = records.xpath("//u:url/text()", namespaces=URN)
    assert len(addresses) == count
    for address in addresses:
        assert (blog.site / str(address).removeprefix(SITE) / "index.html").exists()


def test_a_broken_line_is_named_and_no_number_is_given(project: Callable[[str], Project]) -> None:
    """It might be a post's; a number that is given twice cannot be taken back."""
    blog = project("blog")
    conf = blog.folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\npublication_urn = "urn:nbn:se:prov"\n', "utf-8")
    (blog.folder / "urn.csv").write_text("number,address\n1,/a/\noj\n", "utf-8")
    blog.build()
    assert [one for one in blog.warnings if "urn.csv:3" in one and "publication.urn-line" in one]
    with pytest.raises(ValueError, match=r"urn\.csv:3"):
        urns.remember(read(blog.folder), blog.site)


@pytest.mark.parametrize(
    "conf", [{"publication_deposit": "556000-0168"}, {"publication_urn": "urn:nbn:se:2013"}]
)
def test_settings_that_cannot_be_right_are_refused(
    conf: dict[str, str], project: Callable[[str], Project]
) -> None:
    """Before anything is built, with the name of the setting."""
    with pytest.raises(ConfigError, match=next(iter(conf))):
        project("blog").build(**conf)
