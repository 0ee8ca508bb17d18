"""How long a save takes to reach the browser in a preview.

    python -m benchmarks.preview FOLDER posts/2013/12/x.md 2013/12/x/ --saves 20

A viewer listens as the browser does. Each save adds a sentence to the post that is looked at; the
time until the event that makes the browser load the page is taken. The file is put back at the end.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from websockets.sync.client import connect

_BETWEEN = 2.5  # seconds, as someone writes; the next process makes itself ready meanwhile


def measure(folder: Path, post: Path, page: str, saves: int) -> Iterator[float]:
    """Yield the seconds from each save to the event."""
    command = [sys.executable, "-m", "sphinx_publication", "preview", "--no-browser"]
    command += ["--source", str(folder)]
    text = post.read_text("utf-8")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as preview:
        assert preview.stdout is not None
        try:
            server = next(filter(None, (re.search(r"http://(\S+)", s) for s in preview.stdout)))[1]
            for number in range(saves):
                time.sleep(_BETWEEN)
                yield _one(server, page, post, f"{text}\nMening {number}.\n")
        finally:
            post.write_text(text, "utf-8")
            preview.terminate()


def _one(server: str, page: str, post: Path, text: str) -> float:
    shown = urlopen(f"http://{server}{page}").read().decode()
    state = re.search(r'data-state="(\w+)"', shown)
    assert state, "the page has no script"
    address = f"ws://{server}_preview/events?page=/{page}&state={state[1]}"
    with connect(address) as socket:
        socket.recv()
        started = time.monotonic()
        post.write_text(text, "utf-8")
        while not json.loads(socket.recv(timeout=60)).get("reload"):
            pass
        return time.monotonic() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("post", type=Path)
    parser.add_argument("page")
    parser.add_argument("--saves", type=int, default=20)
    given = parser.parse_args()
    times = list(measure(given.folder, given.folder / given.post, given.page, given.saves))
    print(f"median {statistics.median(times):.2f} s, worst {max(times):.2f} s, {len(times)} saves")


if __name__ == "__main__":
    main()
