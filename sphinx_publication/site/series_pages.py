"""Series: a page for each, an index of all, and messages about parts that do not fit.

The page that an author wrote at the address of a series ends in its list of parts; `post_pages`
says on each part where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.model import frontmatter
from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Problem, report
from sphinx_publication.model.series import Mistake, Series, memberships, mistakes
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.listing import Above, Entry, Group, Listing
from sphinx_publication.site.overview import Overview, overview, series_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")


def listings(view: Overview, language: str) -> Iterator[Listing]:
    """Yield the index of all series, and the page of each with its parts in order."""
    if not view.series:
        return
    found = sorted(view.series, key=lambda one: sort_key(one.name, language))
    entries = tuple(_entry(view, one) for one in found)
    index = view.addresses.series
    yield Listing(index, _("Series"), _("All series"), (Group(entries=entries),))
    above = Above(_("Series"), view.target(index))
    for one in found:
        marks = tuple(_("Part %(part)s") % {"part": member.part} for member in one.members)
        posts = tuple(member.post for member in one.members)
        yield Listing(
            view.addresses.one_series(one.slug),
            one.name,
            _("The parts of the series"),
            (Group(posts=posts, marks=marks),),
            parents=(above,),
        )


def shown(env: BuildEnvironment, post: Post) -> object:
    """Return what a post's page shows of its series, to compare; None where it is in none."""
    place = overview(env).places.get(post.key)
    if place is None:
        return None
    around = [
        (other.post.docname, other.post.title, other.post.external_link) if other else None
        for other in (place.previous, place.next)
    ]
    one = place.series
    return (one.name, one.slug, one.docname, one.count, place.part, around)


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report parts that do not fit."""
    if is_ablog_site(app.config):
        return
    view = overview(env)
    found = memberships(view.posts, env.metadata)
    for mistake in mistakes(found, series_documents(env, view.addresses)):
        report(logger, _problem(env, mistake))


def _entry(view: Overview, one: Series) -> Entry:
    target = view.target(view.addresses.one_series(one.slug))
    return Entry(one.name, target, len(one.members), one.description)


def _problem(env: BuildEnvironment, mistake: Mistake) -> Problem:
    """Return the message about a mistake, with the line of the front matter."""
    details = dict(mistake.details)
    if "first" in details:
        details["first"] = env.doc2path(str(details["first"]), base=False).as_posix()
    file = Path(env.doc2path(mistake.docname))
    line = 1
    if file.suffix == ".md":
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        line = frontmatter.read(text).line(mistake.field)
    path = env.doc2path(mistake.docname, base=False).as_posix()
    return Problem(mistake.kind, path, line, details)


def setup(app: Sphinx) -> None:
    """Check the parts when all documents have been read."""
    app.connect("env-updated", check, priority=300)
