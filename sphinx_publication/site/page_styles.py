"""Each page asks only for the styles and scripts of what stands in it.

Colours of code, sphinx-design and its tabs, and the parents' stylesheet with Font Awesome come with
the pages that show such things, and with no other. A page that we do not know (an extension's, in
a template of its own) keeps all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True)
class Sign:
    """What the text of a page that needs a file holds."""

    #: What is looked for first: a search for a pattern takes thirty times as long, on every page.
    plain: str
    pattern: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds it."""
        return self.plain in text and self.pattern.search(text) is not None


#: By the end of a file's address.
NEEDED_FOR: Mapping[str, Sign] = {
    "_static/pygments.css": Sign("highlight", re.compile(r"\bhighlight\b")),
    "_static/sphinx-design.min.css": Sign("sd-", re.compile(r"[\" ]sd-")),
    "_static/design-tabs.js": Sign("sd-tab-", re.compile(r"[\" ]sd-tab-")),
}

#: pydata-sphinx-theme's, which brings Font Awesome.
PARENT_STYLE = "_static/styles/pydata-sphinx-theme.css"
_ICONS = re.compile(r'class="(?:[^"]* )?fa(?:[srb]|-solid|-regular|-brands)?[ "]')

#: Our own templates.
_OURS = "publication/"


def is_needed(address: str, text: str) -> bool:
    """Tell whether a page with this text needs the file at an address."""
    return all(wanted.is_in(text) for name, wanted in NEEDED_FOR.items() if address.endswith(name))


def choose(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Leave out of a page's head what nothing in it needs."""
    if app.config.html_theme != THEME or not _is_known(templatename, context):
        return
    text = str(context.get("body") or "")
    for files in ("css_files", "script_files"):
        context[files] = [
            file for file in context.get(files, ()) if is_needed(str(file.filename), text)
        ]
    is_wanted = context.get("theme_parent_styles") == "always" or _ICONS.search(text)
    address = f"{context['pathto'](PARENT_STYLE, 1)}?v={context.get('theme_version', '')}"
    context["publication_parent_style"] = address if is_wanted else ""


def _is_known(templatename: str, context: Mapping[str, Any]) -> bool:
    return "body" in context or templatename.startswith(_OURS)


def setup(app: Sphinx) -> None:
    """Choose when others have added their files, before the theme chooses among scripts."""
    app.connect("html-page-context", choose, priority=850)
