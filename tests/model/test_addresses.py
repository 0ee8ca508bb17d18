"""Addresses follow from a file's path alone."""

from __future__ import annotations

import pytest

from sphinx_publication.model.addresses import Addresses, clashes, configure
from sphinx_publication.model.slugs import slug


@pytest.mark.parametrize(
    ("docname", "address"),
    [
        ("source/index", ""),
        ("index", ""),
        ("posts/2013/12/arets-tio-i-topp", "2013/12/arets-tio-i-topp/"),
        ("source/amnen/integrerad-samverkan", "amnen/integrerad-samverkan/"),
        ("source/amnen/index", "amnen/"),
        ("kallor/goodwin2013", "kallor/goodwin2013/"),
        ("sources-of-life", "sources-of-life/"),
        ("docs/posts/x", "docs/posts/x/"),
    ],
)
def test_the_page_of_a_document(docname: str, address: str) -> None:
    """The prefixes "source/" and "posts/" do not show; "index" is its folder."""
    assert Addresses().page(docname) == address


def test_links_to_odd_file_names_are_valid() -> None:
    """A blank or a Swedish letter in a file's name is percent-encoded where a link is written."""
    assert Addresses().uri("posts/2013/12/år ett") == "2013/12/%C3%A5r%20ett/"
    assert Addresses().uri("source/index") == ""


def test_generated_pages() -> None:
    """Years, months, topics, authors, sources and yearbooks stand where design says."""
    place = Addresses()
    assert place.year(2013) == "2013"
    assert place.month(2013, 2) == "2013/02"
    assert place.topic("Integrerad samverkan") == "amnen/integrerad-samverkan"
    assert place.author("Åsa Öberg") == "forfattare/asa-oberg"
    assert place.category("Forskning & praktik") == "kategorier/forskning-praktik"
    assert place.source("sfs2003_1210") == "kallor/sfs2003-1210"
    assert place.yearbook(2013) == "arsbocker/2013"


def test_base_words_are_configuration() -> None:
    """A publication in another language has its own words and prefixes."""
    place = configure(("text",), {"topics": "topics"})
    assert place.topic("Care") == "topics/care"
    assert place.page("text/about") == "about/"
    assert place.page("source/about") == "source/about/"


def test_an_unknown_base_word_is_refused_by_name() -> None:
    """A misspelt word does not silently do nothing."""
    with pytest.raises(ValueError, match=r"topic; known: .*topics"):
        configure((), {"topic": "amnen"})


def test_clashes_name_both() -> None:
    """Two files never share an address, not even by the case of a letter."""
    found = list(clashes({"posts/a": "a/", "source/a": "a/", "source/B": "B/", "posts/b": "b/"}))
    pairs = {(clash.first, clash.second) for clash in found}
    assert pairs == {("posts/a", "source/a"), ("posts/b", "source/B")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Årets tio-i-topp!", "arets-tio-i-topp"),
        ("  Över   ämnen ", "over-amnen"),
        ("The King’s Fund", "the-kings-fund"),
        ("sfs2003_1210", "sfs2003-1210"),
        ("Łódź & Ærø", "lodz-aero"),
        ("統合 ケア", "統合-ケア"),
        ("A\u030a", "a"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    """A slug is plain letters, digits and single hyphens; it is never empty for a word."""
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("docname", "address"),
    [
        ("source/kallor/sfs2003_1210", "kallor/sfs2003-1210/"),
        ("source/kallor/sfs2003-1210", "kallor/sfs2003-1210/"),
        ("source/kallor/Åkesson_2001", "kallor/akesson-2001/"),
        ("source/kallor/index", "kallor/"),
        ("kallor/index-", "kallor/index-/"),
        ("posts/kallor/2013/a_b", "kallor/2013/a_b/"),
        ("source/amnen/a_b", "amnen/a_b/"),
    ],
)
def test_a_document_about_a_source_has_the_address_of_its_key(docname: str, address: str) -> None:
    """Whether the file is named after the key or its slug; other files keep their names."""
    assert Addresses().page(docname) == address
