"""``llms.txt``: where a program that reads finds what, as llmstxt.org has it. Pure.

A title, what the site is in a quotation, some lines of plain text, and lists of links under
headings of the second level; nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: The file's name at the root of a site.
NAME = "llms.txt"
_SIGN = re.compile(r"[\\`*_\[\]<>]")


@dataclass(frozen=True)
class Link:
    """One line of a list."""

    name: str
    address: str
    #: What is there, in one line; "" for nothing.
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A list under its heading."""

    heading: str
    links: tuple[Link, ...]


def text(title: str, summary: str, details: Iterable[str], sections: Iterable[Section]) -> str:
    """Return the file; sections without links are left out."""
    parts = [f"# {_plain(title)}"]
    if summary:
        parts.append(f"> {_plain(summary)}")
    parts += filter(None, (_line(one) for one in details))
    for section in sections:
        if section.links:
            parts += [f"## {_plain(section.heading)}", "\n".join(map(_link, section.links))]
    return "\n\n".join(parts) + "\n"


def _link(link: Link) -> str:
    note = f": {_plain(link.note)}" if link.note else ""
    return f"- [{_plain(link.name)}]({link.address}){note}"


def _plain(words: str) -> str:
    """Return words in one line, their signs kept from being taken for Markdown."""
    return _SIGN.sub(r"\\\g<0>", _line(words))


def _line(words: str) -> str:
    return " ".join(words.split())
