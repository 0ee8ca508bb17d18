"""An author's SVG into one that only draws: it loads nothing, runs nothing, leads nowhere.

What a printed drawing cannot have is taken out and named; what is left is as it was. A drawing
that would grow without bounds when its parts are repeated is refused.

The form is SVG 1.1 and 2 (W3C), read by libxml2, which reaches no file and no network here and
stops entities that grow.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from lxml import etree

#: From the bytes of a picture inside a drawing to those that stand there instead.
Inlay = Callable[[bytes], tuple[bytes, str]]

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"
#: What may stand in a drawing; everything else is taken out.
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """
        svg g defs symbol use switch a title desc metadata view style
        path rect circle ellipse line polyline polygon text tspan textPath tref
        image linearGradient radialGradient stop pattern clipPath mask marker filter
        feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
        feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
        feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
        feSpecularLighting feSpotLight feTile feTurbulence
        """,
    )
)
#: Of what is taken out, what a reader of the book misses, and its name in messages.
_MISSED = {
    "script": "scripts",
    "handler": "scripts",
    "foreignObject": "pieces of web pages",
    "iframe": "pieces of web pages",
    "audio": "sound and film",
    "video": "sound and film",
    "animate": "movement",
    "animateMotion": "movement",
    "animateTransform": "movement",
    "set": "movement",
}
_FILES = "what it loads from elsewhere"
_UNREADABLE = "a picture in it that cannot be read"
_LARGEST = 32 * 2**20
#: Elements that a drawing may have when everything that it repeats is written out.
_MOST = 60_000
#: How deep they may lie in each other.
_DEEPEST = 250
_ADDRESS = re.compile(r"url\(", re.IGNORECASE)
_OWN_PART = re.compile(r"url\(\s*[\"']?#([^\s\"')]+)", re.IGNORECASE)
_RULES = re.compile(r"@import[^;]*(;|$)|@font-face\s*\{[^}]*(\}|$)", re.IGNORECASE | re.DOTALL)


class DrawingError(Exception):
    """Why a drawing cannot be printed, as a clause."""


def is_drawing(content: bytes) -> bool:
    """Tell whether a file looks like SVG, packed or not."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return start.startswith(b"<") or content.startswith(b"\x1f\x8b")


def cleaned(content: bytes, inlay: Inlay) -> tuple[bytes, tuple[str, ...]]:
    """Return the drawing in UTF-8, and what was taken out of it.

    *inlay* prepares the pictures in it, and raises ValueError for one that cannot be shown.
    Raises DrawingError when nothing of it can be printed.
    """
    root = _parsed(_unpacked(content))
    if root.tag != f"{{{_SVG}}}svg":
        raise DrawingError("it is no SVG: its outermost element is not <svg> of SVG's namespace")
    missed: set[str] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _clean(element, missed, inlay):
            waiting.extend(element)
    _measure(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8"), tuple(sorted(missed))


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as file:
            plain = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DrawingError(f"it is packed with gzip, and damaged: {error}") from error
    if len(plain) > _LARGEST:
        raise DrawingError(f"it is larger than {_LARGEST // 2**20} MB")
    return plain


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DrawingError(f"it is no well-formed SVG: {error.msg}") from error
    except (ValueError, LookupError) as error:
        raise DrawingError(f"it is no well-formed SVG: {error}") from error


def _clean(element: etree._Element, missed: set[str], inlay: Inlay) -> bool:
    """Clean one element and tell whether it stays; else it is taken out with what it holds."""
    if not isinstance(element.tag, str):  # an entity that was not expanded
        _remove(element)
        missed.add(_FILES)
        return False
    namespace, _, name = element.tag.rpartition("}")
    if namespace != "{" + _SVG or name not in _ELEMENTS:
        if name in _MISSED:
            missed.add(_MISSED[name])
        _remove(element)
        return False
    if name == "style":
        element.text = _style(element.text or "", missed)
    for attribute, value in list(element.attrib.items()):
        kept = _attribute(name, attribute, value, missed, inlay)
        if kept is None:
            del element.attrib[attribute]
        elif kept != value:
            element.set(attribute, kept)
    return True


def _remove(element: etree._Element) -> None:
    """Take an element out with all it holds, but not the text that follows it."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _attribute(element: str, name: str, value: str, missed: set[str], inlay: Inlay) -> str | None:
    """Return what an attribute may say; None when it may not stand."""
    if name in ("href", _XLINK):
        return _reference(element, value.strip(), missed, inlay)
    if name.startswith(_XML):
        return value if name in (f"{_XML}space", f"{_XML}lang") else None
    if name.startswith("{"):
        return None
    if name.lower().startswith("on"):
        missed.add("scripts")
        return None
    return _style(value, missed) if name == "style" or "url(" in value else value


def _reference(element: str, target: str, missed: set[str], inlay: Inlay) -> str | None:
    if element == "a":
        missed.add("links")
        return None
    if target.startswith("#"):
        return target
    if element not in ("image", "feImage") or not target.lower().startswith("data:"):
        missed.add(_FILES)
        return None
    try:
        content, kind = inlay(data(target))
    except ValueError:
        missed.add(_UNREADABLE)
        return None
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def data(uri: str) -> bytes:
    """Return what a ``data:`` address holds (RFC 2397); ValueError when it cannot be read."""
    head, comma, body = uri.partition(",")
    if not comma:
        raise ValueError("it has no comma")
    plain = unquote_to_bytes(body)
    return b64decode(plain, validate=False) if head.lower().endswith(";base64") else plain


def _style(css: str, missed: set[str]) -> str:
    """Return style rules that load nothing; what hides behind a backslash is left out whole."""
    kept = _RULES.sub("", css)
    first, *rest = _ADDRESS.split(kept)
    kept = first + "".join(map(_address, rest))
    if "\\" in kept:
        kept = ""
    if kept != css:
        missed.add(_FILES)
    return kept


def _address(css: str) -> str:
    """Return rules from the start of an address on: one of the drawing's own parts may stay."""
    if css.lstrip().lstrip("\"'").startswith("#"):
        return f"url({css}"
    return "none" + css.partition(")")[2]


def _measure(root: etree._Element) -> None:
    """Raise DrawingError when the drawing is boundless once all that it repeats is written out."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[etree._Element, tuple[int, int]] = {}
    open_: set[etree._Element] = set()

    def measure(element: etree._Element) -> tuple[int, int]:
        """Return how many elements one is, and how deep they lie in each other."""
        if element in open_ or len(open_) > _DEEPEST:
            raise DrawingError("it repeats itself without end")
        if element not in known:
            open_.add(element)
            drawn = [*element, *(by_id[name] for name in _names(element) if name in by_id)]
            inner = [measure(part) for part in drawn]
            count = 1 + sum(count for count, _ in inner)
            depth = 1 + max((depth for _, depth in inner), default=0)
            if count > _MOST or depth > _DEEPEST:
                raise DrawingError(f"it repeats its parts to more than {_MOST} elements")
            open_.discard(element)
            known[element] = count, depth
        return known[element]

    measure(root)


def _names(element: etree._Element) -> list[str]:
    """Return the ids of what an element draws besides what it holds."""
    names = [name for value in element.attrib.values() for name in _OWN_PART.findall(value)]
    reference = element.get("href") or element.get(_XLINK) or ""
    return [*names, reference[1:]] if reference.startswith("#") else names
