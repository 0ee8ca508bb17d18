"""Elements of a page's head. All escaping of metadata is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Tag:
    """A ``meta`` or ``link`` element without content; an attribute that is "" is left out."""

    element: str
    #: In the order in which they are written.
    attributes: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """The element as HTML."""
        written = "".join(f' {name}="{escape(text)}"' for name, text in self.attributes if text)
        return f"<{self.element}{written}>"


def named(name: str, content: str) -> Tag:
    """Return a ``meta`` element by name."""
    return Tag("meta", (("name", name), ("content", content)))


def property_(name: str, content: str) -> Tag:
    """Return a ``meta`` element by property, as RDFa and OpenGraph have it."""
    return Tag("meta", (("property", name), ("content", content)))


def link(rel: str, href: str, media_type: str = "") -> Tag:
    """Return a ``link`` element."""
    return Tag("link", (("rel", rel), ("type", media_type), ("href", href)))


def html(tags: Iterable[Tag]) -> str:
    """Return *tags* as HTML, one a line; a ``meta`` that says nothing is left out."""
    said = (tag for tag in tags if tag.element == "link" or dict(tag.attributes).get("content"))
    return "\n".join(map(str, said))
