"""Pictures made of pixels, opened with care: for the site and the books alike.

A picture is known by its content, whatever its name says. What a decoder finds damaged, and what
would not fit into memory, is refused with a reason. `discreet` takes out of a file what tells of
its maker and leaves every pixel as it was.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import PIL
from PIL import Image, ImageCms

#: Pixels of the largest picture that is opened at all; unpacked, one takes up to 8 bytes for each.
#: A JPEG can be unpacked at a part of its size.
MOST_PIXELS = 64_000_000
MOST_PIXELS_OF_JPEG = 120_000_000
#: What Pillow may read. Every decoder more is one more that a broken file can break.
_READ = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
#: The tag of Exif that says which side is up; 5 and more have it lying on its side.
ORIENTATION = 0x0112
#: Segments of a JPEG: the picture itself, or padding; notes, and what applications write beside
#: it, but for those of JFIF and Adobe.
_SCAN = (0xDA, 0xFF)
_TELLING = frozenset({0xFE, *range(0xE1, 0xEE), 0xEF})
#: Chunks of a PNG with words, times and Exif; of a WebP, and how its first chunk announces them.
_TELLING_PNG = frozenset({b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"})
_TELLING_WEBP = frozenset({b"EXIF", b"XMP "})
_ANNOUNCED_WEBP = 0x08 | 0x04
_PNG = b"\x89PNG\r\n\x1a\n"
#: The start of what telephones write.
_HEIC = re.compile(rb".{4}ftyp(hei|hev|mif1|msf1)", re.DOTALL)


class PictureError(ValueError):
    """Why a picture cannot be shown, as a clause."""


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """Open a picture that may be unpacked. Raises PictureError, also for what is done with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=_READ) as picture:
                most = MOST_PIXELS_OF_JPEG if picture.format == "JPEG" else MOST_PIXELS
                if picture.width * picture.height > most:
                    raise PictureError(_too_large(most))
                yield picture
        except PictureError:
            raise
        except PIL.UnidentifiedImageError as error:
            reason = "it is HEIC" if _HEIC.match(content) else "it is no picture of a known kind"
            raise PictureError(reason) from error
        except Image.DecompressionBombError as error:
            raise PictureError(_too_large(MOST_PIXELS_OF_JPEG)) from error
        except Exception as error:  # a damaged file can break a decoder in any way
            reason = str(error) or type(error).__name__
            raise PictureError(f"it is cut off or damaged: {reason}") from error


def _too_large(most: int) -> str:
    return f"it has more than {most // 1_000_000} million pixels; save it smaller"


def orientation(picture: Image.Image) -> int:
    """Return which side of a picture is up, as Exif numbers it; 1 is upright."""
    return int(picture.getexif().get(ORIENTATION, 1))


def discreet(content: bytes, kind: str, turned: int = 1) -> bytes:
    """Return a file without what tells where, when and with what it was made.

    *kind* is Pillow's name of its format; others than JPEG, PNG and WebP come back as they are.
    *turned* is the `orientation`, which is kept.
    """
    if kind == "JPEG":
        return _discreet_jpeg(content, turned)
    if kind == "PNG":
        return _discreet_png(content)
    if kind == "WEBP":
        return _discreet_webp(content)
    return content


def _discreet_jpeg(content: bytes, turned: int) -> bytes:
    """Keep what colours and the upright position need: the segments of JFIF, ICC and Adobe.

    (ITU-T T.81, B.1.1.4.)
    """
    kept = [content[:2]]
    if turned != 1:
        exif = Image.Exif()
        exif[ORIENTATION] = turned
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


def _discreet_png(content: bytes) -> bytes:
    """Leave out the chunks that tell (PNG, 11.3), and what stands after the picture's end."""
    kept, place = [_PNG], len(_PNG)
    while place + 12 <= len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        name = content[place + 4 : place + 8]
        if name not in _TELLING_PNG:
            kept.append(content[place:end])
        place = end
        if name == b"IEND":
            break
    return b"".join(kept)


def _discreet_webp(content: bytes) -> bytes:
    """Leave out the chunks that tell, and their announcement (WebP container, 2.7)."""
    kept, place = [b"WEBP"], 12
    while place + 8 <= len(content):
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        end = place + 8 + length + length % 2
        chunk = content[place:end]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_ANNOUNCED_WEBP]) + chunk[9:]
        if chunk[:4] not in _TELLING_WEBP:
            kept.append(chunk)
        place = end
    body = b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def in_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in greys or in red, green and blue, 8 bits each; its Exif is kept."""
    profile = picture.info.get("icc_profile")
    exif = picture.getexif()
    if picture.mode == "CMYK" and profile:
        picture = in_srgb(picture) or picture
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


def in_srgb(picture: Image.Image) -> Image.Image | None:
    """Return the picture in the colours of the web, from its own profile; None where it fails."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(picture.info["icc_profile"]))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, KeyError, OSError, ValueError):
        return None
