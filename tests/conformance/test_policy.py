"""The pages run under the Content-Security-Policy that servers are told to send."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import sphinx_publication.site

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


def test_an_old_address_keeps_what_stands_after_its_hash(
    publication: Publication, tmp_path: Path
) -> None:
    """Under the policy too: its script is a file."""
    here = Path(sphinx_publication.site.__file__).parent
    site = tmp_path / "site"
    (site / "new").mkdir(parents=True)
    (site / "new/index.html").write_text("<p>new")
    shutil.copy(here / "static/publication-moved.js", site)
    templates = Environment(loader=FileSystemLoader(here / "templates/publication"))
    templates.globals["_"] = str
    text = templates.get_template("redirect.html").render(url="new/", script="publication-moved.js")
    (site / "old.html").write_text(text)
    asked = browser_checker.stopped(
        Publication(site), tmp_path, policy(publication), "old.html#comment-1"
    )
    (found,) = asked.values()
    assert found == {"stopped": [], "landed": "new/#comment-1"}
