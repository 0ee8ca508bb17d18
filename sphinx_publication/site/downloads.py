"""Sources in the formats of other programs: files beside pages, whose text is made when asked for.

Most builds change none of them, and to write all anew took a tenth of the time of an edit at 2,000
posts: a file that was made from the same, by the same code, is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.exports import FORMATS
from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.sources import Source
from sphinx_publication.site.digests import Digests
from sphinx_publication.site.files import keep_file, write_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Download:
    """A source, or all of them, in another program's format."""

    #: "BibTeX".
    name: str
    #: Path from the site's root.
    path: str
    media_type: str
    #: All that the text is made of, besides the format.
    made_of: object
    make: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """What the file says."""
        return self.make()


def in_each_format(path_of: Callable[[str], str], *sources: Source) -> Iterator[Download]:
    """Yield *sources* in each format; *path_of* gives a file's path by its suffix.

    The text does not tell where they stand in their file.
    """
    told = tuple((one.key, one.type, one.names, one.fields) for one in sources)
    for form in FORMATS:
        make = partial(form.write, sources)
        yield Download(form.name, path_of(form.suffix), form.media_type, told, make)


def write(app: Sphinx, name: str, files: Iterable[Download]) -> None:
    """Write the files that the last build has not written from the same.

    *name* tells apart what is written at different places of a build.
    """
    builder = app.builder
    digests = Digests(Path(app.doctreedir, f"{name}-{builder.name}.json"))
    digests.begin()
    for one in files:
        is_same = digests.is_same(one.path, code(), one.name, one.made_of)
        if not (is_same and keep_file(builder, one.path)):
            write_file(builder, one.path, one.text)
    digests.end()
