"""Throw things at the importer for as long as you like: ``python tests/importing/fuzz.py html 10``.

The first argument says what is tried (xml, html or zip), the second for how many minutes. With
``--atheris``, where that is installed (``pip install atheris``), the bytes are found by coverage,
else hypothesis makes them. Each failure is printed; it belongs into a test.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path, PurePosixPath

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

ATHERIS = "--atheris" in sys.argv
if ATHERIS:
    import atheris

    # What is imported from here on tells atheris which way it went.
    watched = atheris.instrument_imports(include=["sphinx_publication.importing"])
else:
    watched = nullcontext()

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

with watched:
    from sphinx_publication.importing.export import NoExport
    from sphinx_publication.importing.html.convert import Context, convert
    from sphinx_publication.importing.reading import archive, blogger, readers, wordpress
    from sphinx_publication.importing.reading.archive import Holding

from importing.exports import classic, classic_entry, takeout, takeout_entry  # noqa: E402
from importing.properties import SOUND, WILD, harmless, made  # noqa: E402
from importing.test_wordpress import comment, item, wxr  # noqa: E402

#: Seconds that anything of ours may take, before the size of what it is given.
_PATIENCE = 3.0
_WHOLE = (
    classic(classic_entry(1), classic_entry(2, "comment")),
    takeout(takeout_entry(1), takeout_entry(2, "COMMENT")),
    wxr(item(1, more=comment(2), html="[caption]<img src='a'>b[/caption]\n\n[code]<b>[/code]")),
)


def try_xml(content: bytes) -> None:
    """An export or a reason comes of any bytes, and nothing else."""
    feed = Holding(PurePosixPath("x.xml"), len(content), lambda: content)
    for read in (blogger.read, wordpress.read):
        with suppress(NoExport):
            export = read([feed])
            for entry in export.entries:
                convert(entry.html, Context(link=str, picture=str))


def try_html(content: bytes) -> None:
    """MyST finds nothing wrong in what comes of any HTML; of long ones only the time counts."""
    text = content.decode("utf-8", errors="replace")
    if len(text) > 3000:
        convert(text, Context(link=str, picture=str))
    else:
        harmless(text)


def try_zip(content: bytes) -> None:
    """Nothing is written, and nothing but a reason is raised."""
    archive.LARGEST = 5_000_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.zip")
        file.write_bytes(content)
        before = sorted(Path(folder).parent.iterdir())
        with suppress(NoExport):
            for picture in readers.read(file).pictures.values():
                with suppress(NoExport):
                    picture.read()
        assert sorted(Path(folder).iterdir()) == [file]
        assert sorted(Path(folder).parent.iterdir()) == before or len(before) > 1


def damaged(wholes: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Return whole things with noise in them, or parts of them put together anew."""

    def spoil(whole: bytes, places: list[tuple[int, int, bytes]]) -> bytes:
        for at, lost, noise in places:
            at %= len(whole) + 1
            whole = whole[:at] + noise + whole[at + lost :]
        return whole

    place = st.tuples(st.integers(0, 10**6), st.integers(0, 300), st.binary(max_size=40))
    return st.builds(spoil, st.sampled_from(wholes), st.lists(place, max_size=4))


def _zips() -> tuple[bytes, ...]:
    found = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as packed:
            packed.writestr("../../Blogs/B/feed.atom", _WHOLE[1])
            packed.writestr("/Albums/B/../../../../tmp/slip.png", b"a" * 5000)
            packed.writestr("Albums/B/bomb.png", b"\0" * 6_000_000)
            packed.writestr("C:\\Albums\\b.png", b"b")
        found.append(out.getvalue())
    return tuple(found)


def patient(check: Callable[[bytes], None], content: bytes) -> None:
    """Check within a time that grows with the size alone."""
    start = time.process_time()
    check(content)
    took = time.process_time() - start
    assert took < _PATIENCE + len(content) / 10_000, f"{took:.1f} s for {len(content)} bytes"


def by_hypothesis(what: str, minutes: float) -> int:
    """Run rounds of hypothesis until the time is over; return how many failed."""
    end = time.monotonic() + 60 * minutes
    long = st.builds(lambda html, times: html * times, WILD, st.integers(1, 500))
    strategies = {
        "xml": damaged(_WHOLE),
        "zip": damaged(_zips()) | st.binary(max_size=2000),
        "html": st.one_of(WILD, WILD, long, SOUND).map(str.encode),
    }
    checks = {"xml": try_xml, "html": try_html, "zip": try_zip}
    options = settings(
        max_examples=1000,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    failures = rounds = 0
    while time.monotonic() < end:
        rounds += 1
        number = time.time_ns()

        @seed(number)
        @options
        @given(strategies[what])
        def attempt(content: bytes) -> None:
            if time.monotonic() < end:
                patient(checks[what], content)

        @seed(number)
        @options
        @given(SOUND)
        def sound(html: str) -> None:
            if time.monotonic() < end:
                made(html)

        for one in (attempt, sound) if what == "html" else (attempt,):
            try:
                one()
            except Exception:
                failures += 1
                traceback.print_exc(limit=-3)
    print(f"{what}: {rounds} rounds of 1000, {failures} failures")
    return failures


def by_atheris(what: str, minutes: float) -> None:
    """Let atheris look for bytes that fail; it prints them and ends with the first."""
    checks = {"xml": try_xml, "html": try_html, "zip": try_zip}
    with tempfile.TemporaryDirectory() as corpus:
        begins = {"xml": _WHOLE, "zip": _zips(), "html": (b"<p>a</p>",)}[what]
        for number, whole in enumerate(begins):
            Path(corpus, str(number)).write_bytes(whole)
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={int(60 * minutes)}", "-max_len=20000", corpus],
            lambda content: patient(checks[what], content),
        )
        atheris.Fuzz()


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("xml", "html", "zip"))
    parser.add_argument("minutes", type=float, nargs="?", default=10)
    parser.add_argument("--atheris", action="store_true")
    given_ = parser.parse_args()
    if given_.atheris:
        by_atheris(given_.what, given_.minutes)
        return 0
    return min(by_hypothesis(given_.what, given_.minutes), 1)


if __name__ == "__main__":
    sys.exit(main())
