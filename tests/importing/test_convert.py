"""What becomes of a post's HTML: MyST that a person would write, and that keeps every word."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import given, settings
from importing.properties import CONTEXT, SOUND, WILD, harmless, made
from importing.words import ALL, document, of_html, of_markdown

from sphinx_publication.importing.html.convert import Converted, convert
from sphinx_publication.importing.remarks import Remark, What

#: What it is, the HTML, the MyST.
CASES = [
    ("breaks", "a<br><br>b<br>c", "a\n\nb\\\nc"),
    ("divs", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("text around blocks", "a<p>b</p>c", "a\n\nb\n\nc"),
    ("no-break spaces", "a&nbsp;b 10&nbsp;000&nbsp;kr", "a b 10\u00a0000\u00a0kr"),
    ("zero width", "sam\u200bman\u00adsatt\ufeff", "sammansatt"),
    ("empty marks", "<p class=MsoNormal><b></b><span><i> </i></span>a</p>", "a"),
    ("neighbours", "<b>a </b><b>b</b> c", "**a b** c"),
    ("crossed", "<b>a<i> b</b> c</i>", "**a *b*** *c*"),
    ("styles", '<span style="font-weight: bold">a</span>', "**a**"),
    ("Google's b", '<b style="font-weight:normal">a</b>', "a"),
    ("colon in bold", "<b>Namn:</b>text", "**Namn**:text"),
    ("inside a word", "sam<i>man</i>satt", "sam*man*satt"),
    ("headings", "<h1>A</h1><h4>B</h4><h2>C</h2>", "## A\n\n### B\n\n### C"),
    ("bold heading", "<h2><b>A</b></h2>", "## A"),
    ("list", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
    ("list in list", "<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    ("counted from", "<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
    ("two lists", "<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
    ("quote", "<blockquote>a<br><br>b</blockquote>", "> a\n>\n> b"),
    ("code", "<pre>a\n  b</pre>", "```text\na\n  b\n```"),
    ("blocks in code", "<pre>a<div>b</div><p>c</p></pre>", "```text\na\nb\nc\n```"),
    ("fence in code", "<pre>```\na</pre>", "````text\n```\na\n````"),
    ("language", '<pre class="brush: python">a = 1</pre>', "```python\na = 1\n```"),
    ("inline code", "<code>a`b</code>", "``a`b``"),
    ("below", "CO<sub>2</sub>", "CO{sub}`2`"),
    ("link", '<a href="http://a.se/x_(y)">å</a>', "[å](http://a.se/x_%28y%29)"),
    ("address", '<a href="http://a.se/">http://a.se/</a>', "<http://a.se/>"),
    ("bang and link", 'Hej!<a href="http://a.se/">a</a>', "Hej\\![a](http://a.se/)"),
    (
        "table",
        "<table><tr><th>a<th>b<tr><td>1|2<td><b>c</b></table>",
        "| a | b |\n| --- | --- |\n| 1\\|2 | **c** |",
    ),
    (
        "table without header",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "```{list-table}\n* - a\n  - b\n* - c\n  -\n```",
    ),
    (
        "caption below a table",
        "<figure><table><tr><th>a<th>b<tr><td>1<td>2</table><figcaption>c</figcaption></figure>",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nc",
    ),
    ("layout", "<table><tr><td>a</td></tr></table>", "a"),
    (
        "caption",
        '<table class="tr-caption-container"><tr><td><a href="http://b.se/s1600/a.jpg">'
        '<img src="http://b.se/a.jpg" alt="En katt"></a></td></tr>'
        '<tr><td class="tr-caption">Katten <i>Misse</i></td></tr></table>',
        "```{figure} bilder/a.jpg\n:alt: En katt\n\nKatten *Misse*\n```",
    ),
    (
        "alternative text with signs",
        '<figure><img src="http://b.se/a.jpg" alt=\'# "a": {b}\'></figure>',
        '```{figure} bilder/a.jpg\n:alt: "# \\"a\\": {b}"\n```',
    ),
    ("bang and brackets in bold", "a!<b>[c] d</b>", "a!**[c] d**"),
    ("below, broken", "<sub>1<br></sub>1", "1\\\n1"),
    ("above, by style", 'm<span style="vertical-align: super">2</span>', "m{sup}`2`"),
    (
        "picture beside text",
        '<a style="float: left"><img src="http://b.se/a.jpg" alt="A"></a>b<br><img '
        'src="http://b.se/c.jpg" alt="C">',
        "![A](bilder/a.jpg)\n\nb\n\n![C](bilder/c.jpg)",
    ),
    (
        "picture in text",
        'a <img src="http://b.se/a.jpg" alt="A"> b',
        "a ![A](bilder/a.jpg) b",
    ),
    ("bang", "Hej!", "Hej!"),
    ("picture", '<img src="http://b.se/a.jpg" alt="[x]">', "![\\[x\\]](bilder/a.jpg)"),
    (
        "Word's list",
        '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]>'
        '<span style="mso-list:Ignore">·<span>&nbsp; </span></span><![endif]>a</p>'
        '<p class="MsoListParagraph" style="mso-list:l0 level2 lfo1">'
        '<span style="mso-list:Ignore">-</span>b</p>',
        "- a\n  - b",
    ),
    ("rules around", "<hr>a<hr><hr><h2>b</h2><hr>c<hr>", "a\n\n***\n\n## b\n\nc"),
    ("spaces in code", "1<code> 1 </code>1", "1 `1` 1"),
    ("empty code", "1<code></code>1", "11"),
    ("rule", "a<hr>b", "a\n\n***\n\nb"),
    ("number first", "1. a", "1\\. a"),
    ("front matter", "---<br>a<br>---", "\\---\\\na\\\n\\---"),
    ("heading sign", "# a", "\\# a"),
    ("role", "{ref}<code>a</code>", "\\{ref}`a`"),
    ("citation", "@ada2013 och a@b", "\\@ada2013 och a@b"),
    ("marks", "*a* _b_ c_d `e` [f] $g$ a\\b", "\\*a\\* \\_b\\_ c_d \\`e\\` [f] \\$g\\$ a\\b"),
    ("a dollar", "5 $", "5 $"),
    ("signs apart", "2 * 3", "2 * 3"),
    ("brackets", "[a] [b](e) [d]: [x] [[e]]", "[a] \\[b\\](e) \\[d\\]: \\[x\\] \\[\\[e\\]\\]"),
    ("bracket and link", '[a]<a href="http://b.se/">(c)</a>', "[a][\\(c)](http://b.se/)"),
    ("replacements", "(c) 1+-2", "\\(c) 1\\+-2"),
    (
        "struck, underlined, marked",
        "<s>a</s> <u>b</u> <mark>c</mark>",
        "<s>a</s> <u>b</u> <mark>c</mark>",
    ),
    ("struck by style", '<span style="text-decoration: line-through;">a</span>', "<s>a</s>"),
    ("heading that counts", "<h2>1. a</h2>", "## 1. a"),
    ("typed numbers", "a<br>1. b<br>2. c<br>d", "a\n\n1. b\n2. c\n\nd"),
    ("typed paragraphs", "<p>1) b</p><p>2) <b>c</b></p>", "1. b\n2. **c**"),
    ("numbers out of order", "1. b<br>3. c", "1\\. b\\\n3\\. c"),
    (
        "numbers with code between",
        "1. b<br>2. c<pre>d</pre>3. e",
        "1\\. b\\\n2\\. c\n\n```text\nd\n```\n\n3\\. e",
    ),
    ("typed signs", "- b,<br>- c.", "- b,\n- c."),
    ("a dialogue", "- Hej.<br>- Hej!", "\\- Hej.\\\n\\- Hej!"),
    ("bold above a text", "<b>Bakgrund</b><br>Så var det.", "## Bakgrund\n\nSå var det."),
    ("bold below a heading", "<h2>A</h2><p><b>B</b></p><p>c</p>", "## A\n\n### B\n\nc"),
    ("bold sentence", "<b>Så var det.</b><br>a", "**Så var det.**\\\na"),
    ("bold at the end", "a<p><b>Ada</b></p>", "a\n\n**Ada**"),
    ("line of stars", "a<p>* * *</p>b", "a\n\n***\n\nb"),
    ("code moved right", "<blockquote><pre>a</pre></blockquote>", "```text\na\n```"),
    ("code of SyntaxHighlighter", '<pre name="code" class="js:x">1</pre>', "```js\n1\n```"),
    ("definitions", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "- **a**\\\n  b\n- **c**\\\n  d"),
    ("definitions without terms", "<dl><dd>a<dl><dd>b</dl></dl>", "a\n\nb"),
    (
        "joined cells",
        "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td>4</table>",
        "| a | b | c |\n| --- | --- | --- |\n| 1 | 2 |  |\n|  | 3 | 4 |",
    ),
    (
        "header in bold",
        "<table><tr><td><b>a</b><td><b>b</b><tr><td>1<td>2</table>",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
    ),
    (
        "note sign first",
        '<p><a href="#_ftn1" name="_ftnref1">[1]</a>: a</p><p><a href="#_ftnref1"'
        ' name="_ftn1">[1]</a> b</p>',
        "[^1]\\: a\n\n[^1]: b",
    ),
    ("tag in text", "&lt;b&gt; &amp;amp; a &lt; b", "\\<b> \\&amp; a < b"),
    ("field", ":a: b", "\\:a: b"),
    ("target in target", "(a)=(a)=", "\\(a)=(a)="),
    ("target", "(a)=<br>% b<br>+++<br>::: c", "\\(a)=\\\n\\% b\\\n\\+++\\\n\\::: c"),
]


@pytest.mark.parametrize(("html", "markdown"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_html_means_is_written_as_a_person_would(html: str, markdown: str) -> None:
    """One case of each: the exact text, the same words in it, and MyST finds nothing wrong."""
    assert made(html) == markdown


def test_footnotes_of_word_are_footnotes() -> None:
    """The two links that lead to one another become a footnote, and the line above it goes."""
    html = (
        'a<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a><p>b</p><hr size=1>'
        '<div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1">[1]</a> Se c.'
        "</p></div>"
    )
    result = convert(html, CONTEXT)
    assert result == Converted("a[^1]\n\nb\n\n[^1]: Se c.\n", ())
    assert len(list(document(result.markdown).findall(nodes.footnote_reference))) == 1


@pytest.mark.parametrize(
    ("html", "markdown", "remark"),
    [
        ("a<script>alert(1)</script>", "a", Remark(What.SCRIPT)),
        ('<form><input name="q"></form>a', "a", Remark(What.FORM, times=2)),
        ('<b onclick="x()">a</b>', "**a**", Remark(What.HANDLER)),
        ('<a href="javascript:x()">a</a>', "a", Remark(What.SCRIPT_LINK)),
        (
            '<a href="mailto:ada@example.org">Ada</a>',
            "Ada",
            Remark(What.MAIL_LINK),
        ),
        (
            '<iframe src="//www.youtube.com/embed/x1"></iframe>',
            "<https://www.youtube.com/watch?v=x1>",
            Remark(What.EMBED_LINKED, "www.youtube.com"),
        ),
        ('<p style="display: none">a</p>b', "b", Remark(What.HIDDEN)),
        ('a<img src="file:///b.jpg" alt="c">', "a", Remark(What.PICTURE_NOWHERE, "c")),
        (
            '<img src="http://b.se/gone.jpg">',
            "<http://b.se/gone.jpg>",
            Remark(What.PICTURE_ELSEWHERE, "http://b.se/gone.jpg"),
        ),
    ],
)
def test_what_is_taken_out_is_named(html: str, markdown: str, remark: Remark) -> None:
    """What is unsafe, or cannot be said in Markdown, goes, and its author is told."""
    assert convert(html, CONTEXT) == Converted(f"{markdown}\n", (remark,))


def test_footnotes_that_name_words_own_file_are_footnotes() -> None:
    """And no link to a file is written."""
    html = (
        '<p>a<a href="file:///C:/x.doc#_ftn1" name="_ftnref1">[1]</a> <a href="file:///b">b</a></p>'
        '<p><a href="file:///C:/x.doc#_ftnref1" name="_ftn1">[1]</a> c</p>'
    )
    cut = (Remark(What.HALF_ADDRESS),)
    assert convert(html, CONTEXT) == Converted("a[^1] b\n\n[^1]: c\n", cut)


def test_footnotes_in_the_middle_are_named() -> None:
    """They go to the end, and what stood behind them stands before them."""
    html = (
        '<p>a<a href="#_ftn1" name="_ftnref1">[1]</a></p>'
        '<p><a href="#_ftnref1" name="_ftn1">[1]</a> b</p><p>c</p>'
    )
    moved = (Remark(What.NOTE_MOVED),)
    assert convert(html, CONTEXT) == Converted("a[^1]\n\nc\n\n[^1]: b\n", moved)


def test_a_link_to_an_old_post_leads_to_the_new_one() -> None:
    """What the caller says of an address is written, and its text stays."""
    html = '<a href="http://b.se/2013/12/tio.html">De <b>tio</b></a>'
    assert convert(html, CONTEXT) == Converted("[De **tio**](../2013/tio.md)\n", ())


def test_very_deep_html_keeps_its_words() -> None:
    """Elements beyond the depth that can be walked go; their text stays."""
    assert convert("<div>" * 3000 + "a" + "</div>" * 3000 + "b", CONTEXT).markdown == "a\n\nb\n"
    assert convert("<ul><li>a" * 300, CONTEXT).markdown.split().count("a") == 300


def test_fields_of_a_form_leave_their_words_apart() -> None:
    """As on the page, where each stood on its own."""
    made = convert("före<form action='x'>ett<button>Sänd</button></form>efter", CONTEXT)
    assert made.markdown == "före\n\nett\n\nSänd\n\nefter\n"


@settings(max_examples=200, deadline=None)
@given(SOUND)
def test_any_html_keeps_its_words(html: str) -> None:
    """The words that MyST reads are those of the HTML, in their order, whatever they look like."""
    made(html)


@settings(max_examples=200, deadline=None)
@given(WILD)
def test_whatever_html_is_thrown_at_it_is_safe_and_sound(html: str) -> None:
    """Unclosed, nested, hostile: MyST finds nothing wrong in it, and nothing that was not ours."""
    harmless(html)


@pytest.mark.parametrize("tag", ["blockquote", "ul", "ol", "dl", "table"])
def test_what_lies_too_deep_becomes_plain_and_is_named(tag: str) -> None:
    """Yearbooks set eight lists, quotations or tables in each other; the words stay."""
    item = {"ul": "li", "ol": "li", "dl": "dd", "table": "td"}.get(tag, "p")
    html = f"<{tag}><{item}>ord " * 12 + f"</{item}></{tag}>" * 12
    result = convert(html, CONTEXT)
    assert of_html(html) == of_markdown(result.markdown, ALL)
    deep = [one.times for one in result.remarks if one.what is What.NESTED_DEEP]
    assert deep == ([5] if tag in ("blockquote", "ul", "ol") else deep)
    shallow = f"<{tag}><{item}>ord " * 7 + f"</{item}></{tag}>" * 7
    assert What.NESTED_DEEP not in [one.what for one in convert(shallow, CONTEXT).remarks]
