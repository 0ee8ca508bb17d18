"""The feed of legal deposit is RSS 2.0 with the terms that Kungliga biblioteket asks for."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from sphinx_publication.model.deposit import Channel, Content, Resource, feed, publisher

NS = {"t": "http://purl.org/dc/terms/", "m": "http://search.yahoo.com/mrss/"}
MOMENT = datetime(2013, 12, 17, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
CHANNEL = Channel(
    "Bladet & <Co>", "https://b.example/", "", "sv", publisher("556000-0167"), "https://l.example/"
)
POST = Resource(
    "Å & <b>\x0b",
    "https://b.example/2013/12/a/",
    MOMENT,
    ("Anna", "Bo"),
    "Om det.",
    contents=(Content("https://b.example/_images/a.png?a=1&b=2", "image/png"),),
)


def item(resource: Resource, channel: Channel = CHANNEL) -> etree._Element:
    """Return the only item of a feed."""
    rss = etree.fromstring(feed(channel, [resource]).encode())
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    (found,) = rss.findall("channel/item")
    return found


def test_a_resource_says_what_the_specification_asks_for() -> None:
    """Address, time, title, publisher, access, format, creators, licence and files."""
    found = item(POST)
    said = {one.tag: one.text for one in found}
    terms = "{http://purl.org/dc/terms/}"
    assert said["link"] == said["guid"] == POST.address
    assert said["title"] == "Å & <b>"
    assert parsedate_to_datetime(said["pubDate"]) == MOMENT
    assert said[f"{terms}publisher"] == "http://id.kb.se/organisations/SE5560000167"
    assert said[f"{terms}accessRights"] == "gratis"
    assert said[f"{terms}format"] == "text/html"
    assert said[f"{terms}license"] == "https://l.example/"
    assert found.xpath("t:creator/text()", namespaces=NS) == ["Anna", "Bo"]
    (content,) = found.xpath("m:content", namespaces=NS)
    assert dict(content.attrib) == {"url": POST.contents[0].address, "type": "image/png"}


def test_what_is_not_known_is_not_said() -> None:
    """No licence, description, creator or file."""
    bare = Resource("T", "https://b.example/a/", MOMENT)
    found = item(bare, Channel("B", "https://b.example/", "", "sv", CHANNEL.publisher))
    tags = {etree.QName(one).localname for one in found}
    assert tags == {"guid", "pubDate", "title", "link", "publisher", "accessRights", "format"}


def test_a_channel_has_what_rss_requires() -> None:
    """Title, link and description, which is the title where nothing else is said."""
    channel = etree.fromstring(feed(CHANNEL, []).encode()).find("channel")
    said = {one.tag: one.text for one in channel}
    assert said["description"] == said["title"] == "Bladet & <Co>"
    assert said["link"] == "https://b.example/"


@pytest.mark.parametrize("number", ["5560000167", "556000-0167", " 556000-0167 "])
def test_organisation_numbers_are_read_as_people_write_them(number: str) -> None:
    """With and without the hyphen."""
    assert publisher(number) == "http://id.kb.se/organisations/SE5560000167"


def test_a_suffix_is_kept() -> None:
    """It tells publishers apart that share a number."""
    assert publisher("556000-0167-blogg").endswith("/SE5560000167-blogg")


@pytest.mark.parametrize("number", ["556000-0168", "55600-00167", "x", "556000-0167-"])
def test_a_number_that_cannot_be_right_is_refused(number: str) -> None:
    """By its last digit, or its form; the message says what to write."""
    with pytest.raises(ValueError, match=r"publication_deposit in conf.py: .*ten digits"):
        publisher(number)
