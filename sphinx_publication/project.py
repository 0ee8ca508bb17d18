"""What a publication's conf.py says, read without Sphinx: for commands that do not build.

The file is carried out as Sphinx does it, in its own folder; settings that it leaves out have the
defaults that they have in a build. Which files are documents is answered by Sphinx's own patterns.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sphinx_publication.locale.console import _
from sphinx_publication.model import addresses
from sphinx_publication.model.companion_files import MARKDOWN
from sphinx_publication.model.settings import DEFAULTS

#: Settings of Sphinx and of the extensions that the package brings, with their defaults.
_OTHERS: Mapping[str, Any] = {
    "project": "Project name not set",
    "author": "",
    "language": "en",
    "html_baseurl": "",
    "extensions": [],
    "root_doc": "index",
    "include_patterns": ["**"],
    "exclude_patterns": [],
    "templates_path": [],
    "blog_post_pattern": [],
    "blog_authors": {},
    "blog_default_author": None,
    "bibtex_bibfiles": [],
    "myst_enable_extensions": [],
}
#: What Sphinx itself never reads (sphinx.project.EXCLUDE_PATHS), and what a build has written.
_NEVER = ["**/_sources", ".#*", "**/.#*", "*.lproj/**", MARKDOWN]


class ProjectError(Exception):
    """No publication in the folder, or a conf.py that cannot be read; the message says why."""


@dataclass(frozen=True)
class Project:
    """A publication's folder and its settings."""

    #: The folder of conf.py, absolute.
    root: Path
    #: Every setting by name, those that conf.py leaves out with their defaults.
    settings: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What the publication is called."""
        return str(self.settings["project"])

    @property
    def language(self) -> str:
        """The language that readers meet: "sv"."""
        return str(self.settings["language"] or "en")

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of dates that name none."""
        return ZoneInfo(self.settings["publication_timezone"])

    @property
    def is_ablog_site(self) -> bool:
        """Whether conf.py itself lists ablog, and so keeps ablog's pages and addresses."""
        return "ablog" in self.settings["extensions"]

    @cached_property
    def addresses(self) -> addresses.Addresses:
        """Where pages stand. Raises ValueError for a base word that does not exist."""
        return addresses.from_config(SimpleNamespace(**self.settings))

    @property
    def post_patterns(self) -> tuple[str, ...]:
        """Where posts lie."""
        found = self.settings["blog_post_pattern"]
        found = [found] if isinstance(found, str) else found
        return tuple(found) or (() if self.is_ablog_site else ("posts/**/*.md",))

    @property
    def bibliography(self) -> tuple[Path, ...]:
        """The .bib files, absolute."""
        names = self.settings["publication_bibliography"] or self.settings["bibtex_bibfiles"]
        return tuple(self.root / name for name in names)

    @cached_property
    def documents(self) -> tuple[Path, ...]:
        """The documents (.md, .rst), relative to the root, in the order of their paths."""
        found = self._matching(self.settings["include_patterns"])
        return tuple(path for path in found if path.suffix in (".md", ".rst"))

    @cached_property
    def posts(self) -> tuple[Path, ...]:
        """The documents that lie where posts lie."""
        among = set(self._matching(self.post_patterns))
        return tuple(path for path in self.documents if path in among)

    def has_post_at(self, path: Path) -> bool:
        """Tell whether a file at *path*, relative to the root, is or would be a post."""
        from sphinx.util.matching import Matcher

        return self.has_document_at(path) and Matcher(self.post_patterns)(path.as_posix())

    def has_document_at(self, path: Path) -> bool:
        """Tell whether a file at *path*, relative to the root, is or would be a document."""
        from sphinx.util.matching import Matcher

        name, included = path.as_posix(), Matcher(self.settings["include_patterns"])
        return included(name) and not Matcher(self._excluded)(name)

    @property
    def _excluded(self) -> list[str]:
        settings = self.settings
        return [*settings["exclude_patterns"], *settings["templates_path"], *_NEVER]

    def _matching(self, patterns: Any) -> tuple[Path, ...]:
        from sphinx.util.matching import get_matching_files

        found = get_matching_files(self.root, patterns, self._excluded)
        return tuple(Path(name) for name in sorted(found))


def read(folder: Path) -> Project:
    """Return the publication in *folder*.

    Raises ProjectError when it has no conf.py, or one that cannot be carried out.
    """
    root = folder.resolve()
    conf = root / "conf.py"
    try:
        code = compile(conf.read_bytes(), conf, "exec")
    except OSError as error:
        raise ProjectError(
            _("%s: there is no such file; stand in the publication's folder, or give --source")
            % conf
        ) from error
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        where = f"{conf}:{line}"
        raise ProjectError(
            _("%(where)s: it cannot be read (%(reason)s)") % {"where": where, "reason": error}
        ) from error
    return Project(root, MappingProxyType({**_OTHERS, **DEFAULTS, **_carried_out(code, conf)}))


def _carried_out(code: Any, conf: Path) -> dict[str, Any]:
    """Return the names that conf.py sets, as Sphinx gets them (sphinx.config.eval_config_file)."""
    names: dict[str, Any] = {"__file__": str(conf), "tags": frozenset()}
    before, path = Path.cwd(), list(sys.path)
    os.chdir(conf.parent)
    try:
        exec(code, names)  # conf.py is the publication's own code, and every build runs it
    except (Exception, SystemExit) as error:
        raise ProjectError(
            _("%(where)s: it cannot be carried out (%(reason)r)") % {"where": conf, "reason": error}
        ) from error
    finally:
        os.chdir(before)
        sys.path[:] = path
    return {name: value for name, value in names.items() if not name.startswith("__")}
