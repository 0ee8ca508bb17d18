"""What citeproc-py looks for again and again in a style, found once: half the cost of a reference.

It searches the whole style with XPath for a macro each time that one is used, some two hundred
times a reference, and asks as often whether the macro names a variable. A style does not change
once it has been read, so both answers are kept with its root. What is written stays the same. No
upstream issue is known.
"""

from __future__ import annotations

from typing import Any

from citeproc.model import CitationStylesElement, Text

_find, _ask = CitationStylesElement.get_macro, Text.calls_variable


def _macro(self: Any, name: str) -> Any:
    known = self.get_root().__dict__.setdefault("publication_macros", {})
    if name not in known:
        known[name] = _find(self, name)
    return known[name]


def _calls_variable(self: Any) -> bool:
    name = None if "variable" in self.attrib else self.get("macro")
    if name is None:
        return bool(_ask(self))
    known = self.get_root().__dict__.setdefault("publication_calls", {})
    if name not in known:
        known[name] = bool(_ask(self))
    return bool(known[name])


def hasten() -> None:
    """Let citeproc-py remember, in this process."""
    CitationStylesElement.get_macro = _macro
    Text.calls_variable = _calls_variable
