"""Pictures: known by their content, made fit for print, and refused with a reason."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from sphinx_publication.yearbook import raster, svg, trial
from sphinx_publication.yearbook.plates import PlateError, Plates
from sphinx_publication.yearbook.raster import LARGEST

_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _picture(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **more: object
) -> bytes:
    grey = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (grey, grey.rotate(180), grey)).convert(mode)
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def _turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Hemlig kamera"
    return exif


def _file(folder: Path, content: bytes, name: str = "bild.png") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "suffix", "own"),
    [
        (_picture("PNG"), ".png", True),
        (_picture("PNG", "1"), ".png", True),
        (_picture("PNG", "RGBA"), ".png", True),
        (_picture("PNG", "P"), ".png", True),
        (_picture("PNG", icc_profile=b"no profile" * 20), ".png", True),
        (_picture("JPEG"), ".jpg", True),
        (_picture("JPEG", "L"), ".jpg", True),
        (_picture("JPEG", progressive=True, icc_profile=_PROFILE), ".jpg", True),
        (_picture("JPEG", "CMYK"), ".jpg", False),
        (_picture("JPEG", exif=_turned(6)), ".jpg", False),
        (_picture("GIF"), ".gif", True),
        (_picture("GIF", save_all=True, append_images=[Image.new("RGB", (60, 40))]), ".gif", True),
        (_picture("WEBP"), ".webp", True),
        (_picture("AVIF"), ".jpg", False),
        (_picture("TIFF"), ".png", False),
        (_picture("BMP"), ".png", False),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', ".svg", True),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', ".svg", False),
    ],
)
def test_a_picture_is_known_by_its_content(
    tmp_path: Path, content: bytes, suffix: str, own: bool
) -> None:
    """Whatever a file is called, what is in it is shown; what can stay as it is stays."""
    file = _file(tmp_path, content)
    plate = Plates(tmp_path / "plates").of_file(file)
    assert plate.name.endswith(suffix)
    assert (plate.file == file) == own
    assert plate.name.startswith(hashlib.sha256(plate.file.read_bytes()).hexdigest()[:20])
    assert file.read_bytes() == content


def _bomb() -> bytes:
    """A small PNG that says it has 3,600 million pixels."""
    content = bytearray(_picture("PNG"))
    content[16:24] = struct.pack(">II", 60_000, 60_000)
    content[29:33] = struct.pack(">I", zlib.crc32(bytes(content[12:29])))
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"some text", "no picture of a known kind"),
        (_picture("PNG")[:80], "cut off or damaged"),
        (_picture("JPEG")[:-200], "cut off or damaged"),
        (_bomb(), "million pixels"),
        (_picture("PNG", "1", (10_100, 10_100)), "million pixels"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
        (b"<html/>", "no SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', "invalid"),
    ],
)
def test_what_cannot_be_shown_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """A file that is no picture, or a broken one, gives a reason; the second time, too."""
    for _ in range(2):
        plates = Plates(tmp_path / "plates")
        with pytest.raises(PlateError, match=reason):
            plates.of_file(_file(tmp_path, content))
        with pytest.raises(PlateError, match=reason):
            plates.of_file(tmp_path / "bild.png")


def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without the right to read it is told as such."""
    file = _file(tmp_path, _picture("PNG"))

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(PlateError, match="Permission denied"):
            Plates(tmp_path / "plates").of_file(file)


def test_a_large_picture_is_printed_at_the_resolution_of_print(tmp_path: Path) -> None:
    """40 million pixels are made fewer, the original is not touched, and the bytes are the same."""
    content = _picture("JPEG", size=(8000, 5000), quality=40)
    file = _file(tmp_path, content, "stor.jpg")
    one, two = (Plates(tmp_path / name).of_file(file) for name in ("one", "two"))
    with Image.open(one.file) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (LARGEST[0], LARGEST[0] * 5000 // 8000)
    assert one.file.read_bytes() == two.file.read_bytes()
    assert one.name == two.name
    assert file.read_bytes() == content


def test_a_photograph_stands_upright_and_tells_nothing_of_its_maker(tmp_path: Path) -> None:
    """A photograph held on its side is turned; where, when and with what it was taken is gone."""
    for size in ((60, 40), (4000, 300)):
        content = _picture("JPEG", size=size, exif=_turned(6), icc_profile=_PROFILE)
        plate = Plates(tmp_path / "plates").of_file(_file(tmp_path, content))
        made = plate.file.read_bytes()
        assert b"Hemlig kamera" in content
        assert b"Hemlig kamera" not in made
        with Image.open(plate.file) as picture:
            turned = picture.getexif().get(0x0112, 1) == 6
            wide, high = picture.size[::-1] if turned else picture.size
            assert wide < high
            assert picture.info["icc_profile"] == _PROFILE


def test_a_picture_in_the_text_is_shown(tmp_path: Path) -> None:
    """A ``data:`` address is decoded; a broken one is refused."""
    plates = Plates()
    coded = base64.b64encode(_picture("PNG")).decode()
    assert plates.of_data(f"data:image/png;base64,{coded}").name.endswith(".png")
    assert plates.of_data(
        'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>'
    ).name.endswith(".svg")
    for uri in ("data:", "data:image/png;base64,###", "data:image/png,x", "data:x;base64,A"):
        with pytest.raises(PlateError, match=r"."):
            plates.of_data(uri)


def test_a_picture_in_a_drawing_is_made_fit_for_print(tmp_path: Path) -> None:
    """What cannot stand in the book can neither do so inside a drawing."""
    coded = base64.b64encode(_picture("JPEG", "CMYK")).decode()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image width="9" height="9" href="data:image/jpeg;base64,{coded}"/></svg>'
    )
    plate = Plates(tmp_path / "plates").of_file(_file(tmp_path, drawing.encode()))
    assert plate.left_out == ()
    assert coded not in plate.file.read_text()


def test_a_picture_with_a_wrong_checksum_is_written_anew(tmp_path: Path) -> None:
    """What Pillow can read, as browsers can, is shown, also where Typst is stricter."""
    content = bytearray(_picture("PNG", "RGBA"))
    end = content.rindex(b"IEND")
    content[end + 7] ^= 0xFF
    content[end - 6] ^= 0xFF  # of the checksum of the last row of pixels
    assert raster.prepared(bytes(content))[0] == content
    plate = Plates(tmp_path / "plates").of_file(_file(tmp_path, bytes(content)))
    assert plate.name.endswith(".png")
    assert plate.file.read_bytes() != content


_STARTS = [
    *(_picture(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")),
    b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><rect style="fill:url(#b)"/></svg>',
]
_DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6)), max_size=8)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(_STARTS), _DAMAGE)
def test_no_damage_does_more_than_refuse(
    content: bytes, damage: list[tuple[float, int, bytes]]
) -> None:
    """Whatever bytes of a picture are lost, added or changed, it is shown or refused."""
    for place, lost, added in damage:
        start = int(place * len(content))
        content = content[:start] + added + content[start + lost :]
    with contextlib.suppress(raster.PictureError, svg.DrawingError):
        if svg.is_drawing(content):
            svg.cleaned(content, lambda inner: (inner, "image/png"))
        else:
            raster.prepared(content)


def test_letters_in_a_drawing_that_no_font_has_are_marked(tmp_path: Path) -> None:
    """A character without a font does not take the drawing with it."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text y="9">å \U00013000</text></svg>'
    plate = Plates(tmp_path / "plates").of_file(_file(tmp_path, drawing.encode()))
    assert "\U00013000" in plate.left_out[0]
    assert ">å \u25a1</text>" in plate.file.read_text("utf-8")


@pytest.mark.parametrize(
    "work",
    [
        '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="900000"/></filter>'
        '<rect width="900" height="900" filter="url(#f)"/>',
        "<style>.a{fill:url(#b)} .b{fill:url(#c)} .c{fill:url(#d)} .d{fill:url(#e)}</style>"
        + "".join(
            f'<pattern id="{name}" width="9" height="9">'
            + f'<rect class="{name}" width="1" height="1"/>' * 80
            + "</pattern>"
            for name in "bcde"
        )
        + '<rect class="a" width="9" height="9"/>',
    ],
)
def test_a_drawing_that_takes_for_ever_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    """A few bytes that ask for hours of work do not hold up the book."""
    monkeypatch.setattr(trial, "PATIENCE", 1.5)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">{work}</svg>'
    with pytest.raises(PlateError, match="to draw"):
        Plates(tmp_path / "plates").of_file(_file(tmp_path, drawing.encode()))


def test_a_plate_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of a picture is known to the next build, also where its plate is damaged."""
    file = _file(tmp_path, _picture("AVIF"))
    first = Plates(tmp_path / "plates").of_file(file)
    opened = []
    real = Image.open
    monkeypatch.setattr(Image, "open", lambda *a, **k: opened.append(1) or real(*a, **k))
    assert Plates(tmp_path / "plates").of_file(file) == first
    assert opened == []
    first.file.unlink()
    assert Plates(tmp_path / "plates").of_file(file) == first
    assert first.file.is_file()
    for record in (tmp_path / "plates").glob("*.json"):
        record.write_text("{")
    assert Plates(tmp_path / "plates").of_file(file) == first


def test_a_flat_cover_costs_few_bytes_and_looks_the_same() -> None:
    """A palette where there are few colours; a photograph keeps every one of its own."""
    flat = Image.linear_gradient("L").resize((600, 800)).convert("RGBA")
    out = io.BytesIO()
    flat.save(out, "PNG", compress_level=1)
    made = raster.frugal(out.getvalue())
    assert len(made) < len(out.getvalue()) / 2
    assert Image.open(io.BytesIO(made)).convert("RGB").tobytes() == flat.convert("RGB").tobytes()
    photograph = Image.merge("RGB", [Image.effect_noise((200, 200), 80) for _ in range(3)])
    out = io.BytesIO()
    photograph.save(out, "PNG")
    kept = Image.open(io.BytesIO(raster.frugal(out.getvalue())))
    assert kept.convert("RGB").tobytes() == photograph.tobytes()
