"""What is wrong with the names of entities: claimed twice, or called for and unknown. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_publication.model.entities import Register
from sphinx_publication.model.names import Lexicon
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.suggestions import Suggestion

#: Tells the file of a document, and the line of a key of its front matter.
Where = Callable[[str, str], tuple[str, int]]


def problems(lexicon: Lexicon, where: Where) -> Iterator[Problem]:
    """Yield the names that two entities claim, and those in ``about`` that none has."""
    register = lexicon.register
    for one in lexicon.ambiguities:
        other = ":".join(str(part) for part in where(one.first.docname, "aliases"))
        details = {"name": one.name, "title": one.first.title, "other": other}
        place = where(one.second.docname, "aliases")
        yield Problem(Kind.ENTITY_NAME_AMBIGUOUS, *place, details)
    for entity in register.all:
        for name in entity.about:
            if not register.find(name):
                place = where(entity.docname, "about")
                yield Problem(Kind.ENTITY_UNKNOWN, *place, unknown(register, name))


def unmet(lexicon: Lexicon, kind: str, name: str, path: str, line: int) -> Problem:
    """Return what is wrong with a role or link that names no entity, or too many."""
    many = lexicon.lookup(kind, name)
    if many:
        titles = " or ".join(f"'{one.title}' ({one.kind})" for one in many)
        return Problem(Kind.ENTITY_UNCLEAR, path, line, {"name": name, "titles": titles})
    return Problem(Kind.ENTITY_UNKNOWN, path, line, unknown(lexicon.register, name, kind))


def unknown(register: Register, name: str, kind: str = "") -> dict[str, object]:
    """Return the details of `Kind.ENTITY_UNKNOWN`; *kind* "" is any."""
    hint = Suggestion(register.nearest(name, kind), "correct it, or write a page for it")
    return {"kind": kind or "entity", "name": name, "hint": hint}
