"""Pictures of one page of each kind, 1280 and 375 px wide, light and dark, and a sheet of them.

They are for people to look at. They are kept as the output of the checks, in ``_build/pictures`` or
the folder that PUBLICATION_PICTURES names; ``index.html`` there is the sheet.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path

from .browser_checker import call
from .publication import Publication

_WORKERS = 2
_STYLE = """body { font: 15px/1.4 sans-serif; margin: 2rem; background: #ddd; color: #111 }
div { display: grid; grid-template-columns: 3fr 3fr 1fr 1fr; gap: 1rem; align-items: start }
img { width: 100%; max-height: 60rem; object-fit: cover; object-position: top; background: #fff }
h2 { margin: 3rem 0 .5rem }"""


def take(
    publication: Publication, scratch: Path, folder: Path, kinds: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Take the pictures anew and make the sheet; the files by kind and view."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = {address: _file_name(kind) for kind, address in kinds.items()}
    results = call(
        "pictures.mjs", publication, scratch,
        workers=_WORKERS, folder=str(folder), names=names, pages=list(names),
    )  # fmt: skip
    taken = {result["address"]: result for result in results}
    failed = [f"{address}: {one['failed']}" for address, one in taken.items() if "failed" in one]
    assert not failed, failed
    files = {kind: dict(taken[address]["files"]) for kind, address in kinds.items()}
    (folder / "index.html").write_text(_sheet(kinds, files), encoding="utf-8")
    return files


def _sheet(kinds: Mapping[str, str], files: Mapping[str, Mapping[str, str]]) -> str:
    parts = [
        f"<h2>{escape(kind)}</h2>\n<p>/{escape(kinds[kind])}</p>\n<div>"
        + "".join(
            f'<a href="{escape(file)}"><img src="{escape(file)}" alt="{escape(view)}"'
            ' loading="lazy"></a>'
            for view, file in views.items()
        )
        + "</div>\n"
        for kind, views in files.items()
    ]
    head = f"<meta charset=utf-8><title>Pictures</title>\n<style>{_STYLE}</style>\n"
    return f"<!DOCTYPE html>\n<html lang=en>{head}<h1>Every kind of page</h1>\n{''.join(parts)}"


def _file_name(kind: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", kind.replace("*", "one")).strip("-").lower()
