"""Mentions on the site and in the books: noted, found, linked.

While a document is read, its running text is noted. When all have been read, the names of all
entities are looked for: in the texts that were read anew, and in every text once a name has come
or gone. A page whose links change is written anew; the links themselves are put in when a page is
written, before references are resolved, so every builder has them and no reading is repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_publication.model import entity_mistakes
from sphinx_publication.model.entities import parse
from sphinx_publication.model.mentions import Link, Mention, mentions
from sphinx_publication.model.names import Lexicon
from sphinx_publication.model.problems import Problem, report
from sphinx_publication.site import said
from sphinx_publication.site.changes import changed
from sphinx_publication.site.entities import declared, problems, wants_links
from sphinx_publication.site.entity_domain import MENTION, Call, entity_domain, text_of
from sphinx_publication.site.overview import overview
from sphinx_publication.site.running_text import DOMAIN, NUMBER, Part, blocks, walk

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


logger = logging.getLogger(__name__)


class TextCollector(SphinxTransform):
    """Note a document's text and what its roles call for; after citations have their ids."""

    default_priority = 850

    def apply(self, **kwargs: Any) -> None:
        """Collect from the document."""
        calls = (_call(node) for node in self.document.findall(addnodes.pending_xref))
        text = text_of(
            blocks=tuple(blocks(self.document)),
            calls=tuple(call for call in calls if call),
            ids=frozenset(name for name in self.document.ids if name.startswith(MENTION)),
        )
        entity_domain(self.env).note(self.env.current_document.docname, text)


def _call(node: addnodes.pending_xref) -> Call | None:
    if node.get("refdomain") == DOMAIN:
        named = parse(f"{node['reftype']}:{node['reftarget']}")
    else:
        named = parse(node["reftarget"]) if node.get("reftype") == "myst" else None
    line = node.line or (node.parent.line if node.parent is not None else 0) or 0
    return Call(*named, line) if named else None


def look(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Look for every entity's names; return the documents whose links have changed since last."""
    domain, view = entity_domain(env), overview(env)
    domain.lexicon = Lexicon(declared(env, view.addresses), app.config.language or "en")
    domain.tags = MappingProxyType(
        {
            name: topic.docname or f"{view.addresses.topics}/{topic.slug}"
            for name, topic in view.topics.by_slug.items()
        }
    )
    known = domain.lexicon.signature + repr(domain.entities)
    if domain.data["signature"] != known:
        domain.found.clear()
        domain.data["signature"] = known
    for docname in sorted(domain.texts.keys() - domain.found.keys()):
        domain.found[docname] = _mentions(env, docname)
        said.forget(env, docname)
    links = {
        docname: repr([(one.anchor, one.block, one.start, one.end, one.link) for one in found])
        for docname, found in domain.found.items()
    }
    calls = {
        docname: repr([domain.target(call.kind, call.name) for call in text.calls])
        for docname, text in domain.texts.items()
    }
    shown = {docname: links[docname] + calls[docname] for docname in links}
    return changed(env, f"mentions_{app.builder.name}", shown)


def _mentions(env: BuildEnvironment, docname: str) -> tuple[Mention, ...]:
    domain = entity_domain(env)
    text = domain.texts[docname]

    def resolve(target: str) -> str:
        named = parse(target)
        return domain.target(*named) if named else target

    lexicon, led_to = domain.lexicon, map(resolve, text.targets)
    if lexicon.entities.keys().isdisjoint(led_to) and not lexicon.may_find(text.words):
        return ()
    return mentions(
        text.blocks,
        docname,
        lexicon,
        autolink=wants_links(env, docname),
        resolve=resolve,
        taken=text.ids,
    )


def report_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """Report what is wrong with the entities, and each name that no entity has."""
    domain = entity_domain(env)
    for problem in problems(env, overview(env).addresses, domain.lexicon):
        report(logger, problem)
    for docname in sorted(domain.texts):
        for call in domain.texts[docname].calls:
            for problem in _unmet(env, docname, call):
                report(logger, problem)


def _unmet(env: BuildEnvironment, docname: str, call: Call) -> Iterator[Problem]:
    domain = entity_domain(env)
    if domain.target(call.kind, call.name):
        return
    path = env.doc2path(docname, base=False).as_posix()
    yield entity_mistakes.unmet(domain.lexicon, call.kind, call.name, path, call.line)


class MentionLinks(SphinxPostTransform):
    """Give each mention its place on the page, and make links of those that shall be."""

    # Before MyST (9) and Sphinx (10) resolve references.
    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Put them in, the last of each block first."""
        domain = entity_domain(self.env)
        found: dict[int, list[Mention]] = {}
        for mention in domain.found.get(self.env.current_document.docname, ()):
            found.setdefault(mention.block, []).append(mention)
        if not found:
            return
        for element in list(self.document.findall(nodes.TextElement)):
            for mention in reversed(found.get(element.get(NUMBER, -1), ())):
                _place(element, mention)


def _place(element: nodes.Element, mention: Mention) -> None:
    """Put *mention* into the block; a name across several nodes is marked where it begins."""
    part = next((part for part in walk(element) if part.end > mention.start), None)
    if part is None or not isinstance(part.text, str) or part.text == "":
        return
    if not isinstance(part.node, nodes.Text):
        _wrap(part.node, mention)
        return
    begin, end = mention.start - part.start, min(mention.end - part.start, len(part.text))
    _split(part, begin, end, _marked(part.text[begin:end], mention))


def _marked(words: str, mention: Mention) -> nodes.Element:
    """Return the words of a name with their place: a link, or plain."""
    if mention.link is not Link.AUTOMATIC:
        return nodes.inline("", words, ids=[mention.anchor], classes=["mention"])
    link = addnodes.pending_xref(
        "",
        nodes.inline("", words),
        refdomain=DOMAIN,
        reftype=MENTION,
        reftarget=mention.key,
        refdoc=mention.docname,
        refexplicit=True,
        refwarn=False,
    )
    link["ids"].append(mention.anchor)
    link["classes"].append("mention-link")
    return link


def _wrap(link: nodes.Node, mention: Mention) -> None:
    """Put the place around a link."""
    around = nodes.inline("", "", ids=[mention.anchor], classes=["mention"])
    _put(link, [around])
    around += link


def _split(part: Part, begin: int, end: int, middle: nodes.Element) -> None:
    """Put *middle* in the place of the words from *begin* to *end*."""
    text = str(part.text)
    pieces = [nodes.Text(text[:begin]), middle, nodes.Text(text[end:])]
    _put(part.node, [piece for piece in pieces if piece.astext()])


def _put(old: nodes.Node, new: list[nodes.Node]) -> None:
    """Put *new* in the place of *old*, whose equals may stand beside it."""
    place = next(n for n, child in enumerate(old.parent.children) if child is old)
    old.parent[place : place + 1] = new


def setup(app: Sphinx) -> None:
    """Note texts while reading, look for names afterwards, link them when writing."""
    app.add_transform(TextCollector)
    app.add_post_transform(MentionLinks)
    app.connect("env-updated", look, priority=150)
    app.connect("env-updated", report_problems, priority=700)
