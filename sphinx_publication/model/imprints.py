"""The numbers that a publication and its volumes are known by in libraries, as conf.py gives them.

ISSN (ISO 3297) names the publication, ISBN (ISO 2108) one edition of one volume. Both end in a
check digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from sphinx_publication.model import identifiers
from sphinx_publication.model.yearbooks import Edition

_EDITIONS = tuple(str(edition) for edition in Edition)


def check(issn: str, isbn: Mapping[str, Any], volumes: Collection[str]) -> None:
    """Raise ValueError, with what to write instead, for a number that cannot be right.

    *volumes* names those that conf.py asks for; any year may be one besides.
    """
    if issn and identifiers.issn(issn) is None:
        raise ValueError(
            f"publication_issn in conf.py: '{issn}' is no ISSN (eight digits, the last of which "
            "checks the others); compare it with the letter that assigned it"
        )
    for name, numbers in isbn.items():
        where = f"publication_isbn['{name}'] in conf.py"
        if not re.fullmatch(r"\d{4}", str(name)) and name not in volumes:
            raise ValueError(
                f"{where}: there is no such volume; write a year, such as '2013', or a name from "
                "publication_yearbooks"
            )
        for edition, number in _editions(numbers, where).items():
            if edition not in ("", *_EDITIONS):
                raise ValueError(f"{where}: unknown '{edition}'; known: {', '.join(_EDITIONS)}")
            if not isinstance(number, str) or identifiers.isbn(number) is None:
                raise ValueError(
                    f"{where}: '{number}' is no ISBN (ten or thirteen digits, the last of which "
                    "checks the others); compare it with the letter that assigned it"
                )


def isbns(configured: Mapping[str, Any], volume: str) -> dict[str, str]:
    """Return the ISBN of a volume by edition; under "" one that is for the volume as such."""
    return _editions(configured.get(volume, {}), volume)


def _editions(numbers: Any, where: str) -> dict[str, str]:
    if isinstance(numbers, Mapping):
        return {str(edition): number for edition, number in numbers.items()}
    if not isinstance(numbers, str):
        raise ValueError(f"{where}: write an ISBN, or a dictionary by edition")
    return {"": numbers}
