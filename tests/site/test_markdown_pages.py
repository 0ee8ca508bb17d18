"""Each page has its text as Markdown beside it, with its facts, and nothing that is not public."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
import yaml
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from .conftest import Project

SITE = "https://blogg.example/"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
READER.use(footnote_plugin).use(dollarmath_plugin)
#: Stands where something was taken out of a line.
BREAK = "\N{SYMBOL FOR NULL}"
#: Parts of a page that are no text of it, as the page's own styles name them.
AROUND = (
    "//*[self::svg or self::form or self::button or self::script or contains(@class,'headerlink')"
    " or contains(@class,'cite-post') or contains(@class,'backlinks')"
    " or contains(@class,'backrefs') or contains(@class,'export')"
    " or contains(@class,'post-neighbours') or contains(@class,'post-related')"
    " or contains(@class,'post-meta') or contains(@class,'standfirst')"
    " or contains(@class,'feed-link') or contains(@class,'label') or contains(@class,'contents')"
    " or contains(@class,'page-parents') or contains(@class,'comments') or self::math or self::pre"
    " or contains(@class,'reference-list__back') or contains(@class,'visually-hidden')"
    " or contains(@class,'guests') or @role='doc-noteref' or contains(@class,'connection-map')"
    # notes that the text has no place for are shown by no reader of Markdown
    " or @role='doc-footnote']"
)


@pytest.fixture(scope="module")
def blog(project: Callable[[str], Project]) -> Project:
    """Return the blog of the test root, built once."""
    return project("blog").build()


def read(blog: Project, page: str) -> tuple[dict[str, object], str]:
    """Return the facts and the text of a page's Markdown."""
    _nothing, facts, text = blog.text(f"{page}index.html.md").split("---\n", 2)
    return yaml.safe_load(facts), text


def test_every_page_that_is_looked_for_has_it(blog: Project) -> None:
    """Documents, lists, topics and authors; not search, not the missing page, not redirects."""
    pages = {name for name in blog.files() if name.endswith("index.html")}
    beside = {name.removesuffix(".md") for name in blog.files() if name.endswith(".md")}
    assert pages - beside == {"sok/index.html", "gammal/forsta/index.html"}
    assert beside <= pages


def test_pages_name_it(blog: Project) -> None:
    """In the head, by its media type; a page without it names none."""
    for name in blog.files():
        if name.endswith(".html"):
            links = blog.page(name).select('link[type="text/markdown"]')
            there = f"{name}.md" in blog.files()
            assert [link["href"] for link in links] == ["index.html.md"] * there, name


def test_it_begins_with_facts(blog: Project) -> None:
    """Title, authors, dates, canonical address, topics and licence, as YAML."""
    facts, _text = read(blog, "2024/01/andra/")
    page = blog.page("2024/01/andra/index.html")
    assert facts["title"] == "Andra inlägget & dess <titel>"
    assert facts["canonical"] == page.select_one('link[rel="canonical"]')["href"]
    assert facts["authors"] == [one.text for one in page.select('.post-meta a[rel="author"]')]
    times = [one["datetime"] for one in page.select(".post-meta time")]
    assert [facts["date"].isoformat(), facts["updated"].isoformat()] == times
    assert facts["language"] == "sv"
    assert facts["publication"] == "Bloggen"


def test_a_licence_is_named_where_there_is_one(project: Callable[[str], Project]) -> None:
    """As conf.py says it, with its address."""
    where = "https://creativecommons.org/licenses/by/4.0/"
    blog = project("blog").build(publication_licence="CC BY 4.0", publication_licence_url=where)
    facts, _text = read(blog, "2024/03/sist/")
    assert (facts["licence"], facts["licence_url"]) == ("CC BY 4.0", where)


def _spoken(blog: Project, page: str) -> Iterator[str]:
    """Yield the words of each paragraph, point, heading and cell of a page's text."""
    article = html.fromstring(blog.text(f"{page}index.html")).xpath("//article")[0]
    for around in article.xpath(f".{AROUND}"):
        around.tail = f"{BREAK}{around.tail or ''}"
        if around.getparent() is not None:
            around.drop_tree()
    for block in article.xpath(".//p|.//li[not(.//p|.//ul|.//ol)]|.//h1|.//h2|.//h3|.//td[not(p)]"):
        for words in "".join(block.itertext()).split(BREAK):
            if words.strip(" ."):
                yield " ".join(words.split())


@pytest.mark.parametrize("root", ["blog", "every-page", "torture", "hostile"])
def test_all_that_a_page_says_is_read_back(root: str, project: Callable[[str], Project]) -> None:
    """Another program's reader of Markdown finds every word of every page, and no markup."""
    site = project(root).build(html_baseurl=SITE)
    count = 0
    for name in site.files():
        if not name.endswith("index.html.md"):
            continue
        page = name.removesuffix("index.html.md")
        _facts, text = read(site, page)
        rendered = html.fromstring(f"<div>{READER.render(text).replace('<br>', ' ')}</div>")
        there = " ".join("".join(rendered.itertext()).split())
        for words in _spoken(site, page):
            assert words in there, (name, words)
            count += 1
        for sign in ("system-message", "<span", "<div", "```{", "{cite", "\ue000", "\ue002"):
            assert sign not in re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S), (name, sign)
    assert count > 20


def test_its_links_lead_somewhere(blog: Project) -> None:
    """All are absolute; those within the site lead to pages, files and places that are there."""
    ids = {
        name: {str(one) for one in html.fromstring(data).xpath("//@id")}
        for name, data in blog.files().items()
        if name.endswith(".html")
    }
    count = 0
    for name in blog.files():
        if not name.endswith(".md"):
            continue
        _facts, text = read(blog, name.removesuffix("index.html.md"))
        rendered = html.fromstring(f"<div>{READER.render(text)}</div>")
        for address in rendered.xpath("//a[not(contains(@class,'footnote'))]/@href|//img/@src"):
            if "footnote-" in address or address.startswith("#fn"):
                continue
            assert re.match("https?://|mailto:", address), (name, address)
            if address.startswith(SITE):
                path, fragment = urldefrag(str(address).removeprefix(SITE).partition("?")[0])
                file = f"{path}index.html" if path.endswith("/") or not path else path
                if file.endswith((".pdf", ".epub")):
                    continue  # the books of this root are not made
                assert (blog.site / file).exists(), (name, address)
                broken_on_purpose = "finns-inte"
                assert fragment in ("", broken_on_purpose) or fragment in ids[file], (name, address)
                count += 1
    assert count > 20


def test_drafts_and_coming_posts_are_not_in_it(project: Callable[[str], Project]) -> None:
    """No file of theirs, and no word in any other."""
    site = project("drafts").build(html_baseurl=SITE)
    told = {name: data.decode() for name, data in site.files().items() if name.endswith("html.md")}
    assert told
    pages = {name.removesuffix(".md") for name in told}
    assert pages <= site.files().keys()
    for name, text in told.items():
        shown = html.fromstring(site.text(name.removesuffix(".md"))).text_content()
        for title in re.findall("^#+ (.*)", text, re.M):
            assert title.split("[")[0].strip()[:10] in shown, (name, title)


def test_comments_of_readers_are_not_in_it(project: Callable[[str], Project]) -> None:
    """Neither those that are shown nor those that wait: they are not under the texts' licence."""
    site = project("comments").build(html_baseurl=SITE)
    words = [
        line.strip()
        for one in site.folder.rglob("*.comments.yaml")
        for line in re.findall(r"text: *\|?\n?((?: +.+\n?)+)", one.read_text("utf-8"))
    ]
    assert words
    for name, data in site.files().items():
        if name.endswith(".md"):
            assert not [one for one in words if one.split("\n")[0] in data.decode()], name


def test_it_can_be_turned_off_and_goes_away(project: Callable[[str], Project]) -> None:
    """No file, and no page that names one; with another theme, and in a preview, neither."""
    blog = project("blog").build()
    for conf in (
        {"publication_markdown": False},
        {"html_theme": "basic"},
        {"publication_preview": True},
    ):
        blog.build(**conf)
        assert not [name for name in blog.files() if name.endswith(".md")], conf
        assert "text/markdown" not in blog.text("index.html")
        blog.build()
        assert "2024/03/sist/index.html.md" in blog.files()


def test_it_changes_with_its_page_and_with_no_other(project: Callable[[str], Project]) -> None:
    """A built site again: only the edited post's Markdown is new, and a lost one comes back."""
    blog = project("blog").build()
    before = {name: data for name, data in blog.files().items() if name.endswith(".md")}
    path = blog.folder / "posts/2024/03/sist.md"
    path.write_text(path.read_text("utf-8") + "\nEtt tillägg sist.\n", encoding="utf-8")
    (blog.site / "lista/index.html.md").unlink()
    times = {name: (blog.site / name).stat().st_mtime_ns for name in before if "lista" not in name}
    blog.build()
    after = {name: data for name, data in blog.files().items() if name.endswith(".md")}
    assert after.keys() == before.keys()
    assert b"sist." in after["2024/03/sist/index.html.md"]
    assert after["lista/index.html.md"] == before["lista/index.html.md"]
    same = [name for name in times if after[name] == before[name]]
    assert len(same) > len(times) // 2
    assert all((blog.site / name).stat().st_mtime_ns == times[name] for name in same)
