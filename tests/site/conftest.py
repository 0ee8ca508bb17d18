"""A test project built into a folder of its own, as often as a test likes."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

ROOTS = Path(__file__).parents[1] / "roots"

#: 21 September 2026; the same moment as in tests/conftest.py.
BUILT_AT = "1790000000"


@dataclass
class Project:
    """A copy of a test root."""

    folder: Path
    out: Path
    warnings: list[str] = field(default_factory=list)
    app: SphinxTestApp | None = None
    #: The documents that the last build read, by the process that read them.
    read: dict[int, list[str]] = field(default_factory=dict)

    def build(
        self,
        builder: str = "publicationhtml",
        *,
        parallel: int = 1,
        fresh: bool = False,
        **conf: Any,
    ) -> Project:
        """Build, again if need be; *conf* overrides conf.py."""
        if fresh:
            shutil.rmtree(self.out, ignore_errors=True)
        warning = io.StringIO()
        before = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ.setdefault("SOURCE_DATE_EPOCH", BUILT_AT)
        try:
            self.app = SphinxTestApp(
                builder,
                srcdir=self.folder,
                builddir=self.out,
                confoverrides=conf,
                warning=warning,
                parallel=parallel,
            )
            notes = self.out.with_name("read")
            shutil.rmtree(notes, ignore_errors=True)
            notes.mkdir(parents=True)
            self.app.connect("source-read", lambda _app, docname, _text: _note(notes, docname))
            try:
                self.app.build()
            finally:
                self.app.cleanup()
                self.read = {
                    int(path.name): sorted(path.read_text("utf-8").split("\n")[:-1])
                    for path in notes.iterdir()
                }
        finally:
            if before is None:
                del os.environ["SOURCE_DATE_EPOCH"]
        text = re.sub(r"\x1b\[[0-9;]*m", "", warning.getvalue())
        text = text.replace(f"{self.folder}{os.sep}", "")
        self.warnings = [line for line in text.splitlines() if "WARNING" in line or "ERROR" in line]
        return self

    @property
    def site(self) -> Path:
        assert self.app is not None
        return Path(self.app.outdir)

    def text(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def page(self, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(path), "html.parser")

    @property
    def workers(self) -> set[int]:
        """The processes, other than the main one, that read documents in the last build."""
        return self.read.keys() - {os.getpid()}

    def files(self) -> dict[str, bytes]:
        """Return every published file; ``_static`` left out, which themes write."""
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file() and not {"_static", ".doctrees"} & set(path.parts)
        }

    def differences(self, other: Project) -> list[str]:
        """Return the files that are not the same in the site *other*, or not in one of them."""
        ours, theirs = self.files(), other.files()
        return sorted(name for name in ours.keys() | theirs if ours.get(name) != theirs.get(name))


def _note(notes: Path, docname: str) -> None:
    with (notes / str(os.getpid())).open("a", encoding="utf-8") as file:
        file.write(f"{docname}\n")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """Return a function that copies a test root into a new folder."""

    def copy(root: str) -> Project:
        folder = tmp_path_factory.mktemp(root)
        shutil.copytree(ROOTS / f"test-{root}", folder / "project")
        return Project(folder / "project", folder / "out")

    return copy
