"""The check agrees with the build and with MyST where it follows them on its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docutils import nodes
from docutils.parsers.rst import directives as docutils_directives
from docutils.parsers.rst import roles as docutils_roles
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from myst_parser.slugs import github_slugify
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.checking import directives, publication, rules, schema
from sphinx_publication.checking.anchors import github_slug, make_id
from sphinx_publication.checking.rules.pictures import PLACEHOLDERS
from sphinx_publication.checking.rules.syntax import ROLES
from sphinx_publication.importing.planning.plan import UNDESCRIBED
from sphinx_publication.locale import console
from sphinx_publication.model.problems import Severity
from sphinx_publication.project import read


@pytest.mark.sphinx("publicationhtml", testroot="minimal")
def test_every_directive_and_role_of_a_build_is_known(app: SphinxTestApp) -> None:
    """So that none is taken for a slip of another."""
    found = {*docutils_directives._directives, *docutils_directives._directive_registry}
    found |= set(app.env.domains["std"].directives)
    assert found - {"attribution", "confval"} <= directives.KNOWN
    own = {*docutils_roles._roles, *docutils_roles._role_registry}
    own |= set(app.env.domains["std"].roles)
    internal = {
        "anonymous-reference", "citation-reference", "footnote-reference", "named-reference",
        "restructuredtext-unimplemented-role", "substitution-reference", "uri-reference",
    }  # fmt: skip
    assert own - internal <= ROLES


@given(st.text(alphabet="Aåäö é1-_.:!  ”–ßç", max_size=20))
def test_slugs_are_those_of_myst_and_docutils(title: str) -> None:
    """Links to headings are judged by the ids that the page will have."""
    assert github_slug(title) == github_slugify(title)
    assert make_id(title) == nodes.make_id(title)


@pytest.mark.parametrize("language", console.LANGUAGES)
def test_the_words_of_the_import_for_a_picture_are_known(language: str) -> None:
    """Else authors would never be told to describe it."""
    console.speak(language)
    assert console.gettext(UNDESCRIBED).casefold() in PLACEHOLDERS
    console.speak("en")


def test_the_schema_is_one() -> None:
    """Draft 2020-12; each key tells editors what it is, and its examples are valid."""
    whole = schema.schema()
    Draft202012Validator.check_schema(whole)
    for kind, definition in whole["$defs"].items():
        if "properties" not in definition:
            continue
        assert definition["title"]
        assert definition["description"]
        for key, one in schema.properties(kind).items():
            assert one["title"], key
            assert one["description"], key
            assert one["examples"], key
            assert not list(schema.wrong_keys(kind, {key: schema.example(kind, key)})), key
    assert json.loads(schema.PATH.read_text(encoding="utf-8")) == whole


#: What the build says nothing of, or the check cannot: the torture of blocks in blocks.
_SPOILED = {"test-torture"}


@pytest.mark.parametrize("root", sorted((Path(__file__).parents[1] / "roots").iterdir()), ids=str)
def test_no_root_has_an_error_that_its_build_would_not_tell(root: Path) -> None:
    """The test projects that have errors are those made to have some."""
    wrong = {
        "test-authors", "test-blog", "test-careless-posts", "test-citation-mistakes",
        "test-citation-syntax",
        "test-comments", "test-drafts", "test-numbers", "test-outside", "test-raw-html",
        "test-retelling",
        "test-sources", "test-yearbook-nodes", "test-yearbook-parts",
    }  # fmt: skip
    found = rules.problems(publication.read(read(root)))
    errors = [str(one) for one in found if one.kind.severity is Severity.ERROR]
    assert bool(errors) == (root.name in wrong | _SPOILED), errors
