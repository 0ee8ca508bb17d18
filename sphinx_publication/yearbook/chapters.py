"""The parts that authors wrote: the foreword, the posts, and the sources that they cite."""

from __future__ import annotations

import re
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
#: Addresses below a post that are kept on one page with its last lines, at most.
ADDRESSES = 8
#: Marks alone, which take no room.
_ANCHORS = re.compile(r'(?:\s*#anchor\("(?:[^"\\]|\\.)*"\);)*\s*')


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
    body, ending = _ended(tr, body, _closing(making, chapter))
    return f"{IMPORTS}{opening}\n{body}\n{ending}{comments.section(making, chapter)}"


def _ended(tr: Translator, body: str, closing: tuple[str, ...]) -> tuple[str, str]:
    """Return the text of a chapter, and what stands below it.

    Where the text ends with a paragraph, its last lines and what stands below it are on one page;
    not so on paper when there are more addresses than `ADDRESSES`.
    """
    addresses = tr.link_notes.listed() if tr.link_notes else ""
    if not closing:
        return body, addresses
    plain = f"{addresses}{pieces.call('closing', *closing)}\n"
    written, words = tr.last_paragraph
    before, _found, anchors = body.rpartition(written) if written else ("", "", body)
    if not written or not _ANCHORS.fullmatch(anchors):
        return body, plain
    many = tr.link_notes is not None and len(tr.link_notes.addresses) > ADDRESSES
    listed = pieces.content("" if many else addresses)
    below = (f"addresses: {listed}", *pieces.named(many=many), *closing)
    last = pieces.call("last-para", *below, body=words)
    return f"{before}{last}{anchors}", f"{pieces.call('kept', *below)}\n{plain}"


def _opening(tr: Translator, chapter: Chapter, making: Making, month: str) -> str:
    plain, below = parts.chapter_title(chapter), ""
    head = shorten(plain, HEAD, placeholder=" …")
    arguments = [
        escape.string(chapter.mark),
        escape.string(head),
        pieces.content(_title(tr, chapter)),
    ]
    arguments += pieces.named(plain=plain)
    if chapter.post is not None:
        language = making.language
        authors = parts.names(making.press.authors(*chapter.post.authors), language)
        short = dates.medium_date(chapter.post.date, language)
        arguments += pieces.named(
            date=dates.long_date(chapter.post.date, language),
            short=short,
            authors=authors or None,
            month=month or None,
        )
        below = " · ".join(filter(None, (short, authors)))
        if series := _series(making, chapter.post):
            arguments.append(f"series: {pieces.content(series)}")
    making.announced.append({"title": plain, "below": below, "month": month})
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


def _closing(making: Making, chapter: Chapter) -> tuple[str, ...]:
    """Return the lines below a post, as arguments: its topics, and its address on the site."""
    if chapter.post is None:
        return ()
    topics = [
        f"({escape.string(name)}, {escape.string(address) if address else 'none'})"
        for name, address in whereabouts.topics(making, chapter.post)
    ]
    address = making.book.page(chapter.post.docname, chapter.post.section)
    if not topics and not address:
        return ()
    words = pieces.named(
        topics_word=str(_("Topics")), web_word=str(_("On the web")), address=address or None
    )
    return f"topics: {pieces.array(topics)}", *words


def _title(tr: Translator, chapter: Chapter) -> str:
    """Return a chapter's title as markup."""
    shown = ""
    if chapter.post is not None and chapter.title is not None:
        shown = tr.heading(chapter.title, chapter.mark)
    return shown or escape.text(parts.chapter_title(chapter))
