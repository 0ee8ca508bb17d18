"""Posts come newest first, with all that readers are told of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sphinx_publication.model.posts import by_year, published

NOW = datetime(2020, 1, 1, tzinfo=UTC)


def record(docname: str, date: datetime | None, **more: Any) -> dict[str, Any]:
    """Return what ablog notes of a post."""
    return {"docname": docname, "title": docname.title(), "date": date, "update": date, **more}


def test_newest_first_and_nothing_from_the_future() -> None:
    """Undated posts and posts of the future are left out; a preview shows the future ones."""
    records = {
        "a": [record("a", datetime(2013, 1, 1))],
        "b": [record("b", datetime(2014, 1, 1)), record("b", datetime(2012, 1, 1), section="s")],
        "later": [record("later", datetime(2021, 1, 1))],
        "draft": [record("draft", None)],
    }
    posts = published(records, zone="Europe/Stockholm", now=NOW)
    assert [post.key for post in posts] == ["b", "a", "b#s"]
    preview = published(records, zone="Europe/Stockholm", now=NOW, preview=True)
    assert preview[0].docname == "later"


def test_a_post_keeps_all_authors_and_each_label_once() -> None:
    """No author is lost, empty labels are, and the default author stands in for none."""
    when = datetime(2013, 1, 1)
    records = {
        "a": [record("a", when, author=["Ada", " Bo "], tags=["x", "", "x", "y"])],
        "b": [record("b", when)],
    }
    posts = published(records, zone="UTC", now=NOW, default_authors=("Redaktionen",))
    by_name = {post.docname: post for post in posts}
    assert by_name["a"].authors == ("Ada", "Bo")
    assert by_name["a"].tags == ("x", "y")
    assert by_name["b"].authors == ("Redaktionen",)


def test_an_update_is_never_before_the_post() -> None:
    """The date of revision is at least the date of publication."""
    entry = record(
        "a",
        datetime(2013, 5, 1),
    )
    entry["update"] = datetime(2012, 1, 1)
    (post,) = published({"a": [entry]}, zone="UTC", now=NOW)
    assert post.updated == post.date


def test_posts_by_year() -> None:
    """Years come newest first and keep the order of their posts."""
    records = {
        name: [record(name, datetime(year, 1, 1))] for name, year in (("a", 2013), ("b", 2014))
    }
    years = by_year(published(records, zone="UTC", now=NOW))
    assert list(years) == [2014, 2013]
    assert [post.docname for post in years[2013]] == ["a"]
