"""Numbers of URN:NBN are given once, and the resolver's file says where they lead."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_publication.model.problems import Kind
from sphinx_publication.model.urns import Given, as_text, check, read, source_file, with_new

NS = {"u": "urn:nbn:se:uu:ub:epc-schema:rs-location-mapping"}
ONE, TWO = Given(1, "2013/12/å b/"), Given(7, "2014/01/b/")


def test_a_file_reads_back_as_it_was_written() -> None:
    """By number, with addresses as people read them."""
    text = as_text([TWO, ONE])
    assert text == "number,address\n1,/2013/12/å%20b/\n7,/2014/01/b/\n"
    assert read(text, "urn.csv").given == (ONE, TWO)


def test_a_number_is_never_given_again() -> None:
    """New posts get those after the highest, however many are gone; known ones keep theirs."""
    given = with_new([ONE, TWO], ["2014/01/b/", "2015/01/c/", "2015/01/c/", "2015/02/d/"])
    assert given == (ONE, TWO, Given(8, "2015/01/c/"), Given(9, "2015/02/d/"))


def test_a_line_that_cannot_be_right_is_named() -> None:
    """With its line; a number or an address that stands twice, too."""
    text = "number,address\n1,/a/\nx,/b/\n1,/c/\n2,/a/\n0,/d/\n3,e\n4\n\n5,/f/\n"
    reading = read(text, "urn.csv")
    assert reading.given == (Given(1, "a/"), Given(5, "f/"))
    assert [one.line for one in reading.problems] == [3, 4, 5, 6, 7, 8]
    assert {one.kind for one in reading.problems} == {Kind.URN_LINE}


def test_the_source_file_has_the_form_of_its_schema() -> None:
    """Version 3.0; a record for each number, with its name and where it is now."""
    text = source_file("urn:nbn:se:prov", "https://b.example/", [TWO, ONE])
    records = etree.fromstring(text.encode())
    assert etree.QName(records).localname == "records"
    assert [etree.QName(one).localname for one in records] == [
        "protocol-version",
        "record",
        "record",
    ]
    assert records.findtext("u:protocol-version", namespaces=NS) == "3.0"
    assert records.xpath("u:record/u:header/u:identifier/text()", namespaces=NS) == [
        "urn:nbn:se:prov-1",
        "urn:nbn:se:prov-7",
    ]
    path = "u:record/u:header/u:destinations/u:destination[@status='activated']/u:url/text()"
    assert records.xpath(path, namespaces=NS) == [
        "https://b.example/2013/12/%C3%A5%20b/",
        "https://b.example/2014/01/b/",
    ]


@pytest.mark.parametrize("namespace", ["", "urn:nbn:se:kb:publ", "urn:nbn:se:scb"])
def test_namespaces_as_the_library_registers_them(namespace: str) -> None:
    """Letters, digits and colons; none turns the names off."""
    check(namespace)


@pytest.mark.parametrize("namespace", ["urn:nbn:se:2013", "urn:nbn:fi:x", "urn:nbn:se:å", "x"])
def test_others_are_refused(namespace: str) -> None:
    """Years are taken, and other countries have their own."""
    with pytest.raises(ValueError, match=r"publication_urn in conf.py"):
        check(namespace)
