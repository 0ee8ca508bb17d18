"""The account of an import: every entry, comment and picture, imported, left out or changed.

`text` is for people, in the publication's language, and lies beside the manifest; `facts` says the
same to programs; `summary` is what the terminal shows. None of them holds personal data, a time or
a path of the machine, so that the same import tells the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sphinx_publication.importing.export import EntryKind, EntryState, Export
from sphinx_publication.importing.html.markdown import escape
from sphinx_publication.importing.planning.accounts import Account, Plan
from sphinx_publication.importing.planning.front import front_matter
from sphinx_publication.importing.planning.labels import LabelFate
from sphinx_publication.importing.writing import WHY, Fate
from sphinx_publication.locale.console import N_, _, ngettext

#: What entries are called, by kind and state.
NAMES: Mapping[tuple[EntryKind, EntryState], str] = {
    (EntryKind.POST, EntryState.LIVE): N_("published posts"),
    (EntryKind.POST, EntryState.DRAFT): N_("drafts of posts"),
    (EntryKind.POST, EntryState.SCHEDULED): N_("scheduled posts"),
    (EntryKind.POST, EntryState.TRASHED): N_("deleted posts"),
    (EntryKind.PAGE, EntryState.LIVE): N_("published pages"),
    (EntryKind.PAGE, EntryState.DRAFT): N_("drafts of pages"),
    (EntryKind.PAGE, EntryState.SCHEDULED): N_("scheduled pages"),
    (EntryKind.PAGE, EntryState.TRASHED): N_("deleted pages"),
}
_GONE = N_("no longer in the export; it is left as it is")
_NOT_SHOWN = N_("shown in no post or page that is imported")


@dataclass(frozen=True)
class Count:
    """How many things of a sort the export has, and what became of them."""

    name: str
    imported: int
    #: By the reason, as it is said.
    left_out: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many the export has."""
        return self.imported + sum(self.left_out.values())


@dataclass(frozen=True)
class Done:
    """What an import came to."""

    plan: Plan
    #: What became of each file, by its path.
    fates: Mapping[PurePosixPath, Fate]
    #: Files of an earlier run that the export has nothing for any more.
    gone: tuple[str, ...]
    report: PurePosixPath


def counts(export: Export, done: Done) -> Iterator[Count]:
    """Yield each sort of thing; nothing of the export is in none of them."""
    plan = done.plan
    for (kind, state), name in NAMES.items():
        found = [one for one in plan.accounts if (one.entry.kind, one.entry.state) == (kind, state)]
        left = Counter(_(one.left_out.value) for one in found if one.left_out)
        if found:
            yield Count(_(name), len(found) - left.total(), left)
    if plan.labels:
        no_tags = Counter(_(fate.value) for fate in plan.labels.values() if fate)
        yield Count(_("labels"), len(plan.labels) - no_tags.total(), no_tags)
    if export.comments:
        imported = sum(one.comments for one in plan.accounts)
        why = {_(reason.value): n for reason, n in plan.comments_left_out.items()}
        yield Count(_("comments"), imported, why)
    if export.pictures:
        none = sum(name in plan.no_pictures for name, n in plan.pictures.items() if not n)
        unused = sum(not n for n in plan.pictures.values()) - none
        left = Counter({_("not a picture that browsers show"): none, _(_NOT_SHOWN): unused})
        yield Count(_("pictures"), len(plan.pictures) - none - unused, +left)
    for other, number in sorted(export.others.items()):
        yield Count(other, 0, {_("no part of a publication"): number})


def summary(export: Export, done: Done) -> Iterator[str]:
    """Yield the lines that the terminal shows."""
    rows = list(counts(export, done))
    width = max((len(row.name) for row in rows), default=0)
    for row in rows:
        why = ", ".join(f"{number} {reason}" for reason, number in row.left_out.items())
        end = "  (" + _("left out: %s") % why + ")" if why else ""
        told = _("%(imported)d of %(total)d") % {"imported": row.imported, "total": row.total}
        yield f"{row.name.ljust(width)}  {told}{end}"
    made = Counter(done.fates.values())
    yield _("files: %(written)d written, %(renewed)d renewed, %(unchanged)d unchanged") % {
        name: made[Fate(name)] for name in ("written", "renewed", "unchanged")
    }
    for path, fate in done.fates.items():
        if fate in WHY:
            yield f"{path}: {_(WHY[fate])}"
    for gone in done.gone:
        yield f"{gone}: {_(_GONE)}"
    changed = sum(bool(one.remarks) for one in done.plan.accounts)
    if changed:
        yield (
            ngettext(
                "%d text is not quite as it was; the report says how.",
                "%d texts are not quite as they were; the report says how.",
                changed,
            )
            % changed
        )


def text(export: Export, done: Done) -> str:
    """Return the report in Markdown; it says itself that it is no page of the site."""
    title = _("Import of %s") % (export.title or _("a blog"))
    parts = [
        front_matter({"draft": True}) + f"# {_plain(title)}",
        _table(export, done),
        *_kept_out(done),
        *_changed(export, done),
        *_files(done),
    ]
    return "\n\n".join(parts) + "\n"


def _table(export: Export, done: Done) -> str:
    lines = [
        _row("", _("in the export"), _("imported"), _("left out")),
        "|---|---:|---:|---|",
    ]
    for row in counts(export, done):
        why = "; ".join(f"{number}: {_plain(reason)}" for reason, number in row.left_out.items())
        lines.append(_row(_plain(row.name), row.total, row.imported, why or 0))
    return "\n".join(lines)


def _kept_out(done: Done) -> Iterator[str]:
    """Yield what is left out, and the files that are not as the export would have them."""
    left = [
        f"- {_plain(one.title or one.entry.identifier)}: {_(one.left_out.value)}"
        for one in done.plan.accounts
        if one.left_out
    ]
    left += [f"- {_plain(name)}: {_plain(why)}" for name, why in done.plan.no_pictures.items()]
    left += [
        f"- {_plain(name)}: {_(_NOT_SHOWN)}"
        for name, number in done.plan.pictures.items()
        if not number and name not in done.plan.no_pictures
    ]
    if left:
        yield _heading(_("Left out"))
        yield "\n".join(left)
    kept = [f"- `{path}`: {_(WHY[fate])}" for path, fate in done.fates.items() if fate in WHY]
    kept += [f"- `{one}`: {_(_GONE)}" for one in done.gone]
    if kept:
        yield _heading(_("Not as the export has it"))
        yield "\n".join(kept)


def _changed(export: Export, done: Done) -> Iterator[str]:
    found = [one for one in done.plan.accounts if one.remarks]
    if export.remarks:
        yield _heading(_("In the export itself"))
        yield "\n".join(
            f"- {_plain(remark.place)}: {_plain(remark.sentence())}" for remark in export.remarks
        )
    if found:
        yield _heading(_("Not quite as it was"))
    for one in found:
        lines = "\n".join(f"- {_plain(remark.sentence())}" for remark in one.remarks)
        yield f"**{_plain(one.title)}** (`{one.path}`)\n\n{lines}"


def _files(done: Done) -> Iterator[str]:
    """Yield the list of all that was imported."""
    yield _heading(_("Imported"))
    lines = [
        _row(_("file"), _("old address"), _("comments"), _("pictures")),
        "|---|---|---:|---:|",
    ]
    lines += [
        _row(f"`{one.path}`", _plain(one.entry.address), one.comments, one.pictures)
        for one in sorted(done.plan.accounts, key=lambda one: str(one.path))
        if one.path
    ]
    yield "\n".join(lines)


def facts(export: Export, done: Done) -> dict[str, Any]:
    """Return what the report says, for programs: words are the program's own, in English."""
    plan = done.plan
    return {
        "title": export.title,
        "entries": [_facts_of(one) for one in plan.accounts],
        "comments": {
            "imported": sum(one.comments for one in plan.accounts),
            "left_out": {reason.name.lower(): n for reason, n in plan.comments_left_out.items()},
        },
        "pictures": {
            name: plan.no_pictures.get(name, number) for name, number in plan.pictures.items()
        },
        "labels": {
            label: fate.name.lower() if fate else None
            for label, fate in plan.labels.items()
            if fate is not LabelFate.PERSON
        },
        "others": dict(sorted(export.others.items())),
        "kept": {str(path): str(fate) for path, fate in done.fates.items() if fate in WHY},
        "gone": list(done.gone),
    }


def _facts_of(one: Account) -> dict[str, Any]:
    return {
        "id": one.entry.identifier,
        "kind": str(one.entry.kind),
        "state": str(one.entry.state),
        "address": one.entry.address,
        "file": str(one.path) if one.path else None,
        "left_out": one.left_out.name.lower() if one.left_out else None,
        "comments": one.comments,
        "pictures": one.pictures,
        "remarks": [
            {"what": remark.what.name.lower(), "detail": remark.detail, "times": remark.times}
            for remark in one.remarks
        ],
    }


def _heading(words: str) -> str:
    return f"## {words}"


def _row(*cells: object) -> str:
    """Return a row of a table; what is in its cells is Markdown already."""
    return f"| {' | '.join(map(str, cells))} |"


def _plain(words: str | PurePosixPath) -> str:
    """Return words that are nothing but words in Markdown, in one line and in one cell."""
    return escape(" ".join(str(words).split())).replace("|", "\\|")
