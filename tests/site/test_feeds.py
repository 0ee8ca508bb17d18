"""Feeds are Atom (RFC 4287) and JSON Feed 1.1 that a reader far from the site can use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from sphinx_publication.model import json_feed
from sphinx_publication.model.json_feed import Channel, Item
from sphinx_publication.site.feed_content import content

from .conftest import Project

NS = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://blogg.example/"
SCHEMA = json.loads((Path(__file__).parents[1] / "json_feed.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def blog(project: Callable[[str], Project]) -> Project:
    """Return the blog of the test root, built once."""
    return project("blog").build()


def feeds(blog: Project) -> dict[str, etree._Element]:
    """Return every feed of the site by its path."""
    return {
        name: etree.fromstring(data)
        for name, data in blog.files().items()
        if name.endswith("atom.xml")
    }


def one(element: etree._Element, path: str) -> str:
    """Return the only text or attribute at *path*."""
    found = element.xpath(path, namespaces=NS)
    assert len(found) == 1, (path, found)
    return str(found[0])


def test_the_whole_and_each_topic_category_and_author_has_a_feed(blog: Project) -> None:
    """Each at ``atom.xml`` below its page's address; archives have none."""
    assert set(feeds(blog)) == {
        "atom.xml",
        *(f"amnen/{name}/atom.xml" for name in ("aldrande", "aldre", "citat-inuti")),
        "amnen/finansiell-samordning/atom.xml",
        *(f"kategorier/{name}/atom.xml" for name in ("historia", "ekonomi-statlig")),
        *(
            f"forfattare/{name}/atom.xml"
            for name in ("redaktionen", "anna-akesson", "karlsson-bo", "citat-cilla-c")
        ),
        "platser/sala/atom.xml",
        "sprak/svenska/atom.xml",
    }


def test_ids_are_unique_and_permanent(blog: Project) -> None:
    """A feed's id is its own address, an entry's the post's, the same in every feed."""
    found = feeds(blog)
    ids = {name: one(feed, "a:id/text()") for name, feed in found.items()}
    assert ids == {name: SITE + name for name in found}
    for feed in found.values():
        entries = feed.xpath("a:entry/a:id/text()", namespaces=NS)
        assert len(set(entries)) == len(entries)
        assert all(entry.startswith(SITE) for entry in entries)
    assert f"{SITE}2024/03/sist/" in found["atom.xml"].xpath("a:entry/a:id/text()", namespaces=NS)


def test_required_elements_are_there(blog: Project) -> None:
    """Title, id and an aware time in each feed and entry; links to itself and to its page."""
    for name, feed in feeds(blog).items():
        assert one(feed, "a:link[@rel='self']/@href") == SITE + name
        page = one(feed, "a:link[@rel='alternate']/@href")
        assert page == SITE + name.removesuffix("atom.xml")
        for element in (feed, *feed.findall("a:entry", NS)):
            assert one(element, "a:title/text()")
            assert datetime.fromisoformat(one(element, "a:updated/text()")).tzinfo is not None


def test_a_feed_is_as_new_as_its_newest_entry(blog: Project) -> None:
    """Not as the build: the same posts give the same bytes."""
    for feed in feeds(blog).values():
        times = [
            datetime.fromisoformat(t) for t in feed.xpath("a:entry/a:updated/text()", namespaces=NS)
        ]
        assert datetime.fromisoformat(one(feed, "a:updated/text()")) == max(times)


def test_all_authors_are_named(blog: Project) -> None:
    """In their order, each with the address of their page."""
    entry = feeds(blog)["forfattare/karlsson-bo/atom.xml"].find("a:entry", NS)
    names = entry.xpath("a:author/a:name/text()", namespaces=NS)
    assert names == ["Anna Åkesson", "Karlsson, Bo", 'Citat "Cilla" C']
    assert (
        entry.xpath("a:author/a:uri/text()", namespaces=NS)[1] == f"{SITE}forfattare/karlsson-bo/"
    )


def test_content_is_whole_and_its_addresses_absolute(blog: Project) -> None:
    """Text, links, footnotes and pictures; nothing of the page around them."""
    feed = feeds(blog)["atom.xml"]
    entry = next(e for e in feed.findall("a:entry", NS) if "forsta" in one(e, "a:id/text()"))
    content = one(entry, "a:content/text()")
    for address in re.findall(r'(?:href|src)="([^"]*)"', content):
        assert address.startswith("https://"), address
    assert re.search(rf'src="{SITE}_images/punkt-[0-9a-f]{{8}}\.png"', content)
    assert f'href="{SITE}lista/"' in content
    assert "En fotnot." in content
    for leak in ("headerlink", "¶", "post-meta", "post-neighbours", "<h1", "system-message"):
        assert leak not in content


def test_summaries_are_plain_words(blog: Project) -> None:
    """The description, or the beginning of the post; never markup."""
    summaries = {
        one(entry, "a:title/text()"): one(entry, "a:summary/text()")
        for entry in feeds(blog)["atom.xml"].findall("a:entry", NS)
    }
    assert summaries["Andra inlägget & dess <titel>"] == "En beskrivning med <tecken> & annat."
    assert summaries["Första inlägget"].startswith("Det började med")


def test_pages_name_their_feeds(blog: Project) -> None:
    """Every page names the publication's feed; a topic's page its own, too."""
    page = blog.page("amnen/aldrande/index.html")
    links = page.select('link[type="application/atom+xml"]')
    assert [link["href"] for link in links] == ["../../atom.xml", "atom.xml"]
    assert blog.page("2024/03/sist/index.html").select_one('link[href="../../../atom.xml"]')
    topic = blog.page("amnen/finansiell-samordning/index.html")
    assert topic.select_one('link[href="atom.xml"]')


def test_another_themes_pages_name_them_too(project: Callable[[str], Project]) -> None:
    """Through the tags that every theme prints."""
    blog = project("blog").build(html_theme="basic")
    links = blog.page("amnen/aldrande/index.html").select('link[type="application/atom+xml"]')
    assert [link["href"] for link in links] == ["../../atom.xml", "atom.xml"]


def test_without_an_address_there_is_no_feed(project: Callable[[str], Project]) -> None:
    """No feed, no sitemap, and no page that names one."""
    blog = project("blog").build(html_baseurl="")
    assert not [name for name in blog.files() if name.endswith((".xml", "feed.json"))]
    for name, data in blog.files().items():
        if name.endswith(".html"):
            assert b"atom.xml" not in data, name


def test_the_newest_posts_only(project: Callable[[str], Project]) -> None:
    """As many as ``blog_feed_length`` says, newest first."""
    blog = project("blog").build(blog_feed_length=3)
    entries = feeds(blog)["atom.xml"].xpath("a:entry/a:title/text()", namespaces=NS)
    assert entries == ["Sista inlägget", "Inlägg nummer 7", "Inlägg nummer 6"]


def test_each_feed_stands_there_as_json_too(blog: Project) -> None:
    """Valid JSON Feed beside each Atom feed, with the same entries, times, authors and content."""
    atom = feeds(blog)
    beside = {name for name in blog.files() if name.endswith("feed.json")}
    assert beside == {name.replace("atom.xml", "feed.json") for name in atom}
    for name, feed in atom.items():
        told = json.loads(blog.text(name.replace("atom.xml", "feed.json")))
        Draft202012Validator(SCHEMA).validate(told)
        assert told["feed_url"] == SITE + name.replace("atom.xml", "feed.json")
        assert told["home_page_url"] == one(feed, "a:link[@rel='alternate']/@href")
        assert told["title"] == one(feed, "a:title/text()")
        entries = feed.findall("a:entry", NS)
        assert len(told["items"]) == len(entries)
        for item, entry in zip(told["items"], entries, strict=True):
            assert item["id"] == one(entry, "a:id/text()")
            assert item["title"] == one(entry, "a:title/text()")
            assert item["content_html"] == one(entry, "a:content/text()")
            assert item["date_published"] == one(entry, "a:published/text()")
            assert item["date_modified"] == one(entry, "a:updated/text()")
            names = entry.xpath("a:author/a:name/text()", namespaces=NS)
            assert [author["name"] for author in item["authors"]] == names
            terms = entry.xpath("a:category/@term", namespaces=NS)
            assert item.get("tags", []) == terms


def test_pages_name_the_feeds_in_both_forms(blog: Project) -> None:
    """The JSON Feed beside each Atom feed, by its own media type."""
    for page in ("index.html", "amnen/aldrande/index.html", "2024/03/sist/index.html"):
        found = blog.page(page)
        atom = [link["href"] for link in found.select('link[type="application/atom+xml"]')]
        json_feeds = [link["href"] for link in found.select('link[type="application/feed+json"]')]
        assert json_feeds == [href.replace("atom.xml", "feed.json") for href in atom]


def test_a_feed_is_made_again_when_an_entry_has_changed(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed sentence makes the feeds that hold the post; nothing changed makes none."""
    made: list[str] = []
    make = json_feed.text

    def text(channel: json_feed.Channel, items: Iterable[json_feed.Item]) -> str:
        made.append(channel.address)
        return make(channel, items)

    monkeypatch.setattr(json_feed, "text", text)
    built = project("knowledge").build()
    everything = set(made)
    made.clear()
    built.build()
    assert made == []
    post = built.folder / "posts/2013/01/lagen.md"
    post.write_text(f"{post.read_text('utf-8')}\n\nEn mening som är ny.\n", "utf-8")
    built.build()
    assert "https://bladet.example/feed.json" in made
    assert set(made) < everything
    assert "En mening som är ny" in built.text("feed.json")
    clean = Project(built.folder, built.out.with_name("clean")).build(fresh=True)
    assert built.differences(clean) == []


def test_what_the_latest_do_not_hold_stands_in_archives_by_year(
    project: Callable[[str], Project],
) -> None:
    """From the latest to each year and back (RFC 5005, 4): every post is met, in both forms."""
    made = project("blog").build(blog_feed_length=2)
    found = feeds(made)
    relation = "string(a:link[@rel='{}']/@href)"

    def leads(path: str, name: str) -> str:
        return found[path].xpath(relation.format(name), namespaces=NS).removeprefix(SITE)

    way, path = [], "atom.xml"
    while path:
        way.append(path)
        path = leads(path, "prev-archive")
    assert len(way) > 2
    assert way[1:] == sorted(way[1:], reverse=True)
    for newer, older in pairwise(way[1:]):
        assert leads(older, "next-archive") == newer
        assert leads(older, "current") == "atom.xml"
    assert not leads(way[1], "next-archive")
    marked = "boolean(fh:archive)"
    history = {"fh": "http://purl.org/syndication/history/1.0"}
    assert [found[path].xpath(marked, namespaces=history) for path in way] == [
        False, *(True for _ in way[1:])
    ]  # fmt: skip

    assert len(found["atom.xml"].xpath("a:entry", namespaces=NS)) == 2
    ids = [found[path].xpath("a:entry/a:id/text()", namespaces=NS) for path in way]
    every = sorted(id for of_year in ids[1:] for id in of_year)
    assert len(set(every)) == len(every) > 2
    assert set(ids[0]) <= set(every)

    told, address = [], f"{SITE}feed.json"
    while address:
        feed = json.loads(made.text(address.removeprefix(SITE)))
        Draft202012Validator(SCHEMA).validate(feed)
        told.append([item["id"] for item in feed["items"]])
        address = feed.get("next_url", "")
    assert told == ids


def test_a_feed_that_holds_all_has_no_archives(blog: Project) -> None:
    """Nor does it lead to any."""
    (main,) = (feed for path, feed in feeds(blog).items() if path == "atom.xml")
    assert not main.xpath("a:link[contains(@rel, 'archive')]", namespaces=NS)


def test_unpaired_html_loses_no_words() -> None:
    """What stands after an end that nothing began is told as well."""
    body = "<section id='a'><h1>T</h1><p>ett</div> två</p></section></div><p>tre"
    assert content(body, "", SITE) == "<section><p>ett två</p></section><p>tre</p>"
    assert content("", "", SITE) == ""


def test_another_posts_title_makes_no_feed_anew(project: Callable[[str], Project]) -> None:
    """A feed is made of what it tells; that another post is called otherwise is not told in it."""
    blog = project("blog").build()
    post = next((blog.folder / "posts").rglob("*.md"))
    made: list[str] = []
    text = post.read_text("utf-8")
    post.write_text(re.sub(r"(?m)^# .*$", "# Omdöpt", text, count=1), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        real = json_feed.text

        def note(channel: Channel, items: Iterable[Item]) -> str:
            made.append(channel.address)
            return real(channel, items)

        patch.setattr(json_feed, "text", note)
        blog.build()
    with_the_post = [
        f"{SITE}{name}"
        for name, data in blog.files().items()
        if name.endswith("feed.json") and "Omdöpt" in data.decode()
    ]
    assert sorted(made) == sorted(with_the_post)
