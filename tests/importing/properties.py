"""What holds of the converter for any HTML, and the HTML that it is tried on."""

from __future__ import annotations

from urllib.parse import urlsplit

from docutils import nodes
from hypothesis import strategies as st
from importing.words import ALL, USUAL, document, of_html, of_markdown, without

from sphinx_publication.importing.html.convert import Context, convert

CONTEXT = Context(
    link=lambda address: "../2013/tio.md" if "/2013/12/tio.html" in address else address,
    picture=lambda src: (
        "" if "gone" in src or "file:" in src else "bilder/" + src.rsplit("/", 1)[-1]
    ),
)


def made(html: str) -> str:
    """Return *html* as MyST, read by MyST with the same words in it and nothing wrong."""
    result = convert(html, CONTEXT)
    kept = without(of_html(html), result.remarks)
    for extensions in (USUAL, ALL):
        assert of_markdown(result.markdown, extensions) == kept, result.markdown
    return result.markdown.rstrip("\n")


def harmless(html: str) -> None:
    """Check that MyST reads nothing in the result of *html* that the converter did not write."""
    result = convert(html, CONTEXT)
    for extensions in (USUAL, ALL):
        of_markdown(result.markdown, extensions)  # which finds faults and raw HTML
        read = document(result.markdown, extensions)
        strange = [node for node in read.findall() if isinstance(node, _STRANGE)]
        assert not strange, f"{strange}\n{result.markdown}"
        for link in read.findall(nodes.reference):
            scheme = urlsplit(link.get("refuri", "")).scheme
            assert scheme in ("", "http", "https", "ftp", "tel"), result.markdown
        for image in read.findall(nodes.image):
            assert image["uri"].startswith("bilder/"), result.markdown


#: What the converter never writes.
_STRANGE = (
    nodes.math,
    nodes.math_block,
    nodes.comment,
    nodes.target,
    nodes.substitution_reference,
    nodes.field_list,
    nodes.Admonition,
    nodes.citation,
    nodes.topic,
    nodes.problematic,
)

#: Text of signs that mean something.
TEXT = st.text(
    alphabet=st.sampled_from("aåB12 \u00a0*_`[]{}()#$@!&;:.,~^|\\/-+=%'\"\n\u200b"), max_size=12
).map(lambda text: text.replace("&", "&amp;"))
INLINE = st.recursive(
    TEXT | st.just("<br>"),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "span", "code", "sub", "u", "s", 'a href="http://a.se/"']),
        st.lists(inner, max_size=3),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
#: HTML whose elements are closed, whose words every parser finds alike.
SOUND = st.recursive(
    st.lists(INLINE, max_size=4).map("".join),
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(["p", "div", "blockquote", "h2", "h4", "pre"]),
            st.lists(inner, max_size=3),
        ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
        st.tuples(st.sampled_from(["ul", "ol"]), st.lists(inner, max_size=3)).map(
            lambda pair: f"<{pair[0]}><li>{'</li><li>'.join(pair[1])}</li></{pair[0]}>"
        ),
        st.lists(inner, min_size=2, max_size=4).map(
            lambda cells: f"<table><tr><td>{'</td><td>'.join(cells)}</td></tr></table>"
        ),
    ),
    max_leaves=5,
)

_TAGS = (
    "a abbr b big blockquote br caption center code dd del details div dl dt em embed figcaption "
    "figure font form h1 h3 h6 hr i iframe img input ins kbd li listing mark math meta noscript "
    "object o:p ol p param plaintext pre q s script section select span strike strong style sub "
    "summary sup svg table tbody td template textarea th thead title tr tt u ul xmp"
)
_ATTRIBUTES = (
    "",
    ' class="MsoListParagraph" style="mso-list:l0 level2 lfo1"',
    ' class="tr-caption-container"',
    ' class="brush: python"',
    ' colspan="3" rowspan="2"',
    ' href="#_ftn1" name="_ftnref1"',
    ' href="#_ftnref1" name="_ftn1"',
    ' href="http://a.se/x y_(z)|]" title="a"',
    ' href="javascript:alert(1)" onclick=x',
    ' src="http://a.se/x.png" alt="a ] b `c`"',
    ' src="http://a.se/gone.png"',
    ' src="data:text/html,x"',
    ' style="display:none"',
    ' style="font-weight:bold;text-decoration:underline"',
    ' style="mso-list:Ignore"',
    ' start="9999999999"',
)
_SNIPPETS = (
    "{{x}} {% x %} {ref}`a` {a}`b`",
    "```{include} /etc/passwd\n```",
    ":::{note}\na\n:::",
    "---\na: b\n---",
    "[^1]: a",
    "[^1]",
    "[a]: http://a.se",
    "[a][b] [a](b) ![a](b)",
    "(a)=",
    "% a",
    "+++ a",
    "[[a]] <a> <project:x> <https://a.se>",
    "@a [@a; -@b, s. 1] a@b.se",
    "$a$ $$b$$",
    "$$\na\n$$",
    "\\begin{equation}a\\end{equation}",
    "| a |\n| - |",
    "- [ ] a",
    ":a: b",
    "1. a",
    "2) b",
    "- a",
    "* * *",
    "a\n: b",
    "a\n===",
    "a\n---",
    "    a",
    "> a",
    "[!NOTE]",
    "**a** __b__ ~~c~~ `d` ``e`",
    "\\ \\a a\\",
    "&amp;amp; &lt;script&gt; &#42; &nbsp;",
    "(c) (tm) +- ... -- 'a' \"b\"",
    "<!-- a", "-->", "<![CDATA[", "]]>", "<![if !supportLists]>", "<", ">", "</", "\x00", "\u2028",
)  # fmt: skip
_OPEN = st.tuples(st.sampled_from(_TAGS.split()), st.sampled_from(_ATTRIBUTES)).map(
    lambda pair: f"<{pair[0]}{pair[1]}>"
)
_CLOSE = st.sampled_from(_TAGS.split()).map(lambda tag: f"</{tag}>")
#: HTML as it comes: unclosed, crossed, hostile, with text that MyST would read as its own.
WILD = st.lists(
    st.one_of(_OPEN, _OPEN, _CLOSE, st.sampled_from(_SNIPPETS), st.just("<br>"), TEXT), max_size=14
).map("".join)
