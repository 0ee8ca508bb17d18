"""What WordPress makes of a post when it shows it: its shortcodes and line breaks, as HTML.

The classic editor stores paragraphs as empty lines; the block editor stores HTML with comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from sphinx_publication.importing import web

_BLOCKS = "<!-- wp:"
#: Text whose lines count, and tags: nothing in them ends a line.
_APART = re.compile(r"(<pre\b.*?</pre\s*>|<[^<>]*>)", re.S | re.I)
_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"'\[\]]+)[ \t]*$", re.M)
_BY_NUMBER = re.compile(
    r"(?<=href=[\"'])(?P<address>https?://[^\s\"'<>?]*\?(?:p|page_id)=(?P<number>\d+))(?=[\"'#])"
)
_CODE = "sourcecode|code|php|css|html|javascript|python|ruby|sql|xml|bash"
_SHORTCODE = re.compile(
    r"(?P<open>\[?)\[(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s[^\[\]]*)?)(?P<closed>/?)\]"
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
_PICTURE = re.compile(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.I)


@dataclass(frozen=True)
class Attachment:
    """A file that was uploaded."""

    address: str
    alt: str = ""
    #: What stands below it in a gallery; HTML.
    caption: str = ""


@dataclass
class Shown:
    """Turns what WordPress stores into what it shows, post by post."""

    attachments: Mapping[str, Attachment]
    #: Identifiers of the attachments of each post.
    children: Mapping[str, Sequence[str]]
    #: Address of each item.
    links: Mapping[str, str] = field(default_factory=dict)
    #: Shortcodes that were met and are not known; they stay as text.
    unknown: list[str] = field(default_factory=list)

    def html(self, stored: str, post: str = "") -> str:
        """Return the HTML of a post, or of a comment, which has no number."""
        text = stored.replace("\r\n", "\n").replace("\r", "\n")
        text = _BY_NUMBER.sub(self._address, text)
        text = _ALONE.sub(lambda found: _link(found[1]), text)
        if post:
            text = self._shortcodes(text, post)
        return text if _BLOCKS in text else _broken(text)

    def _address(self, found: re.Match[str]) -> str:
        """Return the address of an item that a link names by its number."""
        address = self.links.get(found["number"], "")
        ours = address and web.parts(address).hostname == web.parts(found["address"]).hostname
        return escape(address) if ours else found[0]

    def _shortcodes(self, text: str, post: str) -> str:
        pieces: list[str] = []
        place = 0
        ends = _Ends(text)
        while match := _SHORTCODE.search(text, place):
            name = match["name"].lower()
            make = self._known(name, post)
            begin = match.start("open")
            pieces.append(text[place:begin])
            if match["open"]:  # [[name]] shows [name]
                close = text.find("]]", match.end() - 1)
                place = close + 2 if close >= 0 else match.end()
                shown = text[begin + 1 : close + 1] if close >= 0 else match[0]
                pieces.append(shown)
                continue
            place = match.end()
            if make is None:
                pieces.append(match[0])
                if match["attributes"].strip() or ends.after(name, place) >= 0:
                    self.unknown.append(name)
                continue
            end = -1 if match["closed"] else ends.after(name, place)
            inner = text[place:end] if end >= 0 else ""
            pieces.append(make(_attributes(match["attributes"]), inner))
            place = end + len(f"[/{name}]") if end >= 0 else place
        return "".join([*pieces, text[place:]])

    def _known(self, name: str, post: str) -> Callable[[Mapping[str, str], str], str] | None:
        if name in _CODE.split("|"):
            return lambda said, inner: _code(said, inner, name)
        if name == "gallery":
            return lambda said, _inner: self._gallery(said, post)
        if name in ("embed", "youtube", "vimeo", "video", "audio", "playlist", "googlemaps"):
            return _embed
        return {"caption": _caption, "wp_caption": _caption}.get(name)

    def _gallery(self, said: Mapping[str, str], post: str) -> str:
        wanted = said.get("ids") or said.get("include") or ""
        numbers = re.findall(r"\d+", wanted) or self.children.get(post, ())
        found = [self.attachments[number] for number in numbers if number in self.attachments]
        return "\n\n".join(
            f'<figure><img src="{escape(one.address)}" alt="{escape(one.alt)}">'
            f"<figcaption>{one.caption}</figcaption></figure>"
            for one in found
        )


class _Ends:
    """Where shortcodes close, found once for each name, so that long texts stay quick."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()
        self._none: set[str] = set()

    def after(self, name: str, place: int) -> int:
        """Return where ``[/name]`` stands behind a place, or -1."""
        if name in self._none:
            return -1
        found = self._text.find(f"[/{name}]", place)
        if found < 0:
            self._none.add(name)
        return found


def _attributes(text: str) -> dict[str, str]:
    named = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text)}
    bare = _ATTRIBUTE.sub("", text).strip().strip("= \"'")
    return {**named, "": bare} if bare else named


def _caption(said: Mapping[str, str], inner: str) -> str:
    """Return a picture with its caption, which stands behind it or, in old posts, in the sign."""
    picture = _PICTURE.match(inner)
    if picture is None:
        return inner
    text = inner[picture.end() :].strip() or said.get("caption", "")
    return f"<figure>{picture[0].strip()}<figcaption>{text}</figcaption></figure>"


def _embed(said: Mapping[str, str], inner: str) -> str:
    names = ("src", "mp4", "mp3", "m4v", "webm", "ogg", "url", "")
    address = inner.strip() or next((said[name] for name in names if said.get(name)), "")
    found = re.search(r"https?://[^\s<>\"']+", unescape(address))
    return f"\n\n{_link(found[0])}\n\n" if found else ""


def _code(said: Mapping[str, str], inner: str, name: str) -> str:
    """Return code; it is stored as HTML in exports, with or without its signs written out."""
    language = said.get("language") or said.get("lang") or ("" if "code" in name else name)
    text = inner.replace("<", "&lt;").strip("\n")
    return f'<pre class="brush: {escape(language)}">{text}</pre>'


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _broken(text: str) -> str:
    """Return *text* with its ends of lines as breaks; two of them end a paragraph."""
    parts = _APART.split(text)
    return "".join(
        part if at % 2 else part.replace("\n", "<br>\n") for at, part in enumerate(parts)
    )
