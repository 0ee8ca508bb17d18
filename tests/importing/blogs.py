"""A tiny publication to import into, and what an import does to it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from importing.exports import takeout, takeout_entry
from PIL import Image

from sphinx_publication import project
from sphinx_publication.importing import importer
from sphinx_publication.importing.planning.accounts import Wishes
from sphinx_publication.importing.reading.readers import read
from sphinx_publication.importing.report import Done

CONF = 'project = "Provet"\nlanguage = "sv"\nextensions = ["sphinx_publication"]\n'
#: Some time after all that the exports of the tests hold, but for what is said to come.
NOW = datetime(2026, 9, 21, 12, tzinfo=UTC)
ADDRESS = "<link rel='alternate' href='http://prov.blogspot.com{path}'/>"
LABEL = "<category scheme='http://www.blogger.com/atom/ns#' term='{name}'/>"
TO = "<thr:in-reply-to ref='x.post-{number}'/>"


@dataclass
class Blog:
    """A publication, and the folder that an export of a blog lies in."""

    root: Path
    export: Path

    def put(self, content: bytes, name: str = "blog-02-01-2014.xml") -> Blog:
        """Put a file into the export."""
        file = self.export / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return self

    def write(self, name: str, text: str) -> Path:
        """Write a file of the publication, as its author would."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, wishes: Wishes | None = None, *, restore: bool = False) -> Done:
        """Import."""
        return importer.run(
            read(self.export), project.read(self.root), wishes or Wishes(), NOW, restore=restore
        )

    def text(self, name: str) -> str:
        """Return a file of the publication."""
        return (self.root / name).read_text(encoding="utf-8")

    @property
    def names(self) -> list[str]:
        """The files that are there, without conf.py and what the import keeps for itself."""
        return [name for name in self.tree() if not name.startswith(("conf.py", "imports/"))]

    def tree(self) -> dict[str, str]:
        """Return every file with the digest of its content."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def times(self) -> dict[Path, int]:
        """Return when each file was last changed."""
        return {path: path.stat().st_mtime_ns for path in self.root.rglob("*") if path.is_file()}


def blog(folder: Path, conf: str = CONF) -> Blog:
    """Return a new, empty publication in *folder*, and no export yet."""
    root, export = folder / "publication", folder / "export"
    root.mkdir()
    export.mkdir()
    (root / "conf.py").write_text(conf, encoding="utf-8")
    return Blog(root, export)


def picture(colour: str = "red", kind: str = "PNG") -> bytes:
    """Return a small picture."""
    return made_of(Image.new("RGB", (4, 3), colour), kind)


def made_of(image: Image.Image, kind: str) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def usual(folder: Path) -> Blog:
    """Return a blog with a post, a page, a draft, labels, a thread, and pictures in an album."""
    img = "&lt;img src='https://1.bp.blogspot.com/-x/s400/Sjö%2B1.JPG'/&gt;"
    old = "http://www.prov.blogspot.se/2013/12/forsta.html?m=1#c11"
    spam = takeout_entry(13, "COMMENT", "SPAM_COMMENT", "<blogger:parent>x.post-1</blogger:parent>")
    made = blog(folder)
    made.put(
        takeout(
            takeout_entry(
                1,
                html=f"&lt;p&gt;Hej&lt;/p&gt;{img}",
                more="<blogger:filename>/2013/12/forsta.html</blogger:filename>"
                "<category scheme='tag:blogger.com,1999:blog-7' term='Råd &amp; stöd'/>",
            ),
            takeout_entry(
                2,
                html=f"&lt;a href='{old}'&gt;förut&lt;/a&gt;",
                more="<blogger:filename>/2014/01/andra.html</blogger:filename>",
            ),
            takeout_entry(
                3,
                "PAGE",
                html="&lt;a href='/2014/01/andra.html'&gt;sedan&lt;/a&gt;",
                more="<blogger:filename>/p/om-oss.html</blogger:filename>",
            ),
            takeout_entry(4, status="DRAFT"),
            takeout_entry(5, status="SOFT_TRASHED"),
            takeout_entry(11, "COMMENT", more="<blogger:parent>x.post-1</blogger:parent>"),
            takeout_entry(
                12,
                "COMMENT",
                more="<blogger:parent>x.post-1</blogger:parent>"
                "<blogger:inReplyTo>x.post-11</blogger:inReplyTo>",
            ),
            spam,
        ),
        "Takeout/Blogger/Blogs/Prov/feed.atom",
    )
    made.put(picture(kind="JPEG"), "Takeout/Blogger/Albums/Prov/sjö 1.jpg")
    made.put(picture("blue"), "Takeout/Blogger/Albums/Prov/annan.png")
    settings = b"blog_subdomain,blog_custom_domain\nprov,\n"
    made.put(settings, "Takeout/Blogger/Blogs/Prov/settings.csv")
    return made
