"""How large an SVG is, as it says itself (SVG 2, 8.2): its width and height, or its viewBox."""

from __future__ import annotations

import io
import re

from lxml import etree

#: CSS pixels of each unit.
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|)\s*")
_SVG = b"<svg"


def is_drawing(content: bytes) -> bool:
    """Tell whether a file is an SVG, whatever its name says."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and _SVG in content[:65536]


def drawn_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels; 0 for both where the drawing does not say."""
    root = _root(content)
    if root is None:
        return 0, 0
    box = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    ratio = box[2] / box[3] if len(box) == 4 and box[2] > 0 and box[3] > 0 else 0
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if ratio and not (width and height):
        width = width or (height * ratio if height else box[2])
        height = width / ratio
    return (max(1, round(width)), max(1, round(height))) if width and height else (0, 0)


def _root(content: bytes) -> etree._Element | None:
    """Return the root's start tag, as an element; entities are not resolved."""
    try:
        events = etree.iterparse(
            io.BytesIO(content), events=("start",), resolve_entities=False, no_network=True
        )
        _event, root = next(iter(events))
    except (etree.XMLSyntaxError, StopIteration):
        return None
    return root if isinstance(root, etree._Element) else None


def _pixels(written: str | None) -> float:
    match = _LENGTH.fullmatch(written or "")
    return float(match[1]) * _UNITS[match[2]] if match else 0
