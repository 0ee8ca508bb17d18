"""Names of the files beside a post."""

from __future__ import annotations

import pytest

from sphinx_publication.model.companion_files import companion


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://b.example/2013/12/topp/", "https://b.example/2013/12/topp/post.bib"),
        ("2013/12/topp/", "2013/12/topp/post.bib"),
        ("2013/12/topp/#andra", "2013/12/topp/andra.bib"),
        ("posts/topp.html", "posts/topp/post.bib"),
        ("posts/topp.html#andra", "posts/topp/andra.bib"),
        ("", "post.bib"),
    ],
)
def test_files_lie_below_the_posts_address(address: str, expected: str) -> None:
    """One name for each file, with any builder, of a whole address or a path."""
    assert companion(address, ".bib") == expected
