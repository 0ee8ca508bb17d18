"""Reference lists when pages are written: plain lists of items, in the order of the style.

A list is ``ul`` (or ``ol``) with ``li``, which every checker and screen reader understands;
upstream's markup breaks the rule ``aria-required-children``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_publication.bibliography.back_links import back_links
from sphinx_publication.bibliography.domain import citation_domain, has_source_pages
from sphinx_publication.bibliography.nodes import reference_list, reference_nodes
from sphinx_publication.bibliography.placed_lists import PlacedList

if TYPE_CHECKING:
    from collections.abc import Iterator

_ = get_translation("sphinx_publication")


class ReferenceLists(SphinxPostTransform):
    """Fill the reference lists of a page, before its references are resolved."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Put a list in the place of each node that stands for one."""
        given: set[str] = set()
        self._there: set[str] = set()
        places = list(self.document.findall(reference_list))
        for node in self.document.findall(nodes.Element) if places else ():
            self._there.update(node.get("ids", ()), node.get("cite_ids", ()))
        for place in places:
            wanted = self._wanted(place)
            if wanted.keys:
                place.replace_self(self._list(place["docname"], wanted, given))
            elif isinstance(place.parent, nodes.section) and place.parent.get("reference_list"):
                # nothing that it cites is known: no heading over nothing
                place.parent.parent.remove(place.parent)
            else:
                place.parent.remove(place)

    def _wanted(self, place: nodes.Element) -> PlacedList:
        domain = citation_domain(self.env)
        if not place["list_id"]:
            return PlacedList("", domain.cited(place["docname"]))
        placed = domain.lists.get(place["docname"], ())
        return next(one for one in placed if one.list_id == place["list_id"])

    def _list(self, docname: str, wanted: PlacedList, given: set[str]) -> nodes.Element:
        items = [self._item(docname, key, given) for key in wanted.keys]
        if not wanted.start:
            return nodes.bullet_list("", *items, classes=["reference-list"])
        numbered = nodes.enumerated_list("", *items, classes=["reference-list"])
        numbered["enumtype"], numbered["prefix"], numbered["suffix"] = wanted.enumtype, "", "."
        if wanted.start > 1:
            numbered["start"] = wanted.start
        return numbered

    def _item(self, docname: str, key: str, given: set[str]) -> nodes.list_item:
        domain = citation_domain(self.env)
        text = nodes.inline("", "", *reference_nodes(domain.library, key))
        text["classes"].append("reference-list__text")
        paragraph = nodes.paragraph("", "", text)
        paragraph.extend(self._page_link(docname, key))
        paragraph.extend(self._back_links(docname, key))
        item = nodes.list_item("", paragraph, classes=["reference-list__item"], source_key=key)
        anchor = domain.anchor(key)
        if anchor not in given:
            # a second list of the same page leaves the id to the first
            given.add(anchor)
            item["ids"].append(anchor)
        return item

    def _page_link(self, docname: str, key: str) -> Iterator[nodes.Node]:
        """Yield the link to a source's page, where the builder writes one."""
        builder = self.app.builder
        if has_source_pages(builder):
            uri = builder.get_relative_uri(docname, citation_domain(self.env).page(key))
            link = nodes.reference("", _("About the source"), refuri=uri, internal=True)
            link["classes"].append("reference-list__page")
            yield nodes.Text(" ")
            yield link

    def _back_links(self, docname: str, key: str) -> Iterator[nodes.Node]:
        """Yield the links to the places in this page that cite the source, for pages in HTML."""
        domain = citation_domain(self.env)
        anchors = [
            citation.anchor
            for citation in domain.places.get(docname, ())
            if citation.anchor in self._there and domain.source_key(citation.key) == key
        ]
        if anchors and has_source_pages(self.app.builder):
            yield nodes.Text(" ")
            yield back_links(anchors=anchors)
