"""Pictures keep their names between builds, and are published small, sized and discreet."""

from __future__ import annotations

import io
import os
import shutil
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image, ImageOps

from sphinx_publication.model.pixels import PictureError
from sphinx_publication.site.pictures import keeping, making, markup


def png(red: int) -> bytes:
    """Return a picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(bytes([0, red, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


@pytest.fixture
def project(rootdir: Path, tmp_path: Path) -> Path:
    """Return a publication of ten posts, each with its own ``map.png``."""
    folder = tmp_path / "root"
    shutil.copytree(rootdir / "test-minimal", folder)
    for number in range(10):
        add_post(folder, number)
    return folder


def add_post(folder: Path, number: int) -> None:
    """Add a post with a picture."""
    place = folder / f"posts/2020/01/p{number}"
    place.mkdir()
    (place / "map.png").write_bytes(png(number * 20))
    text = f"---\ndate: 2020-01-0{number % 9 + 1}\n---\n# Post {number}\n\n![A map](map.png)\n"
    (place / "post.md").write_text(text, encoding="utf-8")


def pictures(outdir: Path) -> dict[str, bytes]:
    """Return the published pictures and the pages that show them."""
    files = [*outdir.glob("_images/*"), *outdir.glob("2020/01/p*/post/index.html")]
    return {str(path.relative_to(outdir)): path.read_bytes() for path in files}


def test_names_are_the_same_in_serial_parallel_and_later_builds(
    project: Path, make_app: Any, tmp_path: Path
) -> None:
    """A picture's name follows from its path, not from the order of reading."""
    builds = []
    for jobs in (1, 2):
        app = make_app(
            "publicationhtml", srcdir=project, builddir=tmp_path / str(jobs), parallel=jobs
        )
        app.build()
        builds.append(pictures(Path(app.outdir)))
    assert builds[0] == builds[1]
    assert len([name for name in builds[0] if name.startswith("_images")]) == 10
    shutil.rmtree(project / "posts/2020/01/p0")
    add_post(project, 10)
    later = make_app("publicationhtml", srcdir=project, builddir=tmp_path / "1")
    later.build()
    clean = make_app("publicationhtml", srcdir=project, builddir=tmp_path / "clean")
    clean.build()
    assert pictures(Path(later.outdir)) == pictures(Path(clean.outdir))


def drawn(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: Any) -> bytes:
    """Return a picture with much in it, as a file of a *kind*."""
    noise = Image.effect_noise(size, 60)
    picture = Image.merge("RGB", (noise, noise.rotate(180), noise)).convert(mode)
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def telling(orientation: int = 1) -> Image.Exif:
    """Return what a camera notes: its name, the place, and which side is up."""
    exif = Image.Exif()
    exif[0x010F] = "Hemlig kamera"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (59.0, 20.0, 1.0)
    return exif


def opened(content: bytes) -> Image.Image:
    """Return a picture from its bytes."""
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("natural", "widths"),
    [
        (1, (1,)),
        (480, (480,)),
        (500, (500,)),
        (600, (480, 600)),
        (900, (480, 900)),
        (1200, (480, 800, 1200)),
        (1300, (480, 800, 1200)),
        (6000, (480, 800, 1200)),
    ],
)
def test_no_picture_is_made_wider_than_it_is(natural: int, widths: tuple[int, ...]) -> None:
    """There are the widths that screens need; one hardly below the picture's own gives way."""
    assert making.widths(natural) == widths


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_a_camera_notes_is_not_published(kind: str) -> None:
    """Neither place nor camera stand in any file; the pixels of the picture itself are the same."""
    content = drawn(kind, (600, 400), exif=telling())
    assert b"Hemlig" in content
    found = making.made(content, f".{kind.lower()}")
    for one in (found.content, *(smaller.content for smaller in found.smaller)):
        assert b"Hemlig" not in one
        assert not opened(one).getexif()
    if kind != "AVIF":
        assert opened(found.content).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_stands_up(kind: str) -> None:
    """Its sizes are those that readers see, in the picture itself and in the smaller ones."""
    content = drawn(kind, (900, 600), exif=telling(6), quality=95)
    found = making.made(content, f".{kind.lower()}")
    assert (found.width, found.height) == (600, 900)
    assert found.smaller
    for smaller in found.smaller:
        assert opened(smaller.content).width == smaller.width <= 600
    own = opened(found.content)
    assert ImageOps.exif_transpose(own).size == (600, 900)


@pytest.mark.parametrize(
    ("content", "suffix", "kind", "mode"),
    [
        (drawn("JPEG", mode="CMYK"), ".jpg", "JPEG", "RGB"),
        (drawn("TIFF", (90, 90)), ".tif", "PNG", "RGB"),
        (drawn("BMP"), ".bmp", "PNG", "RGB"),
        (drawn("PNG", mode="I;16"), ".png", "PNG", "I;16"),
        (drawn("PNG"), ".jpg", "JPEG", "RGB"),
        (drawn("GIF", mode="P"), ".gif", "GIF", "P"),
        (drawn("PNG", (4000, 10)), ".png", "PNG", "RGB"),
    ],
)
def test_a_picture_is_published_as_browsers_show_it(
    content: bytes, suffix: str, kind: str, mode: str
) -> None:
    """Out of CMYK, TIFF and BMP, by what it is and not by its name; none larger than screens."""
    own = opened(making.made(content, suffix).content)
    assert (own.format, own.mode) == (kind, mode)
    assert max(own.size) <= 3200


def test_what_is_clear_stays_clear() -> None:
    """The smaller pictures of one with an alpha channel have it, too."""
    clear = Image.merge("RGBA", [Image.effect_noise((700, 500), 60)] * 4)
    out = io.BytesIO()
    clear.save(out, "PNG")
    found = making.made(out.getvalue(), ".png")
    assert found.smaller
    assert all(opened(one.content).mode == "RGBA" for one in found.smaller)


def test_what_moves_goes_on_moving() -> None:
    """An animation is published as it is, and has a size."""
    frames = [Image.effect_noise((600, 400), 20 * number) for number in range(1, 4)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    found = making.made(out.getvalue(), ".gif")
    assert (found.content, found.smaller) == (out.getvalue(), ())
    assert (found.width, found.height) == (600, 400)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('viewBox="0 0 300 100"', (300, 100)),
        ('viewBox="0,0,300,100" width="60"', (60, 20)),
        ('width="100%" height="100%" viewBox="0 0 3 4"', (3, 4)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="100%"', (0, 0)),
        ("<", (0, 0)),
    ],
)
def test_a_drawing_says_how_large_it_is(attributes: str, size: tuple[int, int]) -> None:
    """By its width and height, or by its viewBox."""
    content = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {attributes}></svg>'
    found = making.made(content.encode(), ".svg")
    assert (found.width, found.height) == size
    assert found.content == content.encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"no picture", "no picture of a known kind"),
        (drawn("PNG", (300, 300))[:2000], "cut off or damaged"),
        (drawn("JPEG", (300, 300))[:2000], "cut off or damaged"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
    ],
)
def test_a_picture_that_cannot_be_read_has_a_reason(content: bytes, reason: str) -> None:
    """Also one that is only cut off."""
    with pytest.raises(PictureError, match=reason):
        making.made(content, ".png")


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    """A small file can claim to be a picture of any size."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = png(1).replace(
        struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
        + struct.pack(">I", zlib.crc32(b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))),
        head + struct.pack(">I", zlib.crc32(b"IHDR" + head)),
    )
    with pytest.raises(PictureError, match="million pixels"):
        making.made(bomb, ".png")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({}, (1000, 500, "")),
        ({"width": "300"}, (300, 150, "")),
        ({"width": "300px", "height": "90px"}, (300, 90, "")),
        ({"height": "100px"}, (200, 100, "")),
        ({"width": "1in"}, (96, 48, "")),
        ({"width": "50%"}, (1000, 500, "pub-width-50")),
        ({"width": "33%"}, (1000, 500, "pub-width-35")),
        ({"width": "400%"}, (1000, 500, "pub-width-100")),
        ({"scale": 50}, (500, 250, "")),
        ({"width": "300", "scale": "50"}, (150, 75, "")),
        ({"width": "wide"}, (1000, 500, "")),
    ],
)
def test_an_authors_width_holds(options: dict[str, object], shown: tuple[int, int, str]) -> None:
    """As attributes or a class; nothing stands inline in a style."""
    found = markup.shown(options, 1000, 500)
    assert (found.width, found.height, found.share) == shown


def test_pages_have_what_browsers_need(project: Path, make_app: Any, tmp_path: Path) -> None:
    """Sizes, widths to choose from, the first at once; a broken picture is named and left out."""
    place = project / "posts/2020/01/p1"
    (place / "map.png").write_bytes(drawn("PNG", (900, 600), exif=telling()))
    (place / "broken.png").write_bytes(drawn("PNG", (90, 60))[:500])
    text = (place / "post.md").read_text("utf-8")
    text += "\n![Once more](map.png)\n\n```{image} broken.png\n:alt: What is lost\n"
    text += ":width: 50px\n```\n"
    (place / "post.md").write_text(text, "utf-8")
    app = make_app("publicationhtml", srcdir=project, builddir=tmp_path / "out")
    app.build()
    page = html.document_fromstring((app.outdir / "2020/01/p1/post/index.html").read_bytes())
    first, second = page.xpath("//main//img")
    assert (first.get("width"), first.get("height")) == ("900", "600")
    assert (first.get("loading"), second.get("loading")) == (None, "lazy")
    (source, _again) = page.xpath("//main//picture/source")
    for address in [one.split()[0] for one in source.get("srcset").split(",")]:
        assert (app.outdir / "2020/01/p1/post" / address).resolve().is_file(), address
    assert page.xpath("//main//*[@class='picture-missing']")[0].text == "What is lost"
    (line,) = [one for one in app.warning.getvalue().splitlines() if "broken.png" in one]
    assert "posts/2020/01/p1/post.md:10: " in line
    assert "cut off or damaged" in line
    assert not list((app.outdir / "_images").glob("broken*"))
    assert not [link for link in page.xpath("//main//a/@href") if "broken" in link]


def test_a_picture_is_made_once(project: Path, tmp_path: Path, monkeypatch: Any) -> None:
    """Not again for another build, another file or another time; again when it changed."""
    made: list[str] = []
    real = making.made
    monkeypatch.setattr(
        keeping.making, "made", lambda content, suffix: made.append(suffix) or real(content, suffix)
    )
    first, again = "posts/2020/01/p1/map.png", "posts/2020/01/p2/map.png"
    for path in (first, again):
        (project / path).write_bytes(drawn("PNG", (90, 60)))
    (project / again).write_bytes((project / first).read_bytes())
    store = keeping.Store(tmp_path / "pictures")
    before = store.of(project, [first, again])
    os.utime(project / first, (1, 1))
    assert store.of(project, [first, again]) == before
    assert len(made) == 1
    (project / first).write_bytes(drawn("PNG", (120, 60)))
    assert store.of(project, [first, again])[first].width == 120
    assert len(made) == 2
