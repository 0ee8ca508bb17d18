"""Pages are light, hold still, and read the same without scripts and on paper.

What is fetched is what came over the wire to Chromium, fields of answers included, from Apache with
the site's own rules: over HTTP/2, compressed, and kept as long as those say.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker, web_servers
from .publication import Publication
from .test_cards import citing_page
from .tools import program, run

pytestmark = pytest.mark.conformance

KIB = 1024
#: A post with a card opened, and search ready to answer: its page, and Pagefind's program.
FIRST = 150 * KIB
#: Of that, all but the program, which comes when a reader turns to the field.
READ = 66 * KIB
#: What the first query adds: the part of the index that it needs, and what ten results say.
QUERY = 80 * KIB
#: Any page after that, pictures of the publication's own making included.
NEXT = 30 * KIB

#: A page of each kind, by a pattern of its address; the first that fits is taken.
KINDS: Mapping[str, str] = {
    "start": r"",
    "posts": r"inlagg/",
    "year": r"\d{4}/",
    "month": r"\d{4}/\d\d/",
    "sources": r"kallor/",
    "source": r"kallor/[^/]+/",
    "topics": r"amnen/",
    "topic": r"amnen/utvardering/",
    "connections": r"amnen/[^/]+/samband/",
    "organisations": r"organisationer/",
    "organisation": r"organisationer/[^/]+/",
    "author": r"forfattare/[^/]+/",
    "series": r"serier/[^/]+/",
    "ranked list": r"topplistor/[^/]+/\d{4}/",
    "yearbooks": r"arsbocker/",
    "yearbook": r"arsbocker/2013/",
    "year in numbers": r"arsbocker/2013/siffror/",
    "about": r"om/",
    "guide": r"skriva/",
    "missing": r"404\.html",
    "search": r"sok/",
}


def every_kind(publication: Publication) -> dict[str, str]:
    """Return the address of one page of each kind."""
    addresses = [publication.address_of(page) for page in publication.shown_pages]
    found = {
        kind: next((one for one in addresses if re.fullmatch(pattern, one)), None)
        for kind, pattern in KINDS.items()
    }
    missing = [kind for kind, address in found.items() if address is None]
    assert not missing, f"no page is: {', '.join(missing)}"
    return {"post": citing_page(publication), **{kind: one or "" for kind, one in found.items()}}


def weigh(publication: Publication, scratch: Path, *following: str) -> Mapping[str, Any]:
    """Read the site as a new reader does; what each step fetched."""
    (found,) = browser_checker.call(
        "weight.mjs",
        publication,
        scratch,
        at=web_servers.apache(publication.folder, "/", secure=True),
        post=citing_page(publication),
        search="sok/",
        next=following,
    )
    assert not found["complaints"]
    steps: Mapping[str, Any] = found["steps"]
    return steps


def total(fetched: Iterable[Mapping[str, Any]]) -> int:
    """Return the bytes of what was fetched."""
    return sum(one["bytes"] for one in fetched)


def told(fetched: Iterable[Mapping[str, Any]]) -> str:
    """Return what was fetched, the heaviest first, a line each."""
    rows = sorted(fetched, key=lambda one: -one["bytes"])
    return "\n".join(f"{row['bytes']:>8} {row['address']}" for row in rows if row["bytes"])


def test_weight_is_seen(publication: Publication, tmp_path: Path) -> None:
    """A stylesheet of random bytes, which no server can compress, breaks the first limit."""
    site = tmp_path / "site"
    shutil.copytree(publication.folder, site, ignore=shutil.ignore_patterns("*.pdf", "*.epub"))
    style = site / "_static/publication.css"
    noise = random.Random(1).randbytes(2 * FIRST).hex()
    style.write_text(style.read_text("utf-8") + f"/*{noise}*/", "utf-8")
    steps = weigh(Publication(site), tmp_path)
    assert total([*steps["post"], *steps["search"]]) > FIRST


def test_program_of_search_is_counted(publication: Publication, tmp_path: Path) -> None:
    """It is the most that a reader fetches, and comes once, with the focus."""
    steps = weigh(publication, tmp_path)
    names = [one["address"].partition("?")[0] for one in steps["program"] if one["bytes"]]
    ours = "_static/publication-search-answers.js"
    assert {"pagefind/pagefind.js", "pagefind/wasm.sv.pagefind", ours} <= set(names), names
    assert not [name for name in names if "pagefind-worker" in name]
    assert total(steps["program"]) > 60 * KIB
    assert any("/index/" in one["address"] for one in steps["query"])


def test_a_first_visit_and_the_next_pages_are_light(
    publication: Publication, tmp_path: Path
) -> None:
    """A post with a card and search ready to answer, its program included; then any page."""
    kinds = every_kind(publication)
    steps = weigh(publication, tmp_path, *kinds.values())
    read = [*steps["post"], *steps["search"]]
    assert total(read) <= READ, told(read)
    first = [*read, *steps["program"]]
    assert total(first) <= FIRST, told(first)
    assert total(steps["query"]) <= QUERY, told(steps["query"])
    for kind, address in kinds.items():
        fetched = steps[f"next {address}"]
        assert total(fetched) <= NEXT, f"{kind}:\n{told(fetched)}"
        # What lies in a folder that is kept is not asked for again.
        again = [
            one["address"]
            for one in fetched
            if one["bytes"] and "publication.css" in one["address"]
        ]
        assert not again, kind


def moved(publication: Publication, scratch: Path, *addresses: str) -> list[Mapping[str, Any]]:
    """Return how far things move on pages, on a phone and a desk."""
    return browser_checker.call(
        "shifts.mjs", publication, scratch, like_a_host=True, pages=addresses
    )


def test_what_moves_is_seen(tmp_path: Path) -> None:
    """Something that comes above a text which has been painted pushes it away."""
    site = tmp_path / "site"
    site.mkdir()
    script = """
        const late = () => document.body.prepend(Object.assign(
          document.createElement("img"), { src: "big.svg", alt: "" }));
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(late, 50)));
    """
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"></svg>'
    (site / "big.svg").write_text(drawing)
    (site / "index.html").write_text(f"<p>{'Below. ' * 99}<script>{script}</script>")
    found = moved(Publication(site), tmp_path, "")
    assert all(one["total"] > 0.01 for one in found)


def test_nothing_moves_by_itself(publication: Publication, tmp_path: Path) -> None:
    """On a page of each kind, and on one with results, at 375 and 1280 px: shifts of 0.00."""
    addresses = [*every_kind(publication).values(), "sok/?q=samverkan"]
    for one in moved(publication, tmp_path, *addresses):
        assert one["total"] < 0.005, one


def test_everything_but_search_works_without_scripts(
    publication: Publication, tmp_path: Path
) -> None:
    """Places, references, the list of sources and what is folded; search leads on to lists."""
    (found,) = browser_checker.call(
        "plain.mjs",
        publication,
        tmp_path,
        post=citing_page(publication),
        sources="kallor/",
        search="sok/",
    )
    assert found["start"]["places"]["shown"] >= 3
    assert found["start"]["dead"]["shown"] == 0
    assert found["followed"]
    post = found["post"]
    assert post["reference"]
    assert post["target"]
    assert post["sources"]["shown"] == post["sources"]["all"] > 0
    assert post["paragraphs"]["shown"] > 5
    sources = found["sources"]
    assert sources["rows"]["shown"] == sources["rows"]["all"] > 10
    assert sources["filter"]["shown"] == 0
    assert sources["opened"]
    assert "JavaScript" in found["search"]["said"]
    assert found["search"]["ways"]["shown"] >= 3


def pages_of(pdf: Path) -> list[str]:
    """Return the words of each page of a PDF."""
    text = run(program("pdftotext"), "-layout", pdf, "-").stdout
    return text.removesuffix("\f").split("\f")


def letters(text: str) -> str:
    """Return a text without spaces and hyphens, which printing may move."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def test_a_post_prints_as_it_reads(publication: Publication, tmp_path: Path) -> None:
    """Its title, every paragraph and source; no navigation, and no page without words."""
    pdf = tmp_path / "post.pdf"
    (words,) = browser_checker.call(
        "print.mjs", publication, tmp_path, page=citing_page(publication), pdf=str(pdf)
    )
    pages = pages_of(pdf)
    assert all(len(page.split()) > 20 for page in pages), [len(page.split()) for page in pages]
    printed = letters("".join(pages))
    assert letters(words["title"][0].removesuffix("#")) in printed
    assert words["sources"]
    for part in words["sources"]:
        assert letters(part)[:40] in printed, part
    long = [text for text in words["paragraphs"] if len(text) > 200]
    assert len(long) > 5
    lost = [text for text in long if letters(text)[:60] not in printed]
    assert len(lost) <= len(long) // 10, lost  # a page's end may part the first words of some
    navigation, footer = letters("".join(words["navigation"])), letters(words["footer"][0])
    assert navigation not in printed
    assert footer not in printed
