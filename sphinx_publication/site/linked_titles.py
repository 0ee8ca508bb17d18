"""A document that names another by its title is written anew when that title changes.

A link without words of its own, as in ``{doc}`other```, shows the title that its goal has when the
page is written. Sphinx knows that the goal has changed, not who names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.site.changes import changed
from sphinx_publication.site.text_links import noted, resolver

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def find_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents whose links lead to a page that is called otherwise than last time."""
    resolve, standard = resolver(env), env.domains["std"]
    headings: dict[str, str] = {}

    def named(docname: str) -> str:
        if docname not in headings:
            title = env.titles[docname].astext() if docname in env.titles else ""
            headings[docname] = repr((title, env.metadata[docname].get("myst_slugs")))
        return headings[docname]

    shown: dict[str, str] = {}
    for docname, links in noted(env).items():
        goals = dict.fromkeys(link.goal for link in links)
        found = ((named(resolve(one)), standard.labels.get(one.target.lower())) for one in goals)
        shown[docname] = repr([one for one in found if any(one)])
    return changed(env, f"linked_titles_{app.builder.name}", shown)


def setup(app: Sphinx) -> None:
    """Look when all titles are known."""
    app.connect("env-updated", find_changed, priority=300)
