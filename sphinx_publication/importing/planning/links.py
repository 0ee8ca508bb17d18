"""Links between old posts become links between files; those to nothing any more are said.

A link to a post or page becomes a relative path to its file, which MyST resolves and `check`
follows; one to a label becomes a link to the topic. Comments, months, years and feeds have no file
that could be named: such links lead to the publication's own address, where it has one. Pure.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from sphinx_publication.importing.old_site import OldSite, Place, What
from sphinx_publication.importing.remarks import Remark
from sphinx_publication.importing.remarks import What as Said
from sphinx_publication.model.addresses import Addresses
from sphinx_publication.model.slugs import slug


@dataclass(frozen=True)
class Goals:
    """Where old addresses lead now."""

    site: OldSite
    #: File of each entry that readers can see, by its old address.
    files: Mapping[str, PurePosixPath]
    #: Old addresses of entries that readers cannot see: drafts, what is left out.
    hidden: frozenset[str]
    #: A label as posts that readers can see have it, by its slug.
    labels: Mapping[str, str]
    #: The start page's file; None where there is none yet.
    home: PurePosixPath | None
    addresses: Addresses
    #: The publication's own address, ending in a slash; "" where conf.py gives none.
    base: str

    def link(
        self, file: PurePosixPath, old: str, say: Callable[[Remark], None]
    ) -> Callable[[str], str]:
        """Return what a post in *file*, once at path *old*, does with the address of a link."""

        def target(address: str) -> str:
            place = self.site.place(address, old or "/")
            if place is None:
                return address
            found, remark = self._found(place, file)
            if remark is not None:
                say(Remark(remark, place.path))
            return address if found is None else found

        return target

    def _found(self, place: Place, file: PurePosixPath) -> tuple[str | None, Said | None]:
        """Return a link's new target, None for the same as before, and what is to be said of it."""
        match place.what:
            case What.ENTRY if place.path in self.hidden:
                return "", Said.LINK_HIDDEN
            case What.ENTRY if place.path not in self.files:
                return None, Said.LINK_LOST
            case What.ENTRY:
                remark = Said.LINK_WITHIN if place.within else None
                return _relative(self.files[place.path], file), remark
            case What.HOME if self.home is not None:
                return _relative(self.home, file), None
            case What.LABEL if slug(place.label) in self.labels:
                return f"topic:{quote(self.labels[slug(place.label)])}", None
            case What.MONTH:
                return self._generated(f"{self.addresses.month(place.year, place.month)}/")
            case What.YEAR:
                return self._generated(f"{self.addresses.year(place.year)}/")
            case What.FEED:
                return self._generated(self.addresses.main_feed)
        return None, Said.LINK_LOST

    def _generated(self, page: str) -> tuple[str | None, Said | None]:
        return (f"{self.base}{page}", None) if self.base else (None, Said.LINK_OLD)


def _relative(target: PurePosixPath, file: PurePosixPath) -> str:
    return posixpath.relpath(target, file.parent)
