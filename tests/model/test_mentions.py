"""Mentions of entities in the blocks of a page."""

from __future__ import annotations

from sphinx_publication.model.entities import Entity
from sphinx_publication.model.mentions import Block, Link, Mention, Run, State, mentions
from sphinx_publication.model.names import Lexicon

TOPIC = Entity("topic", "samverkan", "Samverkan", "samverkan")
QUIET = Entity("topic", "kassa", "Kassa", "kassa", autolink=False)
LEXICON = Lexicon([TOPIC, QUIET], "sv")


def block(text: str, *runs: Run, number: int = 0, linkable: bool = True) -> Block:
    return Block(number, (text,), runs, 1, (), "", linkable)


def links(*blocks: Block, docname: str = "post", autolink: bool = True) -> list[str]:
    found = mentions(blocks, docname, LEXICON, autolink=autolink)
    return [one.link.value for one in found]


def test_the_first_becomes_a_link() -> None:
    """Of several mentions on a page only the first is linked."""
    assert links(block("Samverkan är samverkan."), block("Om samverkan.", number=1)) == [
        "automatic",
        "none",
        "none",
    ]


def test_authors_say_no() -> None:
    """No link where the page, the entity or the block does not want one, nor on its own page."""
    assert links(block("Samverkan."), autolink=False) == ["none"]
    assert links(block("En kassa.")) == ["none"]
    assert links(block("Samverkan.", linkable=False)) == ["none"]
    assert links(block("Samverkan."), docname="samverkan") == []


def test_an_authors_link_is_enough() -> None:
    """After a link of the author's, or in its block, none is made; a later one comes too late."""
    text = "Se detta. Samverkan."
    link = Run(3, 8, State.LINK, "samverkan")
    assert links(block(text, link), block("Samverkan.", number=1)) == ["author", "none", "none"]
    assert links(block("Samverkan.", number=0), block(text, link, number=1)) == [
        "automatic",
        "author",
        "none",
    ]


def test_links_code_and_titles() -> None:
    """In a link elsewhere a name is no link; in code it is none; emphasised only as a whole."""
    assert links(block("Samverkan nu", Run(0, 9, State.LINK))) == ["none"]
    assert links(block("Samverkan nu", Run(0, 9, State.CLOSED))) == []
    assert links(block("Samverkan nu", Run(0, 9, State.WHOLE))) == ["automatic"]
    assert links(block("Samverkan nu", Run(0, 12, State.WHOLE))) == []


def test_sentence_and_place() -> None:
    """A mention has its sentence in three parts, and an id that no other place has."""
    found = mentions(
        [block("Först detta. Om samverkan, t.ex. nu. Sedan samverkan.")],
        "post",
        LEXICON,
        taken={"mention-samverkan"},
    )
    first, second = found
    assert isinstance(first, Mention)
    assert (first.before, first.words, first.after) == (("Om ",), "samverkan", (", t.ex. nu.",))
    assert first.sentence == ("Om samverkan, t.ex. nu.",)
    assert [first.anchor, second.anchor] == ["mention-samverkan-2", "mention-samverkan-3"]
    assert first.link is Link.AUTOMATIC
