"""Which file each entry and picture becomes: the one that it has already, or one that nothing has.

Names do not depend on an earlier run that broke off: a file that it wrote is known by the entry
that its front matter names, or by its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from sphinx_publication.importing.export import Entry, EntryKind, EntryState
from sphinx_publication.importing.manifest import Manifest
from sphinx_publication.importing.old_site import tidy
from sphinx_publication.importing.planning import naming
from sphinx_publication.importing.planning.dating import Dated
from sphinx_publication.importing.planning.pictures import Found
from sphinx_publication.importing.planning.target import Target
from sphinx_publication.importing.writing import File, digest
from sphinx_publication.locale.console import N_
from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.slugs import slug

#: What files of texts without a title are called; said in the publication's language.
POST = N_("post")
PAGE = N_("page")


def of_entry(entry: Entry) -> str:
    """Return what a manifest calls the file of an entry."""
    return f"{entry.kind} {entry.identifier}"


class Places:
    """The files of one import."""

    def __init__(
        self,
        entries: Iterable[Entry],
        dated: Mapping[str, Dated],
        target: Target,
        manifest: Manifest,
        say: Callable[[str], str],
    ) -> None:
        self.target, self.manifest = target, manifest
        self._dated, self._say, self._names = dated, say, naming.Names()
        entries = list(entries)
        #: Whose each old address is. Blogger gives one to one entry at a time, but a draft may
        #: still say the one that it had.
        self.owners: dict[str, str] = {}
        for entry in sorted(entries, key=lambda one: one.state is not EntryState.LIVE):
            if can_lead(entry.address):
                self.owners.setdefault(_same(entry.address), entry.identifier)
        #: The file of each entry.
        self.files: dict[str, PurePosixPath] = {}
        for entry in entries:
            path = target.file_of(entry) or manifest.path_of(of_entry(entry))
            if path is not None:
                self.files[entry.identifier] = self._names.keep(path)
        for entry in sorted(entries, key=self._order):
            if entry.identifier not in self.files:
                free = self._names.free(self.wanted(entry), target.is_taken)
                self.files[entry.identifier] = free
        #: The files of each picture, by its name in the albums.
        self.pictures: dict[str, dict[PurePosixPath, File]] = {}

    def is_gone(self, entry: Entry) -> bool:
        """Tell whether an author has deleted the file of an entry."""
        path = self.files[entry.identifier]
        return str(path) in self.manifest.files and not (self.target.root / path).exists()

    def owns_address(self, entry: Entry) -> bool:
        """Tell whether an entry has an old address, and is what readers saw there."""
        return self.owners.get(_same(entry.address)) == entry.identifier

    def wanted(self, entry: Entry) -> PurePosixPath:
        """Return the file that an entry would have if nothing else had it."""
        word = self._say(POST if entry.kind is EntryKind.POST else PAGE)
        moment = self._dated[entry.identifier].moment
        return naming.wanted(entry, moment, self.target.folders, slug(word))

    def picture(self, found: Found, post: PurePosixPath) -> PurePosixPath:
        """Return the file of a picture in the folder of a post: one for all posts there."""
        here = self.pictures.setdefault(found.picture.name, {})
        path = next((one for one in here if one.parent == post.parent), None)
        if path is None:
            of = f"picture {found.picture.name}"
            path = self.manifest.path_of(of, str(post.parent)) or self._names.free(
                post.parent / found.name, lambda wanted: self._is_another(wanted, found)
            )
            here[self._names.keep(path)] = File(path, of, found.digest, found.picture.read)
        return path

    def _order(self, entry: Entry) -> tuple[bool, str, int, str]:
        """Return what decides who gets a name that two want: who had the address, who is older."""
        published = entry.published.isoformat() if entry.published else "9"
        return (
            not self.owns_address(entry),
            published,
            len(entry.identifier),
            entry.identifier,
        )

    def _is_another(self, path: PurePosixPath, found: Found) -> bool:
        """Tell whether something else than a picture has its name."""
        if not self.target.has_file(path):
            return False
        file = self.target.root / path
        return file.is_symlink() or not file.is_file() or digest(file.read_bytes()) != found.digest


def can_lead(address: str) -> bool:
    """Tell whether an address is one that a site can lead on from."""
    return bool(old_path(quote(address)))


def _same(address: str) -> str:
    """Return what is the same for addresses that lead to one file, where capitals count or not."""
    return tidy(address).casefold()
