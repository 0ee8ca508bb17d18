"""Identifiers of works and addresses of texts: made uniform, checked, and made into links.

Checked are the digits of ISBN (ISO 2108) and ISSN (ISO 3297), and the form of DOI (ISO 26324),
URN:NBN (RFC 8458), Handle and arXiv numbers. Whatever is written around them in reference managers
("doi:", a resolver's address, spaces) is taken away. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from sphinx_publication.model.sources import Source

#: The kinds of address that may become a link.
SAFE_SCHEMES = frozenset({"http", "https", "ftp"})

#: Fields that hold an address.
ADDRESS_FIELDS = ("url", "archiveurl")

#: Who resolves the national bibliography numbers of a country; the urn follows.
_RESOLVERS = {
    "at": "https://resolver.obvsg.at/", "ch": "https://nbn-resolving.org/",
    "de": "https://nbn-resolving.org/", "fi": "https://urn.fi/", "no": "https://urn.nb.no/",
    "se": "https://urn.kb.se/resolve?urn=",
}  # fmt: skip

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d+(?:\.\d+)*/\S+)", re.I)
_HANDLE = re.compile(r"(?:(?:https?://)?hdl\.handle\.net/|hdl:\s*)?(\d+(?:\.\d+)*/\S+)", re.I)
_ARXIV = re.compile(
    r"(?:(?:https?://)?arxiv\.org/abs/|arxiv:\s*)?((?:[a-z.-]+/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)",
    re.I,
)
_URN_NBN = re.compile(r"urn:nbn:([a-z]{2})([:-])([^\s&?#]+)", re.I)
_ORCID = re.compile(
    r"(?:https?://)?(?:orcid\.org/)?((?:\d{4}-?){3}\d{3}[\dX])/?", re.IGNORECASE | re.ASCII
)
_PUBMED = re.compile(r"(?:pmid:?\s*)?(\d{1,9})", re.I)
_NOT_IN_NUMBERS = re.compile(r"[^0-9X]")
_LIST = re.compile(r"\s*[,;]\s*|\s+(?=97[89])|(?<=[\dXx])\s+(?=\d{4}-?\d{3}[\dXx]\b)")
#: "978-91-… (pdf)": what some catalogues put after a number.
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$|^\s*(?:isbn|issn)(?:-1[03])?:?\s*", re.I)


@dataclass(frozen=True)
class Identifier:
    """One number or name that a work is known by."""

    #: "DOI", "ISBN", "ISSN", "URN", "Handle", "arXiv" or "PMID".
    scheme: str
    #: The bare, uniform form: "10.5334/ijic.68", "978-91-7031-123-4" as written, "1568-4156".
    value: str
    #: Where it leads to, "" if nowhere.
    url: str = ""
    #: The field that it stands in.
    field: str = ""
    #: False where its form or its check digit is wrong; `value` is then as written, `url` is "".
    valid: bool = True


def identifiers_of(source: Source) -> tuple[Identifier, ...]:
    """All identifiers of *source*, each once, those that lead to the text first."""
    found = {(one.scheme, one.value): one for one in reversed(list(_identifiers(source)))}
    return tuple(reversed(found.values()))


def safe_address(url: str) -> str | None:
    """*url* as a link's target, or None where it is no address that may be followed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in SAFE_SCHEMES or not parts.netloc:
        return None
    return quote(url, safe="/:?#[]@!$&'()*+,;=%~-._")


def doi(written: str) -> str | None:
    """The bare DOI: "10.5334/ijic.68"."""
    match = _DOI.fullmatch(unquote(written.strip()) if "%2" in written.lower() else written.strip())
    return match[1] if match else None


def isbn(written: str) -> str | None:
    """*written* with its own hyphens, if ten or thirteen digits check."""
    text = _QUALIFIER.sub("", _QUALIFIER.sub("", written)).replace("–", "-").strip()
    digits = _NOT_IN_NUMBERS.sub("", text.upper())
    if len(digits) == 13 and "X" not in digits:
        good = sum(int(digit) * (1, 3)[n % 2] for n, digit in enumerate(digits)) % 10 == 0
        return text if good and digits[:3] in ("978", "979") else None
    if len(digits) == 10 and "X" not in digits[:9]:
        weighed = sum(_number(digit) * (10 - n) for n, digit in enumerate(digits))
        return text if weighed % 11 == 0 else None
    return None


def issn(written: str) -> str | None:
    """The ISSN with its hyphen, if its eight digits check."""
    digits = _NOT_IN_NUMBERS.sub("", _QUALIFIER.sub("", written).upper())
    if len(digits) != 8 or "X" in digits[:7]:
        return None
    weighed = sum(_number(digit) * (8 - n) for n, digit in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if weighed % 11 == 0 else None


def orcid(written: str) -> str | None:
    """The ORCID iD with its hyphens, bare or in its address, if its last digit checks.

    ISO/IEC 7064, MOD 11-2.
    """
    match = _ORCID.fullmatch(written.strip())
    if match is None:
        return None
    digits = match[1].replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    if (12 - total % 11) % 11 != _number(digits[-1]):
        return None
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


def urn_nbn(written: str) -> str | None:
    """The first URN:NBN in *written*, be it bare or in a resolver's address."""
    match = _URN_NBN.search(unquote(written))
    return f"urn:nbn:{match[1].lower()}{match[2]}{match[3]}" if match else None


def urn_address(urn: str) -> str:
    """Where *urn* is resolved, or "" where we know no resolver."""
    match = _URN_NBN.fullmatch(urn)
    resolver = _RESOLVERS.get(match[1].lower(), "") if match else ""
    return resolver + quote(urn, safe=":/-._~") if resolver else ""


def _number(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _identifiers(source: Source) -> Iterator[Identifier]:
    yield from _one(source, "doi", "DOI", doi, "https://doi.org/")
    yield from _urns(source)
    archive, eprint = source.get("eprinttype").lower(), source.get("eprint")
    if archive == "arxiv" or (not archive and _ARXIV.fullmatch(eprint)):
        yield from _one(source, "eprint", "arXiv", _matcher(_ARXIV), "https://arxiv.org/abs/")
    if archive in ("hdl", "handle"):
        yield from _one(source, "eprint", "Handle", _matcher(_HANDLE), "https://hdl.handle.net/")
    if archive in ("pubmed", "pmid"):
        yield from _one(source, "eprint", "PMID", _matcher(_PUBMED), _PUBMED_ADDRESS)
    yield from _one(source, "pmid", "PMID", _matcher(_PUBMED), _PUBMED_ADDRESS)
    for field, scheme, check in (("isbn", "ISBN", isbn), ("issn", "ISSN", issn)):
        for written in filter(None, _LIST.split(source.get(field).strip())):
            value = check(written)
            yield Identifier(scheme, value or written, "", field, value is not None)


_PUBMED_ADDRESS = "https://pubmed.ncbi.nlm.nih.gov/"


def _one(
    source: Source, field: str, scheme: str, read: Callable[[str], str | None], resolver: str
) -> Iterator[Identifier]:
    if written := source.get(field):
        if urn_nbn(written):
            return
        value = read(written)
        url = resolver + quote(value, safe="/:;()._~-+,") if value else ""
        yield Identifier(scheme, value or written, url, field, value is not None)


def _urns(source: Source) -> Iterator[Identifier]:
    for field in ("urn", "eprint", "doi", "url"):
        written = source.get(field)
        if urn := urn_nbn(written):
            yield Identifier("URN", urn, urn_address(urn), field)
        elif written and field == "urn":
            yield Identifier("URN", written, "", field, valid=False)


def _matcher(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    def read(written: str) -> str | None:
        match = pattern.fullmatch(written.strip())
        return match[1] if match else None

    return read
