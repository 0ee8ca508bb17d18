"""The pages run under the Content-Security-Policy that servers are told to send."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree, html

import sphinx_publication.site
from sphinx_publication.model.server_rules import in_page
from sphinx_publication.site.assets import SCRIPTS

from . import browser_checker
from .publication import Publication

pytestmark = pytest.mark.conformance


def policy(publication: Publication) -> str:
    """Return the policy of the site's own `_headers`."""
    text = (publication.folder / "_headers").read_text("utf-8")
    found = re.search(r"Content-Security-Policy: (.*)", text)
    assert found
    return found[1]


def pages(publication: Publication) -> list[str]:
    """Return the addresses of all pages."""
    found = sorted(publication.folder.rglob("*.html"))
    names = (path.relative_to(publication.folder).as_posix() for path in found)
    return [name.removesuffix("index.html") for name in names if not name.startswith("_")]


def test_what_a_policy_stops_is_seen(publication: Publication, tmp_path: Path) -> None:
    """A script and a style inline are both stopped, and counted."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p style='color: red'>a<script>alert()</script>")
    site = Publication(tmp_path / "site")
    (found,) = browser_checker.stopped(site, tmp_path, policy(publication), "").values()
    assert {one.partition("-")[0] for one in found["stopped"]} == {"script", "style"}


def test_no_page_holds_what_the_policy_stops(publication: Publication, tmp_path: Path) -> None:
    """Every page, and a search that finds something, without one report."""
    addresses = [*pages(publication), "sok/?q=samverkan"]
    assert len(addresses) > 10
    assert not re.search("unsafe-(inline|eval)", policy(publication).replace("wasm-unsafe", ""))
    found = browser_checker.stopped(publication, tmp_path, policy(publication), *addresses)
    assert {name: one["stopped"] for name, one in found.items() if one["stopped"]} == {}


def test_a_page_can_hold_its_policy_itself(tmp_path: Path) -> None:
    """Where no server says it, browsers take it from the page: what is inline is stopped."""
    (tmp_path / "site").mkdir()
    text = f"<!doctype html><head>{in_page()}</head><p style='color: red'>a<script>alert()</script>"
    (tmp_path / "site/index.html").write_text(text)
    (found,) = browser_checker.stopped(Publication(tmp_path / "site"), tmp_path, "", "").values()
    assert {one.partition("-")[0] for one in found["stopped"]} == {"script", "style"}


def test_no_text_holds_what_runs_loads_or_asks(publication: Publication) -> None:
    """In no article: elements, handlers, styles, addresses; scripts are files of the site."""
    assert len(publication.shown_pages) > 10
    wrong = []
    for page in publication.shown_pages:
        for article in html.fromstring(page.read_bytes()).iter("article"):
            for element in article.iter(etree.Element):
                found = _RUNS.get(element.tag, lambda _one: False)(element)
                names = [name for name in element.attrib if name.startswith(("on", "style"))]
                addresses = [element.get(one, "") for one in ("href", "src", "data", "action")]
                names += [
                    one for one in addresses if re.match(r"\s*(javascript|vbscript|data):", one)
                ]
                if element.tag not in ("a", "form"):
                    names += [one for one in addresses if re.match(r"\s*(https?:)?//", one)]
                if found or names:
                    wrong.append((publication.name(page), element.tag, names))
    assert wrong == []


#: Elements that no text may hold, or only as said.
_RUNS = {
    **{
        name: lambda _one: True
        for name in ("base", "embed", "iframe", "link", "meta", "object", "style")
    },
    "script": lambda one: not one.get("src") and one.get("type") != "application/ld+json",
}


def test_every_link_off_the_site_says_so(publication: Publication) -> None:
    """On every page and in every feed; none opens a window of its own."""
    wrong, count = [], 0
    for name, root in _texts(publication):
        for link in root.iter("a"):
            href = link.get("href", "")
            if re.match(r"(https?:)?//", href) and not href.startswith(publication.address):
                count += 1
                if not {"external", "noopener"} <= set(link.get("rel", "").split()):
                    wrong.append((name, href))
            if link.get("target"):
                wrong.append((name, href))
    assert count > 100
    assert wrong == []


def _texts(publication: Publication) -> Iterator[tuple[str, Any]]:
    for page in publication.shown_pages:
        yield publication.name(page), html.fromstring(page.read_bytes())
    for feed in publication.feeds:
        for content in etree.fromstring(feed.read_bytes()).iter("{*}content"):
            if (content.text or "").strip():
                yield publication.name(feed), html.fromstring(f"<div>{content.text}</div>")


def test_an_old_address_keeps_what_stands_after_its_hash(
    publication: Publication, tmp_path: Path
) -> None:
    """Under the policy too: its script is a file."""
    here = Path(sphinx_publication.site.__file__).parent
    site = tmp_path / "site"
    (site / "new").mkdir(parents=True)
    (site / "new/index.html").write_text("<p>new")
    shutil.copy(SCRIPTS / "publication-moved.js", site)
    templates = Environment(loader=FileSystemLoader(here / "templates/publication"))
    templates.globals["_"] = str
    text = templates.get_template("redirect.html").render(url="new/", script="publication-moved.js")
    (site / "old.html").write_text(text)
    asked = browser_checker.stopped(
        Publication(site), tmp_path, policy(publication), "old.html#comment-1"
    )
    (found,) = asked.values()
    assert found == {"stopped": [], "landed": "new/#comment-1"}
