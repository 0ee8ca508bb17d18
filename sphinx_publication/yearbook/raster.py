"""A picture made of pixels into one that Typst sets and that suits print.

What can stay as it is stays, but for what a photograph tells of its maker; else it is turned
upright, brought out of CMYK into red, green and blue, and made as large as print at 300 dpi can
show. Of several frames the first is taken.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from sphinx_publication.model import pixels
from sphinx_publication.model.pixels import PictureError

__all__ = ["LARGEST", "PictureError", "media_type", "prepared"]

#: Pixels of the largest plate: 160 x 240 mm, more than the type area of any page, at 300 dpi.
LARGEST = (1890, 2835)
#: What Typst sets as it is, with the name's ending.
_SET = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
#: Made from photographs, so that their plates are, too.
_PHOTOGRAPHS = frozenset({"JPEG", "WEBP", "AVIF"})
_COLOURS = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"})
_QUALITY = 92
#: Colours of a picture that is flat.
_FLAT = 1024


def prepared(content: bytes, anew: bool = False) -> tuple[bytes, str]:
    """Return a picture fit for print, and the ending of its name; written *anew* in any case.

    Raises PictureError.
    """
    with pixels.opened(content) as picture:
        return _developed(picture, content, anew)


def _developed(picture: Image.Image, content: bytes, anew: bool) -> tuple[bytes, str]:
    width, height = picture.size
    kind = str(picture.format)
    up = pixels.orientation(picture)
    box = LARGEST[::-1] if up >= 5 else LARGEST
    large = width > box[0] or height > box[1]
    if large:
        picture.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    else:
        picture.load()  # a file that is cut off is found here
    if kind in _SET and not large and picture.mode in _COLOURS and not anew:
        # Typst puts a JPEG into the book byte for byte.
        kept = pixels.discreet(content, kind, up) if kind == "JPEG" else content
        return kept, _SET[kind]
    return _saved(ImageOps.exif_transpose(pixels.in_colours(picture)), kind)


def _saved(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    out = io.BytesIO()
    profile = picture.info.get("icc_profile") if picture.mode in ("L", "RGB") else None
    photograph = kind in _PHOTOGRAPHS and picture.mode in ("L", "RGB")
    picture.info.clear()
    if photograph:
        picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile)
    else:
        picture.save(out, "PNG", icc_profile=profile)
    return out.getvalue(), ".jpg" if photograph else ".png"


def frugal(png: bytes) -> bytes:
    """Return a PNG with fewer bytes, and the same picture for the eye.

    Letters on flat colours have a few hundred shades, and lose nothing in a palette of 256; a
    picture with more keeps them all.
    """
    with pixels.opened(png) as picture:
        plain = picture.convert("RGB")
        if plain.getcolors(_FLAT) is not None:
            plain = plain.quantize(256, dither=Image.Dither.NONE)
        out = io.BytesIO()
        plain.save(out, "PNG", optimize=True)
    return min(png, out.getvalue(), key=len)


def media_type(suffix: str) -> str:
    """Return the media type of a picture with an ending that `prepared` gives."""
    return Image.MIME[next(kind for kind, ending in _SET.items() if ending == suffix)]
