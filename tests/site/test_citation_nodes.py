"""What a resolved doctree says of its citations to writers other than the site's."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.transforms import SphinxTransform

from sphinx_publication.bibliography.nodes import pending_citation


@pytest.mark.sphinx("dummy", testroot="citations", freshenv=True)
def test_any_builder_finds_keys_and_lists_by_their_attributes(app: SphinxTestApp) -> None:
    """Citations carry their keys, items of lists theirs, and our own list is told apart."""
    app.build()
    tree = app.env.get_and_resolve_doctree("posts/2013/12/forsta", app.builder)
    found = [node for node in tree.findall(nodes.inline) if "cite_keys" in node]
    assert [node["cite_keys"] for node in found] == [
        ["goodwin2013", "ham2013"],
        ["sfs2003_1210"],
        ["ham2013"],
        ["goodwin2013"],
    ]
    links = list(found[0].findall(nodes.reference))
    assert [(link["cite_key"], link.astext()) for link in links] == [
        ("goodwin2013", "Goodwin m.fl., 2013"),
        ("ham2013", "Ham & Walsh, 2013"),
    ]
    ours = [node for node in tree.findall(nodes.section) if node.get("reference_list") == "auto"]
    assert len(ours) == 1
    keys = [item["source_key"] for item in ours[0].findall(nodes.list_item)]
    assert keys == ["goodwin2013", "ham2013", "sfs2003_1210"]
    assert all("refuri" not in link or link["refuri"].startswith("http")
               for link in ours[0].findall(nodes.reference))  # fmt: skip


@pytest.mark.sphinx("dummy", testroot="citations", freshenv=True)
def test_a_citation_made_by_code_is_like_an_authors_own(app: SphinxTestApp) -> None:
    """`pending_citation`, put in while reading, is resolved, listed and indexed."""

    class Add(SphinxTransform):
        default_priority = 806

        def apply(self, **kwargs: object) -> None:
            if self.env.docname == "index":
                self.document[0].append(nodes.paragraph("", "", pending_citation("ham2013", "t")))

    app.add_transform(Add)
    app.build()
    tree = app.env.get_and_resolve_doctree("index", app.builder)
    assert "Ham och Walsh (2013)" in tree.astext()
    assert "Making integrated care" in tree.astext()
