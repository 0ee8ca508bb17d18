"""The spelling of MyST: text that is only text, links, code, fences and options.

All escaping of the import is here. What is escaped is as little as keeps the words, since an author
goes on writing in these files.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

_SPACE = re.compile(r"[^\S\u00a0]+")
#: Of no-break spaces those stay that hold a number together: "10 000", "5 kg".
_LOOSE = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\w)|\u00a0(?=\u00a0)|(?<=\s)\u00a0")

_ALWAYS = re.compile(
    r"(?<!\s)\*|\*(?!\s)|[`\[\]{$]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?]|$)|~(?=~)"
    r"|\((?=(?i:c|r|p|tm)\))|\+(?=-)"  # MyST's "replacements": ©, ®, §, ™, ±
)
#: Words in square brackets that are no link, footnote, citation, box to tick or definition.
_BRACKETED = re.compile(
    r"(?<![\]\[!])\[(?! ?\]|[xX]\])(?=[^\[\]@^\\`{$*]+\](?![(\[{:\]]))(?P<words>[^\[\]]+)\]"
)
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w*(?:;|$))")
_CITATION = re.compile(r"(?<!\w)@(?=[\w{]|$)")
#: What means something at the beginning of a line alone; the group is what gets a backslash.
_LINE = re.compile(
    r"(?P<sign>#(?=#{0,5}(?:\s|$))|[-+](?=\s|$)|-(?=[-\s|:]*$)|=(?==*\s*$)|\+(?=\+\+)|-(?=--)"
    r"|>|%|:(?=\s|.*:|[-|\s:]*$)|~(?=[\s~])|\|)"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
    r"|(?P<target>\()(?=.*\)=\s*$)"
    r"|(?P<note>\[\^\w+\])(?=:)"
)
_SIMPLE = re.compile(r"\w[\w ,.()/–-]*")


def spaces(text: str) -> str:
    """Return *text* with single spaces; a no-break space stays only where it holds a number."""
    return _SPACE.sub(" ", _LOOSE.sub(" ", text))


def escape(text: str) -> str:
    """Return text that Markdown reads as itself, except at the beginning of a line."""
    pieces: list[str] = []
    place = 0
    for match in _BRACKETED.finditer(text):
        pieces += [_escape(text[place : match.start()]), f"[{_escape(match['words'])}]"]
        place = match.end()
    return "".join([*pieces, _escape(text[place:])])


def _escape(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    return _CITATION.sub(r"\\@", _ENTITY.sub(r"\\&", text))


def line(text: str) -> str:
    """Return one line of a paragraph, already escaped, that begins nothing else."""
    match = _LINE.match(text)
    if not match:
        return text
    place = match.start("dot") if match["number"] else match.end("note") if match["note"] else 0
    return f"{text[:place]}\\{text[place:]}"


def flanks(core: str, before: str, after: str) -> bool:
    """Tell whether asterisks around *core* are read as emphasis between these characters."""
    if before == "*" or after == "*":
        return False
    opens = core[0].isalnum() or not before or before.isspace() or not before.isalnum()
    closes = core[-1].isalnum() or not after or after.isspace() or not after.isalnum()
    return opens and closes


def code(text: str) -> str:
    """Return inline code."""
    text = " ".join(text.split())
    fence = _ticks(text, 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def role(name: str, text: str) -> str:
    """Return a role of MyST around *text*."""
    return f"{{{name}}}{code(text)}"


def address(href: str) -> str:
    """Return an address as Markdown takes it: no spaces, and no sign that would end it."""
    href = quote(href.strip(), safe="!#$%&'()*+,-./:;=?@_~[]ÅÄÖåäöéü")
    if re.search(r"[()]", href):
        href = href.replace("(", "%28").replace(")", "%29")
    return href.replace("[", "%5B").replace("]", "%5D")


def link(text: str, plain: str, href: str) -> str:
    """Return a link; *text* is Markdown, *plain* the same in plain words."""
    href = address(href)
    if plain == href and re.fullmatch(r"https?://[A-Za-z0-9][!#$&-;=?-Z_a-z~]*", href):
        return f"<{href}>"
    return f"[{text}]({href})"


def picture(alt: str, src: str) -> str:
    """Return a picture in a line of text."""
    return f"![{escape(' '.join(alt.split()))}]({address(src)})"


def fence(info: str, body: str) -> str:
    """Return a fenced block, its fence longer than any in *body*."""
    runs = re.findall("`{3,}", body)
    edge = "`" * max([3, *(len(run) + 1 for run in runs)])
    return f"{edge}{info}\n{body}\n{edge}"


def option(name: str, value: str) -> str:
    """Return an option of a directive."""
    value = " ".join(value.split())
    return (
        f":{name}: {value if _SIMPLE.fullmatch(value) else json.dumps(value, ensure_ascii=False)}"
    )


def indent(text: str, width: int, first: str = "") -> str:
    """Return *text* moved to the right, with *first* before its first line."""
    pad = " " * width
    moved = "\n".join(pad + one if one.strip() else "" for one in text.split("\n"))
    return first + moved[width:] if first else moved


def _ticks(text: str, least: int) -> str:
    used = {len(run) for run in re.findall("`+", text)}
    return "`" * next(n for n in range(least, len(text) + 2) if n not in used)


def heading(level: int, text: str) -> str:
    """Return a heading; signs at its end stay part of it."""
    return "#" * level + " " + re.sub(r"(?<=\s)#+$", r"\\\g<0>", text)
