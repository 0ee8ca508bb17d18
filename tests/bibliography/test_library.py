"""The library as a whole: styles, caching, CSL-JSON, and that it does not change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_publication.bibliography import library as library_module
from sphinx_publication.bibliography.library import Library
from sphinx_publication.model.problems import Kind

Make = Callable[..., Library]

BOOK = "@book{a, author = {Ek, Bo}, title = {T}, date = {2013}, publisher = {F}}"

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
  <citation><layout prefix="[" suffix="]"><group delimiter=" ">
    <names variable="author"><name form="short" and="text"/></names>
    <date variable="issued"><date-part name="year"/></date></group></layout></citation>
  <bibliography><layout suffix="."><group delimiter=" / ">
    <names variable="author"/>
    <text variable="title" text-case="uppercase" font-weight="bold"/>
    <date variable="issued"><date-part name="year"/></date></group></layout></bibliography>
</style>"""


def test_style_from_a_file(library: Make, tmp_path: Path) -> None:
    """A .csl file may be the style, even one that knows nothing of year letters."""
    path = tmp_path / "own.csl"
    path.write_text(STYLE, encoding="utf-8")
    made = library(BOOK + BOOK.replace("{a,", "{b,"), style=str(path))
    assert [made.short(key) for key in "ab"] == ["Ek 2013a", "Ek 2013b"]
    runs = made.reference("b")
    assert "".join(run.text for run in runs) == "Bo Ek / T / 2013b."
    assert [run.text for run in runs if run.strong] == ["T"]


def test_numeric_style(library: Make) -> None:
    """A style that cites by number has none here: citations stay by author and year."""
    made = library(BOOK, style="ieee")
    assert "".join(run.text for run in made.reference("a")).startswith("B. Ek, T. F, 2013")
    assert made.short("a") == "Ek, 2013"


@pytest.mark.parametrize("style", ["no-such-style", "missing.csl"])
def test_unknown_style(library: Make, style: str) -> None:
    """A style that cannot be used is reported, and APA stands in for it."""
    made = library(BOOK, style=style)
    assert [problem.kind for problem in made.problems] == [Kind.BIB_STYLE_UNKNOWN]
    assert style in made.problems[0].text
    assert made.short("a") == "Ek, 2013"


def test_file_that_is_no_style(library: Make, tmp_path: Path) -> None:
    """A .csl file with something else in it is reported too."""
    for text in ("<html/>", "not XML"):
        (tmp_path / "own.csl").write_text(text, encoding="utf-8")
        made = library(BOOK, style=str(tmp_path / "own.csl"))
        assert [problem.kind for problem in made.problems] == [Kind.BIB_STYLE_UNKNOWN]


def test_style_that_citeproc_fails_on(library: Make, tmp_path: Path) -> None:
    """A reference that the style fails on is reported, and formatted as APA has it."""
    path = tmp_path / "own.csl"
    failing = '<text variable="title" text-case="uppercase" font-weight="bold"/>'
    assert failing in STYLE
    wrong = '<text macro="no-such-macro"/>'
    path.write_text(STYLE.replace(failing, wrong), encoding="utf-8")
    made = library(BOOK, style=str(path))
    assert not made.problems
    assert "".join(run.text for run in made.reference("a")) == "Ek, B. (2013). T. F."
    assert [(p.kind, p.line) for p in made.failures] == [(Kind.BIB_REFERENCE, 1)]


def test_sources_cannot_be_changed(library: Make) -> None:
    """No one can add a source to a library that has been read."""
    made = library(BOOK)
    with pytest.raises(TypeError):
        made.sources["b"] = made.sources["a"]  # type: ignore[index]
    assert "b" not in made
    with pytest.raises(KeyError):
        made.reference("b")


def test_csl_json(library: Make) -> None:
    """A source as CSL-JSON: plain data that any reference manager reads."""
    made = library(
        """@article{a, author = {af Klint, Hilma and {WHO}}, title = {T}, date = {2013-12-17},
        journaltitle = {J}, number = {3}, pages = {1--9}, doi = {https://doi.org/10.1/x},
        langid = {english}}"""
    )
    item = {
        "id": "a",
        "type": "article-journal",
        "author": [
            {"family": "Klint", "given": "Hilma", "non-dropping-particle": "af"},
            {"literal": "WHO"},
        ],
        "title": "T",
        "container-title": "J",
        "issue": "3",
        "page": "1-9",
        "DOI": "10.1/x",
        "issued": {"date-parts": [[2013, 12, 17]]},
        "language": "en",
    }
    assert json.loads(json.dumps(made.csl("a"))) == item


def test_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cache folder nothing is formatted twice, until the entry changes."""
    bib, cache = tmp_path / "a.bib", tmp_path / "cache"
    bib.write_text(BOOK)
    first = Library.read([bib], cache_dir=cache)
    runs = first.reference("a")
    first.save()
    formatted = []
    format_reference = library_module.reference

    def spy(*args: object) -> object:
        formatted.append(args)
        return format_reference(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(library_module, "reference", spy)
    assert Library.read([bib], cache_dir=cache).reference("a") == runs
    assert not formatted
    assert Library.read([bib], style="chicago-author-date", cache_dir=cache).reference("a") != runs
    bib.write_text(BOOK.replace("{T}", "{U}"))
    assert Library.read([bib], cache_dir=cache).reference("a") != runs
    assert len(formatted) == 2


def test_broken_cache(tmp_path: Path) -> None:
    """A cache file that cannot be read is passed over."""
    bib = tmp_path / "a.bib"
    bib.write_text(BOOK)
    (tmp_path / "references.json").write_text('{"version": 1}')
    made = Library.read([bib], cache_dir=tmp_path)
    assert made.reference("a")
    made.save()
    assert "Ek" in (tmp_path / "references.json").read_text()


def test_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of the same files is taken over whole, unread; of others, or broken, it is not."""
    bib, cache = tmp_path / "a.bib", tmp_path / "cache"
    bib.write_text(BOOK + BOOK.replace("{a,", "{b,") + "\n@book{c, title = {Ofärdig}")
    first = Library.read([bib], cache_dir=cache)
    told = [first.reference("a"), first.short("b"), first.sort_key("a"), first.problems]
    first.save()
    read_files = library_module.read
    times = []

    def spy(paths: object) -> object:
        times.append(paths)
        return read_files(paths)  # type: ignore[arg-type]

    monkeypatch.setattr(library_module, "read", spy)
    again = Library.read([bib], cache_dir=cache)
    assert [
        again.reference("a"), again.short("b"), again.sort_key("a"), again.problems
    ] == told  # fmt: skip
    assert again.sources == first.sources
    assert not times
    assert Library.read([bib], "ieee", cache_dir=cache).reference("a") != told[0]
    assert len(times) == 1
    bib.write_text(BOOK.replace("{T}", "{Annat}"))
    assert Library.read([bib], cache_dir=cache).sources["a"].title == "Annat"
    assert len(times) == 2
    (cache / "library.pickle").write_bytes(b"half of it")
    assert Library.read([bib], cache_dir=cache).sources["a"].title == "Annat"
    assert len(times) == 3


def test_what_a_style_fails_on_is_told_each_time(tmp_path: Path) -> None:
    """A reference that stands in for another is not remembered as if it were right."""
    style, bib = tmp_path / "own.csl", tmp_path / "a.bib"
    style.write_text(STYLE.replace('variable="title"', 'macro="no-such-macro"'))
    bib.write_text(BOOK)
    for _build in range(2):
        made = Library.read([bib], str(style), cache_dir=tmp_path / "cache")
        made.reference("a")
        made.short("a")
        assert [problem.kind for problem in made.failures] == [Kind.BIB_REFERENCE]
        made.save()
