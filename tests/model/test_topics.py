"""Tags and topic pages become topics."""

from __future__ import annotations

from datetime import UTC, datetime

from sphinx_publication.model.posts import Post
from sphinx_publication.model.topics import TopicDocument, topics


def post(name: str, *tags: str) -> Post:
    """Return a post with tags."""
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    return Post(name, "", 1, name, moment, moment, tags=tags)


def test_spellings_of_a_tag_are_one_topic_named_as_it_is_mostly_written() -> None:
    """The slug decides; a post that has both spellings is listed once."""
    found = topics([post("a", "Finsam", "finsam"), post("b", "finsam"), post("c", "FinSam")], [])
    (topic,) = found.all
    assert topic.name == "finsam"
    assert [p.docname for p in topic.posts] == ["a", "b", "c"]
    assert found.of("FINSAM") is topic


def test_a_page_takes_the_tags_of_its_name_slug_and_aliases() -> None:
    """Whatever the address of the page is."""
    page = TopicDocument("amnen/fs", "Finansiell samordning", "fs", ("Finsam",), "En kassa.")
    found = topics(
        [post("a", "finsam"), post("b", "finansiell samordning"), post("c", "FS")], [page]
    )
    (topic,) = found.all
    assert (topic.name, topic.slug, topic.docname) == ("Finansiell samordning", "fs", "amnen/fs")
    assert len(topic.posts) == 3
    assert found.of("Finsam") is topic


def test_an_alias_never_takes_another_pages_name() -> None:
    """A page of that slug is its own topic."""
    one = TopicDocument("amnen/a", "A", "a", ("b",))
    two = TopicDocument("amnen/b", "B", "b")
    found = topics([post("x", "b")], [one, two])
    assert found.of("b").docname == "amnen/b"
    assert {topic.slug: len(topic.posts) for topic in found.all} == {"a": 0, "b": 1}
