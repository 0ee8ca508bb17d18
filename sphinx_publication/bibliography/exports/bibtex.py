r"""Sources as biblatex entries: ``@report{goodwin2013, author = {Goodwin, Nick}, …}``.

Nothing is lost: all names and fields are written, and `bibliography.reader` makes the same source
of them (but for its file and line). Letters stand as they are (UTF-8); what TeX would take for a
command is escaped. In titles braces keep the capitals of "NHS" or "iPad" in styles that change case
(biblatex manual, 4.6.4, sentence case); our reader takes them away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_publication.bibliography.latex import VERBATIM_SPECIALS
from sphinx_publication.bibliography.names import parse
from sphinx_publication.bibliography.reader import DATES, VERBATIM
from sphinx_publication.model.sources import Name, Source

_TILDE = r"\textasciitilde{}"
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": _TILDE, "\N{NO-BREAK SPACE}": "~",
}  # fmt: skip
_SPECIAL = re.compile("|".join(map(re.escape, _ESCAPES)))
#: TeX makes one sign of two of these.
_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)"
)
#: Fields that biblatex styles may print in sentence case.
_TITLES = frozenset(
    f"{kind}{part}" for kind in ("", "book", "main") for part in ("title", "subtitle")
)
#: A word with a capital after its first letter.
_CAPITALS = re.compile(r"(?<![^\W_])([^\W_]+[A-ZÅÄÖÆØ][^\W_]*)")
_VERBATIM_SPECIAL = re.compile(rf"\\(?=[{re.escape(VERBATIM_SPECIALS)}])")


def bibtex(source: Source) -> str:
    """*source* as an entry, without a line end after its brace."""
    lines = (f"  {name} = {{{value}}}," for name, value in fields(source).items())
    opening, closing = ("(", ")") if "}" in source.key else ("{", "}")
    return "\n".join((f"@{source.type}{opening}{source.key},", *lines, closing))


def bibtex_file(sources: Iterable[Source]) -> str:
    """A .bib file of *sources*, in their order."""
    return "\n".join(f"{bibtex(source)}\n" for source in sources)


def escape(text: str) -> str:
    """*text* as the value of a field that TeX reads."""
    parts = _LIGATURE.split(text)
    return "{}".join(_SPECIAL.sub(lambda match: _ESCAPES[match[0]], part) for part in parts)


def fields(source: Source) -> dict[str, str]:
    """The names and fields of *source* with their values as a .bib file has them, unbraced."""
    return dict(_fields(source))


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    for role, people in source.names.items():
        yield role, " and ".join(map(_name, people))
    for field, text in source.fields.items():
        if field in VERBATIM:
            yield field, _verbatim(text)
        else:
            yield field, _value(field, text)


def _value(field: str, text: str) -> str:
    if field in DATES:
        return escape(text).replace(_TILDE, "~")
    if field in _TITLES:
        parts = _CAPITALS.split(text)  # every second one is such a word
        return "".join(f"{{{part}}}" if n % 2 else escape(part) for n, part in enumerate(parts))
    return escape(text)


def _verbatim(text: str) -> str:
    r"""*text* as the reader takes it for itself: it removes the backslash of ``\_``."""
    return _VERBATIM_SPECIAL.sub(r"\\\\", text)


def _name(name: Name) -> str:
    """The first way to write *name* that is read as the same name."""
    if name.others:
        return "others"
    written = ""
    for written in _ways(name):
        if parse(written).names == (name,):
            return written
    return written


def _ways(name: Name) -> Iterator[str]:
    """Ways to write *name*: the one that people know first, the safest last."""
    if name.literal:
        yield f"{{{escape(name.literal)}}}"
        return
    family = " ".join(filter(None, (escape(name.prefix), escape(name.family))))
    parts = [family, escape(name.suffix), escape(name.given)]
    yield ", ".join(filter(None, parts))
    family = " ".join(filter(None, (escape(name.prefix), f"{{{escape(name.family)}}}")))
    rest = (f"{{{escape(part)}}}" for part in (name.suffix, name.given) if part)
    yield ", ".join((family, *rest))
    extended = (
        f"{part}={{{escape(text)}}}"
        for part in ("family", "given", "prefix", "suffix")
        if (text := getattr(name, part))
    )
    yield ", ".join(extended)
