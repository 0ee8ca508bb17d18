"""The volume's index: where the book names whom and what, and what its posts are about.

The places are the mentions that the publication has found (topics, organisations, people, laws,
events, programmes), what posts bear as tags and places, and what authors note with Sphinx's own
``index``. Theme and Typst turn the marks into page numbers when the book is set, so that the
numbers are those of the edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from sphinx_publication.bibliography import names
from sphinx_publication.model.book_index import Entry, Note, book_index, stands_beside
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.topics import topics
from sphinx_publication.yearbook.scope import Book, mark

if TYPE_CHECKING:
    from sphinx_publication.model.entities import Entity
    from sphinx_publication.model.mentions import Mention
    from sphinx_publication.model.names import Lexicon
    from sphinx_publication.yearbook.assembly import Chapter
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")

#: Sphinx's domain that knows the entities and their mentions.
_DOMAIN = "entity"
_THEME = "book-index"


class _Known(Protocol):
    """What the domain of entities tells."""

    lexicon: Lexicon
    #: Documents or page names of topics by the slugs of tags.
    tags: Mapping[str, str]
    found: Mapping[str, tuple[Mention, ...]]


def index(making: Making) -> Iterator[str]:
    """Yield the index, where there is something in it."""
    groups = book_index(_notes(making), making.language)
    if not groups:
        return
    entries = [entry for group in groups for entry in group.entries]
    bold = any(one.main for entry in entries for one in (entry, *entry.children))
    note = _("Page numbers in bold lead to the opening of a post on the subject.")
    value = {
        "title": str(_("Index")),
        "note": str(note) if bold else "",
        "see": str(_("see")),
        "also": str(_("see also")),
        "groups": [
            {"letter": group.letter, "entries": [_facts(entry) for entry in group.entries]}
            for group in groups
        ],
    }
    yield making.call(_THEME, _THEME, value)


def _facts(entry: Entry) -> dict[str, Any]:
    return {
        "text": entry.text,
        "name": _name(entry.name),
        "main": list(entry.main),
        "places": list(entry.places),
        "see": [{"text": text, "name": _name(name)} for text, name in entry.see],
        "also": [{"text": text, "name": _name(name)} for text, name in entry.also],
        "children": [_facts(child) for child in entry.children],
    }


def _name(entry: str) -> str:
    """Return the label of an entry, which no document can have."""
    return mark(_THEME, entry)


def _notes(making: Making) -> Iterator[Note]:
    domain = making.press.env.domains[_DOMAIN]
    known = cast(_Known, domain)
    yield from _mentions(making, known)
    yield from _labels(making, known)
    for chapter in making.chapters:
        yield from _authors_entries(making.book, chapter)
    for entity in known.lexicon.register.all:
        yield from _relations(entity, known)


def _mentions(making: Making, known: _Known) -> Iterator[Note]:
    """Yield the places of the book that name an entity, in the order of the book."""
    for docname in dict.fromkeys(chapter.docname for chapter in making.chapters):
        for mention in known.found.get(docname, ()):
            name = mark(docname, mention.anchor)
            if name in making.book.written:
                yield Note((heading(known.lexicon.entities[mention.key]),), name)


def _labels(making: Making, known: _Known) -> Iterator[Note]:
    """Yield what the posts bear as tags and places: their openings are main places."""
    written = topics(making.volume.posts, ()).by_slug
    for chapter in making.posts:
        assert chapter.post is not None
        for tag in chapter.post.tags:
            name = slug(tag)
            entity = known.lexicon.entities.get(known.tags.get(name, ""))
            text = heading(entity) if entity else written[name].name
            yield Note((text,), chapter.mark, main=True)
        for place in chapter.post.locations:
            yield Note((place,), chapter.mark, main=True)


def _relations(entity: Entity, known: _Known) -> Iterator[Note]:
    """Yield an entity's other names, and what it has to do with."""
    own = heading(entity)
    shown = [own]
    for name in entity.names:
        if name != entity.name and not any(stands_beside(name, one) for one in shown):
            shown.append(name)
            yield Note((name,), see=own)
    for name in entity.about:
        for other in known.lexicon.register.find(name)[:1]:
            yield Note((own,), also=heading(other))


def heading(entity: Entity) -> str:
    """Return an entity's name as an index has it: "Ham, Chris", "King's Fund, The"."""
    if entity.kind == "person":
        for person in names.parse(entity.name).names[:1]:
            if person.family and person.given:
                return f"{person.family}, {' '.join(filter(None, (person.given, person.prefix)))}"
        return entity.title
    name = entity.names[0] + entity.title[len(entity.name) :]
    article, _space, rest = name.partition(" ")
    return f"{rest}, {article}" if article == "The" and rest else name


def _authors_entries(book: Book, chapter: Chapter) -> Iterator[Note]:
    """Yield what an author notes with the directive or role ``index``."""
    for part in (*filter(None, (chapter.title,)), *chapter.body):
        for node in part.findall(addnodes.index):
            for kind, value, target, main, *_key in node["entries"]:
                yield from _noted(kind, value, _place(book, chapter, node, target), bool(main))


def _place(book: Book, chapter: Chapter, node: nodes.Node, target: str) -> str:
    """Return the mark of an entry: its own, else that of the nearest thing around it."""
    around: nodes.Node | None = node
    names = [target]
    while around is not None:
        names += around["ids"] if isinstance(around, nodes.Element) else []
        around = around.parent
    marks = (mark(chapter.docname, name) for name in names)
    return next((name for name in marks if name in book.written), chapter.mark)


def _noted(kind: str, value: str, place: str, main: bool) -> Iterator[Note]:
    """Yield one entry of an author's, as Sphinx reads its kind."""
    words = tuple(part.strip() for part in value.split(";"))
    first, rest = words[:1], words[1:]
    if kind == "see" and rest:
        yield Note(first, see=rest[0])
    elif kind == "seealso" and rest:
        yield Note(first, also=rest[0])
    elif kind == "pair" and rest:
        yield Note((words[0], rest[0]), place, main)
        yield Note((rest[0], words[0]), place, main)
    elif kind == "triple" and len(rest) > 1:
        one, two, three = words[:3]
        yield Note((one, f"{two} {three}"), place, main)
        yield Note((two, f"{three}, {one}"), place, main)
        yield Note((three, f"{one} {two}"), place, main)
    else:
        yield Note(words[:2], place, main)
