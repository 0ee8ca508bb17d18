"""What results of a search can be narrowed by, from the publication's knowledge."""

from __future__ import annotations

import json
from typing import Any

from sphinx_publication.model.facets import Known, cited, table

LABEL = {"name": "Utvärdering", "address": "amnen/utvardering/"}
KNOWLEDGE: dict[str, Any] = {
    "posts": [
        {
            "address": "2013/12/lista/",
            "published": "2013-12-17T09:00:00+01:00",
            "tags": [LABEL],
            "authors": [{"name": "Anna Ö", "address": "forfattare/anna-o/"}],
        }
    ],
    "sources": [
        {
            "key": "ham2013",
            "address": "kallor/ham2013/",
            "label": "Ham, 2013",
            "year": 2013,
            "csl": {"keyword": "kind:research, topic:Uppföljning"},
        },
        {"key": "odd", "address": "kallor/odd/", "label": "Odd, u.å.", "csl": {}},
    ],
    "citations": [
        {"source": "ham2013", "page": "2013/12/lista/"},
        {"source": "ham2013", "page": "amnen/utvardering/"},
    ],
    "entities": [
        {**LABEL, "kind": "topic", "aliases": ["uppföljning"]},
        {
            "name": "ISF",
            "address": "organisationer/isf/",
            "kind": "organisation",
            "about": ["amnen/utvardering/"],
        },
    ],
}


def test_a_post_has_its_day_its_topics_its_authors_and_what_it_cites() -> None:
    """A search can be narrowed to posts that cite one work."""
    facets = Known(KNOWLEDGE).facets("2013/12/lista/", "post")
    assert (facets.kind, facets.date) == ("post", "2013-12-17")
    assert facets.topics == {"amnen/utvardering/"}
    assert facets.authors == {"forfattare/anna-o/"}
    assert facets.sources == {"kallor/ham2013/"}


def test_a_source_has_its_year_the_topic_that_it_names_and_itself() -> None:
    """Its keywords may name the topic in any of the topic's names; many have no year."""
    facets = Known(KNOWLEDGE).facets("kallor/ham2013/", "source")
    assert facets.date == "2013"
    assert facets.topics == {"amnen/utvardering/"}
    assert facets.sources == {"kallor/ham2013/"}
    assert Known(KNOWLEDGE).facets("kallor/odd/", "source").date == ""


def test_what_a_page_is_about_counts_only_where_it_is_a_topic() -> None:
    """An organisation is no topic of its own; a topic's page is about itself."""
    known = Known(KNOWLEDGE)
    assert known.facets("organisationer/isf/", "organisation").topics == {"amnen/utvardering/"}
    topic = known.facets("amnen/utvardering/", "topic")
    assert topic.topics == {"amnen/utvardering/"}
    assert topic.sources == {"kallor/ham2013/"}


def test_a_yearbook_is_of_its_year() -> None:
    """Its address tells; that of a page about something else tells nothing."""
    known = Known({})
    assert known.facets("arsbocker/2013/", "yearbook").date == "2013"
    assert known.facets("topplistor/lista/2013/", "toplist").date == "2013"
    assert known.facets("om/2013/", "page").date == ""


def test_the_table_names_each_thing_once_and_is_the_same_in_any_order() -> None:
    """Pages are lists of numbers; topics, authors and sources have the words of addresses."""
    known = Known(KNOWLEDGE)
    pages = {
        "b": known.facets("2013/12/lista/", "post"),
        "a": known.facets("kallor/ham2013/", "source"),
    }
    made = table(pages, known.names)
    assert made["topics"] == [["utvardering", "Utvärdering"]]
    assert made["authors"] == [["anna-o", "Anna Ö"]]
    assert made["pages"] == {
        "id": ["a", "b"],
        "kind": [1, 0],
        "date": ["2013", "2013-12-17"],
        "topic": [[0], [0]],
        "author": [[], [0]],
    }
    assert cited(pages, known.names) == {
        "sources": [["ham2013", "Ham, 2013"]],
        "pages": [[0], [0]],
    }
    turned = table(dict(reversed(pages.items())), known.names)
    assert json.dumps(turned) == json.dumps(made)
