"""The statement on accessibility, made of the results of the last check (`model.accessibility`).

It has the parts of Digg's model for such statements (EN 301 549, MDFFS 2019:2): how accessible the
site is, what is lacking, how readers tell of it, who supervises, how it was tested and when. What
only the publisher can say (the law, an address, faults that people found) comes from conf.py, and
is left out where conf.py does not say it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model import accessibility, dates, invitations
from sphinx_publication.model.accessibility import Checked
from sphinx_publication.model.problems import report
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.overview import overview

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")
logger = logging.getLogger(__name__)

#: What ``publication_accessibility_law`` may be.
LAW = ("", "outside", "fully", "partly", "not")


def validate(app: Sphinx, config: Config) -> None:
    """Refuse an address that leads nowhere, and words for the law that say nothing."""
    contact = _contact(config)
    if contact and not invitations.is_address(contact):
        raise ConfigError(
            f"publication_accessibility_contact in conf.py: '{contact}' is neither an e-mail "
            "address nor an address that begins with https://"
        )
    if config.publication_accessibility_law not in LAW:
        known = ", ".join(map(repr, LAW))
        raise ConfigError(f"publication_accessibility_law in conf.py must be one of {known}")


def read(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the results and report what is wrong; return a page to write when they have changed."""
    path = "" if is_ablog_site(app.config) else app.config.publication_accessibility
    file = Path(env.srcdir, path)
    reading = accessibility.read_file(path, file.read_bytes() if file.is_file() else None)
    for problem in reading.problems:
        report(logger, problem)
    env.publication_accessibility = reading.checked  # type: ignore[attr-defined]
    shown = {app.config.root_doc: repr(reading.checked)}
    return changed(env, f"accessibility_{app.builder.name}", shown)


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, where there are results and no document stands at its address."""
    checked: Checked | None = getattr(app.env, "publication_accessibility", None)
    view = overview(app.env)
    name = view.addresses.accessibility
    if checked is None or view.document_at(name) or not has_source_pages(app.builder):
        return
    context = {
        "title": _("Accessibility statement"),
        "description": _("How accessible the site is, what is lacking, and how it was tested."),
        "publication_kind": "page",
        "checked": checked,
        "day": dates.medium_date(checked.date, app.config.language or "en"),
        "modes": list(_told(checked.modes)),
        "known": [str(one) for one in app.config.publication_accessibility_known],
        "publisher": app.config.publication_publisher,
        "law": _law(app.config, checked),
        "contact": _contact(app.config),
        "letter": invitations.letter(_contact(app.config), _("Accessibility")),
    }
    yield name, context, "publication/accessibility.html"


def _contact(config: Config) -> str:
    written = config.publication_accessibility_contact or config.publication_comments_address
    return str(written).strip().removeprefix("mailto:")


def _law(config: Config, checked: Checked) -> str:
    """Return what is said of the law; nobody complies fully where faults are known."""
    said = str(config.publication_accessibility_law)
    lacking = bool(checked.faults or config.publication_accessibility_known)
    return "partly" if said == "fully" and lacking else said


def _told(modes: Collection[str]) -> Iterator[str]:
    """Yield in words how pages were looked at: what is known in our order, then the others."""
    words = _modes()
    yield from (words[mode] for mode in words if mode in modes)
    yield from (mode for mode in modes if mode not in words)


def _modes() -> dict[str, str]:
    """Return in words how pages were looked at."""
    return {
        "light": _("in light colours"),
        "dark": _("in dark colours"),
        "375": _("as wide as a telephone (375 pixels)"),
        "375 dark": _("as wide as a telephone, in dark colours"),
        "320": _("320 pixels wide, as when a page is enlarged four times"),
        "forced colours": _("in the few colours that the device forces on pages (high contrast)"),
        "text 200 %": _("with text of twice the size"),
        "375 text 200 %": _("as wide as a telephone, with text of twice the size"),
        "text spacing": _("with wider spaces between letters, words, lines and paragraphs"),
    }


def setup(app: Sphinx) -> None:
    """Read the results with what else lies beside conf.py; write the page with the others."""
    app.connect("config-inited", validate)
    app.connect("env-updated", read, priority=120)
    app.connect("html-collect-pages", page)
