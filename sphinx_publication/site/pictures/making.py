"""An author's picture into what readers fetch: the picture itself, discreet, and smaller ones.

The picture keeps its format and its pixels where browsers can show it, without what a photograph
tells of its maker (place, time, camera). Beside it come WebP pictures of the widths that screens
need, never wider than the picture, and only where they save bytes. What moves, and what is drawn
(SVG), stays as it is. The same content always gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from sphinx_publication.model import pixels
from sphinx_publication.site.pictures.drawings import drawn_size, is_drawing

#: Widths in pixels: a phone, a text column, and both on a dense screen.
WIDTHS = (480, 800, 1200)
#: To be raised when what is made of a picture changes.
RECIPE = 1

#: What all browsers show, with the endings that names may have.
_SHOWN = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg", ".jpe"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
}
_PHOTOGRAPHS = frozenset({"JPEG", "WEBP", "AVIF"})
_COLOURS = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"})
#: A picture that is hardly wider than the next step takes the step's place.
_NEAR = 1.15
#: Bytes of a picture that is light enough as it is.
_LIGHT = 4096
#: The longest side of the picture itself; more is for print.
_LONGEST = 3200
_QUALITY = 90
_QUALITY_SMALL = 80
#: A lossless WebP may be that much larger than a lossy one: letters and lines stay sharp.
_SHARP = 2.0


@dataclass(frozen=True)
class Smaller:
    """A picture in WebP."""

    width: int
    content: bytes


@dataclass(frozen=True)
class Made:
    """What is published of a picture."""

    content: bytes
    #: In pixels, upright; 0 where a drawing does not say.
    width: int
    height: int
    #: In order of width; the last is as wide as the picture or the widest step.
    smaller: tuple[Smaller, ...] = ()
    #: Whether the picture itself is the last of the row, because it is WebP.
    is_last: bool = False


def made(content: bytes, suffix: str) -> Made:
    """Return what is published of a picture whose file name ends with *suffix*.

    Raises PictureError.
    """
    if not content:
        raise pixels.PictureError("the file is empty")
    if is_drawing(content):
        return Made(content, *drawn_size(content))
    with pixels.opened(content) as picture:
        kind = str(picture.format)
        if getattr(picture, "is_animated", False):
            return Made(pixels.discreet(content, kind), *picture.size)
        return _of_pixels(picture, content, suffix)


def _of_pixels(picture: Image.Image, content: bytes, suffix: str) -> Made:
    kind, up = str(picture.format), pixels.orientation(picture)
    natural = picture.size
    is_kept = (
        suffix.lower() in _SHOWN.get(kind, ())
        and max(natural) <= _LONGEST
        and picture.mode in _COLOURS
        and (up == 1 or kind == "JPEG")
        and not (kind == "AVIF" and picture.getexif())
    )
    if is_kept:
        picture.load()  # a file that is cut off is found here
        own = pixels.discreet(content, kind, up)
    else:
        picture.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
        own = b""
    ready = ImageOps.exif_transpose(_on_screen(picture))
    own = own or _saved(ready, suffix)
    width, height = ready.size
    if len(own) <= _LIGHT or (kind == "AVIF" and is_kept):
        return Made(own, width, height)
    smaller = tuple(_smaller(ready, kind))
    if kind == "WEBP" and is_kept:
        narrower = tuple(
            one for one in smaller if one.width < width and len(one.content) < len(own)
        )
        return Made(own, width, height, narrower, is_last=bool(narrower))
    saves = len(smaller[-1].content) < len(own)
    return Made(own, width, height, smaller if saves else ())


def _on_screen(picture: Image.Image) -> Image.Image:
    """Return the picture in the colours of screens; its Exif is kept."""
    exif = picture.getexif()
    if picture.info.get("icc_profile") and picture.mode in ("RGB", "RGBA", "CMYK"):
        picture = pixels.in_srgb(picture) or picture
    picture.info["exif"] = exif.tobytes()
    ready = pixels.in_colours(picture)
    ready.info.pop("icc_profile", None)
    return ready


def widths(natural: int) -> tuple[int, ...]:
    """Return the widths that a picture of so many pixels is made in, none above its own."""
    if natural > WIDTHS[-1]:
        return WIDTHS
    return (*(step for step in WIDTHS if step * _NEAR <= natural), natural)


def _smaller(picture: Image.Image, kind: str) -> list[Smaller]:
    """Return the picture in WebP, each width from the next larger one."""
    found: list[Smaller] = []
    for width in reversed(widths(picture.width)):
        if width < picture.width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        found.append(Smaller(width, _webp(picture, kind in _PHOTOGRAPHS)))
    return found[::-1]


def _webp(picture: Image.Image, photograph: bool) -> bytes:
    if picture.mode == "LA":
        picture = picture.convert("RGBA")
    elif picture.mode == "L":
        picture = picture.convert("RGB")
    lossy = _written(picture, "WEBP", quality=_QUALITY_SMALL, method=4)
    if photograph:
        return lossy
    sharp = _written(picture, "WEBP", lossless=True, quality=60, method=4)
    return sharp if len(sharp) <= _SHARP * len(lossy) else lossy


def _saved(picture: Image.Image, suffix: str) -> bytes:
    """Return the picture anew, in the format that its published name says."""
    kind = next((kind for kind, ends in _SHOWN.items() if suffix.lower() in ends), "PNG")
    if kind == "JPEG":
        plain = picture if picture.mode in ("L", "RGB") else _on_white(picture)
        return _written(plain, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    if kind in ("WEBP", "AVIF"):
        return _written(picture.convert("RGBA" if "A" in picture.mode else "RGB"), kind, quality=85)
    if kind == "GIF":
        return _written(picture.convert("RGBA" if "A" in picture.mode else "RGB"), "GIF")
    return _written(picture, "PNG", optimize=True)


def _on_white(picture: Image.Image) -> Image.Image:
    solid = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid).convert("RGB")


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    plain = picture.copy()
    plain.info.clear()
    plain.save(out, kind, exif=b"", icc_profile=None, **options)
    return out.getvalue()
