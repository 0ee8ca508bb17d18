"""A picture made of pixels into one that Typst sets and that suits print.

It is known by its content. What can stay as it is stays, but for what a photograph tells of its
maker; else it is turned upright, brought out of CMYK into red, green and blue, and made as large as
print at 300 dpi can show. Of several frames the first is taken. What a decoder finds damaged is
refused.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import cast

import PIL
from PIL import Image, ImageCms, ImageOps

#: Pixels of the largest plate: 160 x 240 mm, more than the type area of any page, at 300 dpi.
LARGEST = (1890, 2835)
#: Pixels of the largest picture that is opened at all; unpacked, one takes up to 8 bytes for each.
#: A JPEG can be unpacked at a part of its size.
MOST_PIXELS = 64_000_000
_MOST_PIXELS_OF_JPEG = 120_000_000
#: What Pillow may read. Every decoder more is one more that a broken file can break.
_READ = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
#: What Typst sets as it is, with the name's ending.
_SET = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
#: Made from photographs, so that their plates are, too.
_PHOTOGRAPHS = frozenset({"JPEG", "WEBP", "AVIF"})
_COLOURS = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"})
_QUALITY = 92
#: The tag of Exif that says which side is up; 5 and more have it lying on its side.
_ORIENTATION = 0x0112
#: Segments of a JPEG: the picture itself, or padding; notes, and what applications write beside
#: it, but for those of JFIF and Adobe.
_SCAN = (0xDA, 0xFF)
_TELLING = frozenset({0xFE, *range(0xE1, 0xEE), 0xEF})
#: The start of what telephones write.
_HEIC = re.compile(rb".{4}ftyp(hei|hev|mif1|msf1)", re.DOTALL)


class PictureError(ValueError):
    """Why a picture cannot be shown, as a clause."""


def prepared(content: bytes, anew: bool = False) -> tuple[bytes, str]:
    """Return a picture fit for print, and the ending of its name; written *anew* in any case.

    Raises PictureError.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=_READ) as picture:
                return _developed(picture, content, anew)
        except PictureError:
            raise
        except PIL.UnidentifiedImageError as error:
            reason = "it is HEIC" if _HEIC.match(content) else "it is no picture of a known kind"
            raise PictureError(reason) from error
        except Image.DecompressionBombError as error:
            raise PictureError(_too_large(_MOST_PIXELS_OF_JPEG)) from error
        except Exception as error:  # a damaged file can break a decoder in any way
            reason = str(error) or type(error).__name__
            raise PictureError(f"it is cut off or damaged: {reason}") from error


def _developed(picture: Image.Image, content: bytes, anew: bool) -> tuple[bytes, str]:
    width, height = picture.size
    kind = str(picture.format)
    most = _MOST_PIXELS_OF_JPEG if kind == "JPEG" else MOST_PIXELS
    if width * height > most:
        raise PictureError(_too_large(most))
    turned = picture.getexif().get(_ORIENTATION, 1) >= 5
    box = LARGEST[::-1] if turned else LARGEST
    large = width > box[0] or height > box[1]
    if large:
        picture.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    else:
        picture.load()  # a file that is cut off is found here
    if kind in _SET and not large and picture.mode in _COLOURS and not anew:
        if kind == "JPEG":
            content = _discreet(content, picture.getexif().get(_ORIENTATION, 1))
        return content, _SET[kind]
    return _saved(ImageOps.exif_transpose(_in_colours(picture)), kind)


def _discreet(content: bytes, orientation: int) -> bytes:
    """Return a JPEG without what tells where, when and with what it was taken.

    Typst puts a JPEG into the book byte for byte. What its colours and its upright position need
    is kept: the segments of JFIF, ICC and Adobe (ITU-T T.81, B.1.1.4).
    """
    kept = [content[:2]]
    if orientation != 1:
        exif = Image.Exif()
        exif[_ORIENTATION] = orientation
        told = exif.tobytes()
        kept.append(b"\xff\xe1" + (len(told) + 2).to_bytes(2, "big") + told)
    place = 2
    while content[place : place + 1] == b"\xff" and content[place + 1] not in _SCAN:
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        segment = content[place:end]
        if content[place + 1] not in _TELLING or segment[4:].startswith(b"ICC_PROFILE"):
            kept.append(segment)
        place = end
    return b"".join([*kept, content[place:]])


def _too_large(most: int) -> str:
    return f"it has more than {most // 1_000_000} million pixels; save it smaller"


def _in_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in greys or in red, green and blue."""
    profile = picture.info.get("icc_profile")
    exif = picture.getexif()
    if picture.mode == "CMYK" and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except ImageCms.PyCMSError:
            converted = None
        picture = converted or picture
    if picture.mode.startswith(("I", "F")):
        whole = picture.mode.startswith("I;16")
        brightest = 65535.0 if whole else cast("tuple[float, float]", picture.getextrema())[1]
        scale = 255 / max(brightest, 1)
        picture = picture.convert("F").point(lambda value: value * scale).convert("L")
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode not in ("L", "LA", "RGB", "RGBA"):
        picture = picture.convert("L" if picture.mode == "1" else wanted)
    picture.info["exif"] = exif.tobytes()
    return picture


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


def media_type(suffix: str) -> str:
    """Return the media type of a picture with an ending that `prepared` gives."""
    return Image.MIME[next(kind for kind, ending in _SET.items() if ending == suffix)]
