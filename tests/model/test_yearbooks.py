"""Volumes: one for each year, and those that conf.py asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sphinx_publication.model.posts import Post
from sphinx_publication.model.volume_records import (
    BookFile,
    ContentsLine,
    VolumeRecord,
    read_records,
)
from sphinx_publication.model.yearbooks import Edition, plans, volumes


def _post(year: int, month: int, *tags: str) -> Post:
    date = datetime(year, month, 1, tzinfo=UTC)
    return Post(f"p{year}{month}", "", 1, "T", date, date, tags=tags)


POSTS = (_post(2010, 3), _post(2010, 1, "Finsam"), _post(2012, 5), _post(2014, 6, "Finsam"))


def test_each_year_with_posts_has_a_volume() -> None:
    """The newest year comes first; its posts are in the order of their dates."""
    found = volumes(POSTS, "Prov Bloggen")
    assert [volume.name for volume in found] == ["2014", "2012", "2010"]
    assert [post.date.month for post in found[-1].posts] == [1, 3]
    assert found[-1].year == 2010
    assert found[0].file_name(Edition.SCREEN) == "prov-bloggen-2014.pdf"
    assert found[0].file_name(Edition.PRINT) == "prov-bloggen-2014-tryck.pdf"
    assert found[0].file_name(Edition.EPUB) == "prov-bloggen-2014.epub"


def test_a_jubilee_and_a_topic_have_volumes_of_their_own() -> None:
    """A span of years, and the posts of one topic, come after the years."""
    wanted = plans(
        {
            "jubileum": {"title": "De första åren", "years": "2010-2012"},
            "finsam": {"title": "Om Finsam", "topics": ["Finsam"]},
            "tom": {"title": "Inget", "years": "1999"},
        }
    )
    found = volumes(POSTS, "Prov", wanted)[3:]
    assert [volume.name for volume in found] == ["jubileum", "finsam"]
    assert found[0].label == "2010\u20132012"
    assert found[0].years == (2010, 2012)
    assert found[0].year is None
    assert [post.date.year for post in found[1].posts] == [2010, 2014]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"years": "2010"}, "needs a 'title'"),
        ({"title": "T"}, "needs 'years' or 'topics'"),
        ({"title": "T", "years": "nu"}, "2010-2014"),
        ({"title": "T", "year": 2010}, "unknown 'year'"),
        ("2010", "must be a dictionary"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused(entry: object, words: str) -> None:
    """Each mistake is said with the name of the volume."""
    with pytest.raises(ValueError, match=words) as caught:
        plans({"x": entry})
    assert "publication_yearbooks['x']" in str(caught.value)


def test_a_name_like_a_year_is_refused() -> None:
    """It would take the place of the year's own volume."""
    with pytest.raises(ValueError, match="no single year"):
        plans({"2010": {"title": "T", "years": "2010"}})


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Nothing is lost on the way; a file that is no record is passed over."""
    record = VolumeRecord(
        "2013",
        (BookFile(Edition.SCREEN, "x.pdf", 10, "ab", 3),),
        "x.png",
        (ContentsLine("Å", 3, 1, "p"),),
        {"p": 3},
    )
    (tmp_path / "a.json").write_text(record.to_json(), encoding="utf-8")
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    (tmp_path / "c.json").write_text("[", encoding="utf-8")
    assert read_records(tmp_path) == {"2013": record}
    assert record.page_of("p") == 3
    assert record.page_of("q") == 0
