"""What the builder says of its books: what is wrong with them, each thing once.

Both editions and several volumes meet the same faults of the same posts; authors are told once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from sphinx.util import logging

from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.yearbooks import Edition, Volume
from sphinx_publication.yearbook import fonts
from sphinx_publication.yearbook.compile import Place, Setting, SettingError
from sphinx_publication.yearbook.look import Look
from sphinx_publication.yearbook.records import Job

logger = logging.getLogger(__name__)

_NOWHERE = Place("", 0)


@dataclass
class Messages:
    """The messages of one build."""

    #: The folder that places are seen from.
    folder: Path
    #: What conf.py says of how the books look, with the author's own layout.
    look: Look = field(default_factory=Look)
    _told: list[Problem] = field(default_factory=list)

    def say(self, problem: Problem) -> None:
        """Report a problem, once for all editions and volumes that have it."""
        if problem not in self._told:
            self._told.append(problem)
            report(logger, problem)

    def of_setting(self, job: Job, result: Setting) -> None:
        """Report what was found wrong when a volume was set."""
        lacking: dict[Place | None, str] = {}
        for missing in result.missing:
            lacking[missing.place] = lacking.get(missing.place, "") + missing.characters
        for place, characters in lacking.items():
            named = fonts.named(characters)
            self._tell(Kind.YEARBOOK_GLYPH_MISSING, place, characters=named)
        for picture in job.manuscript.pictures:
            reason = result.broken.get(picture.path)
            for path, line in picture.places if reason is not None else ():
                details = {"picture": picture.file.name, "reason": reason}
                self._tell(Kind.YEARBOOK_PICTURE_BROKEN, Place(path, line), **details)
        for remark in result.remarks:
            logger.info("%s: %s", job.file_name, remark)

    def of_failure(self, volume: Volume, error: BaseException, edition: Edition) -> None:
        """Report why an edition could not be made."""
        place = error.place if isinstance(error, SettingError) else None
        reason = " ".join(str(error).split()) or type(error).__name__
        where = self._in_the_publication(place) if place else None
        details = {"file": volume.file_name(edition), "reason": reason}
        self._tell(Kind.YEARBOOK_FAILED, where, **details)

    def _in_the_publication(self, place: Place) -> Place:
        """Return a place in the author's own file, where the layout was at fault."""
        file = self.look.layout_file(place.path)
        if file is None:
            return place
        shown = os.path.relpath(file, self.folder).replace(os.sep, "/")
        return Place(shown, place.line)

    def _tell(self, kind: Kind, place: Place | None, **details: object) -> None:
        where = place or _NOWHERE
        self.say(Problem(kind, where.path, where.line, details))
