"""What a citation role names is read as sphinxcontrib-bibtex reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from sphinx_publication.bibliography.targets import parse_targets


@given(st.text(alphabet="ab1-,{}§ \n", max_size=14))
def test_the_grammar_is_that_of_bibtex(text: str) -> None:
    """Both read the same sources with the same words around them, or both refuse."""
    try:
        theirs = [
            (one.key, one.pre.strip(), one.post.strip()) for one in parse_citation_targets(text)
        ]
    except ValueError:
        theirs = None
    try:
        ours = [
            (("-" if one.year_only else "") + one.key, one.before, one.after)
            for one in parse_targets(text)
        ]
    except ValueError:
        ours = None
    assert ours == theirs
