"""Colours as configuration writes them, and whether text in them can be read (WCAG 2.2)."""

from __future__ import annotations

import re

#: "#17465c" or "#abc".
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

#: The least contrast of text (WCAG 2.2, 1.4.3).
CONTRAST = 4.5


def contrast(one: str, other: str = "#ffffff") -> float:
    """Return the contrast of two colours: from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
