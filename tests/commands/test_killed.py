"""A build that is killed, wherever it was, leaves nothing that the next one does not mend."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

#: How far the killed builds have come, as a part of the time that a whole one takes.
PARTS = (0.35, 0.6, 0.8, 0.95)


def command(project: Path) -> list[str]:
    """Return the command that builds the publication, in its own folder ``_build``."""
    folders = ["--source", str(project), "--output", str(project / "_build")]
    return [sys.executable, "-m", "sphinx_publication", "build", *folders]


def files(project: Path) -> dict[str, bytes]:
    """Return what is published, by its place in the site."""
    site = project / "_build" / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def kill_at(project: Path, seconds: float) -> bool:
    """Begin a build, kill it and its children after *seconds*, and say whether it ran yet."""
    running = subprocess.Popen(
        command(project), stdout=subprocess.DEVNULL, start_new_session=True, env=os.environ
    )
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


def finished(project: Path) -> dict[str, bytes]:
    """Build to the end, and return what is published."""
    subprocess.run(command(project), check=True, stdout=subprocess.DEVNULL)
    return files(project)


@pytest.fixture
def project(rootdir: Path, tmp_path: Path) -> Path:
    """Return a small publication of twelve posts, which link to one another."""
    folder = tmp_path / "project"
    shutil.copytree(rootdir / "test-minimal", folder)
    for number in range(12):
        (folder / f"posts/2020/01/post-{number}.md").write_text(
            f"---\ndate: 2020-01-{number + 1:02}\ntags: [t{number % 3}]\n---\n# No {number}\n\n"
            f"Before it: [this one](post-{max(0, number - 1)}.md).\n",
            encoding="utf-8",
        )
    return folder


def test_a_killed_build_is_mended_by_the_next(project: Path) -> None:
    """Killed at several moments, of a first build and of one after edits: a clean one's bytes."""
    started = time.monotonic()
    finished(project)
    whole = time.monotonic() - started

    post = project / "posts/2020/01/post-3.md"
    post.write_text(post.read_text("utf-8").replace("# No 3", "# Number three"), encoding="utf-8")
    (project / "posts/2020/01/post-7.md").unlink()
    later = project / "posts/2020/01/post-8.md"
    later.write_text(later.read_text("utf-8").replace("post-7", "post-6"), encoding="utf-8")
    stopped = [kill_at(project, part * whole) for part in PARTS]
    built = [finished(project)]

    shutil.rmtree(project / "_build")
    stopped += [kill_at(project, part * whole) for part in PARTS[:2]]
    built.append(finished(project))
    assert any(stopped)

    shutil.rmtree(project / "_build")
    clean = finished(project)
    for mended in built:
        assert sorted(mended) == sorted(clean)
        assert [name for name in clean if clean[name] != mended[name]] == []
