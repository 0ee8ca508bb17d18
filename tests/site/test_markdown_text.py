"""A page's Markdown says what the page says, and reads back as it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sphinx_publication.site.markdown_text import markdown

ADDRESS = "https://b.example/2024/01/a/"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
READER.use(footnote_plugin).use(dollarmath_plugin)


def page(content: str) -> str:
    """Return a page of our theme around *content*."""
    return (
        "<html><body><header>Meny</header><main>"
        f'<article class="bd-article pub-article">{content}</article></main></body></html>'
    )


def told(content: str) -> str:
    """Return the Markdown of a page with *content*."""
    return markdown(page(content), ADDRESS)


def words(text: str) -> str:
    """Return the words of HTML, without regard to spaces."""
    return " ".join("".join(html.fromstring(f"<div>{text}</div>").itertext()).split())


def read_back(text: str) -> str:
    """Return the words that a reader of Markdown sees."""
    return words(READER.render(text))


def test_a_page_without_our_article_has_none() -> None:
    """Menus are no text."""
    assert markdown("<html><body><main>Hej</main></body></html>", ADDRESS) == ""
    assert "Meny" not in told("<p>Hej</p>")


def test_links_lead_on_from_anywhere() -> None:
    """Relative ones become absolute, those within the page as well; pictures too."""
    text = told(
        '<p><a href="../../../amnen/x/">Ämne</a> <a href="#del">del</a> '
        '<a href="https://c.example/?a=1&amp;b=2">ut</a> <img src="../b.png" alt="En [bild]"></p>'
    )
    assert "[Ämne](https://b.example/amnen/x/)" in text
    assert f"[del]({ADDRESS}#del)" in text
    assert "[ut](https://c.example/?a=1&b=2)" in text
    assert r"![En \[bild\]](https://b.example/2024/01/b.png)" in text


def test_a_citation_leads_to_its_source_and_the_list_is_whole() -> None:
    """Markdown has no ids in the list of sources; the ways back from it are left out."""
    text = told(
        '<p>Så (<a class="citation-link" href="#kallor-ham2013">Ham, 2013</a>).</p>'
        '<section class="references"><h2>Källor<a class="headerlink" href="#kallor">#</a></h2>'
        '<ul class="reference-list"><li id="kallor-ham2013"><p><span>Ham, C. (2013). <em>Bok</em>.'
        '</span> <a class="reference-list__page" href="/kallor/ham2013/">Om källan</a> '
        '<span class="reference-list__back"><a href="#ref-ham2013">a</a></span></p></li></ul>'
        "</section>"
    )
    assert "Så ([Ham, 2013](https://b.example/kallor/ham2013/))." in text
    assert "## Källor\n" in text
    assert "- Ham, C. (2013). *Bok*. [Om källan](https://b.example/kallor/ham2013/)\n" in text


def test_what_belongs_to_the_page_is_left_out() -> None:
    """Comments of readers, buttons, scripts, ways back and on, words for screen readers alone."""
    left_out = (
        '<div class="comments">bort</div><button>bort</button><script>bort</script>'
        '<nav class="post-neighbours">bort</nav><section class="post-related">bort</section>'
        '<section class="backlinks">bort</section><p class="page-parents">bort</p>'
        '<svg><text>bort</text></svg><div class="respond">bort</div><!-- bort -->'
        '<div class="exports">bort</div><span class="visually-hidden">bort</span>'
    )
    assert told(f"<h1>Kvar</h1>{left_out}<p>också</p>") == "# Kvar\n\nockså\n"


def test_footnotes_are_footnotes() -> None:
    """By their numbers, below the text, with all of their paragraphs."""
    text = told(
        '<p>Ord.<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref">'
        '<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a></p>'
        '<aside class="footnote-list brackets"><aside class="footnote brackets" id="id2" '
        'role="doc-footnote"><span class="label"><span class="fn-bracket">[</span>'
        '<a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span>'
        "<p>Noten.</p><p>Mer.</p></aside></aside>"
    )
    assert text == "Ord.[^1]\n\n[^1]: Noten.\n\n    Mer.\n"
    assert "footnote-ref" in READER.render(text)


def test_code_keeps_its_language_and_its_fences() -> None:
    """Without numbers of lines; also in a list, and where it holds fences itself."""
    code = (
        '<div class="highlight-python notranslate"><div class="highlight"><pre>'
        '<span class="linenos">1</span><span class="k">x</span> = "*a* ```"\n\n    y_\n</pre>'
        "</div></div>"
    )
    assert told(code) == '````python\nx = "*a* ```"\n\n    y_\n````\n'
    rendered = READER.render(told(f"<ul><li><p>Så:</p>{code}</li></ul>"))
    assert '<code class="language-python">x = &quot;*a* ```&quot;\n\n    y_\n</code>' in rendered


def test_formulas_are_tex() -> None:
    """In the line and on their own."""
    text = told(
        '<p>Med <math alttext="x_1^2"><mi>x</mi></math>.</p>'
        '<div class="formula"><math display="block" alttext="a\\\\b"><mi>a</mi></math></div>'
    )
    assert text == "Med $x_1^2$.\n\n$$a\\\\b$$\n"


def test_lists_of_terms_are_points() -> None:
    """Each with its term in bold, the text beside it or below it."""
    text = told(
        "<dl><div><dt>Typ</dt><dd>Rapport</dd></div><dt>Längre</dt><dd><p>Ett.</p><p>Två.</p></dd>"
        "</dl>"
    )
    assert "- **Typ**: Rapport" in text
    assert read_back(text) == "Typ: Rapport Längre Ett. Två."


def test_a_list_that_counts_down_keeps_its_numbers() -> None:
    """Markdown's lists only count up."""
    text = told('<ol reversed start="10"><li>Tio</li><li><p>Nio</p></li></ol>')
    assert text == "10\\. Tio\n\n9\\. Nio\n"


def test_notes_are_quotations_with_their_title() -> None:
    """Markdown has no boxes."""
    text = told('<div class="admonition note"><p class="admonition-title">Obs</p><p>Så.</p></div>')
    assert text == "> **Obs**\n>\n> Så.\n"


def test_tables_are_tables() -> None:
    """With a line through a cell kept out of its columns."""
    rendered = READER.render(
        told(
            "<table><thead><tr><th><p>A</p></th><th>B|C</th></tr></thead>"
            "<tbody><tr><td><p>1</p></td><td>2</td></tr></tbody></table>"
        )
    )
    assert re.findall("<t[hd]>(.*?)</t", rendered) == ["A", "B|C", "1", "2"]


def test_text_in_brackets_stays_readable() -> None:
    """What cannot be taken for a link is not escaped; what could be, is."""
    assert told("<p>Titel [Blogginlägg]. snake_case</p>") == "Titel [Blogginlägg]. snake_case\n"
    assert read_back(told("<p>[a](b) ![c](d) [^1] [e][f]</p>")) == "[a](b) ![c](d) [^1] [e][f]"
    assert told('<p><a href="https://b.example/a_b">https://b.example/a_b</a></p>') == (
        "<https://b.example/a_b>\n"
    )


SIGNS = st.text(alphabet="ab å*_`[]()<>!\\~$#+-.1&;:|\"'^={}@/", min_size=1, max_size=30)


@given(SIGNS, SIGNS)
def test_no_sign_of_the_text_is_taken_for_markdown(first: str, second: str) -> None:
    """Whatever a text says, its Markdown shows the same signs, in the line, in bold, in a link."""
    from html import escape

    content = f"<p>x {escape(first)} <strong>y{escape(second)}y</strong> {escape(second)} x</p>"
    assert read_back(told(content)) == words(content)


@given(SIGNS)
def test_nor_are_those_of_a_link_or_a_heading(text: str) -> None:
    """Where brackets count for more."""
    from html import escape

    linked = f'<p>x <a href="https://c.example/">y{escape(text)}y</a> x</p>'
    assert read_back(told(linked)) == words(linked)
    heading = f"<h2>y {escape(text)} y</h2>"
    assert read_back(told(heading)) == words(heading)
