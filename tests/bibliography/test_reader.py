"""What is read from .bib files, and what is said about those that are not in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_publication.bibliography.reader import Reading, read
from sphinx_publication.model.problems import Kind
from sphinx_publication.model.sources import Name


def parse(tmp_path: Path, *texts: str | bytes) -> Reading:
    """The reading of files with these *texts*: 0.bib, 1.bib and so on."""
    paths = [tmp_path / f"{number}.bib" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(paths)


def found(reading: Reading) -> list[tuple[str, Kind, int]]:
    """File name, kind and line of each problem."""
    return [(Path(p.path).name, p.kind, p.line) for p in reading.problems]


def test_entry(tmp_path: Path) -> None:
    """An entry keeps its key, type, names, fields, file and line; BibTeX's field names become
    biblatex's."""
    reading = parse(
        tmp_path,
        '\n\n@Article{Åhgren:2011,\n Author = {Åhgren, Bengt}, journal = "Work",\n'
        "YEAR = 2011, title = {{A Decade} of \\emph{care}} }",
    )
    source = reading.sources["Åhgren:2011"]
    assert (source.type, source.path, source.line) == ("article", str(tmp_path / "0.bib"), 3)
    assert source.names == {"author": (Name("Åhgren", "Bengt"),)}
    assert source.fields == {"journaltitle": "Work", "year": "2011", "title": "A Decade of care"}
    assert not reading.problems


def test_strings_comments_and_preamble(tmp_path: Path) -> None:
    """@strings hold across files, and what is commented out is not read."""
    reading = parse(
        tmp_path,
        """@string{KF = {The King's Fund}} @preamble{"\\newcommand{\\x}{}"}
        Free text with an @ and an address: who@example.org.
        % @book{out1, title = {x}}
        @comment{ @book{out2, title = {x}} }
        @report(a, institution = kf # { och } # KF, month = mar)""",
        "@report{b, institution = KF}",
    )
    assert {key: source.get("institution") for key, source in reading.sources.items()} == {
        "a": "The King's Fund och The King's Fund",
        "b": "The King's Fund",
    }
    assert reading.sources["a"].get("month") == "3"
    assert not reading.problems


def test_duplicate_key(tmp_path: Path) -> None:
    """Of two entries with one key the first stands; the other is reported and set aside."""
    reading = parse(tmp_path, "@book{a, title = {1}}\n@book{b,}", "\n@book{a, title = {2}}")
    assert reading.sources["a"].title == "1"
    assert [source.title for source in reading.duplicates] == ["2"]
    assert found(reading) == [("1.bib", Kind.BIB_KEY_TAKEN, 2)]
    assert "'a'" in reading.problems[0].text
    assert f"{tmp_path / '0.bib'}:1" in reading.problems[0].text


def test_unknown_type(tmp_path: Path) -> None:
    """An entry of unknown type is kept and reported."""
    reading = parse(tmp_path, "@curious{a, title = {T}}\n@legislation{b,}")
    assert reading.sources["a"].type == "curious"
    assert found(reading) == [("0.bib", Kind.BIB_TYPE_UNKNOWN, 1)]
    assert "@curious" in reading.problems[0].text


def test_name_with_too_many_commas(tmp_path: Path) -> None:
    """A name that cannot be taken apart is kept whole, and its neighbours are read."""
    reading = parse(tmp_path, "@book{a, author = {Ham, Chris, Walsh, Nicola and Ek, Bo}}")
    assert reading.sources["a"].names["author"] == (
        Name(literal="Ham, Chris, Walsh, Nicola"),
        Name("Ek", "Bo"),
    )
    assert found(reading) == [("0.bib", Kind.BIB_NAME, 1)]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("@book{å, title = {Åtgärder}}\n@book{b,}".encode("latin-1"), 1),
        (b"\xef\xbb\xbf" + "@book{å, title = {Åtgärder}}".encode(), 1),
        ("@book{å, title = {Åtgärder}}".encode("utf-16"), 1),
        ("@book{å, title =\n".encode() + "{Åtgärder}}".encode("cp1252"), 2),
    ],
    ids=["latin-1", "byte order mark", "UTF-16", "one line in Windows-1252"],
)
def test_encoding(tmp_path: Path, data: bytes, line: int) -> None:
    """A file that is not plain UTF-8 is read all the same, and reported."""
    reading = parse(tmp_path, data)
    assert reading.sources["å"].title == "Åtgärder"
    assert found(reading) == [("0.bib", Kind.BIB_ENCODING, line)]


def test_control_characters(tmp_path: Path) -> None:
    """Characters that no page may hold are reported once, and become spaces."""
    reading = parse(tmp_path, "@book{a,\n title = {One\x08two\x0bthree\x00}}")
    assert reading.sources["a"].title == "One two three"
    assert found(reading) == [("0.bib", Kind.BIB_ENCODING, 2)]
    assert "U+0008" in reading.problems[0].text


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("@book{b,\n title = {T},\n note = {never closed\n", 3),
        ("@book{b,\n title = {T}\n note = {no comma}}\n", 3),
        ("@book{b,\n title = {T},\n note = }\n", 3),
        ('@book{b,\n title = {T},\n note = "never closed}\n', 3),
        ("@book{b,\n title = {T}, note = {one } too many}}\n", 2),
    ],
)
def test_broken_entry(tmp_path: Path, broken: str, line: int) -> None:
    """An entry that breaks off is reported where it does, kept as far as it was read, and takes
    no other entry with it."""
    reading = parse(tmp_path, f"{broken}@book{{c, title = {{C}}}}\n@book{{d, title = {{D}}}}")
    assert {key: source.title for key, source in reading.sources.items()} == {
        "b": "T", "c": "C", "d": "D",
    }  # fmt: skip
    assert found(reading) == [("0.bib", Kind.BIB_ENTRY_BROKEN, line)]


def test_entry_without_key(tmp_path: Path) -> None:
    """An entry without a key is reported, and the next one is read."""
    reading = parse(tmp_path, "@book{, title = {T}}\n@book{b, title = {B}}")
    assert list(reading.sources) == ["b"]
    assert found(reading) == [("0.bib", Kind.BIB_ENTRY_BROKEN, 1)]


def test_field_twice(tmp_path: Path) -> None:
    """Of two fields with one name the first stands; the other is reported."""
    reading = parse(tmp_path, "@book{a, title = {1}, title = {2}}")
    assert reading.sources["a"].title == "1"
    assert found(reading) == [("0.bib", Kind.BIB_FIELD_TWICE, 1)]


def test_undefined_string(tmp_path: Path) -> None:
    """A @string that is not defined is reported, and its name stands for it."""
    reading = parse(tmp_path, "@book{a, publisher = nosuch}")
    assert reading.sources["a"].get("publisher") == "nosuch"
    assert found(reading) == [("0.bib", Kind.BIB_STRING_UNKNOWN, 1)]


def test_bad_date(tmp_path: Path) -> None:
    """A date that is none is reported, and printed as it stands."""
    reading = parse(tmp_path, "@book{a, date = {17/12 2013}}\n@book{b, year = {in press}}")
    assert reading.sources["a"].get("date") == "17/12 2013"
    assert found(reading) == [("0.bib", Kind.BIB_DATE, 1)]


def test_bad_address(tmp_path: Path) -> None:
    """An address that no one should follow is reported; one without a scheme is left alone."""
    reading = parse(
        tmp_path,
        "@online{a, url = {javascript:alert(1)}}\n@online{b, archiveurl = {data:x}}\n"
        "@online{c, url = {www.example.org/a}}",
    )
    assert found(reading) == [
        ("0.bib", Kind.BIB_ADDRESS_UNSAFE, 1), ("0.bib", Kind.BIB_ADDRESS_UNSAFE, 2),
    ]  # fmt: skip
    assert reading.sources["a"].get("url") == "javascript:alert(1)"


def test_bad_identifier(tmp_path: Path) -> None:
    """A number whose check digit is wrong is reported with its field, and kept."""
    reading = parse(tmp_path, "@book{a, isbn = {978-91-7164-206-7}, issn = {1568-4156}}")
    assert found(reading) == [("0.bib", Kind.BIB_IDENTIFIER, 1)]
    assert "'978-91-7164-206-7', the isbn of 'a'" in reading.problems[0].text
    assert reading.sources["a"].get("isbn") == "978-91-7164-206-7"


def test_date_that_is_not_certain(tmp_path: Path) -> None:
    """In dates "~" is EDTF's sign, not TeX's space."""
    reading = parse(tmp_path, "@book{a, date = {1990~}, title = {A~B}}")
    assert reading.sources["a"].fields == {"date": "1990~", "title": "A\N{NO-BREAK SPACE}B"}


def test_fields_in_notes(tmp_path: Path) -> None:
    """What Zotero's users write into "Extra" as fields are fields; the rest stays a note."""
    reading = parse(
        tmp_path,
        """@online{a, url = {https://example.org/}, note = {Read in May
        tex.archiveurl: https://archive.example/a_b
        tex.archivedate: 2020-05-03
        tex.url: https://other.example/}}""",
    )
    assert reading.sources["a"].fields == {
        "url": "https://example.org/",
        "note": "Read in May tex.url: https://other.example/",
        "archiveurl": "https://archive.example/a_b",
        "archivedate": "2020-05-03",
    }


def test_sets_and_relations(tmp_path: Path) -> None:
    """Sets, relations and other names of an entry are kept as they are."""
    reading = parse(
        tmp_path,
        "@set{s, entryset = {a, b}}\n@book{a, related = {b}, relatedtype = {translationof},"
        "ids = {old}, shorthand = {A}, pubstate = {inpress}}\n@book{b,}",
    )
    assert reading.sources["s"].get("entryset") == "a, b"
    assert reading.sources["a"].fields == {
        "related": "b", "relatedtype": "translationof", "ids": "old", "shorthand": "A",
        "pubstate": "inpress",
    }  # fmt: skip
    assert not reading.problems


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is reported, and the others are read."""
    (tmp_path / "b.bib").write_text("@book{b,}")
    reading = read([tmp_path / "a.bib", tmp_path / "b.bib"])
    assert list(reading.sources) == ["b"]
    assert found(reading) == [("a.bib", Kind.BIB_FILE_MISSING, 0)]


def test_crossref(tmp_path: Path) -> None:
    """A chapter takes over what it lacks from its book, whose title becomes its booktitle."""
    reading = parse(
        tmp_path,
        """@incollection{part, title = {Part}, crossref = {whole}, keywords = {own}}
        @collection{whole, title = {Whole}, subtitle = {All}, editor = {Ek, Bo},
            xdata = {house}, date = {2015}, keywords = {other}}
        @xdata{house, publisher = {NNS}, location = {Sala}}""",
    )
    part = reading.sources["part"]
    assert part.names == {"editor": (Name("Ek", "Bo"),)}
    assert {**part.fields} == {
        "title": "Part", "crossref": "whole", "booktitle": "Whole", "booksubtitle": "All",
        "publisher": "NNS", "location": "Sala", "date": "2015", "keywords": "own",
    }  # fmt: skip


@pytest.mark.parametrize("parent", ["nowhere", "a", "b"])
def test_parent_that_cannot_be_used(tmp_path: Path, parent: str) -> None:
    """A crossref to nothing, to itself or in a circle is reported."""
    reading = parse(
        tmp_path, f"@inbook{{a, crossref = {{{parent}}}}}\n@book{{b, crossref = {{a}}}}"
    )
    assert list(reading.sources) == ["a", "b"]
    assert [kind for _, kind, _ in found(reading)] == [Kind.BIB_PARENT_MISSING]


def test_verbatim_fields(tmp_path: Path) -> None:
    """Addresses keep their letters, and lose only TeX's escapes."""
    reading = parse(tmp_path, r"@online{a, url = {\url{https://example.org/a\_b--c~d%20e}}}")
    assert reading.sources["a"].get("url") == "https://example.org/a_b--c~d%20e"


def test_every_message_says_where_what_and_how(tmp_path: Path) -> None:
    """Each message names file, line and key, and what to do."""
    reading = parse(tmp_path, "@odd{key1, author = {A, B, C, D}, date = {x}, title = y}")
    assert {problem.kind for problem in reading.problems} == {
        Kind.BIB_TYPE_UNKNOWN, Kind.BIB_NAME, Kind.BIB_DATE, Kind.BIB_STRING_UNKNOWN,
    }  # fmt: skip
    for problem in reading.problems:
        assert str(problem).startswith(f"{tmp_path / '0.bib'}:1: ")
        assert "'key1'" in str(problem)
        assert ";" in problem.text


PIECES = [
    "@book{", "@article(", "@string{", "@comment{", "@preamble{", "a", "å", ",", "=", "{", "}",
    "(", ")", '"', "#", "\n", " ", "%", "title", "author", "date", " and ", "\\", "$", "\\'",
    "&", "~", "12", "@", "xdata={", "crossref={a}", "\\url{", "\r", "others", "family=", "\0",
]  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_can_be_read(tmp_path: Path, text: str) -> None:
    """Nothing that a file may hold stops the reading, not even of what follows it."""
    reading = parse(tmp_path, text + "\n", "@book{last, title = {T}}")
    assert "last" in reading.sources


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=60))
def test_any_bytes_can_be_read(tmp_path: Path, data: bytes) -> None:
    """No bytes stop the reading, whatever their encoding."""
    parse(tmp_path, data)


def test_many_entries(tmp_path: Path) -> None:
    """No entry of a long file is lost, although some in it are broken and some share a key."""
    entries = [f"@article{{k{n}, author = {{A, B}}, title = {{T{n}}}, year = 2001}}" for n in
               range(500)]  # fmt: skip
    entries[100] = "@article{k100, title = {T100}, note = {"
    entries[200] = entries[0]
    reading = parse(tmp_path, "\n".join(entries))
    assert len(reading.sources) + len(reading.duplicates) == 500
    assert len(reading.problems) == 2
