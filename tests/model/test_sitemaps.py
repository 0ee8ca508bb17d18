"""Sitemaps keep the protocol of sitemaps.org, also for more pages than one file may hold."""

from __future__ import annotations

from lxml import etree

from sphinx_publication.model.sitemaps import LIMIT, Entry, files

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "https://b.example/"


def entries(count: int) -> list[Entry]:
    """Return *count* pages, each newer than the one before."""
    return [Entry(f"{SITE}{n:06}/", f"{2000 + n:04}-01-01T00:00:00+00:00") for n in range(count)]


def addresses(text: str, path: str) -> list[str]:
    """Return what a sitemap or an index names."""
    return [str(one) for one in etree.fromstring(text.encode()).xpath(path, namespaces=NS)]


def test_as_many_pages_as_one_file_may_hold_are_one_file() -> None:
    """50,000 addresses, in order; one more makes an index."""
    assert LIMIT == 50_000
    made = files(entries(4)[::-1], SITE, limit=4)
    assert list(made) == ["sitemap.xml"]
    found = addresses(made["sitemap.xml"], "/s:urlset/s:url/s:loc/text()")
    assert found == [one.address for one in entries(4)]


def test_more_pages_are_parts_that_an_index_names() -> None:
    """Each page once in one of them; a part is as new as its newest page."""
    made = files(entries(5), SITE, limit=2)
    parts = addresses(made["sitemap.xml"], "/s:sitemapindex/s:sitemap/s:loc/text()")
    assert parts == [f"{SITE}sitemap-{number}.xml" for number in (1, 2, 3)]
    assert set(made) == {"sitemap.xml", *(part.removeprefix(SITE) for part in parts)}
    found = [
        address
        for part in parts
        for address in addresses(made[part.removeprefix(SITE)], "/s:urlset/s:url/s:loc/text()")
    ]
    assert found == [one.address for one in entries(5)]
    newest = addresses(made["sitemap.xml"], "//s:lastmod/text()")
    assert [moment[:4] for moment in newest] == ["2001", "2003", "2004"]


def test_an_unknown_time_is_not_said() -> None:
    """Neither of a page nor of a part whose pages have none; signs are escaped."""
    made = files([Entry(f"{SITE}?a&b")] * 3, SITE, limit=2)
    assert not [name for name, text in made.items() if "lastmod" in text]
    assert addresses(made["sitemap-1.xml"], "//s:loc/text()") == [f"{SITE}?a&b"] * 2
