"""The parts that authors wrote: the foreword, the posts, and the sources that they cite."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.posts import Post
from sphinx_publication.yearbook import comments, escape, parts, pieces, whereabouts
from sphinx_publication.yearbook.assembly import Chapter
from sphinx_publication.yearbook.link_notes import LinkNotes
from sphinx_publication.yearbook.making import IMPORTS, Making
from sphinx_publication.yearbook.scope import source_mark
from sphinx_publication.yearbook.translator import Translator

_ = get_translation("sphinx_publication")

#: Characters of a chapter's title that fit into the head of the page.
HEAD = 60


def foreword(making: Making) -> Iterator[str]:
    """Yield the foreword, where there is one."""
    for chapter in making.forewords:
        yield _chapter(making, chapter)


def posts(making: Making) -> Iterator[str]:
    """Yield every post, in the order of the book."""
    month = ""
    for chapter in making.posts:
        begins = _month(making, chapter)
        yield _chapter(making, chapter, begins if begins != month else "")
        month = begins


def sources(making: Making) -> Iterator[str]:
    """Yield the volume's bibliography, where it has one."""
    entries = []
    for reference in making.references:
        tr = Translator(making.book, "", reference.path, nodes.Element())
        name = source_mark(reference.key)
        making.book.claim(name)
        place = pieces.place(reference.path, reference.line)
        shown = pieces.content(place + tr.inlines(reference.nodes))
        entries.append(f"({escape.string(name)}, {escape.string(reference.key)}, {shown})")
    if entries:
        title = escape.string(str(_("Sources")))
        imports = IMPORTS + '#import "/theme/sources.typ": sources\n'
        yield imports + pieces.call("sources", title, _cited(), pieces.array(entries)) + "\n"


def _cited() -> str:
    """Return what stands around the pages that cite a source, for one page and for several."""
    one = _("Cited on p.\N{NO-BREAK SPACE}%(pages)s.").partition("%(pages)s")
    several = _("Cited on pp.\N{NO-BREAK SPACE}%(pages)s.").partition("%(pages)s")
    pairs = (pieces.array(map(escape.string, words[::2])) for words in (one, several))
    return "(one: {}, several: {})".format(*pairs)


def _month(making: Making, chapter: Chapter) -> str:
    """Return the month of a post, in a book where months part the posts."""
    if chapter.post is None or len(making.posts) < 2:
        return ""
    return dates.month_name(chapter.post.date.year, chapter.post.date.month, making.language)


def _chapter(making: Making, chapter: Chapter, month: str = "") -> str:
    """Return the Typst source of one chapter; *month* is the month that begins with it."""
    apart = making.sections_apart(chapter)
    tr = Translator(making.book, chapter.docname, chapter.path, chapter.root, apart)
    tr.link_notes = LinkNotes(chapter.mark)
    opening = _opening(tr, chapter, making, month)
    body = tr.blocks(node for node in chapter.body if not _is_series_line(node))
    below = _closing(making, chapter) + comments.section(making, chapter)
    return f"{IMPORTS}{opening}\n{body}\n{tr.link_notes.listed()}{below}"


def _opening(tr: Translator, chapter: Chapter, making: Making, month: str) -> str:
    plain = parts.chapter_title(chapter)
    head = shorten(plain, HEAD, placeholder=" …")
    arguments = [
        escape.string(chapter.mark),
        escape.string(head),
        pieces.content(_title(tr, chapter)),
    ]
    arguments += pieces.named(plain=plain)
    if chapter.post is not None:
        language = making.language
        authors = making.press.authors(*chapter.post.authors)
        arguments += pieces.named(
            date=dates.long_date(chapter.post.date, language),
            short=dates.medium_date(chapter.post.date, language),
            authors=parts.names(authors, language) or None,
            month=month or None,
        )
        if series := _series(making, chapter.post):
            arguments.append(f"series: {pieces.content(series)}")
    tr.book.claim(chapter.mark)
    anchors = "".join(
        pieces.call("anchor", escape.string(name)) for name in chapter.marks if tr.book.claim(name)
    )
    place = pieces.place(chapter.path, chapter.title.line or 1 if chapter.title else 1)
    return place + pieces.call("chapter", *arguments) + "\n" + anchors


def _series(making: Making, post: Post) -> str:
    """Return the line that says which part of which series a post is; "" for no series."""
    found = whereabouts.series(making, post)
    if found is None:
        return ""
    words, plain, address = found
    name = escape.text(plain)
    if address:
        name = pieces.call("outward", escape.string(address), body=name)
    return f"{escape.text(words)} {name}"


def _is_series_line(node: nodes.Node) -> bool:
    """Tell whether *node* says in the document what the opening of the chapter says already."""
    return isinstance(node, nodes.Element) and "post-meta__series" in node.get("classes", ())


def _closing(making: Making, chapter: Chapter) -> str:
    """Return the lines below a post: its topics, and its address on the site."""
    if chapter.post is None:
        return ""
    topics = [
        f"({escape.string(name)}, {escape.string(address) if address else 'none'})"
        for name, address in whereabouts.topics(making, chapter.post)
    ]
    address = making.book.page(chapter.post.docname, chapter.post.section)
    if not topics and not address:
        return ""
    words = pieces.named(
        topics_word=str(_("Topics")), web_word=str(_("On the web")), address=address or None
    )
    return pieces.call("closing", f"topics: {pieces.array(topics)}", *words) + "\n"


def _title(tr: Translator, chapter: Chapter) -> str:
    """Return a chapter's title as markup."""
    shown = ""
    if chapter.post is not None and chapter.title is not None:
        shown = tr.heading(chapter.title, chapter.mark)
    return shown or escape.text(parts.chapter_title(chapter))
