"""Identifiers of works, and the addresses that readers may be led to."""

from __future__ import annotations

import pytest

from sphinx_publication.model import identifiers
from sphinx_publication.model.identifiers import Identifier, identifiers_of
from sphinx_publication.model.sources import Source


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("978-91-7164-206-6", "978-91-7164-206-6"),
        ("ISBN 978 91 7164 206 6", "978 91 7164 206 6"),
        ("9789171642066 (pdf)", "9789171642066"),
        ("0-306-40615-2", "0-306-40615-2"),
        ("91-7164-206-X", None),
        ("0-8044-2957-x", "0-8044-2957-x"),
        ("978-91-7164-206-7", None),
        ("977-91-7164-206-9", None),
        ("12345", None),
        ("", None),
    ],
)
def test_isbn(written: str, read: str | None) -> None:
    """Ten or thirteen digits whose check digit is right, with the hyphens they were given."""
    assert identifiers.isbn(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1568-4156", "1568-4156"),
        ("15684156", "1568-4156"),
        ("ISSN: 2434-561x", "2434-561X"),
        ("1568-4157", None),
        ("1568", None),
    ],
)
def test_issn(written: str, read: str | None) -> None:
    """Eight digits whose check digit is right, with a hyphen."""
    assert identifiers.issn(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "10.5334/ijic.68",
        "doi:10.5334/ijic.68",
        "DOI 10.5334/ijic.68",
        "https://doi.org/10.5334/ijic.68",
        "http://dx.doi.org/10.5334/ijic.68",
        "https://doi.org/10.5334%2Fijic.68",
    ],
)
def test_doi(written: str) -> None:
    """However a DOI is written, the bare name is what counts."""
    assert identifiers.doi(written) == "10.5334/ijic.68"


@pytest.mark.parametrize("written", ["ijic.68", "10.5334", "10.5334/a b", "https://example.org/10"])
def test_no_doi(written: str) -> None:
    """What has not the form of a DOI is none."""
    assert identifiers.doi(written) is None


@pytest.mark.parametrize(
    ("written", "urn", "url"),
    [
        ("urn:nbn:se:liu:diva-54379", "urn:nbn:se:liu:diva-54379",
         "https://urn.kb.se/resolve?urn=urn:nbn:se:liu:diva-54379"),
        ("http://urn.kb.se/resolve?urn=urn%3Anbn%3Ase%3Aliu%3Adiva-54379",
         "urn:nbn:se:liu:diva-54379", "https://urn.kb.se/resolve?urn=urn:nbn:se:liu:diva-54379"),
        ("URN:NBN:FI-fe2013", "urn:nbn:fi-fe2013", "https://urn.fi/urn:nbn:fi-fe2013"),
        ("urn:nbn:xx:1", "urn:nbn:xx:1", ""),
        ("urn:isbn:1", None, ""),
    ],
)  # fmt: skip
def test_urn(written: str, urn: str | None, url: str) -> None:
    """A URN:NBN leads to the resolver of its country, where we know one."""
    assert identifiers.urn_nbn(written) == urn
    assert identifiers.urn_address(urn or "") == url


def test_identifiers_of_a_source() -> None:
    """Each identifier comes once, with its link; what does not check is marked, and has none."""
    source = Source(
        "a",
        "thesis",
        fields={
            "doi": "https://doi.org/10.1/x<y>",
            "isbn": "978-91-7164-206-6, 978-91-7164-206-7",
            "issn": "1568-4156 15684156",
            "urn": "urn:nbn:se:liu:diva-1",
            "url": "https://urn.kb.se/resolve?urn=urn:nbn:se:liu:diva-1",
            "eprint": "1306.0001",
        },
    )
    assert identifiers_of(source) == (
        Identifier("DOI", "10.1/x<y>", "https://doi.org/10.1/x%3Cy%3E", "doi"),
        Identifier(
            "URN",
            "urn:nbn:se:liu:diva-1",
            "https://urn.kb.se/resolve?urn=urn:nbn:se:liu:diva-1",
            "urn",
        ),
        Identifier("arXiv", "1306.0001", "https://arxiv.org/abs/1306.0001", "eprint"),
        Identifier("ISBN", "978-91-7164-206-6", "", "isbn"),
        Identifier("ISBN", "978-91-7164-206-7", "", "isbn", valid=False),
        Identifier("ISSN", "1568-4156", "", "issn"),
    )


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/å?b=<c>", "https://example.org/%C3%A5?b=%3Cc%3E"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt://a/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https:///nowhere", None),
        ("www.example.org", None),
        ("http://[x", None),
    ],
)
def test_safe_address(url: str, target: str | None) -> None:
    """Only web addresses become links, with odd letters escaped."""
    assert identifiers.safe_address(url) == target
