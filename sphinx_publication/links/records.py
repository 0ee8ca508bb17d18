"""What is known of outward links, in a file that people can read: ``links.json`` beside conf.py.

It holds addresses, answers and days, nothing of who asked; kept with the texts, it spares everybody
to ask again. Addresses that no text has any more are left out when it is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sphinx_publication.links.answers import Answer, Verdict
from sphinx_publication.locale.console import _

#: The file's name.
NAME = "links.json"
_VERSION = 1


class RecordsError(Exception):
    """The file is there and cannot be read; the message says why."""


def read(path: Path) -> dict[str, Answer]:
    """Return the answers that are known, by address; none where there is no file.

    Raises RecordsError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise RecordsError(_unreadable(path, error)) from error
    try:
        held = json.loads(text)
        if held["version"] != _VERSION:
            raise ValueError(f"version {held['version']}")
        answers = [_answer(address, one) for address, one in held["links"].items()]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordsError(_unreadable(path, error)) from error
    return {one.address: one for one in answers}


def write(path: Path, answers: Iterable[Answer]) -> None:
    """Write the answers, by address; the file is whole at every moment."""
    links = {one.address: _kept(one) for one in sorted(answers, key=lambda one: one.address)}
    text = json.dumps({"version": _VERSION, "links": links}, ensure_ascii=False, indent=1)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(f"{text}\n", encoding="utf-8")
    os.replace(beside, path)


def _answer(address: str, kept: Mapping[str, Any]) -> Answer:
    return Answer(
        address,
        Verdict(kept["verdict"]),
        date.fromisoformat(kept["asked"]),
        int(kept.get("status", 0)),
        str(kept.get("target", "")),
        str(kept.get("reason", "")),
    )


def _kept(answer: Answer) -> dict[str, Any]:
    held = asdict(answer) | {"asked": answer.asked.isoformat()}
    del held["address"]
    return {name: value for name, value in held.items() if value}


def _unreadable(path: Path, error: Exception) -> str:
    return _(
        "%(file)s cannot be read (%(reason)s); mend it, or delete it: then every link is asked anew"
    ) % {"file": path.name, "reason": error}
