"""The metadata of the real publication, read by programs that are not ours."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.readers import schema_org
from tests.readers.page import Page
from tests.readers.signposts import signposts
from tests.readers.zotero import item

from .publication import Publication

pytestmark = pytest.mark.conformance

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def heads(publication: Publication) -> dict[str, Page]:
    """The head of every page that a reader looks at, by address."""
    found = {}
    for file in publication.shown_pages:
        address = publication.address + publication.name(file).removesuffix("index.html")
        found[address] = Page(file.read_text("utf-8"), address)
    return found


def file_of(publication: Publication, address: str) -> Path:
    """Return the file that is served at an address of the publication."""
    path = publication.folder / unquote(address.removeprefix(publication.address).partition("#")[0])
    return path / "index.html" if path.is_dir() else path


def test_all_structured_data_are_schema_orgs(heads: dict[str, Page]) -> None:
    """Every type, property, domain and range on every page."""
    found = [
        f"{address}: {fault}"
        for address, page in heads.items()
        for node in page.nodes
        for fault in schema_org.faults(node)
    ]
    assert found == []
    assert sum(bool(page.nodes) for page in heads.values()) >= len(heads) - 1, "all but 404"


def test_every_reference_leads_to_something_that_is_told(heads: dict[str, Page]) -> None:
    """An id that a page refers to is defined on some page, and all addresses of ids exist."""
    nodes = [node for page in heads.values() for node in page.nodes]
    defined = {one for node in nodes for one in schema_org.ids(node, defined=True)}
    trails = {
        step["item"]["@id"]
        for node in nodes
        if node["@type"] == "BreadcrumbList"
        for step in node["itemListElement"]
        if "item" in step
    }
    assert trails <= heads.keys()
    referred = {one for node in nodes for one in schema_org.ids(node, defined=False)} - trails
    assert referred
    assert referred <= defined
    assert {one.partition("#")[0] for one in defined} <= heads.keys()


def test_signposts_lead_to_what_there_is(publication: Publication, heads: dict[str, Page]) -> None:
    """Each stands once where it may, and those within the publication lead to a file."""
    for address, page in heads.items():
        found = signposts(page)
        for target in (found.cite_as, *found.authors, *found.described_by, *found.items):
            if target.startswith(publication.address):
                assert file_of(publication, target).is_file(), (address, target)


def test_pictures_for_others_are_there(publication: Publication, heads: dict[str, Page]) -> None:
    """Each page names one, which is a file of the publication and light."""
    for address, page in heads.items():
        if page.nodes:
            (picture,) = page.contents("og:image")
            assert 0 < file_of(publication, picture).stat().st_size < 40_000, address


@pytest.mark.parametrize("file", sorted(_ROOT.glob("posts/**/*.md")), ids=lambda file: file.stem)
def test_a_reference_manager_saves_what_the_author_wrote(
    file: Path, heads: dict[str, Page], publication: Publication
) -> None:
    """Zotero's rules, JSON-LD and signposts give the record that stands in the front matter."""
    _start, front, text = file.read_text("utf-8").split("---\n", 2)
    written = yaml.safe_load(front)
    if written.get("draft"):
        pytest.skip("a draft")
    page = heads[publication.address + f"{file.relative_to(_ROOT / 'posts').with_suffix('')}/"]
    saved = item(page)
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    assert heading is not None
    names = written["author"] if isinstance(written["author"], list) else [written["author"]]
    day = str(written["date"])[:10]
    assert saved.type == "blogPost"
    assert saved.title == heading[1].strip()
    assert [" ".join(reversed(name)).strip() for name in saved.creators] == names
    assert saved.date == day.replace("-", "/")
    assert saved.url == page.address
    assert saved.language == "sv"
    assert saved.abstract == " ".join(written["description"].split())
    assert len(saved.tags) == len(written["tags"])
    node = page.nodes[0]
    assert (node["@type"], node["headline"]) == ("BlogPosting", saved.title)
    assert node["datePublished"][:10] == day
    assert [one["name"] for one in node["author"]] == names
    assert node["description"] == saved.abstract
    assert node["keywords"] == list(saved.tags)
    posts = signposts(page)
    assert posts.cite_as == node["@id"] == saved.url
    assert posts.authors == tuple(one["url"] for one in node["author"])
    assert posts.licence == saved.rights == node["license"]
    assert posts.types == ("https://schema.org/BlogPosting",)
