"""What a start page is put together from: ``{front-page}``, ``{block}``, ``{newest-yearbook}``,
``{topics}``.

``{front-page}`` holds the others and lays them out: blocks with a ``{postlist}`` stand in the main
column, topics below it across the page, all others beside it. A block is a section with a heading.
The newest yearbook and the topics are worked out when all documents have been read; a block that
has nothing to show is left out with its heading. Each may also stand alone, on any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from ablog.post import PostList
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.topics import Topic
from sphinx_publication.site import yearbook_pages
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.document_notes import DocumentNotes
from sphinx_publication.site.listing import Book
from sphinx_publication.site.overview import Overview, overview
from sphinx_publication.site.page_parts import printed
from sphinx_publication.site.page_view import PageView

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

_ = get_translation("sphinx_publication")

#: The documents that show what is worked out later.
_NOTES = DocumentNotes[bool]("publication_fronts")


class newest_yearbook(nodes.General, nodes.Element):
    """Stands for the newest yearbook until it is known."""


class topic_index(nodes.General, nodes.Element):
    """Stands for the topics until they are known; ``length`` is how many, 0 for all."""


class all_posts(nodes.General, nodes.Element):
    """Stands for the way to all posts, below the newest ones."""


_PLACEHOLDERS: tuple[type[nodes.Element], ...] = (newest_yearbook, topic_index, all_posts)


class FrontPage(SphinxDirective):
    """Lays out the blocks that it holds."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the blocks in up to three columns: main, side, and foot across the page."""
        found = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, found)
        columns = {
            name: nodes.container(classes=[f"front-page__{name}"])
            for name in ("main", "side", "foot")
        }
        for child in found.children:
            columns[_column(child)] += child
        for listed in list(columns["main"].findall(PostList)):
            listed.parent.insert(listed.parent.index(listed) + 1, all_posts())
        made = nodes.container(classes=["front-page"])
        made.extend(column for column in columns.values() if column.children)
        return [made]


class Block(SphinxDirective):
    """A section with a heading, for places where Markdown allows none."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec | None] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return the section."""
        made = self._section(" ".join(self.arguments[0].split()))
        self.state.nested_parse(self.content, self.content_offset, made)
        return [made]

    def _section(self, heading: str) -> nodes.section:
        classes = ["block", *self.options.get("class", ())]
        made = nodes.section(classes=classes, names=[nodes.fully_normalize_name(heading)])
        made += nodes.title(heading, "", *self.state.inline_text(heading, self.lineno)[0])
        self.set_source_info(made)
        self.state.document.note_implicit_target(made, made)
        return made


class NewestYearbook(Block):
    """The newest yearbook with its cover."""

    required_arguments = 0
    optional_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the section with a place for the book."""
        made = self._section(" ".join(self.arguments) or _("The newest yearbook"))
        made += newest_yearbook()
        return [made]


class TopicIndex(Block):
    """The topics, or as many as are asked for of those that most posts are about."""

    required_arguments = 0
    optional_arguments = 1
    has_content = False
    option_spec: ClassVar[OptionSpec | None] = {
        "class": directives.class_option,
        "length": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        """Return the section with a place for the topics."""
        made = self._section(" ".join(self.arguments) or _("Topics"))
        made += topic_index(length=self.options.get("length", 0))
        return [made]


DIRECTIVES: Mapping[str, type[SphinxDirective]] = {
    "front-page": FrontPage,
    "block": Block,
    "newest-yearbook": NewestYearbook,
    "topics": TopicIndex,
}


def _column(child: nodes.Node) -> str:
    if next(iter(child.findall(PostList)), None) is not None:
        return "main"
    return "foot" if next(iter(child.findall(topic_index)), None) is not None else "side"


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note that the document shows what is worked out later."""
    if any(next(iter(doctree.findall(kind)), None) is not None for kind in _PLACEHOLDERS):
        _NOTES.of(app.env)[app.env.current_document.docname] = True


def find_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that show a yearbook or topics which have changed."""
    if is_ablog_site(app.config) or not _NOTES.of(env):
        return []
    view, language = overview(env), app.config.language
    topics = [(t.name, t.slug, t.docname, t.description, len(t.posts)) for t in view.topics.all]
    shown = repr((sorted(topics), yearbook_pages.newest(view, language), len(view.posts)))
    return changed(env, f"front_{app.builder.name}", dict.fromkeys(_NOTES.of(env), shown))


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put in what is worked out; take out blocks that have nothing to show."""
    found = [node for kind in _PLACEHOLDERS for node in doctree.findall(kind)]
    for node in found:
        made = [] if is_ablog_site(app.config) else _made(app, node, docname)
        if made or isinstance(node, all_posts):
            node.replace_self(made)
        else:
            block = node.parent
            block.parent.remove(block)


def _made(app: Sphinx, node: nodes.Element, docname: str) -> list[nodes.Node]:
    view = PageView(app, docname)
    if isinstance(node, topic_index):
        return list(_topics(view, node["length"]))
    if isinstance(node, all_posts):
        return list(_all_posts(view))
    book = yearbook_pages.newest(view.overview, app.config.language)
    return [_book(app, book, view)] if book else []


def _all_posts(view: PageView) -> Iterator[nodes.Node]:
    count = len(view.overview.posts)
    if count:
        target = view.overview.target(view.overview.addresses.posts)
        yield _more(_("All %(count)s posts") % {"count": count}, view.url(target))


def _more(words: str, url: str) -> nodes.paragraph:
    link = nodes.reference("", words, internal=True, refuri=url)
    return nodes.paragraph("", "", link, classes=["block__more"])


def _book(app: Sphinx, book: Book, view: PageView) -> nodes.Node:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        return printed(app, "publication/newest_book.html", {"book": book, "view": view})
    link = nodes.reference("", book.name, internal=True, refuri=view.url(book.page))
    return nodes.paragraph("", "", link)


def _topics(view: PageView, length: int) -> Iterator[nodes.Node]:
    """Yield the list of topics by the alphabet, and the way to all where some are left out."""
    known = view.overview
    ordered = sorted(known.topics.all, key=lambda topic: (-len(topic.posts), topic.slug))
    chosen = ordered[:length] if length else ordered
    if not chosen:
        return
    made = nodes.bullet_list(classes=["topic-index"])
    for topic in sorted(chosen, key=lambda topic: sort_key(topic.name, view.language)):
        made += _topic(topic, known, view)
    yield made
    if len(chosen) < len(ordered):
        target = known.target(known.addresses.topics)
        yield _more(_("All %(count)s topics") % {"count": len(ordered)}, view.url(target))


def _topic(topic: Topic, known: Overview, view: PageView) -> nodes.list_item:
    url = view.url(topic.docname or known.addresses.topic(topic.slug))
    name = nodes.paragraph("", "", classes=["topic-index__name"])
    name += nodes.reference("", topic.name, internal=True, refuri=url)
    if topic.posts:
        count = str(len(topic.posts))
        name += [nodes.Text(" "), nodes.inline("", count, classes=["count"])]
    item = nodes.list_item("", name, classes=["topic-index__item"])
    if topic.description:
        said = topic.description
        item += nodes.paragraph(said, said, classes=["topic-index__about"])
    return item


def setup(app: Sphinx) -> None:
    """Add the directives; work out what they show with the pages."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for placeholder in _PLACEHOLDERS:
        app.add_node(placeholder)
    app.connect("doctree-read", note)
    _NOTES.connect(app)
    app.connect("env-updated", find_changed, priority=300)
    app.connect("doctree-resolved", resolve, priority=400)
