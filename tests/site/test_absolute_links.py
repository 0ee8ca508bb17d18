"""Links lead where urljoin says, however they are written."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_publication.site.absolute_links import absolute

LINKS = [
    "../../../amnen/x/", "../x/#del", "../../", "../#a", "#del", "", "x/", "./x", "/x/", "//y.se/",
    "../x/../y/", "../x/./y/", "../x", "../x?y=1", "../x;y=1/", "https://y.se/?", "mailto:a@b.se",
    "../../../../../../../x/", "../å/", "../a%20b/", "../a b/", " ../x/", "..", "../..", "../#",
]  # fmt: skip
ADDRESSES = [
    "https://b.se/2024/01/a/",
    "https://b.se/",
    "https://b.se/404.html",
    "https://b.se/a#b",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_leads_where_urljoin_says(address: str, link: str) -> None:
    """Also one that urljoin is not asked for as a whole."""
    assert absolute(address, link) == urljoin(address, link)


@given(st.lists(st.sampled_from(["../", "./", "a/", "ö/", "b", "#c", "#", "?d", ";", ".", "/"])))
def test_any_link_leads_where_urljoin_says(parts: list[str]) -> None:
    """Of parts that links are made of, in any order."""
    link = "".join(parts)
    for address in ADDRESSES:
        assert absolute(address, link) == urljoin(address, link)
