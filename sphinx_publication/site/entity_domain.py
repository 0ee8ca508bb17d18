"""The domain ``entity``: roles, links and inventory lines of topics, organisations and the others.

``{topic}`finsam` `` and its like lead to the page of what a name, alias or inflected form means and
print what the author wrote; so does ``[](topic:finsam)``. The domain also keeps, for each document,
the text in which names are looked for, what its roles call for, and the mentions found in it.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from sphinx_publication.model import citations
from sphinx_publication.model.entities import KINDS, SHORT, parse
from sphinx_publication.model.names import Lexicon
from sphinx_publication.model.slugs import slug
from sphinx_publication.site.running_text import DOMAIN, NOLINK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from docutils.parsers.rst.states import Inliner
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.entities import Entity
    from sphinx_publication.model.mentions import Block, Mention

_ = get_translation("sphinx_publication")

#: What links to an entity by its document, made by `mentions` and not by authors.
MENTION = "mention"
#: What stands between a text's words and its blocks.
_APART = b"\0"


@dataclass(frozen=True)
class Call:
    """A role or link that names an entity."""

    #: Of a kind, or of any kind: "".
    kind: str
    name: str
    line: int


@dataclass(frozen=True)
class Text:
    """What a document says, as it was read."""

    #: The words, and the blocks pickled, compressed: few builds look at many, and all are loaded by
    #: each. The words stand apart because most texts name nobody, which they tell at once.
    packed: bytes
    calls: tuple[Call, ...]
    #: Ids that look like those of mentions and are the author's.
    ids: frozenset[str]
    #: What links of the author's lead to: documents, or what a role names.
    targets: frozenset[str]

    @property
    def words(self) -> str:
        """The words of all blocks."""
        return zlib.decompress(self.packed).partition(_APART)[0].decode()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in which names are looked for."""
        blocks = zlib.decompress(self.packed).partition(_APART)[2]
        return cast("tuple[Block, ...]", pickle.loads(blocks))


def text_of(blocks: tuple[Block, ...], calls: tuple[Call, ...], ids: frozenset[str]) -> Text:
    """Return what a document says."""
    words = "\n".join(citations.text_of(block.pieces) for block in blocks).encode()
    pickled = pickle.dumps(blocks, pickle.HIGHEST_PROTOCOL)
    packed = zlib.compress(b"".join((words.replace(_APART, b" "), _APART, pickled)), 1)
    targets = (run.target for block in blocks for run in block.runs)
    return Text(packed, calls, ids, frozenset(filter(None, targets)))


class EntityRole(XRefRole):
    """A role that works with and without its domain's name."""

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference, in our domain."""
        self.refdomain, self.reftype = DOMAIN, self.name.rpartition(":")[2]
        self.classes = ["xref", DOMAIN, f"{DOMAIN}-{self.reftype}"]
        return super().create_xref_node()


def nolink(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: dict[str, Any] | None = None,
    content: list[str] | None = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return words that are not taken for a name."""
    return [nodes.inline(rawtext, nodes.unescape(text), classes=[NOLINK])], []


class EntityDomain(Domain):
    """Topics, organisations, people, laws, events and programmes."""

    name = DOMAIN
    label = "Entity"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    roles = {kind: EntityRole(innernodeclass=nodes.inline) for kind in (*KINDS, *SHORT)}  # noqa: RUF012
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {"texts": {}, "found": {}, "signature": ""}

    #: All names, as of this build.
    lexicon: Lexicon = Lexicon((), "")
    #: Page names of the topics that only tags name, by slug.
    tags: Mapping[str, str] = MappingProxyType({})

    @property
    def texts(self) -> dict[str, Text]:
        """The text of each document."""
        return cast("dict[str, Text]", self.data["texts"])

    @property
    def found(self) -> dict[str, tuple[Mention, ...]]:
        """The mentions in each document, once they have been looked for."""
        return cast("dict[str, tuple[Mention, ...]]", self.data["found"])

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities."""
        return self.lexicon.register.all

    def note(self, docname: str, text: Text) -> None:
        """Note the text of a document that was read."""
        self.texts[docname] = text
        self.found.pop(docname, None)

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.texts.pop(docname, None)
        self.found.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel worker noted; its mentions are not looked for yet."""
        for docname in docnames:
            if docname in otherdata["texts"]:
                self.note(docname, otherdata["texts"][docname])

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the entities for the inventory: by slug, with their titles."""
        for entity in self.entities:
            yield entity.slug, entity.title, entity.kind, entity.docname, "", 1

    def lookup(self, kind: str, name: str) -> list[Entity]:
        """Return the entities that a name, an alias or a form of them can mean."""
        return self.lexicon.lookup(kind, name)

    def target(self, kind: str, name: str) -> str:
        """Return the document, or page name, that a name leads to; "" for none, or for many."""
        known = self.lookup(kind, name)
        if len(known) == 1:
            return known[0].docname
        return self.tags.get(slug(name), "") if kind in ("", "topic") and not known else ""

    def resolve_xref(  # type: ignore[override]  # words without a link stay as they are
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return the link; only the words where nothing, or too much, has the name."""
        docname = target if typ == MENTION else self.target(SHORT.get(typ, typ), target)
        if not docname:
            return contnode
        link = make_refnode(builder, fromdocname, docname, "", [])
        link.extend(contnode.children if typ == MENTION else [contnode])
        link["ids"].extend(node["ids"])
        link["classes"].extend(node["classes"])
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the link for ``topic:name``; without words of its own it has the title's."""
        named = parse(target)
        if named is None:
            return []
        kind, name = named
        docname = self.target(kind, name)
        if not contnode.astext():
            entity = self.lexicon.entities.get(docname)
            contnode += nodes.Text(entity.name if entity else name)
        if not docname:
            return [(f"{DOMAIN}:{kind}", cast(nodes.reference, contnode))]
        link = make_refnode(builder, fromdocname, docname, "", contnode)
        return [(f"{DOMAIN}:{kind}", link)]


def entity_domain(env: BuildEnvironment) -> EntityDomain:
    """Return the domain of entities."""
    return cast(EntityDomain, env.domains[DOMAIN])


def setup(app: Sphinx) -> None:
    """Register the domain, and its roles by their bare names."""
    app.add_domain(EntityDomain)
    for name, role in EntityDomain.roles.items():
        app.add_role(name, role)
    app.add_role(NOLINK, nolink)
