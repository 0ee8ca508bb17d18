"""Servers that are common take the site's rules, and answer as they say."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from . import browser_checker, web_servers
from .publication import Publication

pytestmark = pytest.mark.conformance

_PATH = "/blogg/"
_OLD = "2011/11/gammalt inlägg.html"
_FILES = {
    "conf.py": (
        'project = "Bloggen"\nauthor = "Redaktionen"\nlanguage = "sv"\n'
        'extensions = ["sphinx_publication"]\nhtml_theme = "sphinx_publication"\n'
        'html_baseurl = "https://prov.example/blogg/"\n'
        'publication_yearbook_editions = ["epub", "screen"]\nbibtex_bibfiles = ["kallor.bib"]\n'
    ),
    "kallor.bib": "@misc{prov2013, title = {Provet}, date = {2013}, author = {{Myndigheten}}}\n",
    "index.md": "# Start\n\nSe [inlägget](posts/2013/12/forsta.md).\n",
    "posts/2013/12/forsta.md": (
        "---\ndate: 2013-12-17\ntags: [samverkan]\n---\n# Första inlägget\n\n"
        "Om samverkan [@prov2013]. ![En punkt](punkt.svg)\n"
    ),
    "posts/2013/12/punkt.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "redirects.csv": f"old,new\n/{_OLD},/2013/12/forsta/\n/a$b*(c),/2013/12/forsta/\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small publication below a path, whole: with books, search and redirects."""
    root = tmp_path_factory.mktemp("bloggen")
    for name, text in _FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_publication", "build", "--source", str(root)]
    done = subprocess.run(
        [*command, "--output", str(root / "_build")],
        capture_output=True, text=True, env=os.environ | {"SOURCE_DATE_EPOCH": "1790000000"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_build/site"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    fields: HTTPMessage
    body: bytes


class Asked:
    """Asks one server."""

    def __init__(self, start: str) -> None:
        self.start = start

    def __call__(self, path: str, **fields: str) -> Answer:
        """Ask for a path below the start page."""
        parts = urlsplit(urljoin(self.start, path))
        connection = HTTPConnection(parts.netloc, timeout=30)
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        try:
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module", params=sorted(web_servers.SERVERS))
def ask(request: pytest.FixtureRequest, site: Path) -> Iterator[Asked]:
    """Ask nginx, then Apache."""
    with web_servers.SERVERS[request.param](site, _PATH) as start:
        yield Asked(start)


def kinds(site: Path) -> dict[str, str]:
    """Return one file of every ending, by its path."""
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.suffix: path.relative_to(site).as_posix() for path in files}


def fields_of(site: Path) -> dict[str, str]:
    """Return the fields that the site wants every answer to have, from the file of other hosts."""
    block = (site / "_headers").read_text("utf-8").split("\n/")[0].splitlines()[1:]
    return dict(line.strip().split(": ", 1) for line in block if line.startswith("  "))


def test_every_kind_of_file_has_every_field(ask: Asked, site: Path) -> None:
    """Pages, styles, scripts, the index of the search, books, feeds, pictures, and what is not."""
    wanted = fields_of(site)
    assert len(wanted) >= 5
    found = kinds(site)
    assert {".html", ".css", ".js", ".pdf", ".epub", ".xml", ".json", ".svg", ".bib"} <= set(found)
    for path in (*found.values(), "", "finns-inte/"):
        answer = ask(path)
        assert answer.status == (404 if path == "finns-inte/" else 200), path
        said = {name: answer.fields.get_all(name) for name in wanted}
        assert said == {name: [value] for name, value in wanted.items()}, path


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (r"index\.html$", "text/html"),
        (r"\.css$", "text/css"),
        (r"\.js$", "(text|application)/javascript"),
        (r"\.svg$", r"image/svg\+xml"),
        (r"\.pdf$", "application/pdf"),
        (r"\.epub$", r"application/epub\+zip"),
        (r"atom\.xml$", r"application/atom\+xml"),
        (r"sitemap\.xml$", "(text|application)/xml"),
        (r"feed\.json$", r"application/feed\+json"),
        (r"kunskap\.json$", "application/json"),
        (r"\.bib$", "text/x-bibtex"),
        (r"\.ris$", "application/x-research-info-systems"),
        (r"\.md$", "text/markdown"),
    ],
)
def test_files_are_called_what_they_are(ask: Asked, site: Path, pattern: str, kind: str) -> None:
    """By their media types; text is UTF-8."""
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")))
    path = next((path for path in paths if re.search(pattern, path)), None)
    if path is None and pattern == r"\.md$":
        pytest.skip("this publication has no Markdown beside its pages")
    assert path
    said = ask(path).fields["Content-Type"]
    assert re.fullmatch(f"{kind}(; ?charset=utf-8)?", said, re.IGNORECASE), said
    if said.startswith("text/") and not path.endswith((".html", ".xml", ".css", ".js")):
        assert "utf-8" in said.lower()


def test_text_is_compressed_and_books_are_not(ask: Asked, site: Path) -> None:
    """For those who take gzip; caches are told, and what comes is the file."""
    for path in ("", "_static/publication.css", "atom.xml", "kunskap.json", "feed.json"):
        answer = ask(path, Accept_Encoding="gzip")
        assert answer.fields["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.fields["Vary"], path
        assert gzip.decompress(answer.body) == (site / (path or "index.html")).read_bytes()
        assert ask(path).fields["Content-Encoding"] is None
    book = kinds(site)[".epub"]
    assert ask(book, Accept_Encoding="gzip").fields["Content-Encoding"] is None


def test_pages_are_asked_for_anew_and_what_is_versioned_is_kept(ask: Asked) -> None:
    """The answer to one who has the page, compressed or not, is that it has not changed."""
    for encoding in ("identity", "gzip"):
        first = ask("", Accept_Encoding=encoding)
        assert first.fields["Cache-Control"] == "no-cache"
        tag = first.fields["ETag"]
        assert tag
        again = ask("", Accept_Encoding=encoding, If_None_Match=tag)
        assert again.status == 304, encoding
    assert "max-age=86400" in ask("_static/publication.css").fields["Cache-Control"]
    kept = ask("_static/publication.css?v=0123").fields.get_all("Cache-Control")
    assert kept == ["public, max-age=31536000, immutable"]


def test_where_there_is_no_page_stands_the_one_that_says_so(ask: Asked, site: Path) -> None:
    """With the status that says it; not kept."""
    answer = ask("2013/finns/inte/")
    assert answer.status == 404
    assert answer.body == (site / "404.html").read_bytes()
    assert "immutable" not in (answer.fields["Cache-Control"] or "")


@pytest.mark.parametrize("old", ["2011/11/gammalt%20inl%C3%A4gg.html", "a$b*(c)"])
def test_old_addresses_lead_on_for_good(ask: Asked, old: str) -> None:
    """By status 301, below the path of the site."""
    answer = ask(old)
    assert answer.status == 301
    assert urlsplit(answer.fields["Location"]).path == f"{_PATH}2013/12/forsta/"


def test_every_link_works_below_the_path(ask: Asked, site: Path) -> None:
    """Pages, files and scripts of every page and of the page for missing addresses."""
    own = "https://prov.example"
    asked: dict[str, int] = {}
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        path = page.relative_to(site).as_posix().removesuffix("index.html")
        soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
        for element in soup.find_all(True):
            for name in ("href", "src"):
                target = urldefrag(str(element.get(name, ""))).url.replace(own, "")
                if not target or urlsplit(target).scheme or target.startswith("//"):
                    continue
                address = urljoin(f"{_PATH}{path}", target)
                assert address.startswith(_PATH), f"{path}: {target}"
                if address not in asked:
                    asked[address] = ask(address).status
    assert {address: status for address, status in asked.items() if status != 200} == {}


def test_search_works_below_the_path_under_the_policy(
    ask: Asked, site: Path, tmp_path: Path
) -> None:
    """In Chromium, with the fields that the server itself sends."""
    found = browser_checker.call(
        "recall.mjs", Publication(site), tmp_path, queries=["samverkan"], server=ask.start
    )
    assert any("2013/12/forsta" in address for address in found[0]["addresses"]), found
