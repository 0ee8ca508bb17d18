"""``kunskap.json``: valid by its schema, true to the pages, and only of what is published."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from sphinx_publication.site.knowledge import SCHEMA
from tests.count_citations import citations, entries, links

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]

Validator = Draft202012Validator


@pytest.fixture(scope="module")
def site(project: Copy) -> Project:
    """Return the built test publication."""
    return project("knowledge").build()


@pytest.fixture(scope="module")
def told(site: Project) -> dict[str, Any]:
    """Return its data."""
    found: dict[str, Any] = json.loads(site.text("kunskap.json"))
    return found


def validator() -> Draft202012Validator:
    """Return a validator of the shipped schema."""
    return Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=Validator.FORMAT_CHECKER)


def test_the_file_is_valid_by_the_schema_beside_it(site: Project, told: dict[str, Any]) -> None:
    """The schema is one (2020-12), it is published, the file names it and obeys it."""
    schema = json.loads(site.text(told["$schema"]))
    assert schema == json.loads(SCHEMA.read_text("utf-8"))
    Validator.check_schema(schema)
    assert [error.message for error in validator().iter_errors(told)] == []
    for name in ("posts", "sources", "citations", "entities", "mentions", "links"):
        assert told[name], f"the test publication has {name}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.update(version=2),
        lambda told: told["posts"][0].pop("title"),
        lambda told: told["posts"][0].update(colour="red"),
        lambda told: told["sources"][0]["csl"].pop("id"),
        lambda told: told["citations"][0].update(page="https://bladet.example/a/"),
        lambda told: told["citations"][0].update(page="/a/"),
        lambda told: told["entities"][0].update(kind="thing"),
        lambda told: told["mentions"][0].update(link="yes"),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    told: dict[str, Any], spoil: Callable[[dict[str, Any]], object]
) -> None:
    """What lacks something, holds something more, or has another form is not valid."""
    copy = json.loads(json.dumps(told))
    spoil(copy)
    assert not validator().is_valid(copy)


def described(schema: Any, path: str = "#") -> Iterator[tuple[str, bool]]:
    """Yield each property and definition of a schema, and whether it is described."""
    for name in ("properties", "$defs"):
        for key, value in schema.get(name, {}).items():
            here = f"{path}/{name}/{key}"
            yield here, bool(value.get("description") or value.keys() == {"$ref"})
            yield from described(value, here)


def test_every_property_is_described() -> None:
    """Whoever reads the schema learns what each property means."""
    found = dict(described(json.loads(SCHEMA.read_text("utf-8"))))
    assert len(found) > 50
    assert [path for path, is_described in found.items() if not is_described] == []


def test_every_address_and_place_is_there(site: Project, told: dict[str, Any]) -> None:
    """Each address has a page, and each citation, mention and link an id in its page."""

    @cache
    def ids(address: str) -> set[str]:
        soup = BeautifulSoup(site.text(f"{address}index.html"), "html.parser")
        return {str(tag["id"]) for tag in soup.find_all(id=True)}

    def addresses(value: Any) -> Iterator[str]:
        for name, one in value.items() if isinstance(value, dict) else ():
            if name in ("page", "post", "entity", "from", "to") or (
                name == "address" and "://" not in one
            ):
                yield one
        for one in value.values() if isinstance(value, dict) else value:
            if isinstance(one, dict | list):
                yield from addresses(one)

    found = set(addresses({name: one for name, one in told.items() if name != "sources"}))
    found |= {one["address"] for one in told["sources"]}
    assert len(found) > 20
    for address in found:
        page, _, anchor = address.partition("#")
        assert not anchor or anchor in ids(page)
        assert ids(page)
    for one in (*told["citations"], *told["mentions"], *told["links"]):
        assert one["anchor"] in ids(one.get("page", one.get("from"))), one


def test_it_says_what_an_independent_count_says(site: Project, told: dict[str, Any]) -> None:
    """Citations and links are those of the Markdown, sources those of the .bib."""
    found = Counter((one["page"], one["source"]) for one in told["citations"])
    assert found == citations(site.folder)
    assert max(found.values()) > 1
    leads = Counter((one["from"], one["to"]) for one in told["links"])
    assert leads == links(site.folder)
    assert [one["key"] for one in told["sources"]] == sorted(entries(site.folder))


def test_it_says_what_the_pages_say(site: Project, told: dict[str, Any]) -> None:
    """Each source's page counts and names the posts that cite the source in the data."""
    for source in told["sources"]:
        soup = site.page(f"{source['address']}index.html")
        posts = {one["post"] for one in told["citations"] if one["source"] == source["key"]
                 and "post" in one}  # fmt: skip
        shown = soup.select_one("[data-posts]")
        assert shown is not None
        assert int(str(shown["data-posts"])) == len(posts)


def test_nothing_unpublished_is_told(project: Copy, told: dict[str, Any]) -> None:
    """No draft and nothing of the future is in the file, not even in a preview."""
    preview = project("knowledge").build(publication_preview=True)
    assert (preview.site / "2015/01/utkast/index.html").exists()
    for text in (json.dumps(told), preview.text("kunskap.json")):
        assert not re.search("utkast|hemlig|framtid", text, re.I)


def test_it_tells_no_path_of_the_machine(site: Project) -> None:
    """The file holds no absolute path and the site's own address once."""
    text = site.text("kunskap.json")
    assert str(site.folder) not in text
    assert str(site.folder.parent.parent) not in text
    assert text.count("https://bladet.example/") == 1


def test_a_post_is_told_in_full(told: dict[str, Any]) -> None:
    """Newest first; title, moments, authors, categories and tags with their pages."""
    posts = told["posts"]
    assert [one["published"] for one in posts] == sorted(
        (one["published"] for one in posts), reverse=True
    )
    (post,) = (one for one in posts if one["address"] == "2013/01/lagen/")
    assert post["title"] == "Lagen & livet"
    assert datetime.fromisoformat(post["published"]).utcoffset() is not None
    assert [one["name"] for one in post["authors"]] == ["Anna Ek", "Redaktionen"]
    assert [one["address"] for one in post["tags"]] == ["amnen/samverkan/", "amnen/finansiering/"]
    known = {one["address"] for one in told["entities"]}
    assert {tag["address"] for one in posts for tag in one["tags"]} <= known


def test_a_citation_is_told_in_full(told: dict[str, Any]) -> None:
    """Source, place, sentence as readers see it, section, and the words around it."""
    (one,) = (one for one in told["citations"] if "before" in one)
    assert one["source"] == "axelsson2007"
    assert one["section"] == "Vad som står"
    assert (one["before"], one["after"]) == ("se även", "s. 12")
    assert "(se även Axelsson & Bihari Axelsson, 2007, s. 12)" in one["sentence"]


def test_a_link_is_told_in_full(told: dict[str, Any]) -> None:
    """Where it stands, where it leads, its words (a title's, where it has none), the sentence."""
    found = {one["words"]: one for one in told["links"] if one["from"] == "2014/03/ocitat/"}
    assert found["verket"]["to"] == "organisationer/verket/"
    assert found["verket"]["post"] == "2014/03/ocitat/"
    assert found["Lagen & livet"]["sentence"] == "Se Lagen & livet, och lagen igen."
    assert found["lagen igen"]["anchor"] != found["Lagen & livet"]["anchor"]


def test_the_file_stands_where_conf_py_says(project: Copy) -> None:
    """Its word is configuration, the schema follows; a second build leaves both."""
    one = project("knowledge").build(publication_addresses={"data": "data/allt"})
    assert json.loads(one.text("data/allt.json"))["$schema"] == "allt.schema.json"
    one.build(publication_addresses={"data": "data/allt"})
    assert (one.site / "data/allt.schema.json").exists()
    one.build()
    assert not (one.site / "data").exists()


def test_a_publication_without_posts_sources_or_address_has_the_file(project: Copy) -> None:
    """The smallest publication's file is valid too."""
    told = json.loads(project("minimal").build().text("kunskap.json"))
    assert [error.message for error in validator().iter_errors(told)] == []
    assert told["sources"] == told["citations"] == []
    assert "address" not in told["publication"]


def test_an_ablog_site_has_no_such_file(project: Copy) -> None:
    """Its addresses are ablog's, and it keeps what it had."""
    site = project("ablog-site").build("dirhtml", html_theme="alabaster")
    assert "kunskap.json" not in site.files()
