"""What the look of an element says: emphasis from tags and styles, the lines of code."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_publication.importing.html.elements import Element
from sphinx_publication.importing.html.runs import Kind, Run

_STRONG = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
_NORMAL = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
_UNDERLINED = re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline", re.I)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_LANGUAGE = re.compile(r"(?:brush:\s*|lang(?:uage)?-|highlight-source-)([\w+#-]+)", re.I)
_UPRIGHT = re.compile(r"font-style\s*:\s*normal", re.I)
#: Within code and raised or lowered text these change nothing; others end it.
_INNER = frozenset({"b", "code", "em", "font", "i", "small", "span", "strong", "tt", "u"})

#: Elements that a line goes on across.
_PHRASES = "a abbr acronym big cite del dfn ins kbd mark q s samp strike sub sup var wbr"
_WITHIN = _INNER | frozenset(_PHRASES.split())


def flat(element: Element) -> bool:
    """Tell whether an element holds text alone, which can be said as such."""
    return all(one is element or one.tag in _INNER for one in element.elements())


def raised(element: Element) -> Kind | None:
    """Tell whether an element stands above or below its line, by its tag or its style."""
    style = _RAISED.search(element.get("style")) if element.tag == "span" else None
    name = style[1].lower() if style else element.tag
    return {"sup": Kind.SUP, "super": Kind.SUP, "sub": Kind.SUB}.get(name)


def said(element: Element, style: Run, kind: Kind) -> list[Run]:
    """Return the text of an element as a run of *kind*, the spaces at its edges outside of it."""
    text = element.text()
    core = " ".join(text.split())
    if not core:
        return [Run(text)]
    first, last = (Run(" " if edge.isspace() else "") for edge in (text[0], text[-1]))
    return [first, replace(style, text=core, kind=kind), last]


def styled(element: Element, style: Run) -> Run:
    """Return the emphasis in an element."""
    css = element.get("style")
    if element.tag in ("b", "strong", "th") or _STRONG.search(css):
        style = replace(style, strong=True)
    if element.tag in ("i", "em", "cite", "dfn") or _ITALIC.search(css):
        style = replace(style, emphasis=True)
    if _NORMAL.search(css):
        style = replace(style, strong=False)
    if element.tag in ("s", "strike", "del") or _STRUCK.search(css):
        style = replace(style, html="s")
    elif element.tag in ("u", "ins") or _UNDERLINED.search(css):
        style = replace(style, html="u")
    elif element.tag == "mark":
        style = replace(style, html="mark")
    return replace(style, emphasis=False) if _UPRIGHT.search(css) else style


def language(element: Element) -> str:
    """Return the language that highlighters of code were told, in small letters; "" for none."""
    classes = element.get("class")
    found = _LANGUAGE.search(f"{classes} {element.get('data-language')}")
    if found:
        return found[1].lower()
    if element.get("name") == "code" and classes:  # SyntaxHighlighter 1.5: class="cpp:nogutter"
        return classes.split()[0].partition(":")[0].lower()
    inner = [one for one in element.children if not isinstance(one, str)]
    return language(inner[0]) if len(inner) == 1 and inner[0].tag == "code" else ""


def lined(element: Element) -> str:
    """Return the text of code; breaks and blocks in it are ends of lines."""
    found: list[str] = []
    _line(element, found)
    return "".join(found)


def _line(element: Element, found: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            found.append(child)
        elif child.tag == "br":
            found.append("\n")
        elif child.tag in _WITHIN:
            _line(child, found)
        else:
            _end(found)
            _line(child, found)
            _end(found)


def _end(found: list[str]) -> None:
    """End a line, unless it has ended already."""
    if found and not found[-1].endswith("\n"):
        found.append("\n")
