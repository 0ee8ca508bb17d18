"""MyST's parser with the publication's citations in it, and words in other languages.

myst-parser has no hook for rules of others. Its parser is made of public parts, though, so ours
puts the same together, as MystParser.parse does, with our rule added, and takes its place.

MyST lets authors write attributes, and drops all but a few. Ours keeps ``{lang=en}``, as docutils'
class ``language-en``, from which the site and both kinds of book make what each has for it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from operator import is_
from typing import TYPE_CHECKING, Any, cast

import yaml
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.directives import YAML_LOAD_ERRORS
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings, create_warning

from sphinx_publication.bibliography.citation_rule import citation_plugin
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.bibliography.languages import language_tag
from sphinx_publication.bibliography.nodes import pending_citation
from sphinx_publication.model.yaml_loader import QUICK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


#: What front matter may say to MyST. That these words are elsewhere in a text does no harm.
_OF_MYST = re.compile("myst|html_meta|substitutions")
#: What asks for the number of words that MyST counts of each text, itself or in another text that
#: it takes in: {sub-ref}`wordcount-words`. (Ours are counted by `site.word_counts`.)
_ASKS_FOR_WORDS = re.compile("wordcount|include")


class PublicationRenderer(SphinxRenderer):
    """MyST's renderer, which knows our token too, and the language of words."""

    def render_citation(self, token: SyntaxTreeNode) -> None:
        """Add the citation that the roles of bibtex would make."""
        node = pending_citation(token.meta["target"], token.meta["role"])
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Render the fields, read by libyaml, which is ten times as fast as YAML in Python.

        What that may not take as MyST does, it is left to MyST: tabs, and what is wrong.
        """
        if "\t" not in token.content and token.token is not None:
            with suppress(*YAML_LOAD_ERRORS):
                values = yaml.load(token.content, Loader=QUICK)
                if isinstance(values, dict):
                    token.token.content = values  # type: ignore[assignment]  # as MyST takes it
        super().render_front_matter(token)

    def copy_attributes(
        self,
        token: SyntaxTreeNode,
        node: nodes.Element,
        keys: Sequence[str] = ("class",),
        **options: Any,
    ) -> None:
        """Copy what MyST copies, and the language that an author names."""
        super().copy_attributes(token, node, keys, **options)
        written = str(token.attrs.get("lang", ""))
        if not written or "class" not in keys:
            return
        if tag := language_tag(written):
            node["classes"].append(f"language-{tag}")
        else:
            self.create_warning(
                f"Invalid 'lang' attribute value: {written!r}; write a tag such as 'en'",
                MystWarnings.INVALID_ATTRIBUTE,
                line=token_line(token, default=0),
                append_to=node,
            )


class PublicationParser(MystParser):
    """MyST's parser, which reads citations and languages."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read *inputstring* into *document*."""
        env = cast("BuildEnvironment", document.settings.env)
        config = _config(env, inputstring, document)
        asks_for_words = _ASKS_FOR_WORDS.search(inputstring) is not None
        parser = None if asks_for_words else _shelf.take(env, config)
        if parser is None:
            parser = _made(env, config)
            if not asks_for_words:
                parser.core.ruler.disable("wordcount")
        parser.options["document"] = document
        parser.render(inputstring)
        del parser.options["document"]
        if not asks_for_words:
            _shelf.put(env, config, parser)


def _made(env: BuildEnvironment, config: MdParserConfig) -> MarkdownIt:
    """Return a parser with rules of MyST's and ours."""
    parser = create_md_parser(config, PublicationRenderer)
    if env.config.publication_citation_syntax:
        _read_citations(parser, env)
    return parser


class _Shelf:
    """The parser of the last text, for the next with the same settings and sources.

    To put a hundred rules together takes a twentieth of what most texts take. While one text is
    read, another that it holds (``include``) gets a parser of its own.
    """

    def __init__(self) -> None:
        self._made_for: tuple[object, ...] = ()
        self._parser: MarkdownIt | None = None

    def take(self, env: BuildEnvironment, config: MdParserConfig) -> MarkdownIt | None:
        """Return the parser, if it is one for this; it is then no longer here."""
        wanted, parser = self._for(env, config), self._parser
        is_same = len(wanted) == len(self._made_for) and all(map(is_, wanted, self._made_for))
        self.clear()
        return parser if is_same else None

    def put(self, env: BuildEnvironment, config: MdParserConfig, parser: MarkdownIt) -> None:
        """Keep a parser that has read its text."""
        if config is vars(env).get("myst_config"):  # and not that of one file
            self._made_for, self._parser = self._for(env, config), parser

    def clear(self, *_event: object) -> None:
        """Keep none: all has been read."""
        self._made_for, self._parser = (), None

    @staticmethod
    def _for(env: BuildEnvironment, config: MdParserConfig) -> tuple[object, ...]:
        return env, config, env.config, citation_domain(env).library


_shelf = _Shelf()


def _config(env: BuildEnvironment, text: str, document: nodes.document) -> MdParserConfig:
    """Return MyST's settings for one file: the project's, and those of its front matter."""
    config: MdParserConfig = env.myst_config  # type: ignore[attr-defined]  # MyST puts it there
    if not _OF_MYST.search(text):
        return config  # the front matter, which is slow to read, has nothing for MyST
    try:
        topmatter = read_topmatter(text)
    except TopmatterReadError:
        return config  # which the renderer reports
    if not topmatter:
        return config

    def warn(kind: MystWarnings, message: str) -> None:
        create_warning(document, message, kind, line=1, append_to=document)

    return merge_file_level(config, topmatter, warn)


def _read_citations(parser: MarkdownIt, env: BuildEnvironment) -> None:
    domain = citation_domain(env)
    parser.use(
        citation_plugin,
        known=domain.library.__contains__,
        note=lambda handle: domain.note_handle(env.current_document.docname, handle),
    )


def take_over(app: Sphinx, config: Config) -> None:
    """Put our parser in the place of MyST's, where the project has that."""
    if app.registry.source_parsers.get("markdown") is MystParser:
        app.add_source_parser(PublicationParser, override=True)


def setup(app: Sphinx) -> None:
    """Wait until every extension is set up: MyST may come after us, or not at all."""
    app.connect("config-inited", take_over)
    app.connect("env-updated", _shelf.clear)
