"""Citations as people write them, and everything that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_publication.bibliography.citation_rule import TOKEN, citation_plugin
from sphinx_publication.bibliography.citation_syntax import Handle
from sphinx_publication.bibliography.targets import parse_targets

KNOWN = frozenset({"goodwin2013", "ham2013", "sfs2003_1210", "öberg"})


def parser(handles: list[Handle] | None = None) -> MarkdownIt:
    """Return a parser of Markdown that knows a few keys."""
    noted = [] if handles is None else handles
    md = MarkdownIt("commonmark").enable("table")
    return md.use(citation_plugin, known=KNOWN.__contains__, note=noted.append)


def leaves(tokens: list[Token]) -> list[Token]:
    """Return the tokens of running text; those within a picture's text alternative too."""
    found = []
    for token in tokens:
        inner = token.children if token.type in ("inline", "image") else None
        found += leaves(inner) if inner else [token]
    return found


def cited(text: str) -> list[str]:
    """Return the citations of a text, as "role:target"."""
    found = (token for token in leaves(parser().parse(text)) if token.type == TOKEN)
    return [f"{token.meta['role']}:{token.meta['target']}" for token in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@goodwin2013, s. 12; se även @ham2013]", ["p:goodwin2013{s. 12},{se även}ham2013"]),
        ("[@ham2013]", ["p:ham2013"]),
        ("[@ham2013, @goodwin2013]", ["p:ham2013,goodwin2013"]),
        ("[se @ham2013 s. 12]", ["p:{se}ham2013{s. 12}"]),
        ("[se\n@ham2013]", ["p:{se}ham2013"]),
        ("[@ham2013, s. 1; min *översättning*]", ["p:ham2013{s. 1; min översättning}"]),
        ("[-@ham2013, s. 3; @goodwin2013]", ["p:-ham2013{s. 3},goodwin2013"]),
        ("[@{ham2013}, {s. 3}]", ["p:ham2013{(s. 3)}"]),
        ("[@ham2013] [@goodwin2013]", ["p:ham2013", "p:goodwin2013"]),
        ("@goodwin2013 [s. 12]", ["t:goodwin2013{s. 12}"]),
        ("@sfs2003_1210 [8 §]", ["t:sfs2003_1210{8 §}"]),
        ("@ham2013 säger, enligt @öberg.", ["t:ham2013", "t:öberg"]),
        ("År -@ham2013 kom (@ham2013)", ["year:ham2013", "t:ham2013"]),
        ("@ham2013-rapporten, _@ham2013_ **[@ham2013]**", ["t:ham2013", "t:ham2013", "p:ham2013"]),
        ("@ham2013 [en anmärkning] @ham2013 [s. 2](x)", ["t:ham2013", "t:ham2013"]),
        ("[@ham2013 och @goodwin2013]", ["t:ham2013", "t:goodwin2013"]),
        ("| a |\n|---|\n| [@ham2013, s. 1] |", ["p:ham2013{s. 1}"]),
        ("[@unknown]", ["p:unknown"]),
        ("[foto: @unknown2013]", ["p:{foto:}unknown2013"]),
    ],
)
def test_what_is_a_citation(text: str, expected: list[str]) -> None:
    """Brackets, running text and the year alone, with words and places before and after."""
    assert cited(text) == expected
    for one in expected:
        assert parse_targets(one.partition(":")[2])


@pytest.mark.parametrize(
    "text",
    [
        "anna@ham2013.se, <bo@ham2013.se>, x@ham2013, ham-@ham2013",
        "@anna, @Ham2013, @ham2013@example.social och [foto: @anna]",
        "[@anna@example.social], [se @ham2013@example.social]",
        "https://example.social/@ham2013, (https://x.se/(@ham2013)), example.social/@ham2013",
        "`@ham2013` och `[@ham2013]` och [`@ham2013`]",
        "```\n@ham2013 [@ham2013]\n```\n\n    @ham2013\n",
        "[@ham2013](x.md), [se @ham2013 här](x.md), [@ham2013][ham]\n\n[ham]: x.md",
        "<https://x.se/@ham2013> <a title='[@ham2013]' href='x'>@ham2013</a>",
        "\\@ham2013, \\[@anna], [\\@ham2013], [^@ham2013]",
        "@, [@], []@[@], [@ ham2013], -@",
    ],
)
def test_what_is_none(text: str) -> None:
    """Addresses, handles, code, links, tags, notes and escaped signs are left as they are."""
    assert cited(text) == []
    assert parser().render(text) == MarkdownIt("commonmark").enable("table").render(text)


def test_a_picture_keeps_its_words() -> None:
    """In a text alternative a citation stays what the author wrote."""
    tokens = leaves(parser().parse("![Ur @ham2013 [s. 2]](x.png)"))
    assert [token.children[0].content for token in tokens if token.children] == ["@ham2013 [s. 2]"]


def test_names_that_new_keys_may_change_are_noted() -> None:
    """Each name outside brackets, with its beginnings; code and links have none."""
    handles: list[Handle] = []
    parser(handles).render("@anna-b säger @ham2013, `@bo`, [@cia](x), [foto: @dan].")
    assert list(dict.fromkeys(handles)) == [
        Handle(("anna-b", "anna"), ""),
        Handle(("ham2013",), "ham2013"),
        Handle(("dan",), ""),
    ]


MARKS = st.text(alphabet="@[]()-_*`\\;,.{}:/<>^| \n12§sham20ö", max_size=40)


@given(st.one_of(MARKS, st.text(max_size=60)))
def test_no_text_makes_it_fail(text: str) -> None:
    """Whatever is written, it is read, and each citation is one that bibtex's roles can read."""
    for token in leaves(parser().parse(text)):
        if token.type == TOKEN:
            assert parse_targets(token.meta["target"])


@given(st.one_of(MARKS, st.text(max_size=60)).map(lambda text: text.replace("@", "")))
def test_text_without_the_sign_is_never_changed(text: str) -> None:
    """The rule is not seen where there is no "@"."""
    assert parser().render(text) == MarkdownIt("commonmark").enable("table").render(text)


def myst() -> MarkdownIt:
    """Return MyST's own parser with what publications turn on."""
    extensions = {"attrs_inline", "colon_fence", "deflist", "dollarmath", "smartquotes"}
    return create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)


@given(st.one_of(MARKS, st.text(max_size=60)))
def test_myst_reads_the_rest_as_before(text: str) -> None:
    """In MyST's parser too: without "@" nothing changes, and no text makes it fail."""
    with_rule = myst().use(citation_plugin, known=KNOWN.__contains__, note=lambda handle: None)
    with_rule.parse(text)
    plain = text.replace("@", "")
    expected = [token.as_dict() for token in myst().parse(plain)]
    assert [token.as_dict() for token in with_rule.parse(plain)] == expected
