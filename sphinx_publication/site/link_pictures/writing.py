"""A picture for each post, and one for the publication, that other sites show beside a link.

They are PNG files beside the posts' pages; no page of ours fetches them. Which words a picture was
drawn with is remembered, so that a build draws those alone whose title, authors, day or design
changed. A title in a script that no font has gets none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

import PIL
from PIL import features
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.model import dates
from sphinx_publication.model.page_records import PageRecord
from sphinx_publication.site import aside
from sphinx_publication.site.files import keep_file, write_if_changed
from sphinx_publication.site.link_pictures.drawing import RECIPE, Colours, Words, drawn
from sphinx_publication.site.link_pictures.setting import DISPLAY, SANS
from sphinx_publication.site.page_records import picture_of, records
from sphinx_publication.site.styles import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: From how many on they are drawn in a process of their own.
MANY = 20

#: The colours of the site that the pictures have: of links in light, of the accent in dark.
_GROUND = re.compile(r"--pub-link:\s*light-dark\((#\w+)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ACCENT = re.compile(r"--pub-accent:\s*light-dark\(#\w+,\s*(#\w+)")


def words(record: PageRecord, language: str) -> Words:
    """Return what stands on the picture of a post."""
    authors = ", ".join(author.name for author in record.authors)
    day = dates.medium_date(record.published, language) if record.published else ""
    below = "  ·  ".join(filter(None, (authors, day)))
    return Words(record.title, record.publication.name, below, day)


def colours(accent: object = None) -> Colours:
    """Return the colours of the pictures; *accent* is that of the publication's books, if any."""
    tokens = (FOLDER / "tokens.css").read_text("utf-8")
    ground, bright = _GROUND.search(tokens), _ACCENT.search(tokens)
    assert ground is not None
    assert bright is not None
    is_colour = isinstance(accent, str) and _COLOUR.fullmatch(accent)
    return Colours(str(accent) if is_colour else ground[1], bright[1])


def write(app: Sphinx) -> list[object]:
    """Draw the pictures whose words or design have changed, many of them beside other work."""
    noted = records(app.env)
    if noted is None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    language = app.config.language or "en"
    pictured = {
        record.picture.address: words(record, language)
        for record in noted.posts.values()
        if record.picture and record.has_own_picture
    }
    if general := picture_of(noted.publication):
        host = urlsplit(noted.publication.address).hostname or ""
        pictured[general.address] = Words(noted.publication.name, below=host)
    ledger = Path(app.doctreedir, f"link-pictures-{app.builder.name}.json")
    before, now = _read(ledger), {}
    paint = colours(app.config.publication_book.get("accent"))
    design = _design(paint)
    wanted: dict[str, Words] = {}
    for address, said in sorted(pictured.items()):
        name = unquote(address.removeprefix(noted.publication.address))
        now[name] = sha256(f"{design}{said}".encode()).hexdigest()[:16]
        is_there = keep_file(app.builder, name)
        if not (is_there and before.get(name) == now[name]):
            wanted[name] = said
    # a build that is broken off here has none of those that it was to draw
    _remember(ledger, {name: mark for name, mark in now.items() if name not in wanted})
    draw = partial(_draw, Path(app.outdir), wanted, paint)
    _drawing[app] = _Drawing(_begin(app, draw, len(wanted)), ledger, now)
    return []


def _begin(app: Sphinx, draw: Callable[[], None], count: int) -> Callable[[], None]:
    if count >= MANY:
        return aside.begin(app, draw)
    draw()
    return _drawn


def _draw(folder: Path, wanted: Mapping[str, Words], paint: Colours) -> None:
    for name, said in wanted.items():
        write_if_changed(folder / name, drawn(said, paint))


def _drawn() -> None:
    """Wait for no picture."""


@dataclass(frozen=True)
class _Drawing:
    """Pictures that are being drawn."""

    #: Comes back when they are.
    wait: Callable[[], None]
    #: Where it is remembered what they were drawn with, and that.
    ledger: Path
    now: Mapping[str, str]


#: What an application's build has begun to draw.
_drawing: WeakKeyDictionary[Sphinx, _Drawing] = WeakKeyDictionary()


def end(app: Sphinx, error: Exception | None) -> None:
    """Wait until all pictures are there."""
    if drawing := _drawing.pop(app, None):
        drawing.wait()
        _remember(drawing.ledger, drawing.now)


def _remember(ledger: Path, now: Mapping[str, str]) -> None:
    write_if_changed(ledger, json.dumps(now, indent=0))


def _design(paint: Colours) -> str:
    """Return what decides, besides words, how pictures look."""
    fonts = [sha256(file.read_bytes()).hexdigest() for file in (*DISPLAY.files, *SANS.files)]
    versions = (PIL.__version__, features.version("freetype2"), features.version("raqm"))
    return repr((RECIPE, paint, fonts, versions))


def _read(ledger: Path) -> Mapping[str, str]:
    try:
        found = json.loads(ledger.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def setup(app: Sphinx) -> None:
    """Draw while the generated pages are made."""
    app.connect("html-collect-pages", write)
    app.connect("build-finished", end, priority=100)
