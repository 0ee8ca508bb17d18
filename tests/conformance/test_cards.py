"""Citations as readers use them: with a mouse, a keyboard, a finger, and from page to page."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

Read = Mapping[str, Any]
SCRIPT = "publication-cards.js"


def citing_page(publication: Publication) -> str:
    """Return the address of a post that cites one source more than once."""
    for page in publication.pages:
        text = page.read_text("utf-8")
        if 'class="citation-link' in text and ", 1 av 2" in text:
            return publication.address_of(page)
    pytest.fail("no page cites a source twice", pytrace=False)


@pytest.fixture(scope="module")
def read(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What a reader of a post that cites meets."""
    folder = tmp_path_factory.mktemp("cards")
    return browser_checker.cards(publication, folder, citing_page(publication))


def test_without_the_script_a_citation_is_a_plain_link(
    publication: Publication, tmp_path: Path
) -> None:
    """No card comes, and the way to the reference, to the source and back is the same."""
    site = tmp_path / "site"
    shutil.copytree(
        publication.folder, site, ignore=shutil.ignore_patterns("pagefind", "*.pdf", SCRIPT)
    )
    result = browser_checker.cards(Publication(site), tmp_path, citing_page(publication))
    assert result["point"]["cards"] == 0
    assert result["complaints"]
    assert result["follow"]["returned"] == result["follow"]["id"]


def test_a_card_opens_where_the_reader_points(read: Read) -> None:
    """It holds the reference and the way to the source's page, and the pointer may enter it."""
    point = read["point"]
    assert point["cards"] == 1, point
    assert point["text"].endswith("Om källan")
    assert any("/kallor/" in href for href in point["links"])
    assert point["whileInside"] == 1
    assert point["afterEscape"] == 0
    assert point["afterLeaving"] == 0


def test_a_card_opens_where_the_focus_is(read: Read) -> None:
    """Tab leads into it, Escape closes it and gives the focus back; screen readers are told."""
    typed = read["type"]
    assert typed["focused"]["id"] == typed["id"], typed
    assert (typed["cards"], typed["later"]) == (1, 1)
    assert typed["described"]
    assert typed["described"] in " ".join(read["point"]["text"].split())
    assert typed["next"]["inside"]
    assert typed["afterEscape"] == 0
    assert typed["back"]["id"] == typed["id"]


def test_a_card_opens_under_a_finger(read: Read) -> None:
    """The first tap shows the card and stays on the page; the second follows the link."""
    tap = read["tap"]
    assert tap["cards"] == 1, tap
    assert "#" not in tap["address"]
    assert "#kallor-" in tap["second"]


def test_a_citation_is_followed_to_its_source_and_back(
    read: Read, publication: Publication
) -> None:
    """Reference, source's page, and the very place in the text; each place has a way back."""
    follow = read["follow"]
    assert "#kallor-" in follow["reference"], follow
    assert follow["source"].startswith("kallor/")
    assert follow["place"] == f"{citing_page(publication)}#{follow['id']}"
    assert follow["returned"] == follow["id"]
    assert f"#{follow['id']}" in [back["href"] for back in follow["backs"]]
    assert all(back["name"].startswith("Till stället i texten") for back in follow["backs"])


def test_a_card_is_accessible(read: Read) -> None:
    """axe finds nothing on a page with an open card, and nothing is asked of other hosts."""
    fail_on(browser_checker.accessibility({"a post with a card": read["point"]}))
    fail_on(browser_checker.behaviour({"a post with a card": {**read, "status": 200}}))
