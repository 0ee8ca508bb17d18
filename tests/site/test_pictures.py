"""Pictures of one file name do not change places between builds."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest


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
