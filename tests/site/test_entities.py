"""Topics, organisations, people, laws, events and programmes on the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]


@pytest.fixture(scope="module")
def built(project: Copy) -> Project:
    """Return the test root, built once."""
    return project("entities").build()


def links(page: BeautifulSoup, selector: str = "a.mention-link") -> list[tuple[str, str]]:
    """Return words and target of the links that were made."""
    found = (
        (" ".join(a.get_text().split()), str(a["href"]).strip("./")) for a in page.select(selector)
    )
    return list(found)


def test_the_first_mention_of_each_becomes_a_link(built: Project) -> None:
    """In the text of a post: once for each entity, inflected forms and line ends included."""
    assert links(built.page("2013/12/forsta/index.html")) == [
        ("NNS", "organisationer/nns"),
        ("samordningsförbunden", "amnen/samordningsforbund"),
        ("Försäkringskassans", "organisationer/forsakringskassan"),
        ("Lagen om finansiell samordning", "amnen/lagen-om-finansiell-samordning"),
        ("Chris Ham", "personer/ham"),
    ]


def test_no_link_where_none_belongs(built: Project) -> None:
    """Headings, code, links, titles, sources, nolink, the entity's page: all stay as they are."""
    page = built.page("2013/12/forsta/index.html")
    for selector in ("h1", "h2", "code", "em", ".references", ".nolink", "a a"):
        for element in page.select(selector):
            assert not element.select(".mention-link"), selector
    assert not links(built.page("2014/01/andra/index.html")), "autolink: false on the page"
    assert ("Samverkan", "amnen/samverkan") not in links(page), "autolink: false on the entity"
    own = built.page("amnen/samordningsforbund/index.html")
    assert links(own) == [("Försäkringskassan", "organisationer/forsakringskassan")]


def test_links_leave_the_text_as_it_was(built: Project, project: Copy) -> None:
    """With and without entities a post reads the same, and cites the same."""
    plain = project("entities")
    for page in plain.folder.glob("source/*/*.md"):
        page.write_text(page.read_text().split("---\n")[-1].replace("#", "# Q", 1))
        page.write_text(f"---\nkind: none\n---\n{page.read_text()}")
    plain.build()

    def text(one: Project) -> str:
        body = one.page("2013/12/forsta/index.html").select_one("article, main, .body")
        assert body is not None
        for part in body.select(".post-meta, .post-neighbours, .cite-post"):
            part.decompose()
        return body.get_text()

    assert text(built) == text(plain)
    listed = [
        one.page("2013/index.html").select_one(".post-list__description") for one in (built, plain)
    ]
    assert listed[0] is not None
    assert listed[0] == listed[1]
    count = "kallor/ham2013/index.html"
    assert built.page(count).select_one(".source-count") == plain.page(count).select_one(
        ".source-count"
    )


def test_roles_and_links_by_kind(built: Project) -> None:
    """Names, aliases, forms and tags lead to the page; what the author wrote is printed."""
    page = built.page("2014/01/andra/index.html")
    found = links(page, "p a.internal")
    assert found == [
        ("förbund", "amnen/samordningsforbund"),
        ("NNS", "organisationer/nns"),
        ("kassan", "organisationer/forsakringskassan"),
        ("samordningsförbundets", "amnen/samordningsforbund"),
        ("finsamlagen", "amnen/lagen-om-finansiell-samordning"),
        ("Chris Ham", "personer/ham"),
        ("fritt ord", "amnen/fritt-ord"),
        ("Samordningsförbund", "amnen/samordningsforbund"),
        ("nätverket", "organisationer/nns"),
    ]
    assert built.warnings == []


def test_inventory(built: Project) -> None:
    """Other sites can refer to each entity by kind and slug."""
    inventory = InventoryFile.loads((built.site / "objects.inv").read_bytes(), uri="https://x")
    law = inventory.data["entity:law"]["lagen-om-finansiell-samordning"]
    assert law.uri.endswith("amnen/lagen-om-finansiell-samordning/")
    assert set(inventory.data) >= {"entity:topic", "entity:organisation", "entity:person"}


def test_an_entitys_page_lists_its_mentions(built: Project) -> None:
    """Posts newest first, then pages; each sentence with the names marked, and its place."""
    section = built.page("amnen/samordningsforbund/index.html").select_one(".mentions")
    assert section is not None
    titles = [title.get_text() for title in section.select(".citing-list__title")]
    assert titles == ["Andra", "Samordningsförbund igen", "Samverkan"]
    passages = section.select("li:nth-of-type(2) .citing-list__passage")
    assert [" ".join(one.get_text().split()) for one in passages] == [
        "Förbundens förening, NNS, talar för samordningsförbunden (Ham, 2013).",
        "Det är samordningsförbundens uppgift.",
        "Lagen om finansiell samordning ger coordination association rätt.",
    ]
    marks = [(one.get_text(), one["class"]) for one in section.select("li:nth-of-type(2) mark")]
    assert marks == [
        ("samordningsförbunden", ["mention-linked"]),
        ("samordningsförbundens", ["mention-unlinked"]),
        ("coordination association", ["mention-unlinked"]),
    ]
    states = [len(item.select(".mention-state")) for item in section.select("li")]
    assert states == [0, 2, 1]


def test_places_exist(built: Project) -> None:
    """Every link of every list of mentions leads to an id that its page has."""
    seen = 0
    for name in built.files():
        if not name.endswith("index.html"):
            continue
        for link in built.page(name).select(".mentions .citing-list__place a"):
            path, _hash, anchor = str(link["href"]).partition("#")
            target = Path(built.site, name).parent / path / "index.html"
            page = BeautifulSoup(target.read_text(), "html.parser")
            assert isinstance(page.find(id=anchor), Tag)
            seen += 1
    assert seen > 8


def test_about_leads_both_ways(built: Project) -> None:
    """What an entity has to do with stands on its page, and the other way round."""
    one = built.page("amnen/samordningsforbund/index.html").select_one(".related-entities a")
    other = built.page("organisationer/forsakringskassan/index.html")
    assert one is not None
    assert one.get_text() == "Försäkringskassan"
    assert [a.get_text() for a in other.select(".related-entities a")] == ["Samordningsförbund"]


def test_tags_lead_to_pages_of_any_kind(built: Project) -> None:
    """A tag that is an alias of a law leads to the law's page."""
    page = built.page("2013/12/forsta/index.html")
    assert ("Lagen om finansiell samordning", "amnen/lagen-om-finansiell-samordning") in links(
        page, ".post-meta a"
    )


def test_feeds_have_the_links_and_no_trace_of_places(built: Project) -> None:
    """A post's feed has absolute links; the marks of places are gone."""
    feed = built.text("atom.xml")
    assert "https://bladet.example/organisationer/nns/" in feed
    assert "mention-nns" not in feed
    assert 'class="mention"' not in feed
    assert "class=&quot;mention&quot;" not in feed


def test_mistakes(project: Copy) -> None:
    """Unknown and ambiguous names and kinds: one message each, with file, line and remedy."""
    one = project("entities")
    head = "---\nkind: {}\naliases: [finsamlagen]\nabout: [samverkn]\n---\n# {}\n"
    (one.folder / "source/amnen/ny.md").write_text(head.format("law", "Nya lagen"))
    (one.folder / "source/amnen/fel.md").write_text("---\nkind: topik\n---\n# Fel\n")
    (one.folder / "posts/2014/01/tredje.md").write_text(
        "---\ndate: 2014-01-18\n---\n# Tre\n\nEtt\nord {org}`NSS`, [x](law:zzz), "
        "{law}`finsamlagen` och finsamlagen.\n"
    )
    one.build()
    text = "\n".join(one.warnings)
    for part in (
        "source/amnen/ny.md:3: WARNING: the name 'finsamlagen' is also claimed by",
        "lagen-om-finansiell-samordning.md:3)",
        "source/amnen/ny.md:4: WARNING: no entity is called 'samverkn'; did you mean 'Samverkan'?",
        "source/amnen/fel.md:2: WARNING: 'topik' is no kind of page",
        "posts/2014/01/tredje.md:6: WARNING: no organisation is called 'NSS'; did you mean 'NNS'",
        "no law is called 'zzz'",
        "'finsamlagen' could mean 'Lagen om finansiell samordning' (law) or 'Nya lagen' (law)",
    ):
        assert part in text, f"{part}\n{text}"
    # andra.md calls it too.
    assert len(one.warnings) == 7
    assert not links(one.page("2014/01/tredje/index.html"))


def test_many_mentions_open(project: Copy) -> None:
    """Three sentences of a page and twenty pages stand at once; the rest opens, with a count."""
    one = project("entities")
    for number in range(21):
        post = one.folder / f"posts/2014/01/p{number}.md"
        words = "Om NNS. " * (5 if number == 20 else 1)
        post.write_text(f"---\ndate: 2014-01-01 10:{number:02}\n---\n# P{number}\n\n{words}\n")
    section = one.build().page("organisationer/nns/index.html").select_one(".mentions")
    assert section is not None
    summaries = [summary.get_text() for summary in section.select("summary")]
    assert summaries == ["2 ställen till", "3 till"]
    assert len(section.select("h4")) == 23


def test_the_yearbook_links_to_the_site(project: Copy) -> None:
    """In the book a name leads to its page on the site, and the text is the site's."""
    one = project("entities").build("yearbook")
    reader = pypdf.PdfReader(one.site / "bladet-2013.pdf")
    found = {
        annotation.get_object().get("/A", {}).get("/URI")
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    }
    assert "https://bladet.example/organisationer/nns/" in found
    assert "https://bladet.example/amnen/samordningsforbund/" in found
    assert "https://bladet.example/amnen/samverkan/" not in found
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Förbundens förening, NNS, talar för" in text


def test_counts_in_words(built: Project) -> None:
    """How many posts and pages mention an entity stands in words, and for machines."""
    count = built.page("amnen/samordningsforbund/index.html").select_one(".mentions__count")
    assert count is not None
    assert count.get_text() == "Nämns i 2 inlägg och på en annan sida."
    assert (count["data-posts"], count["data-pages"]) == ("2", "1")


def test_fields_left_empty_say_nothing(project: Callable[[str], Project]) -> None:
    """Without a value, a field makes no alias, description or series called "None" or "null"."""
    careless = project("entities")
    conf = careless.folder / "conf.py"
    conf.write_text(conf.read_text().replace('["toc.not_included"]', "[]"))
    for page in careless.folder.glob("source/*/*.md"):
        page.write_text(page.read_text().replace("---\n", "---\norphan:\n", 1))
    fields = "aliases: [~, ]\nabout:\ndescription:\nseries:\norphan:\n"
    topic = careless.folder / "source/amnen/samverkan.md"
    topic.write_text(f"---\nkind: topic\n{fields}---\n# Samverkan\n\nText.\n")
    post = careless.folder / "posts/2014/01/andra.md"
    post.write_text(post.read_text().replace("---\n", f"---\n{fields}part:\n", 1))
    careless.build()
    assert careless.warnings == []
    told = json.loads(careless.text("kunskap.json"))
    samverkan = next(one for one in told["entities"] if one["name"] == "Samverkan")
    assert (samverkan["aliases"], samverkan["description"]) == ([], "")
    assert "null" not in careless.text("2014/01/andra/index.html")
    assert not (careless.site / "serier").exists()


def test_a_page_without_a_heading_is_no_entity(project: Callable[[str], Project]) -> None:
    """It has no name to be found by; one message says so, and its page is built."""
    careless = project("entities")
    for name in ("tom", "tomt"):
        page = careless.folder / f"source/amnen/{name}.md"
        page.write_text("---\norphan: true\nkind: topic\n---\n\nText utan rubrik.\n")
    careless.build()
    assert len(careless.warnings) == 2
    for name, message in zip(("tom", "tomt"), careless.warnings, strict=True):
        assert message.startswith(f"source/amnen/{name}.md:1: ")
        assert message.endswith("[publication.entity-title-missing]")
        assert "Text utan rubrik" in careless.text(f"amnen/{name}/index.html")
    names = [one["name"] for one in json.loads(careless.text("kunskap.json"))["entities"]]
    assert not [name for name in names if "title" in name]
