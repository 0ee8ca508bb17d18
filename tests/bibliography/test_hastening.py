"""What citeproc-py is spared changes nothing that it writes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from citeproc import model

from sphinx_publication.bibliography import hastening

_WRITE = """
import sys
from sphinx_publication.bibliography import hastening
if sys.argv[2] == "as it is":
    hastening.hasten = hastening.keep_alive = lambda *given: None
from sphinx_publication.bibliography.formatting import reference
from sphinx_publication.bibliography.style import load
style = load(sys.argv[1], "sv-SE")
ek = {"family": "Ek", "given": "Anna"}
al = {"family": "Al", "given": "Bo Erik"}
items = [
    {"type": "book", "title": "En bok", "author": [ek], "issued": {"date-parts": [[2013]]}},
    {"type": "article-journal", "title": "Om X", "author": [ek, al], "container-title": "Y",
     "volume": "3", "issue": "2", "page": "1-20", "issued": {"date-parts": [[2014, 5, 2]]}},
    {"type": "chapter", "title": "Kap", "editor": [al], "container-title": "Bok", "edition": "2",
     "publisher": "Z", "page": "7", "issued": {"date-parts": [[2014], [2015]]}},
    {"type": "report", "title": "R", "author": [{"literal": "Z"}, ek, {"literal": "others"}],
     "number": "4", "URL": "https://z.example/", "accessed": {"date-parts": [[2020, 12, 24]]}},
]
bare = {"type": "report", "title": "R"}  # takes other branches than the one above
# the same words with another year, another author, and what stands in an author's place
alike = [
    {"type": "post-weblog", "title": "P", "author": [who], "issued": {"date-parts": [[year]]}}
    for who in (ek, al) for year in (2015, 2016)
]
alike += [
    {"type": "post-weblog", "title": title, "issued": {"date-parts": [[year]]}}
    for title in ("P", "Q") for year in (2015, 2016)
]
edited = [
    {"type": "book", "title": "T", "editor": [who], "issued": {"date-parts": [[2015]]}}
    for who in (ek, al)
]
for item in [*items, bare, *alike, *edited] * 2:
    print(reference(style, {"id": "x", **item}))
"""


def _written(style: str, how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _WRITE, style, how], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography"])
def test_references_are_what_citeproc_writes_by_itself(style: str) -> None:
    """The same words, looks and order, of the first reference and of the same one again."""
    hastened = _written(style, "hastened")
    assert len(hastened.splitlines()) == 30
    assert hastened == _written(style, "as it is")


def test_a_method_that_is_gone_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later citeproc-py without one of them works, only slower."""
    monkeypatch.delattr(model.Formatted, "format")
    monkeypatch.delattr(model, "Parent")
    monkeypatch.delattr(model, "ConditionFailed")
    hastening.hasten()
    assert not hasattr(model.Formatted, "format")


def test_a_method_is_wrapped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many times a process begins."""
    found = vars(model.Text)["calls_variable"]
    hastening.hasten()
    assert vars(model.Text)["calls_variable"] is found
