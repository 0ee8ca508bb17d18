"""Exports: what is written in BibTeX, RIS and CSL-JSON, and that it is read back the same."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from csl_reference import Reference
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from sphinx_publication.bibliography import exports
from sphinx_publication.bibliography.formatting import plain_text
from sphinx_publication.bibliography.latex import plain
from sphinx_publication.bibliography.library import Library
from sphinx_publication.bibliography.reader import Reading, read
from sphinx_publication.bibliography.style import load
from sphinx_publication.model.sources import Name, Source

APA = load("apa", "sv-SE")

#: Every variable of CSL 1.0.2's csl-data.json, as csl-reference has it.
VARIABLES = {field.alias or name for name, field in Reference.model_fields.items()}


def parse(text: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.bib"
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        return read([path])


def content(source: Source) -> tuple[object, ...]:
    """All of *source* but its place."""
    return source.key, source.type, dict(source.names), dict(source.fields)


# --- one entry in each format ---------------------------------------------------------------------

REPORT = r"""@report{ham2013,
  author = {Ham, Chris and af Klint, Hilma and {Barnes and Noble, Inc.} and others},
  title = {50\% \& more: $5 for \#1_a}, subtitle = {A {DELTA} survey--now}, date = {2013-10-23},
  institution = {{The King's Fund}}, location = {London}, pages = {3--9}, doi = {10.1/a_b},
  url = {https://example.org/a_b%20c}, urldate = {2020-05-03}, isbn = {978-0-306-40615-7},
  langid = {english}, keywords = {care, integration}, archiveurl = {https://archive.example/1},
  curious = {kept}}"""


@pytest.fixture
def report() -> Source:
    return parse(REPORT).sources["ham2013"]


def test_bibtex(report: Source) -> None:
    """Letters stand as they are; what TeX would take for a command is escaped."""
    assert exports.bibtex(report) == (
        "@report{ham2013,\n"
        "  author = {Ham, Chris and af Klint, Hilma and {Barnes and Noble, Inc.} and others},\n"
        r"  title = {50\% \& more: \$5 for \#1\_a}," + "\n"
        "  subtitle = {A {DELTA} survey–now},\n"
        "  date = {2013-10-23},\n"
        "  institution = {The King's Fund},\n"
        "  location = {London},\n"
        "  pages = {3–9},\n"
        "  doi = {10.1/a_b},\n"
        "  url = {https://example.org/a_b%20c},\n"
        "  urldate = {2020-05-03},\n"
        "  isbn = {978-0-306-40615-7},\n"
        "  langid = {english},\n"
        "  keywords = {care, integration},\n"
        "  archiveurl = {https://archive.example/1},\n"
        "  curious = {kept},\n"
        "}"
    )


def test_capitals_in_titles() -> None:
    """Styles that change the case of titles leave alone what has capitals inside words."""
    title = "SOCSAM-politikerna, iPads & NHS_X i Northern Ireland"
    text = f"@book{{a, title = {{{title}}}, publisher = {{NNS}}}}"
    written = exports.bibtex(parse(text).sources["a"])
    assert r"{{SOCSAM}-politikerna, {iPads} \& {NHS}\_X i Northern Ireland}" in written
    assert "publisher = {NNS}" in written


def test_ris(report: Source) -> None:
    """A record begins with its type and has one line for each name, keyword and number."""
    assert exports.ris(report).split("\n") == [
        "TY  - RPRT",
        "ID  - ham2013",
        "AU  - Ham, Chris",
        "AU  - af Klint, Hilma",
        "AU  - Barnes and Noble, Inc.",
        "AU  - et al.",
        "PY  - 2013",
        "DA  - 2013/10/23",
        "Y2  - 2020/05/03",
        "TI  - 50% & more: $5 for #1_a: A DELTA survey–now",
        "PB  - The King's Fund",
        "CY  - London",
        "SN  - 978-0-306-40615-7",
        "DO  - 10.1/a_b",
        "UR  - https://example.org/a_b%20c",
        "LA  - en",
        "SP  - 3",
        "EP  - 9",
        "KW  - care",
        "KW  - integration",
        "UR  - https://archive.example/1",
        "ER  - ",
    ]


def test_csl_json(report: Source) -> None:
    """Variables of CSL where it has one; the rest by its biblatex name under ``custom``."""
    assert exports.csl_json(report) == {
        "id": "ham2013",
        "type": "report",
        "author": [
            {"family": "Ham", "given": "Chris"},
            {"family": "Klint", "given": "Hilma", "non-dropping-particle": "af"},
            {"literal": "Barnes and Noble, Inc."},
            {"literal": "others"},
        ],
        "title": "50% & more: $5 for #1_a: A DELTA survey–now",
        "issued": {"date-parts": [[2013, 10, 23]]},
        "accessed": {"date-parts": [[2020, 5, 3]]},
        "publisher": "The King's Fund",
        "publisher-place": "London",
        "page": "3-9",
        "DOI": "10.1/a_b",
        "URL": "https://example.org/a_b%20c",
        "ISBN": "978-0-306-40615-7",
        "language": "en",
        "keyword": "care, integration",
        "custom": {"archiveurl": "https://archive.example/1", "curious": "kept"},
    }


def test_publisher_that_is_the_author() -> None:
    """Styles leave out a publisher that is the author; the data keep it."""
    source = parse("@report{a, author = {{ISF}}, institution = {ISF}, title = {T}}").sources["a"]
    assert exports.csl_json(source)["publisher"] == "ISF"
    assert "PB  - ISF" in exports.ris(source)


def test_words() -> None:
    """biblatex's words for kinds of thesis are in English, or as the caller has them."""
    source = parse("@thesis{a, title = {T}, type = {phdthesis}}").sources["a"]
    assert exports.csl_json(source)["genre"] == "Doctoral thesis"
    swedish = exports.csl_json(source, {"phdthesis": "doktorsavhandling"}.__getitem__)
    assert swedish["genre"] == "Doktorsavhandling"


def test_unsafe_address() -> None:
    """No program is handed an address that no one should follow; the .bib file keeps it."""
    source = parse("@online{a, title = {T}, url = {javascript:alert(1)}}").sources["a"]
    assert "javascript:alert(1)" in exports.bibtex(source)
    assert "UR  - " not in exports.ris(source)
    item = exports.csl_json(source)
    assert "URL" not in item
    assert item["custom"] == {"url": "javascript:alert(1)"}


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ("2013-21", ["PY  - 2013", "DA  - 2013///2013-21"]),
        ("2011/2014", ["PY  - 2011", "DA  - 2011///2011/2014"]),
        ("2013-05", ["PY  - 2013", "DA  - 2013/05"]),
        ("in press", ["DA  - ///in press"]),
        ("199X", ["PY  - 1990", "DA  - 1990///199X"]),
        ("1990~", ["PY  - 1990", "DA  - 1990///1990~"]),
    ],
)
def test_dates_in_ris(date: str, lines: list[str]) -> None:
    """What is no single day stands as other information behind the third slash."""
    source = parse(f"@book{{a, date = {{{date}}}}}").sources["a"]
    assert exports.ris(source).split("\n")[2:-1] == lines


def test_files() -> None:
    """Each format writes many sources into one file, in order, and none into an empty one."""
    sources = list(parse("@book{b, title = {B}}\n@book{a, title = {A}}").sources.values())
    bib, ris, csl_json = (made.write(sources) for made in exports.FORMATS)
    assert list(parse(bib).sources) == ["b", "a"]
    assert [record["id"] for record in rispy.loads(ris)] == ["b", "a"]
    assert [item["id"] for item in json.loads(csl_json)] == ["b", "a"]
    assert [made.write([]) for made in exports.FORMATS] == ["", "", "[]\n"]


def test_paths_of_files_are_not_published() -> None:
    """What is offered to readers names no file on the author's own disk."""
    source = parse("@book{a, title = {T}, file = {/home/ek/a.pdf}}").sources["a"]
    assert "/home/ek" in exports.bibtex(source)
    assert not any("/home/ek" in made.write([source]) for made in exports.FORMATS)


# --- any entry ------------------------------------------------------------------------------------

#: Pieces that mean something to BibTeX, LaTeX, EDTF or RIS, among plain letters.
PIECES = [
    "a", "Ö", "å", "B c", " ", "  ", "\n", "\t", "\N{NO-BREAK SPACE}", "\u2028", "\x0b", "–", "-",
    "--", "---", "`", "``", "'", "''", "!`", "?`", ",,", "<<", '"', "\\", "\\&", "\\%", "\\_",
    "\\{", "\\}", "{", "}", "{}", "{A}", "$", "$x^2$", "^", "_", "~", "#", "%", "&", "@", "=",
    ",", " and ", " others", "von ", "Jr.", "family=", "given=", "1990", "199X", "2013-05", "/",
    "?", "\\'e", "\\aa ", "\\emph{x}", "\\textbackslash{}", "\\unknown", "https://", "javascript:",
    "TY  - ",    "ER  - ", "\x00", "𝒪", "e\u0301", "tex.urn: x", "10.1/", "978", "s. 1-2",
]  # fmt: skip
FIELDS = [
    "title", "subtitle", "date", "year", "month", "urldate", "url", "doi", "isbn", "issn", "pages",
    "publisher", "institution", "note", "keywords", "crossref", "xdata", "journal", "journaltitle",
    "number", "type", "langid", "eprint", "file", "archiveurl", "curious", "langidopts", "key",
]  # fmt: skip
ROLES = ["author", "editor", "translator", "bookauthor", "editora", "holder"]
TYPES = ["book", "article", "incollection", "online", "legislation", "thesis", "set", "curious"]

values = st.lists(st.sampled_from(PIECES), max_size=7).map("".join) | st.text(max_size=12)
entries = st.builds(
    lambda kind, key, fields: (kind, key, fields),
    st.sampled_from(TYPES),
    st.sampled_from(["a", "b", "å:1", "x y", "k'"]),
    st.dictionaries(st.sampled_from(FIELDS + ROLES), values, max_size=6),
)


def bib_text(made: list[tuple[str, str, dict[str, str]]]) -> str:
    return "\n".join(
        f"@{kind}{{{key}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
        + "}" for kind, key, fields in made
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(entries, min_size=1, max_size=3).map(bib_text))
def test_every_entry_is_read_back_the_same(text: str) -> None:
    """Whatever was read, broken or not, is the same after an export to BibTeX; RIS has one record
    and CSL-JSON one valid item for it."""
    sources = list(parse(text).sources.values())
    again = parse(exports.bibtex_file(sources))
    assert [content(source) for source in again.sources.values()] == [
        content(source) for source in sources
    ]
    check_ris(sources)
    check_csl_json(sources)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, min_size=1, max_size=3).map(bib_text))
def test_every_entry_can_be_formatted(text: str) -> None:
    """Whatever was read has a reference, a citation and a place in a list."""
    library = Library(parse(text), APA)
    for key in library.sources:
        assert plain_text(library.reference(key)).strip()
        assert library.short(key)
        assert library.sort_key(key)
    assert not library.failures


def check_ris(sources: list[Source]) -> None:
    """A reader of RIS finds each source with its names, title, year and numbers."""
    records = read_ris(exports.ris_file(sources))
    assert len(records) == len(sources)
    for source, record in zip(sources, records, strict=True):
        assert record.get("ID") == [one_line(source.key)]
        names = [ris_name(name) for name in source.names.get("author", ())]
        assert record.get("AU", []) == [one_line(name) for name in names if one_line(name)]
        if source.title and source.type == "book" and "maintitle" not in source.fields:
            assert record.get("TI", [""]) == [one_line(source.title)]
        for field, tag in (("isbn", "SN"), ("note", "N1"), ("volume", "VL")):
            if one_line(source.get(field)):
                assert one_line(source.get(field)) in record[tag]


def check_csl_json(sources: list[Source]) -> None:
    """Each item is valid by CSL's schema, and citeproc-py reads what was written."""
    items: list[dict[str, Any]] = json.loads(exports.csl_json_file(sources))
    assert items == [exports.csl_json(source) for source in sources]
    for item in items:
        assert item.keys() <= VARIABLES
        Reference.model_validate(item)
        names = {part for who in item.values() if is_names(who) for name in who for part in name}
        assert names <= {"family", "given", "non-dropping-particle", "suffix", "literal"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = CiteProcJSON([{**item, "id": f"k{n}"} for n, item in enumerate(items)])
    assert len(library) == len(items)


def is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, dict) for name in value)


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """The records of a RIS file, by the letter of its specification."""
    records: list[dict[str, list[str]]] = []
    for line in filter(None, text.split("\n")):
        tag, dash, value = line[:2], line[2:6], line[6:]
        assert dash == "  - "
        if tag == "TY":
            records.append({})
        records[-1].setdefault(tag, []).append(value)
    assert all([*record][:: len(record) - 1] == ["TY", "ER"] for record in records)
    return records


def one_line(text: str) -> str:
    """*text* without line ends and doubled spaces."""
    words: list[str] = [""]
    for letter in text:
        if letter.isspace() and letter != "\N{NO-BREAK SPACE}":
            words.append("")
        else:
            words[-1] += letter
    return " ".join(filter(None, words)).strip()


def ris_name(name: Name) -> str:
    if name.others:
        return "et al."
    return name.literal or ", ".join(filter(None, [name.surname, name.given, name.suffix]))


clean_values = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20
).filter(str.strip)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["title", "publisher", "note", "number"]), clean_values),
    st.lists(st.tuples(clean_values, clean_values), max_size=3),
)
def test_other_readers(fields: dict[str, str], people: list[tuple[str, str]]) -> None:
    """pybtex and bibtexparser read the same type, key, names and fields from what we write."""
    names = tuple(Name(family, given) for family, given in people)
    source = Source("k", "book", {"author": names} if names else {}, fields)
    entry = parse_string(exports.bibtex_file([source]), "bibtex").entries["k"]
    assert entry.type == "book"
    assert {name: plain(value) for name, value in entry.fields.items()} == fields
    persons = [
        Name(plain(" ".join(person.last_names)), plain(" ".join(person.first_names)))
        for person in entry.persons.get("author", [])
    ]
    assert tuple(persons) == names
    (block,) = bibtexparser.parse_string(exports.bibtex_file([source])).entries
    assert (block.entry_type, block.key) == ("book", "k")
    read = {name: plain(field.value) for name, field in block.fields_dict.items()}
    assert {name: text for name, text in read.items() if name != "author"} == fields
