"""Which HTML an author may write into a text, and what is taken out of the rest.

An allow-list: elements that mark words, blocks, tables, pictures and simple drawings, and
attributes that neither run, load from another host nor style. nh3 (ammonia, with a browser's own
HTML parser) decides what stays and writes it anew; `found` tells authors what that will be. Words
stay when the element around them goes; scripts and styles go with their content.

Ids stay as they are, as those of Markdown do: links lead to them. ``data-`` attributes do not:
scripts of themes act on them. Pure; builder and check share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: The boxes of tasks, which Markdown makes itself.
BOX = re.compile(r'<input class="task-list-item-checkbox"( checked="checked")?[^<>]*>')
BREAK = re.compile(r"<br\s*/?>")
#: A picture and a link as nh3 writes them.
_IMG = re.compile(r'<img((?: [^\s="<>]+="[^"<>]*")*)>')
_A = re.compile(r'<a((?: [^\s="<>]+="[^"<>]*")*)>')

#: Schemes that run a program, or lead into the reader's own machine.
_NEVER = re.compile(
    r"(javascript|vbscript|data|file|livescript|mocha|blob|filesystem|view-source|jar):", re.I
)
#: Browsers pass over these in an address.
_UNSEEN = re.compile(r"[\x00-\x20]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.I)

#: From elements to their attributes, besides those of all.
_ELEMENTS = {
    "a": "href hreflang",
    "blockquote": "cite", "del": "cite datetime", "ins": "cite datetime", "q": "cite",
    "col": "span", "colgroup": "span",
    "data": "value", "time": "datetime",
    "details": "open",
    "img": "alt height src width",
    "li": "value", "ol": "reversed start type",
    "td": "colspan headers rowspan", "th": "abbr colspan headers rowspan scope",
    "audio": "controls preload src", "source": "src type",
    "track": "default kind label src srclang",
    "video": "controls height poster preload src width",
    "svg": "fill height viewBox width version", "g": "", "path": "d", "circle": "cx cy r",
    "ellipse": "cx cy rx ry", "line": "x1 x2 y1 y2", "polygon": "points", "polyline": "points",
    "rect": "height rx ry width x y",
}  # fmt: skip
_PLAIN = (
    "abbr address aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure h2 h3 "
    "h4 h5 h6 hr i kbd mark p pre rp rt ruby s samp section small span strong sub summary sup "
    "table tbody tfoot thead tr u ul var wbr"
)
_DRAWN = ("svg", "g", "path", "circle", "ellipse", "line", "polygon", "polyline", "rect")
_PAINT = "fill fill-rule opacity stroke stroke-linecap stroke-linejoin stroke-width transform"
_EVERYWHERE = _names("class dir id lang role title")
_ARIA = "aria-"
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

#: Elements that run, load or ask for input, and attributes that hold pages or programs.
_UNSAFE = _names(
    "applet base button embed form frame frameset iframe input link meta object script select "
    "style textarea"
)
_ADDRESSES = _names("action background cite formaction href poster src xlink:href")
#: What is fetched when the page is shown: only from the site itself.
_FETCHED = frozenset({"poster", "src"})
_WITH_CONTENT = frozenset({"script", "style"})
_VOID = _names("area base br col embed hr img input link meta param source track wbr") | frozenset(
    _DRAWN[2:]
)
#: HTML lets their ends be left out.
_ENDS_BY_ITSELF = _names("colgroup dd dt li option p rp rt tbody td tfoot th thead tr")
#: What links to other hosts say: they open no page of ours, and lead off the site.
OUTWARD = "external noopener"


@dataclass(frozen=True)
class Allowed:
    """The allow-list."""

    #: From elements to their attributes, "*" for those of every element; all in lower case.
    elements: Mapping[str, frozenset[str]]

    def has(self, tag: str, name: str) -> bool:
        """Tell whether the element may have the attribute."""
        every = self.elements["*"]
        return name in every or name in self.elements[tag] or name.startswith(_ARIA)


@dataclass(frozen=True)
class Found:
    """Something that is taken out."""

    #: Lines below the first.
    line: int
    #: Such as ``<script>`` or ``onclick``.
    what: str
    #: It may run or deceive, and is not only unknown.
    is_unsafe: bool


def allowed(more: Mapping[str, Iterable[str]] | None = None) -> Allowed:
    """Return the allow-list, with *more* elements and attributes: ``{"iframe": ["src"]}``."""
    elements = {name: frozenset[str]() for name in _PLAIN.split()}
    elements |= {name: _names(words) for name, words in _ELEMENTS.items()}
    for name in _DRAWN:
        elements[name] |= _names(_PAINT)
    elements["*"] = _EVERYWHERE
    for name, attributes in (more or {}).items():
        name = name.lower()
        elements[name] = elements.get(name, frozenset()) | frozenset(map(str.lower, attributes))
    return Allowed({name: frozenset(map(str.lower, some)) for name, some in elements.items()})


def check(more: object) -> None:
    """Raise ValueError unless `allowed` can take *more*."""
    is_right = isinstance(more, dict) and all(
        isinstance(name, str)
        and isinstance(attributes, list | tuple | set | frozenset)
        and all(isinstance(one, str) for one in attributes)
        for name, attributes in more.items()
    )
    if not is_right:
        raise ValueError(
            "publication_html in conf.py must name elements with their attributes, such as "
            "{'iframe': ['src', 'title']}"
        )


def runs(address: str) -> bool:
    """Tell whether an address is no page, but runs a program or leads into the reader's machine."""
    return bool(_NEVER.match(_UNSEEN.sub("", address)))


def is_elsewhere(address: str) -> bool:
    """Tell whether an address names another host, or the scheme of one."""
    return bool(_ELSEWHERE.match(_UNSEEN.sub("", address)))


def is_outward(address: str) -> bool:
    """Tell whether a link leads to a page by its whole address."""
    return address.lower().startswith(("http://", "https://", "//"))


def clean(pieces: Sequence[str | None], rules: Allowed) -> tuple[list[str], list[int]]:
    """Return what may stay of raw pieces that stand beside one another, and which are broken.

    *pieces* are in the order of the page; None stands for what is no raw HTML, and what is returned
    in its place belongs after it. An element may begin in one piece and end in another; what never
    ends, ends with the last. Where a tag or comment would swallow what stands beside it, or content
    that is no HTML begins, only the words of the piece stay.
    """
    key = "k"
    while key in "".join(piece or "" for piece in pieces):
        key += "k"
    broken = [
        place
        for place, piece in enumerate(pieces)
        if piece and "<" in piece and _together([piece], rules, key) is None
    ]
    right = [
        _words(piece) if piece and place in broken else piece for place, piece in enumerate(pieces)
    ]
    parts = _together(right, rules, key)
    if parts is None:
        return [_words(piece or "") for piece in pieces], broken or [0]
    return [_A.sub(_outward, _IMG.sub(_described, part)) for part in parts], broken


def _together(pieces: Sequence[str | None], rules: Allowed, key: str) -> list[str] | None:
    """Clean pieces with marks between them; None when a mark or a word is lost."""
    # A comment may stand anywhere in HTML, tables too.
    marked = "".join(f"<!--{key}{number}-->{piece or ''}" for number, piece in enumerate(pieces))
    cleaned = _clean(f"{marked}<!--{key}{len(pieces)}-->", rules, key)
    first, *rest = re.split("<!--(.*?)-->", cleaned, flags=re.DOTALL)
    parts: list[str] = []
    seen: list[str] = []
    for comment, text in zip(rest[::2], rest[1::2], strict=True):
        if key in comment:
            seen.append(comment)
            parts.append("")
        if parts:
            parts[-1] += text
    if first or seen != [f"{key}{number}" for number in range(len(pieces) + 1)]:
        return None
    if _letters("".join(piece or "" for piece in pieces)) != _letters("".join(parts)):
        return None  # nh3 leaves out whole what is strange in a drawing
    return [*parts[:-2], "".join(parts[-2:])][: len(pieces)]


def _words(html: str) -> str:
    return nh3.clean(html, tags=set())


def _outward(a: re.Match[str]) -> str:
    """Return a link with what it says of itself when it leads off the site."""
    attributes = dict(re.findall(r'([^\s=]+)="([^"]*)"', a[1]))
    is_marked = not is_outward(attributes.get("href", "")) or "rel" in attributes
    return a[0] if is_marked else f'<a{a[1]} rel="{OUTWARD}">'


def _letters(html: str) -> str:
    return "".join(_words(html).split())


def _described(img: re.Match[str]) -> str:
    """Return a picture that has lost its address as its words."""
    attributes = dict(re.findall(r'([^\s=]+)="([^"]*)"', img[1]))
    return img[0] if "src" in attributes else attributes.get("alt", "")


def _clean(html: str, rules: Allowed, key: str) -> str:
    """Return HTML in which ``<`` begins a tag or a comment, and nothing else: nh3 escapes others.

    An attribute with *key* in it is left out.
    """
    tags = set(rules.elements) - {"*"}
    attributes = {tag: set(_spelled(rules.elements[tag])) for tag in tags}
    attributes["*"] = set(rules.elements["*"])

    def judge(tag: str, name: str, value: str) -> str | None:
        is_foreign = name in _FETCHED and tag != "iframe" and is_elsewhere(value)
        if (
            is_foreign
            or _is_address(tag, name, value)
            or key in value
            or (name in _ADDRESSES and runs(value))
        ):
            return None
        return value

    return nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        attribute_filter=judge,
        clean_content_tags=set(_WITH_CONTENT - tags),
        generic_attribute_prefixes={_ARIA},
        url_schemes=set(_SCHEMES),
        link_rel=None,
        strip_comments=False,
    )


def _is_address(tag: str, name: str, value: str) -> bool:
    """Tell whether a drawing's attribute may name a file: ``fill="url(…)"``."""
    return tag in _DRAWN and "(" in value and name != "transform"


def _spelled(names: Iterable[str]) -> Iterator[str]:
    """Spell the attributes of drawings as parsers of HTML do."""
    return ("viewBox" if name == "viewbox" else name for name in names)


def found(text: str, rules: Allowed) -> list[Found]:
    """Return what is taken out of a piece of HTML, in its order."""
    return _read(text, rules).found


def undescribed(text: str) -> list[tuple[int, str]]:
    """Return the pictures in a piece of HTML that say nothing of words: line and address."""
    return _read(text, Allowed({"*": frozenset()})).undescribed


def unpaired(pieces: Iterable[tuple[int, str]], rules: Allowed) -> Iterator[tuple[int, str]]:
    """Yield the tags without a fellow in pieces that stand beside one another, with their lines.

    Not those that `found` names.
    """
    is_open: list[tuple[int, str]] = []
    for above, text in pieces:
        for line, tag, opens in _read(text, rules).tags:
            names = [name for _line, name in is_open]
            if opens:
                is_open.append((above + line, tag))
            elif tag in names:
                del is_open[len(names) - 1 - names[::-1].index(tag)]
            else:
                yield above + line, f"</{tag}>"
    yield from ((line, f"<{tag}>") for line, tag in is_open if tag in rules.elements)


def _read(text: str, rules: Allowed) -> _Reader:
    reader = _Reader(rules)
    reader.feed(text)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Notes what is not allowed, pictures without words, and tags that want a fellow."""

    def __init__(self, rules: Allowed) -> None:
        super().__init__()
        self._rules = rules
        self.found: list[Found] = []
        self.undescribed: list[tuple[int, str]] = []
        #: Line, name, and whether it opens.
        self.tags: list[tuple[int, str, bool]] = []

    @property
    def _line(self) -> int:
        return self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        is_allowed = tag in self._rules.elements
        if not is_allowed:
            self._note(f"<{tag}>", tag in _UNSAFE)
        for name, value in attrs:
            if name in _ADDRESSES and runs(value or ""):
                self._note(f"{name}={' '.join((value or '').split())[:30]}", True)
            elif name.startswith("on") and not (is_allowed and self._rules.has(tag, name)):
                self._note(name, True)
            elif is_allowed:
                self._judge(tag, name, value or "")
        if tag == "img" and all(name != "alt" for name, _value in attrs):
            self.undescribed.append((self._line, dict(attrs).get("src") or ""))
        if tag not in _VOID | _ENDS_BY_ITSELF:
            self.tags.append((self._line, tag, True))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ``<b/>`` for ``<b>``, as browsers do."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag not in _VOID | _ENDS_BY_ITSELF:
            self.tags.append((self._line, tag, False))

    def _judge(self, tag: str, name: str, value: str) -> None:
        if not self._rules.has(tag, name):
            self._note(f"{name}= in <{tag}>", False)
        elif (name in _FETCHED and tag != "iframe" and is_elsewhere(value)) or _is_address(
            tag, name, value
        ):
            self._note(f"{name}={value.strip()[:30]}", False)

    def _note(self, what: str, is_unsafe: bool) -> None:
        self.found.append(Found(self._line, what, is_unsafe))
