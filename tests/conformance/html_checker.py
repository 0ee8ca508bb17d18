"""Nu HTML checker (the W3C's): is every page valid HTML?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .findings import Finding
from .publication import Publication
from .tools import npm_file, program, run


def check(publication: Publication) -> Iterator[Finding]:
    """One finding for each error on each page."""
    assert publication.pages, "there are no pages to check"
    answer = run(
        program("java"),
        "-jar",
        npm_file("vnu-jar/build/dist/vnu.jar"),
        "--errors-only",
        "--format",
        "json",
        *publication.pages,
    )
    for message in json.loads(answer.stderr)["messages"]:
        page = Path(unquote(urlsplit(message["url"]).path)) if message.get("url") else None
        yield Finding(
            checker="html",
            where=publication.name(page) if page else "(the checker)",
            rule=message["message"],
            message=f"line {message.get('lastLine', '?')}: {message['message']}"
            f" [{' '.join(message.get('extract', '').split())}]",
        )
