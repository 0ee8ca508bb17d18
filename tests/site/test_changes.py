"""A document is written anew where what others add to it has changed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from sphinx.environment import BuildEnvironment

from sphinx_publication.site.changes import Resting, changed


@pytest.fixture
def env() -> BuildEnvironment:
    """Return an environment with two documents."""
    return cast(BuildEnvironment, SimpleNamespace(all_docs={"a": 1, "b": 1}))


def test_what_is_new_other_or_gone_has_changed(env: BuildEnvironment) -> None:
    """A document that is no more is not written; each name has a memory of its own."""
    assert changed(env, "lists", {"a": "one", "b": "two"}) == ["a", "b"]
    assert changed(env, "lists", {"a": "one", "b": "two"}) == []
    assert changed(env, "lists", {"a": "other", "gone": "three"}) == ["a", "b"]
    assert changed(env, "lists", {"a": "other"}) == []
    assert changed(env, "others", {"a": "other"}) == ["a"]


def test_what_rests_on_the_same_is_not_put_together(env: BuildEnvironment) -> None:
    """What rests on something else is, and has changed only where it shows something else."""
    made: list[str] = []

    def resting(on: str, shown: str) -> Resting[str]:
        def make() -> str:
            made.append(shown)
            return shown

        return Resting(on, make)

    assert changed(env, "lists", {"a": resting("x", "one")}) == ["a"]
    assert changed(env, "lists", {"a": resting("x", "one")}) == []
    assert made == ["one"]
    assert changed(env, "lists", {"a": resting("y", "one")}) == []
    assert changed(env, "lists", {"a": resting("z", "two")}) == ["a"]
    assert made == ["one", "one", "two"]
    assert changed(env, "lists", {}) == ["a"]
    assert changed(env, "lists", {"a": resting("z", "two")}) == ["a"]


def test_what_is_shown_is_put_together_once() -> None:
    """Whoever asks again has the same."""
    resting = Resting("x", lambda: ["shown"])
    assert resting.shown is resting.shown
