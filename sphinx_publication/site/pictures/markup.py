"""A picture in HTML: its size, so that nothing moves when it comes, and the widths to choose from.

Only the first picture of a page is fetched at once; the others wait until they are near the
screen. What an author says of width, height and scale holds, without a style inline: pixels become
the attributes, a share of the text's width becomes a class (``theme/static/…``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

#: How broad a picture is on a screen, unless its author says otherwise.
_COLUMN = "min(100vw - 2rem, 38rem)"
#: How broad a portrait is.
PORTRAIT = "10rem"
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%|px|pt|pc|cm|mm|in|em|rem|ex|ch|vw|)")
_PIXELS = {
    "": 1,
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "in": 96,
    "em": 16,
    "rem": 16,
    "ex": 8,
    "ch": 8,
}
#: Classes say a share of the column in steps of so many per cent.
_STEP = 5


@dataclass(frozen=True)
class Shown:
    """How a picture is to be shown."""

    #: The attributes "width" and "height" in pixels; 0 where they are not known.
    width: int
    height: int
    #: The class that says its share of the column; "" where it has none.
    share: str = ""
    #: How broad it is on a screen, as ``sizes`` says it.
    sizes: str = _COLUMN


def shown(options: Mapping[str, object], width: int, height: int) -> Shown:
    """Return how a picture of *width* and *height* is shown with an author's options."""
    scale = _number(options.get("scale")) / 100 or 1
    wide, high = _length(options.get("width")), _length(options.get("height"))
    if wide and wide[1] in ("%", "vw"):
        share = min(100, max(_STEP, _STEP * round(wide[0] * scale / _STEP)))
        sizes = f"calc({share / 100:g} * {_COLUMN})"
        return Shown(width, height, f"pub-width-{share}", sizes)
    asked = [one[0] * _PIXELS.get(one[1], 0) * scale if one else 0 for one in (wide, high)]
    ratio = width / height if width and height else 0
    if not any(asked) and scale != 1:
        asked = [width * scale, height * scale]
    if ratio and any(asked):
        asked = [asked[0] or asked[1] * ratio, asked[1] or asked[0] / ratio]
    if not any(asked):
        return Shown(width, height)
    broad, tall = (max(1, round(one)) if one else 0 for one in asked)
    return Shown(broad, tall, "", f"min(100vw - 2rem, {broad}px)" if broad else _COLUMN)


def _number(value: object) -> float:
    try:
        return float(str(value or 0))
    except ValueError:
        return 0


def _length(value: object) -> tuple[float, str] | None:
    match = _LENGTH.fullmatch(str(value or "").strip())
    return (float(match[1]), match[2]) if match else None


def completed(tag: str, look: Shown, *, is_first: bool) -> str:
    """Return an ``<img>`` with its size, and whether it may wait."""
    more = [f'width="{look.width}" height="{look.height}"'] if look.width and look.height else []
    if "loading=" not in tag and not is_first:
        more.append('loading="lazy"')
    more.append('decoding="async"')
    tag = tag.replace("<img ", f"<img {' '.join(more)} ", 1)
    if look.share and 'class="' in tag:
        return tag.replace('class="', f'class="{look.share} ', 1)
    return tag.replace("<img ", f'<img class="{look.share}" ', 1) if look.share else tag


def with_smaller(tag: str, sources: Mapping[int, str], sizes: str, own: str = "") -> str:
    """Return an ``<img>`` with the smaller pictures beside it, by width.

    *own* is the address of the picture itself, where it is the widest of the row.
    """
    if not sources:
        return tag
    row = ", ".join(f"{address} {width}w" for width, address in sources.items())
    said = f'srcset="{escape(row)}" sizes="{escape(sizes)}"'
    if own:
        return tag.replace("<img ", f"<img {said} ", 1)
    end = "\n" if tag.endswith("\n") else ""
    return f'<picture><source type="image/webp" {said}>{tag.rstrip()}</picture>{end}'
