"""Pictures that others show beside a link: drawn once, light, and within their edges."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from sphinx_publication.site import aside
from sphinx_publication.site.link_pictures import drawing, writing
from sphinx_publication.site.link_pictures.drawing import (
    HEIGHT,
    WIDTH,
    Colours,
    Words,
    _ink,
    drawn,
)
from sphinx_publication.site.link_pictures.setting import (
    DISPLAY,
    SANS,
    fitted,
    font,
    is_settable,
    part_width,
)

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]

COLOURS = Colours("#0b5766", "#eba17f")

TITLES = [
    "Pengarna",
    "Ö",
    "Årets tio i topp: plats 10 till 6",
    "Arbetslivsinriktade rehabiliteringsinsatser för långtidssjukskrivna",
    "Samordningsförbundsstyrelseledamotsersättningsreglementeändringsförslagsremissvaren",
    "Hur vet vi att det blir bättre? " * 12,
    "Łódź, Český Těšín och Ærøskøbing 🎉 – “citat”",
    "Финансовая координация в Швеции",
    "統合ケアの十年：スウェーデンの経験から学ぶ",
    "التنسيق المالي في السويد",
]


def opened(data: bytes) -> Image.Image:
    """Return a picture, its pixels as steps of the palette."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
def test_a_title_of_any_length_and_script_stays_within_the_edges(title: str) -> None:
    """The picture has its size, is light, and holds no letter near its edge."""
    assert is_settable(title)
    data = drawn(Words(title, "Bladet", "Anna Ek  ·  17 december 2013"), COLOURS)
    picture = opened(data)
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(data) < 40_000
    inside = picture.getbbox()
    assert inside is not None
    left, top, right, bottom = inside
    assert left >= 60
    assert top >= 60
    assert right <= WIDTH - 60
    assert bottom <= HEIGHT - 40
    assert data == drawn(Words(title, "Bladet", "Anna Ek  ·  17 december 2013"), COLOURS)


@pytest.mark.parametrize("size", [34, 48, 92, 136])
@pytest.mark.parametrize(
    "word",
    [
        "AVTAL",
        "Västra",
        "rehabilitering.",
        "försäkringskassan",
        "offentlig",
        "finsk",
        "(2021),",
        "P.A.",
        "Tälje-Å",
        "1:a",
    ],
)
def test_a_word_of_letters_is_the_word_that_the_font_sets(word: str, size: int) -> None:
    """Its letters stand as near to each other, to the pixel."""
    for file in (DISPLAY.files[0], SANS.files[0]):
        mask, left, top = _ink(file, size, word)
        whole = Image.new("L", mask.size, 0)
        draw = ImageDraw.Draw(whole)
        draw.text((-left, -top), word, fill=255, font=font(file, size), anchor="ls")
        assert mask.tobytes() == whole.tobytes()


@given(st.text("abcfiltjåäöéÅÖAVTWY 0123456789.,:–-()!?;/&%+·’”»«…—", min_size=1), st.data())
def test_a_text_is_as_wide_as_the_font_sets_it(text: str, data: st.DataObject) -> None:
    """What is put together of its letters is what the font measures of the whole."""
    file = data.draw(st.sampled_from([DISPLAY.files[0], SANS.files[0]]))
    size = data.draw(st.sampled_from([34, 48, 92, 136]))
    assert part_width(file, size, text) == pytest.approx(font(file, size).getlength(text))


@pytest.mark.parametrize("title", [*TITLES, ""], ids=lambda title: title[:12])
def test_a_picture_has_every_row_and_its_checks_are_right(
    title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows without ink are not looked at; they are there, and none with ink is taken for one."""
    whole: list[bytes] = []

    def png(painted: Image.Image, inked: list[tuple[int, int]], colours: Colours) -> bytes:
        whole.append(make(painted, [(0, HEIGHT)], colours))
        return make(painted, inked, colours)

    make = drawing._png
    monkeypatch.setattr(drawing, "_png", png)
    made = drawn(Words(title, "Ett blad med ett långt namn " * 5, "Redaktionen"), COLOURS)
    rows = _rows(made)
    assert len(rows) == HEIGHT * (1 + WIDTH // 2)
    assert rows == _rows(*whole)
    assert not any(rows[:: 1 + WIDTH // 2])  # each row's first byte, of how it is written


def _rows(png: bytes) -> bytes:
    """Return the rows of a picture (PNG, 5.3 and 10.1), whose checks this asks for."""
    place, content = 8, {}
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        chunk = png[place + 4 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length) == (zlib.crc32(chunk),)
        content[chunk[:4]] = chunk[4:]
        place += 12 + length
    return zlib.decompress(content[b"IDAT"])


def test_a_longer_title_is_set_smaller_and_evenly() -> None:
    """No line is left with a single short word, and a word is broken only where it must be."""
    sizes, room = (100, 70, 50), (1000, 330)
    short = fitted("Pengarna", sizes, room, 5)
    long = fitted(
        "Arbetslivsinriktade rehabiliteringsinsatser för långtidssjukskrivna efter kriget",
        sizes,
        room,
        5,
    )
    assert short.size > long.size
    assert "-" not in "".join(long.lines)
    even = fitted("Pengarna: vem betalar och hur delas det?", sizes, room, 5)
    assert even.lines == ("Pengarna: vem betalar", "och hur delas det?")
    cut = fitted("Hur vet vi att det blir bättre? " * 20, sizes, room, 5)
    assert len(cut.lines) == 5
    assert cut.lines[-1].endswith("…")
    (first, *_rest) = fitted("Samordnings" * 12, sizes, room, 5).lines
    assert first.endswith("-")


def test_the_picture_has_the_colours_of_the_publication() -> None:
    """Of the site's style sheet, or the accent of its books."""
    assert writing.colours("#712") == Colours("#712", writing.colours().accent)
    assert writing.colours("red").ground == writing.colours().ground
    palette = opened(drawn(Words("Bladet"), Colours("#102030", "#ffeedd"))).getpalette()
    assert palette is not None
    assert palette[:3] == [0x10, 0x20, 0x30]


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of the pictures that are drawn from now on."""
    titles: list[str] = []

    def counted(words: Words, colours: Colours) -> bytes:
        titles.append(words.title)
        return drawn(words, colours)

    monkeypatch.setattr(writing, "drawn", counted)
    return titles


def test_only_a_changed_title_is_drawn_again(project: Copy, drawings: list[str]) -> None:
    """Each post and the publication have a picture; one goes with its post."""
    site = project("knowledge").build()
    found = sorted(path.parent.name for path in site.site.rglob("post.png"))
    assert len(drawings) == len(found) + 1, "and the publication's"
    assert (site.site / "publication.png").is_file()
    drawings.clear()
    page = site.folder / "posts/2013/01/lagen.md"
    page.write_text(page.read_text("utf-8") + "\nEn mening till.\n", "utf-8")
    site.build()
    assert drawings == []
    page.write_text(page.read_text("utf-8").replace("# Lagen & livet", "# Lagen, livet"), "utf-8")
    site.build()
    assert drawings == ["Lagen, livet"]
    before = (site.site / "2013/01/lagen/post.png").read_bytes()
    assert before == site.build(fresh=True).files()["2013/01/lagen/post.png"]
    page.write_text(page.read_text("utf-8").replace("author:", "draft: true\nauthor:"), "utf-8")
    site.build()
    assert not (site.site / "2013/01/lagen").exists()


def test_pictures_drawn_beside_other_work_are_the_same(
    project: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With several processes they are drawn in one of their own, and are there at the end."""
    notes = tmp_path / "notes"
    notes.mkdir()

    def noted(words: Words, colours: Colours) -> bytes:
        (notes / str(os.getpid())).touch()
        return drawn(words, colours)

    serial = project("knowledge").build()
    monkeypatch.setattr(writing, "MANY", 1)
    monkeypatch.setattr(writing, "drawn", noted)
    parallel = project("knowledge").build(parallel=2)
    (worker,) = notes.iterdir()
    assert worker.name != str(os.getpid())
    pictures = {name: data for name, data in serial.files().items() if name.endswith(".png")}
    assert len(pictures) > 1
    assert {name: parallel.files()[name] for name in pictures} == pictures


def test_what_fails_beside_is_done_again(tmp_path: Path) -> None:
    """So it is whole, or its reason is told."""
    told, here = tmp_path / "told", os.getpid()

    def work() -> None:
        if os.getpid() != here:
            os._exit(3)
        told.write_text("whole", "utf-8")

    app = SimpleNamespace(parallel=2)
    aside.begin(app, work)()  # type: ignore[arg-type]
    assert told.read_text("utf-8") == "whole"


def test_a_process_that_may_have_no_others_works_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build may itself be such a process."""
    monkeypatch.setattr(aside.multiprocessing.current_process(), "_config", {"daemon": True})
    told = tmp_path / "told"
    wait = aside.begin(
        SimpleNamespace(parallel=2),  # type: ignore[arg-type]
        lambda: told.touch(),
    )
    assert told.exists()
    wait()


def test_a_build_that_breaks_off_has_no_picture_on_its_list(
    project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title that is changed back after that has its own picture, not the other title's."""
    site = project("knowledge").build()
    page, picture = site.folder / "posts/2013/01/lagen.md", site.site / "2013/01/lagen/post.png"
    text, before = page.read_text("utf-8"), picture.read_bytes()

    def broken(words: Words, colours: Colours) -> bytes:
        picture.write_bytes(drawn(words, colours))
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "drawn", broken)
    page.write_text(text.replace("# Lagen & livet", "# Lagen, livet"), "utf-8")
    with pytest.raises(KeyboardInterrupt):
        site.build()
    monkeypatch.setattr(writing, "drawn", drawn)
    page.write_text(text, "utf-8")
    site.build()
    assert picture.read_bytes() == before


def test_no_page_fetches_a_picture_that_is_for_others(project: Copy) -> None:
    """Pages name it in ``meta`` elements alone; one without a font has the publication's."""
    site = project("knowledge")
    page = site.folder / "posts/2013/01/lagen.md"
    page.write_text(page.read_text("utf-8").replace("# Lagen & livet", "# Lagen 𓀀"), "utf-8")
    site.build()
    shown = {}
    for path in site.site.rglob("index.html"):
        name = path.relative_to(site.site).as_posix()
        tree = site.page(name)
        for tag in tree.select("img, link, source"):
            assert ".png" not in str(tag.get("src") or tag.get("href") or ""), name
        (image,) = tree.select('meta[property="og:image"]')
        shown[name] = str(image["content"])
        assert (site.site / shown[name].removeprefix("https://bladet.example/")).is_file()
    assert shown["2013/01/lagen/index.html"] == "https://bladet.example/publication.png"
    assert shown["2013/03/boken/index.html"].endswith("/2013/03/boken/post.png")
