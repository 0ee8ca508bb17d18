"""What was made of pictures, kept between builds under a digest of their content.

A picture is made once, however often it is shown and in however many builds. Which file had which
content is remembered by its time and size, so that a build reads no picture that has not changed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import PIL

from sphinx_publication.model.pixels import PictureError
from sphinx_publication.site.pictures import making

#: Bytes of the largest file that is opened.
_LARGEST_FILE = 256 * 2**20


@dataclass(frozen=True)
class Kept:
    """A picture ready to be published, and what its page must know."""

    #: The file with what is published.
    file: Path
    #: In pixels; 0 where it does not say.
    width: int = 0
    height: int = 0
    #: The WebP pictures: width and file, in order of width.
    smaller: tuple[tuple[int, Path], ...] = ()
    #: Whether the picture itself belongs to the row, as its widest.
    is_last: bool = False
    #: Why it cannot be shown; "" when it can.
    reason: str = ""


@dataclass(frozen=True)
class Store:
    """The folder in which things are kept."""

    folder: Path
    #: How many pictures are made at a time.
    jobs: int = 1

    def of(self, root: Path, paths: Iterable[str]) -> Mapping[str, Kept]:
        """Return what is made of the pictures at *paths* below *root*, by path."""
        known = _read(self._index)
        stamps = {path: stamp for path in paths if (stamp := _stamp(root / path))}
        jobs = ((path, stamp, known.get(path)) for path, stamp in sorted(stamps.items()))
        with ThreadPoolExecutor(max_workers=max(1, self.jobs)) as pool:
            found = list(pool.map(lambda job: (job[0], self._one(root, *job)), jobs))
        now = {path: [*stamps[path], key] for path, (key, _kept) in found}
        if now != known:
            _replace(self._index, json.dumps(now, indent=0).encode())
        return {path: kept for path, (_key, kept) in found}

    def _one(
        self, root: Path, path: str, stamp: list[int], before: list[Any] | None
    ) -> tuple[str, Kept]:
        if before and before[:2] == stamp:
            key = str(before[2])
            facts = _read(self.folder / f"{key}.json")
            if facts and all((self.folder / name).is_file() for name in _names(facts)):
                return key, self._kept(facts, root / path)
        try:
            content = _content(root / path)
        except PictureError as error:
            return "", Kept(root / path, reason=str(error))
        key = _key(content, Path(path).suffix)
        facts = _read(self.folder / f"{key}.json")
        if not facts or not all((self.folder / name).is_file() for name in _names(facts)):
            facts = self._make(content, Path(path).suffix, key)
        return key, self._kept(facts, root / path)

    def _make(self, content: bytes, suffix: str, key: str) -> dict[str, Any]:
        try:
            made = making.made(content, suffix)
        except PictureError as error:
            facts: dict[str, Any] = {"reason": " ".join(str(error).split())[:300]}
        else:
            own = f"{key}{suffix}" if made.content != content else ""
            if own:
                _replace(self.folder / own, made.content)
            for one in made.smaller:
                _replace(self.folder / f"{key}-{one.width}.webp", one.content)
            facts = {
                "own": own,
                "size": [made.width, made.height],
                "smaller": [[one.width, f"{key}-{one.width}.webp"] for one in made.smaller],
                "is_last": made.is_last,
            }
        _replace(self.folder / f"{key}.json", json.dumps(facts).encode())
        return facts

    def _kept(self, facts: Mapping[str, Any], file: Path) -> Kept:
        if "reason" in facts:
            return Kept(file, reason=facts["reason"])
        width, height = facts["size"]
        return Kept(
            self.folder / facts["own"] if facts["own"] else file,
            width,
            height,
            tuple((width, self.folder / name) for width, name in facts["smaller"]),
            facts["is_last"],
        )

    @property
    def _index(self) -> Path:
        return self.folder / "index.json"


def _key(content: bytes, suffix: str) -> str:
    recipe = (making.RECIPE, making.WIDTHS, PIL.__version__, suffix.lower())
    return sha256(repr(recipe).encode() + content).hexdigest()[:40]


def _names(facts: Mapping[str, Any]) -> list[str]:
    own = [facts["own"]] if facts.get("own") else []
    return own + [name for _width, name in facts.get("smaller", ())]


def _stamp(file: Path) -> list[int]:
    try:
        state = file.stat()
    except OSError:
        return []
    return [state.st_mtime_ns, state.st_size]


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise PictureError(f"the file is larger than {_LARGEST_FILE // 2**20} MB")
        return file.read_bytes()
    except OSError as error:
        raise PictureError(f"the file cannot be read: {error.strerror}") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _replace(file: Path, content: bytes) -> None:
    """Write in one step, so that a build that breaks off leaves no half picture.

    Two files of the same content may be made at once; each has a new file of its own.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{threading.get_ident()}.new")
    new.write_bytes(content)
    new.replace(file)
