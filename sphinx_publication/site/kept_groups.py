"""What one handler makes, pages and files, is let be as one where it would come out as it is.

This is for handlers that tell nothing but what `said` covers. `kept_pages` spares the making of
each page whose context is what it was; here not even the contexts are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.digests import FromLastBuild

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    #: Page name, context, template.
    Page = tuple[str, Mapping[str, Any], str]
    Handler = Callable[[Sphinx], Iterable[Page]]


class Groups(FromLastBuild[dict[str, Any]]):
    """What each handler made in the last build, and makes in this."""

    def known(self, name: str, made_of: str) -> tuple[list[tuple[str, str]], list[str]] | None:
        """Return the pages and files that a handler made of the same; None where it did not."""
        found = self._before.get(name)
        if found is None or found["made_of"] != made_of:
            return None
        return [(page, template) for page, template in found["pages"]], list(found["files"])

    def note(
        self, name: str, made_of: str, pages: Sequence[tuple[str, str]], files: Sequence[str]
    ) -> None:
        """Note what a handler makes in this build."""
        self._now[name] = {"made_of": made_of, "pages": [*pages], "files": [*files]}


def kept_as_one(handler: Handler) -> Callable[[Sphinx], Iterator[Page]]:
    """Let be what a handler makes where documents say what they said in the last build."""
    name = f"{handler.__module__}.{handler.__qualname__}"

    @wraps(handler)
    def pages(app: Sphinx) -> Iterator[Page]:
        builder = app.builder
        if not isinstance(builder, PublicationBuilder):
            yield from handler(app)
        elif not builder.is_group_kept(name):
            yield from _noted(builder, name, lambda: handler(app))

    return pages


def _noted(
    builder: PublicationBuilder, name: str, make: Callable[[], Iterable[Page]]
) -> Iterator[Page]:
    """Yield the pages that are made, and note them with the files that are named meanwhile."""
    made: list[tuple[str, str]] = []
    files: list[str] = []
    builder.named_files.clear()
    pages = iter(make())
    while True:
        page = next(pages, None)
        files += builder.named_files
        if page is None:
            break
        made.append((page[0], page[2]))
        yield page
        builder.named_files.clear()  # what others have named, who were at work on the page
    builder.note_group(name, made, files)
