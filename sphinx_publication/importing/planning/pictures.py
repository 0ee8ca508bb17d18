"""Pictures of the albums: found by what an ``<img>`` calls them, taken only if they are pictures.

Blogger's addresses end in the name that a picture was uploaded under, percent-encoded once or
twice, with "+" for spaces and accents written in two ways; Takeout names the file in the album
nearly so, and numbers those of one name: ``name(1).jpg``. What a file is, its content says.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from PIL import Image

from sphinx_publication.importing.export import NoExport, Picture
from sphinx_publication.importing.planning.naming import safe
from sphinx_publication.model.slugs import slug

#: What is taken, with the ending that the file gets. An SVG may hold scripts, and browsers show
#: neither TIFF nor HEIC.
_KINDS = {
    "PNG": ".png",
    "JPEG": ".jpg",
    "GIF": ".gif",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "BMP": ".bmp",
}
#: Pixels of the largest picture that is unpacked; a JPEG can be at a part of its size.
_MOST_PIXELS = 64_000_000
#: Width and height at which a JPEG is read to see whether it is whole.
_SMALL = (64, 64)
_NUMBER = re.compile(r"\((\d+)\)$")
#: Takeout cuts the names of files, their endings left aside, at about this many letters.
_CUT = 45


@dataclass(frozen=True)
class Found:
    """A picture of the albums."""

    picture: Picture
    #: Of the name that it gets: ".jpg".
    ending: str
    #: SHA-256 of its content, in hexadecimal digits.
    digest: str

    @property
    def name(self) -> PurePosixPath:
        """The name that it would have, in letters that are safe everywhere."""
        stem = PurePosixPath(self.picture.name).stem
        return PurePosixPath(f"{safe(slug(stem)) or 'bild'}{self.ending}")


@dataclass
class Album:
    """The pictures of an export."""

    pictures: Mapping[str, Picture]
    #: What has been looked at: the picture, or why it is none.
    seen: dict[str, Found | str] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in sorted(self.pictures):
            for key in _keys(name):
                self._by_name.setdefault(key, []).append(name)

    def find(self, address: str) -> Found | None:
        """Return the picture that an ``<img>`` of the old blog shows; None if it is not here.

        Of several that could be meant, the first by name.
        """
        for name in self._names(address):
            if name not in self.seen:
                self.seen[name] = _look(self.pictures[name])
            found = self.seen[name]
            if isinstance(found, Found):
                return found
        return None

    def _names(self, address: str) -> Iterator[str]:
        try:
            last = urlsplit(address).path.rpartition("/")[2]
        except ValueError:
            return
        for name in dict.fromkeys((unquote(unquote(last)), unquote(last), last)):
            for key in _keys(name.replace("+", " ") if "+" in last else name):
                yield from self._by_name.get(key, ())


def _keys(name: str) -> Iterator[str]:
    """Yield what a name may be known by, the closest first."""
    name = unicodedata.normalize("NFC", name.strip())
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        return
    ending = {"jpeg": "jpg"}.get(ending.casefold(), ending.casefold())
    yield f"{stem}.{ending}"
    yield f"{stem.casefold()}.{ending}"
    words = slug(stem)
    yield f"~{words}.{ending}"
    if len(stem) >= _CUT:
        yield f"~{slug(stem[:_CUT])}….{ending}"
    if match := _NUMBER.search(stem):
        yield f"~{slug(stem[: match.start()])}.{ending}"


def _look(picture: Picture) -> Found | str:
    """Return a picture if it is one that can be read, else why not."""
    try:
        content = picture.read()
    except NoExport as error:
        return str(error)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=tuple(_KINDS)) as image:
                kind = str(image.format)
                if kind != "JPEG" and image.width * image.height > _MOST_PIXELS:
                    return f"{image.width} x {image.height}"
                image.draft("RGB", _SMALL)
                image.load()
        except Exception as error:  # a damaged file can break a decoder in any way
            return " ".join(str(error).split()).partition(" <")[0] or type(error).__name__
    return Found(picture, _KINDS[kind], hashlib.sha256(content).hexdigest())
