"""One import from its export to the files: plan, write, report, manifest; in this order.

The manifest is written last. Until then a run that breaks off has left whole files only, and the
next one knows them by what is in them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePosixPath

from sphinx_publication.importing import manifest as manifests
from sphinx_publication.importing import report, writing
from sphinx_publication.importing.export import Export
from sphinx_publication.importing.manifest import FOLDER, Held, Manifest, ManifestError
from sphinx_publication.importing.planning.accounts import Plan, Wishes
from sphinx_publication.importing.planning.plan import Planner
from sphinx_publication.importing.planning.target import Target
from sphinx_publication.importing.privacy import Privacy, discreet
from sphinx_publication.importing.report import Done
from sphinx_publication.importing.writing import Fate, File
from sphinx_publication.locale import console
from sphinx_publication.locale.console import _
from sphinx_publication.model import redirects
from sphinx_publication.model.progress import Step, unseen
from sphinx_publication.model.slugs import short_slug
from sphinx_publication.project import Project

#: What else lies in the folder of manifests.
_OTHERS = frozenset({"statistics"})


class CannotImport(Exception):
    """Why nothing was imported; the message says what to do."""


def run(
    export: Export,
    project: Project,
    wishes: Wishes,
    now: datetime,
    *,
    dry: bool = False,
    restore: bool = False,
    step: Step = unseen,
) -> Done:
    """Import an export into a publication; write nothing in a *dry* run.

    *restore* brings back what an author has deleted. Raises CannotImport, NoPlace, OSError.
    """
    root = project.root
    with console.speaking(project.language):
        export = discreet(export, Privacy(_))
    name, manifest = _manifest(root, export)
    manifest = manifest.here(root) if restore else manifest
    with console.speaking(project.language):
        planner = Planner(export, Target(project, export.service), manifest, wishes, _, now)
        plan = planner.plan(step)
    fates: dict[PurePosixPath, Fate] = {}
    held: dict[str, Held] = {}
    for number, file in enumerate(plan.files, 1):
        fate = writing.fate(root, file, manifest)
        if not dry:
            writing.carry_out(root, file, fate)
        fates[file.path] = fate
        held[str(file.path)] = writing.held(file, fate, manifest)
        step(number, len(plan.files), file.path.name)
    planned = {file.of for file in plan.files}
    gone = {
        path: one
        for path, one in manifest.files.items()
        if path not in held and one.of not in planned and (root / path).exists()
    }
    rows = _rows(root, project, plan, manifest.redirects)
    after = Manifest(held | gone, frozenset(plan.redirects), _identity(export))
    done = Done(plan, fates, tuple(gone), PurePosixPath(FOLDER, f"{name}.md"))
    if not dry:
        if rows is not None:
            writing.put(root, rows.path, rows.read())
        with console.speaking(project.language):
            text = report.text(export, done)
        writing.put(root, done.report, text.encode())
        facts = report.facts(export, done)
        writing.put(root, PurePosixPath(FOLDER, f"{name}.json"), after.text(facts).encode())
    return done


def _identity(export: Export) -> str:
    """Return what tells one blog from another: its addresses, else its name."""
    return " ".join(sorted(export.hosts)) or short_slug(export.title)


def _manifest(root: Path, export: Export) -> tuple[str, Manifest]:
    """Return the name of an import, and what an earlier run left of the same blog."""
    base = short_slug(export.title) or "blog"
    base = f"{base}-blog" if base in _OTHERS else base
    number, name = 1, base
    while True:
        path = root / FOLDER / f"{name}.json"
        if not writing.is_safe(root, path) or not writing.is_safe(root, path.with_suffix(".md")):
            raise CannotImport(_("%s: a link or a folder stands there; move it away") % path)
        if not path.exists():
            return name, Manifest()
        try:
            found = manifests.read(path.read_text(encoding="utf-8"))
        except (ManifestError, UnicodeError) as error:
            raise CannotImport(
                _("%(path)s: it cannot be read (%(reason)s); get an older version, or delete it")
                % {"path": path, "reason": error}
            ) from error
        if found.blog == _identity(export):
            return name, found
        number += 1
        name = f"{base}-{number}"


def _rows(root: Path, project: Project, plan: Plan, known: frozenset[str]) -> File | None:
    """Return the file of redirects with the rows that it lacks; None where it lacks nothing.

    Rows that are *known* from an earlier run, and that an author has taken out, stay out.
    """
    name = str(project.settings["publication_redirects"] or redirects.FILE)
    path = root / name
    if not writing.is_safe(root, path):
        raise CannotImport(_("%s: a link or a folder stands there; move it away") % path)
    try:
        before = path.read_bytes().decode() if path.exists() else ""
    except UnicodeError as error:
        raise CannotImport(_("%s: it is no text in UTF-8; save it as UTF-8") % path) from error
    new = {old: at for old, at in plan.redirects.items() if old not in known}
    text = redirects.with_rows(before, new) if new else before
    if text == before:
        return None
    return File.whole(PurePosixPath(name), "redirects", text.encode())
