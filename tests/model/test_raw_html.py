"""HTML that authors may write: what stays is harmless alone and together, and no word is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_publication.model import raw_html

RULES = raw_html.allowed()

#: Classics of mutation, split tags, namespaces, handlers and addresses.
HOSTILE = (
    "<script>", "</script>", "<ScRiPt src=//x.example/y>", "<style>", "</style>",
    "<b onclick=x()>", "<b/onmouseover=x>", "</b>", "<img src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>", "<svg>", "</svg>", "<svg/onload=x>", "<math>", "<mtext>",
    "<mglyph>", "<annotation-xml encoding='text/html'>", "<foreignObject>", "<desc>", "<title>",
    "</title>", "<noscript>", "</noscript>", "<template>", "</template>", "<textarea>", "<xmp>",
    "<plaintext>", "<iframe srcdoc='<b>'>", "<noembed>", "<select>", "<option>", "<table>",
    "<tr>", "<td>", "</table>", "<p>", "</p>", "<a>", "<a href='java\tscript:x'>",
    "<a href='&#x6A;avascript:x'>", "<a href=data:text/html,x>", "</a>", "<a title='<!--'>",
    '<a title="--><img src=x onerror=x>">', "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>",
    "<?xml", "<", ">", '"', "'", '<div title="', "<use xlink:href='#x'>", "<animate onbegin=x>",
    "<form action=javascript:x>", "<button formaction=javascript:x>", "<base href=//x>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//x>", "<object data=x>",
    "<body onload=x>", "</body>", "</article>", "<details ontoggle=x open>",
    "<video poster=javascript:x><source onerror=x>", "<img srcset='x, y'>", "<b style='x: y'>",
    "<path fill='url(//x)'>", "<!--k1-->", "k", "\ue000", "words", "å &amp; ö", "\x00", "<br>",
)  # fmt: skip

_TAG = r'<[a-zA-Z0-9]+(?: [a-zA-Z-]+="[^"<>]*")*>|</[a-zA-Z0-9]+>'


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.none() | st.lists(st.sampled_from(HOSTILE), max_size=6).map("".join), max_size=6)
)
def test_whatever_is_written_only_what_is_allowed_comes_out(pieces: list[str | None]) -> None:
    """Whole tags and escaped text in every piece, and nothing outside the list."""
    parts, _broken = raw_html.clean(pieces, RULES)
    assert len(parts) == len(pieces)
    for part in parts:
        assert not re.search("[<>]", re.sub(_TAG, "", part))
    # Anything that is escaped may stand between them.
    for between in ("", "<p>x</p>", "&lt;/b&gt;"):
        for element in BeautifulSoup(between.join(parts), "html.parser").find_all(True):
            assert element.name in RULES.elements
            for name, value in element.attrs.items():
                assert RULES.has(element.name, name)
                assert not re.match(r"\W*(java|vb)script|data:", str(value))
                assert name != "src" or not str(value).startswith("//")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join))
def test_there_is_nothing_left_to_take_out(text: str) -> None:
    """Of what has been cleaned once, whatever a browser's parser makes of it the next time."""
    (once,), _broken = raw_html.clean([text], RULES)
    assert raw_html.found(once.replace(f' rel="{raw_html.OUTWARD}"', ""), RULES) == []
    (twice,), broken = raw_html.clean([once], RULES)
    assert broken == []
    assert Counter(re.sub("<[^>]*>|\\s", "", twice)) == Counter(re.sub("<[^>]*>|\\s", "", once))


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        (["<b>", None, "</b>"], ["<b>", "", "</b>"]),
        (["<b onclick='x'>", None, "</b>"], ["<b>", "", "</b>"]),
        (["<b>", None], ["<b>", "</b>"]),
        (["</div></main>", None], ["", ""]),
        (["<table>", "<tr>", "<td>", None, "</td></tr></table>"],
         ["<table>", "<tbody><tr>", "<td>", "", "</td></tr></tbody></table>"]),
        (["<script>", None, "</script>"], ["", "", ""]),
        (["<font color='red'>ord</font>"], ["ord"]),
        (["<img src='//x.example/y.png' alt='En &lt;katt>'>"], ["En &lt;katt&gt;"]),
        (["<a title='<!--k0-->' href='x'>k</a>"], ['<a title="&lt;!--k0--&gt;" href="x">k</a>']),
        (["<!-- note -->ord"], ["ord"]),
    ],
)  # fmt: skip
def test_elements_may_begin_and_end_in_different_pieces(
    pieces: list[str | None], kept: list[str]
) -> None:
    """Markdown gives each tag of a line by itself; words and pictures' words stay."""
    assert raw_html.clean(pieces, RULES) == (kept, raw_html.clean(pieces, RULES)[1])


@pytest.mark.parametrize("piece", ['<div title="', "<!--", "<script>", "<plaintext>", "<b"])
def test_what_would_swallow_the_page_is_broken(piece: str) -> None:
    """What stands after it stays, with its own tags."""
    parts, broken = raw_html.clean([piece, None, "<i>", None, "</i>"], RULES)
    assert broken == [0]
    assert parts == ["", "", "<i>", "", "</i>"]


@pytest.mark.parametrize(
    ("text", "what", "is_unsafe"),
    [
        ("a\n<SCRIPT>", "<script>", True),
        ("\n<b\nonclick=x>", "onclick", True),
        ("\n<a href=' java\tscript:x'>", "href=java script:x", True),
        ("\n<b style='x'>", "style= in <b>", False),
        ("\n<font>", "<font>", False),
        ("\n<img alt='' src='https://x.example/y'>", "src=https://x.example/y", False),
        ("\n<rect fill='url(//x)'>", "fill=url(//x)", False),
    ],
)
def test_what_is_taken_out_is_named(text: str, what: str, is_unsafe: bool) -> None:
    """With its line; what is only unknown is told apart from what runs."""
    assert raw_html.found(text, RULES) == [raw_html.Found(1, what, is_unsafe)]


def test_the_publication_may_allow_more() -> None:
    """Elements and attributes by name; addresses are judged all the same."""
    more = raw_html.allowed({"iframe": ["src"], "*": ["style"]})
    text = "<iframe src='https://x.example/'></iframe><b style='color: red'>ord</b>"
    assert raw_html.found(text, more) == []
    assert "iframe" in raw_html.clean([text], more)[0][0]
    assert 'style="color: red"' in raw_html.clean([text], more)[0][0]
    (kept,), _broken = raw_html.clean(["<iframe src='javascript:x'></iframe>"], more)
    assert kept == "<iframe></iframe>"
    with pytest.raises(ValueError, match="publication_html"):
        raw_html.check({"iframe": "src"})


def test_tags_without_a_fellow_are_found() -> None:
    """Not those that HTML lets end by themselves, nor those that are named anyway."""
    pieces = [(1, "<div>\n<b>"), (5, "</i><li>a<br></b></div><form>")]
    assert list(raw_html.unpaired(pieces, RULES)) == [(5, "</i>")]
    assert list(raw_html.unpaired([(1, "<div>\n<b>")], RULES)) == [(1, "<div>"), (2, "<b>")]
