"""Every way of writing an address of the old blog means the same place."""

from __future__ import annotations

import pytest

from sphinx_publication.importing.old_site import OldSite, What, at

SITE = OldSite({"prov.blogspot.com", "www.prov.example", "www.blogger.com"})


@pytest.mark.parametrize(
    "address",
    [
        "http://prov.blogspot.com/2013/12/x.html",
        "https://www.prov.blogspot.se/2013/12/x.html?m=1",
        "//PROV.blogspot.co.uk/2013/12/x.html?showComment=1386#c11",
        "https://prov.blogspot.com.br/2013/12/x.html#comment-form",
        "http://prov.example/2013//12/x.html#more",
        "/2013/12/x.html",
        "x.html",
        "../12/x.html?m=0",
    ],
)
def test_a_post_is_known_however_it_is_written(address: str) -> None:
    """Hosts, countries, telephones, comments, relative addresses."""
    place = SITE.place(address, "/2013/12/y.html")
    assert place is not None
    assert (place.what, place.path) == (What.ENTRY, "/2013/12/x.html")


@pytest.mark.parametrize(
    "address",
    [
        "https://annan.blogspot.com/2013/12/x.html",
        "https://prov.blogspot.com.evil.example/2013/12/x.html",
        "https://www.blogger.com/2013/12/x.html",
        "mailto:x@y.example",
        "http://[",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_none_of_it(address: str) -> None:
    """Nor those of the service, whatever an export says."""
    assert SITE.place(address) is None


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://1.bp.blogspot.com/-x/s400/a.jpg", True),
        ("//blogger.googleusercontent.com/img/b/x/s400/a.jpg", True),
        ("http://lh3.ggpht.com/a.jpg", True),
        ("https://prov.example/wp-content/uploads/2013/a.jpg", True),
        ("a.jpg", True),
        ("https://annan.example/a.jpg", False),
        ("https://blogspot.com.evil.example/a.jpg", False),
        ("http://[/a.jpg", False),
    ],
)
def test_a_picture_elsewhere_is_another_one(address: str, own: bool) -> None:
    """Only those on the blog's hosts and the services' can lie in the albums."""
    assert SITE.holds(address, "/2013/12/x.html") is own


@pytest.mark.parametrize(
    ("path", "what", "more"),
    [
        ("/", What.HOME, ("", 0, 0)),
        ("/search/label/R%C3%A5d%20%26%20st%C3%B6d", What.LABEL, ("Råd & stöd", 0, 0)),
        ("/2013_12_01_archive.html", What.MONTH, ("", 2013, 12)),
        ("/2013/12/", What.MONTH, ("", 2013, 12)),
        ("/2013/", What.YEAR, ("", 2013, 0)),
        ("/feeds/posts/default", What.FEED, ("", 0, 0)),
        ("/p/om.html", What.ENTRY, ("", 0, 0)),
        ("/2013/13/", What.ENTRY, ("", 0, 0)),
    ],
)
def test_what_stood_there_is_seen_from_the_path(
    path: str, what: What, more: tuple[str, int, int]
) -> None:
    """Labels, months, years, feeds, posts and pages."""
    place = at(path)
    assert (place.what, (place.label, place.year, place.month)) == (what, more)
