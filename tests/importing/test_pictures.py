"""Pictures of the albums are found by what posts call them, and are pictures."""

from __future__ import annotations

import unicodedata

import pytest
from importing.blogs import made_of, picture
from PIL import Image

from sphinx_publication.importing.export import NoExport, Picture
from sphinx_publication.importing.planning.pictures import Album

HOST = "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvX/s400/"
#: A picture whose second half is worth something.
WHOLE = made_of(Image.effect_noise((64, 64), 90), "JPEG")
NAMES = [
    "Sjö vid Åre.JPG",
    "bild(1).png",
    "a+b.png",
    "foto.jpeg",
    "en-mycket-lang-och-beskrivande-rubrik-som-stan.png",
]


def album(*names: str, content: bytes | None = None) -> Album:
    """Return an album of files with these names."""
    made = content or picture()
    return Album({name: Picture(name, len(made), lambda: made) for name in names})


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sj%C3%B6%20vid%20%C3%85re.JPG", "Sjö vid Åre.JPG"),
        ("Sj%25C3%25B6%2Bvid%2B%25C3%2585re.JPG", "Sjö vid Åre.JPG"),
        ("Sjo%CC%88+vid+A%CC%8Are.jpg", "Sjö vid Åre.JPG"),
        ("SJÖ_VID_ÅRE.jpg?imgmax=800", "Sjö vid Åre.JPG"),
        ("bild%281%29.png", "bild(1).png"),
        ("bild.png", "bild(1).png"),
        ("a%2Bb.png", "a+b.png"),
        ("foto.jpg", "foto.jpeg"),
        (
            "en-mycket-lang-och-beskrivande-rubrik-som-stannar-aldrig.png",
            "en-mycket-lang-och-beskrivande-rubrik-som-stan.png",
        ),
        ("annan.png", None),
        ("", None),
        ("AVvXsEh=s320", None),
    ],
)
def test_a_picture_is_found_by_its_name(written: str, name: str | None) -> None:
    """Encoded once or twice, with plus signs, other accents, capitals, numbers, cut off."""
    names = [*NAMES[:1], *(unicodedata.normalize("NFD", one) for one in NAMES[1:])]
    found = album(*names).find(HOST + written)
    assert (found.picture.name if found else None) == name


def test_its_own_name_goes_before_others() -> None:
    """One that is numbered is meant where nothing else is."""
    found = album("bild(1).png", "bild.png").find(f"{HOST}bild.png")
    assert found is not None
    assert found.picture.name == "bild.png"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg onload='x()'/>",
        b"<html>",
        b"",
        WHOLE[: len(WHOLE) // 2],
        b"%PDF-1.7",
        picture(kind="TIFF"),
    ],
    ids=["svg", "html", "empty", "cut off", "pdf", "tiff"],
)
def test_what_is_no_picture_is_not_taken(content: bytes) -> None:
    """Whatever its name says; and the reason is kept."""
    made = album("bild.png", content=content or b"\0")
    assert made.find("bild.png") is None
    assert isinstance(made.seen["bild.png"], str)


def test_a_picture_is_named_by_what_it_is() -> None:
    """Safely: by its content, not by its ending."""
    made = album("CON.PNG", "Å (2).png", "♥.png", content=picture(kind="JPEG"))
    names = [str(found.name) for name in made.pictures if (found := made.find(name))]
    assert names == ["con-.jpg", "a-2.jpg", "♥.jpg"] or names == ["con-.jpg", "a-2.jpg", "bild.jpg"]


def test_one_that_cannot_be_read_is_said() -> None:
    """A damaged member of a .zip leaves out that picture alone."""

    def broken() -> bytes:
        raise NoExport("takeout.zip", "bild.png cannot be read")

    made = Album({"bild.png": Picture("bild.png", 1, broken)})
    assert made.find("bild.png") is None
    assert "cannot be read" in str(made.seen["bild.png"])
