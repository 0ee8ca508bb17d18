"""A value is kept for as long as it would be made of the same."""

from __future__ import annotations

from pathlib import Path

from sphinx_publication.model.kept_values import keep, kept


def test_a_value_is_found_by_what_it_is_made_of(tmp_path: Path) -> None:
    """Nothing is found before it is kept, when it is made of something else, in a broken file."""
    path = tmp_path / "new" / "one.pickle"
    assert kept(path, "a") is None
    keep(path, "a", ["value"])
    assert kept(path, "a") == ["value"]
    assert kept(path, "b") is None
    keep(path, "b", ["other"])
    assert (kept(path, "a"), kept(path, "b")) == (None, ["other"])
    assert [file.name for file in path.parent.iterdir()] == ["one.pickle"]
    path.write_bytes(path.read_bytes()[:-3])
    assert kept(path, "b") is None
