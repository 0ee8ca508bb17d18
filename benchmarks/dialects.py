"""The same generated posts as each of the other programs reads them.

Posts are taken apart as `benchmarks.generate` writes them, and put together with the front
matter, links and figures of the program. Citations are roles for plain Sphinx, which formats them.
Hugo's templates make what ours show, as far as Hugo has a word for it: references from a file of
data, a page for each source with the posts that cite it, what to read on, and the publication as
data. For the others citations are words, so that they have less to do. A program's own files lie
in ``peers/<name>``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.edits import Files

_PEERS = Path(__file__).with_name("peers")
_POST = re.compile(
    r"---\ndate: (?P<date>.+)\nauthor: (?P<author>.+)\ncategory: (?P<category>.+)\n"
    r"tags: \[(?P<tags>.+)\]\n---\n# (?P<title>.+)\n\n(?P<body>(?s:.+))"
)
_CITATION = re.compile(r"\{cite:p\}`(\w+)`")
_SOURCE = re.compile(r"@\w+\{(\w+),\n((?:  .+\n)+)\}")
_FIELD = re.compile(r"  (\w+) = \{(.+)\},\n")
_LINK = re.compile(r"\[([^]]+)\]\(/posts/(?:\d+/)+([\w-]+)\.md\)")
_FIGURE = re.compile(r"```\{figure\} /source/figures/(\S+)\n:alt: (.+)\n:width: .+\n\n.+\n```")
_FIGURES = "source/figures/"


@dataclass(frozen=True)
class Post:
    """A generated post, taken apart."""

    #: The file's name without its ending, one of a kind.
    name: str
    #: Written YYYY-MM-DD.
    date: str
    author: str
    category: str
    tags: tuple[str, ...]
    title: str
    #: The text below the title, in MyST.
    body: str


@dataclass(frozen=True)
class Dialect:
    """How a program wants posts to be written."""

    #: Name of the folder with the program's own files.
    name: str
    #: Folder of the posts and of the figures.
    posts: str
    figures: str
    #: From a post to its front matter, the title included.
    front: Callable[[Post], str]
    #: A link to another post and a figure, in `re` templates: text and name; name and alt text.
    link: str
    figure: str
    #: A citation, in the same way: the source's key.
    citation: str = r"(\1)"
    #: The file of the sources' data, JSON by key; "" where none is read.
    sources: str = ""

    def files(self, ours: Files) -> Files:
        """Return the publication's files as the program reads them."""
        written: dict[str, str | bytes] = {}
        for path, content in ours.items():
            if path.startswith("posts/") and isinstance(content, str):
                post = _parsed(path, content)
                written[f"{self.posts}/{post.name}.md"] = self.front(post) + self._body(post)
            elif path.startswith(_FIGURES):
                written[f"{self.figures}/{Path(path).name}"] = content
            elif path == "references.bib" and self.sources:
                written[self.sources] = _data(str(content))
        return {**written, **_own_files(self.name)}

    def _body(self, post: Post) -> str:
        body = _CITATION.sub(self.citation, post.body)
        return _FIGURE.sub(self.figure, _LINK.sub(self.link, body))


def plain(ours: Files) -> Files:
    """Return the files for Sphinx with ablog, sphinx-book-theme and sphinxcontrib-bibtex."""
    written = {
        path: content if isinstance(content, bytes) else _plain_post(path, content)
        for path, content in ours.items()
        if path.startswith(("posts/", _FIGURES, "references.bib"))
    }
    return {**written, **_own_files("plain")}


def _plain_post(path: str, content: str) -> str:
    if not path.startswith("posts/"):
        return content
    post = _parsed(path, content)
    return (
        f"---\nblogpost: true\ndate: {post.date}\nauthor: {post.author}\n"
        f"category: {post.category}\ntags: {', '.join(post.tags)}\n---\n"
        f"# {post.title}\n\n{post.body}"
    )


def _parsed(path: str, text: str) -> Post:
    found = _POST.fullmatch(text)
    assert found, f"{path} is not written as generated posts are"
    facts = found.groupdict()
    tags = tuple(facts.pop("tags").split(", "))
    return Post(name=Path(path).stem, tags=tags, **facts)


def _data(bibliography: str) -> str:
    found = {key: dict(_FIELD.findall(fields)) for key, fields in _SOURCE.findall(bibliography)}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _own_files(name: str) -> Files:
    folder = _PEERS / name
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "requirements.txt"
    }


def _pelican(post: Post) -> str:
    return (
        f"Title: {post.title}\nDate: {post.date}\nCategory: {post.category}\n"
        f"Tags: {', '.join(post.tags)}\nAuthor: {post.author}\nSlug: {post.name}\n\n"
    )


def _mkdocs(post: Post) -> str:
    author = post.author.lower().replace(" ", "-")
    return (
        f"---\ndate: {post.date}\nslug: {post.name}\nauthors: [{author}]\n"
        f"categories: [{post.category}]\ntags: [{', '.join(post.tags)}]\n---\n\n# {post.title}\n\n"
    )


def _nikola(post: Post) -> str:
    return (
        f"---\ntitle: {json.dumps(post.title, ensure_ascii=False)}\n"
        f"date: {post.date} 12:00:00 UTC\n"
        f"slug: {post.name}\nauthor: {post.author}\ncategory: {post.category}\n"
        f"tags: {', '.join(post.tags)}\n---\n\n"
    )


def _hugo(post: Post) -> str:
    return (
        f"---\ntitle: {json.dumps(post.title, ensure_ascii=False)}\n"
        f"date: {post.date}\nauthors: [{post.author}]\n"
        f"categories: [{post.category}]\ntags: [{', '.join(post.tags)}]\n"
        f"years: ['{post.date[:4]}']\n"
        f"sources: [{', '.join(dict.fromkeys(_CITATION.findall(post.body)))}]\n---\n\n"
    )


PELICAN = Dialect(
    "pelican",
    posts="content/posts",
    figures="content/figures",
    front=_pelican,
    link=r"[\1]({filename}\2.md)",
    figure=r"![\2]({static}/figures/\1)",
)
MKDOCS = Dialect(
    "mkdocs",
    posts="docs/blog/posts",
    figures="docs/blog/figures",
    front=_mkdocs,
    link=r"[\1](\2.md)",
    figure=r"![\2](../figures/\1)",
)
NIKOLA = Dialect(
    "nikola",
    posts="posts",
    figures="files/figures",
    front=_nikola,
    link=r"[\1](link://slug/\2)",
    figure=r"![\2](/figures/\1)",
)
HUGO = Dialect(
    "hugo",
    posts="content/posts",
    figures="static/figures",
    front=_hugo,
    link=r'[\1]({{< relref "posts/\2.md" >}})',
    figure=r"![\2](/figures/\1)",
    citation=r'{{< cite "\1" >}}',
    sources="data/sources.json",
)
