"""Numbers of URN:NBN for posts that have been published, each given once (`model.urns`)."""

from __future__ import annotations

from pathlib import Path

from sphinx_publication.model import urns
from sphinx_publication.model.published import PageKind
from sphinx_publication.project import Project
from sphinx_publication.publishing.addresses import of_site


def remember(project: Project, site: Path) -> int:
    """Give each post of *site* without a number the next; return how many were given.

    None is where conf.py names no namespace. Raises OSError and ValueError for a file that cannot
    be read or written, ValueError for one with a line that is no number: it might be a post's.
    """
    if not project.settings["publication_urn"]:
        return 0
    path = project.root / urns.FILE
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    reading = urns.read(text, urns.FILE)
    for problem in reading.problems:
        raise ValueError(f"{problem.path}:{problem.line}: {problem}")
    posts = (one.path for one in of_site(site, project) if one.kind is PageKind.POST)
    given = urns.with_new(reading.given, sorted(posts))
    if len(given) > len(reading.given):
        path.write_text(urns.as_text(given), encoding="utf-8", newline="\n")
    return len(given) - len(reading.given)
