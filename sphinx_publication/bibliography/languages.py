"""``langid`` of biblatex (babel's names, or tags) to BCP 47 language tags, and back."""

from __future__ import annotations

import re

_BABEL = {
    "american": "en-US", "arabic": "ar", "australian": "en-AU", "austrian": "de-AT",
    "brazil": "pt-BR", "brazilian": "pt-BR", "british": "en-GB", "bulgarian": "bg",
    "canadian": "en-CA", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi",
    "francais": "fr", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
    "hungarian": "hu", "icelandic": "is", "irish": "ga", "italian": "it", "japanese": "ja",
    "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt", "naustrian": "de-AT",
    "ngerman": "de", "norsk": "nb", "norwegian": "nb", "nynorsk": "nn", "persian": "fa",
    "polish": "pl", "portuges": "pt", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "samin": "se", "serbian": "sr", "slovak": "sk", "slovene": "sl", "spanish": "es",
    "swedish": "sv", "turkish": "tr", "ukenglish": "en-GB", "ukrainian": "uk",
    "usenglish": "en-US", "welsh": "cy", "svenska": "sv", "engelska": "en",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


def language_tag(langid: str) -> str:
    """The tag for *langid*, or "" where it names no language that we know."""
    name = langid.strip()
    if known := _BABEL.get(name.lower()):
        return known
    return name if _TAG.fullmatch(name) and (len(name) <= 3 or "-" in name) else ""


def langid(tag: str) -> str:
    """The first of babel's names for *tag*, or for its language; *tag* itself where none is."""
    for wanted in (tag, tag.partition("-")[0]):
        for name, known in _BABEL.items():
            if known == wanted:
                return name
    return tag
