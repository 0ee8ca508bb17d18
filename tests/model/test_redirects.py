"""Old addresses that no page names: read row by row, and told to servers as they are."""

from __future__ import annotations

import re

import pytest

from sphinx_publication.model import redirect_rules
from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.problems import Kind
from sphinx_publication.model.redirects import read, with_rows, written

LABEL = "search/label/Råd & stöd, C#"


def test_rows_are_read_with_their_lines() -> None:
    """Paths and whole addresses, comments passed over, what is wrong named by its line."""
    text = (
        "old,new,why\n# labels\n"
        "/search/label/R%C3%A5d,/amnen/rad/,label\n"
        "https://prov.blogspot.se/p/om.html,om/\n"
        "/rss.xml,https://annat.example/x.xml\n"
        "/search?q=x,/sok/\n/../etc,/om/\n/p/om.html,/annat/\n/x,javascript:alert(1)\n"
    )
    reading = read(text, "redirects.csv")
    assert [(one.old, one.new, one.line) for one in reading.redirects] == [
        ("search/label/Råd", "amnen/rad/", 3),
        ("p/om.html", "om/", 4),
        ("rss.xml", "https://annat.example/x.xml", 5),
    ]
    assert [(problem.kind, problem.line) for problem in reading.problems] == [
        (Kind.REDIRECTS_VALUE, 6),
        (Kind.REDIRECTS_VALUE, 7),
        (Kind.REDIRECTS_TWICE, 8),
        (Kind.REDIRECTS_VALUE, 9),
    ]
    assert read("a,b\n", "x").problems[0].kind is Kind.REDIRECTS_COLUMNS


def test_rows_are_added_and_none_is_changed() -> None:
    """What stands there stays byte for byte; a row that is there in any spelling is not added."""
    mine = "old,new\n/search/label/R%C3%A5d,/annat/"
    made = with_rows(mine, {"search/label/Råd": "amnen/rad/", LABEL: "amnen/c/"})
    assert made == f'{mine}\n"/search/label/Råd%20%26%20stöd,%20C%23",/amnen/c/\n'
    assert with_rows(made, {LABEL: "amnen/c/"}) == made
    assert read(made, "").redirects[1].old == LABEL


@pytest.mark.parametrize("path", [LABEL, "a/b.html", 'x"y', "50%", "a+b;c=d", "統合/é", "a?b"])
def test_an_address_as_people_read_it_leads_back_to_its_path(path: str) -> None:
    """Nothing in it is taken for a query, a fragment or an escape."""
    assert old_path(f"/{written(path)}") == path


def test_servers_read_nothing_but_addresses() -> None:
    """No quotation mark, variable, wildcard or pattern gets into a rule as such."""
    rules = {'/a"; return 200 "$x.html': "/b/", "/c*d:e": "/f/", "/2013/12/å b.html": "/g/"}
    assert redirect_rules.plain(rules) == (
        "/a%22%3B%20return%20200%20%22%24x.html /b/ 301\n/2013/12/%C3%A5%20b.html /g/ 301\n"
    )
    first, *_, last = redirect_rules.apache(rules).splitlines()
    pattern = re.fullmatch(r'RedirectMatch 301 "(.*)" "/b/"', first)
    assert pattern is not None
    assert re.fullmatch(pattern[1], '/a"; return 200 "$x.html')
    assert '"' not in pattern[1].replace('\\"', "")
    assert last == 'RedirectMatch 301 "^/2013/12/å b\\.html/?$" "/g/"'
    assert redirect_rules.apache({"/x": "/%E7%B5%B1/?a=%20#b"}).endswith('"/統/?a=%20#b"\n')
    assert '    "/a\\"; return 200 \\"$x.html" "/b/";\n' in redirect_rules.nginx(rules)


def test_capitals_count_with_nginx_where_they_tell_addresses_apart() -> None:
    """It knows no capitals in a map; two rules that differ in them alone stop it from starting."""
    rules = {"/l/Stöd": "/s/", "/l/stöd": "/s/", "/X.html": "/1/", "/x.html": "/2/"}
    lines = [line.strip() for line in redirect_rules.nginx(rules).splitlines()]
    assert [line for line in lines if line.startswith('"')] == [
        '"/l/Stöd" "/s/";',
        '"~^/X\\\\.html$" "/1/";',
        '"~^/x\\\\.html$" "/2/";',
    ]
