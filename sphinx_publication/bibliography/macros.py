"""What a macro of a style wrote for some values of a work is written again for the same values.

A publication has hundreds of posts, in a few shapes, by a few authors, and citeproc-py never sees
their titles and addresses (`formatting`). A macro's text depends on its style, on the shape of the
work (`hastening`), on what was printed before and may not be printed again, and on the values of
the variables that are read while it is written, which are noted then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from citeproc.source import Reference

#: Name of the attribute in which a macro keeps its texts; lxml's elements in Python take any.
_WRITTEN = "publication_written"
#: So many texts of a macro are kept; the next begin anew.
_MOST = 2_000

_Method = Callable[..., Any]
_Repressed = dict[str, list[str]]


class NotedReference(Reference):  # type: ignore[misc]  # citeproc-py has no types
    """A work as citeproc-py has it, which notes what is read of it."""

    def __init__(self, reference: Reference) -> None:
        dict.__init__(self, reference)
        object.__setattr__(self, "read", set())
        object.__setattr__(self, "_told", {})

    #: Names of the variables that were read.
    read: set[str]
    _told: dict[str, str]

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return super().get(name, default)

    def values_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values of variables as text."""
        told = self._told
        for name in names:
            if name not in told:
                told[name] = repr(dict.get(self, name))
        return tuple(told[name] for name in names)


@dataclass
class _Texts:
    """What one macro wrote for works of one shape."""

    #: By which variables were read, and their values; with what may not be printed again.
    by_values: dict[tuple[str, ...], dict[tuple[str, ...], tuple[Any, _Repressed]]] = field(
        default_factory=dict
    )
    count: int = 0

    def find(self, reference: NotedReference) -> tuple[Any, _Repressed] | None:
        """Return what was written for a work with the same values, if anything."""
        for names, texts in self.by_values.items():
            if found := texts.get(reference.values_of(names)):
                reference.read.update(names)
                return found
        return None

    def keep(self, reference: NotedReference, text: Any, repressed: _Repressed) -> None:
        """Keep what was written from what was read."""
        if self.count >= _MOST:
            self.by_values.clear()
            self.count = 0
        names = tuple(sorted(reference.read))
        values = reference.values_of(names)
        self.by_values.setdefault(names, {})[values] = (text, repressed)
        self.count += 1


def remembered(render: _Method, shape_of: Callable[[Any], object]) -> _Method:
    """Return a macro's *render*, which is asked once for the same values."""

    def answer(self: Any, item: Any, context: Any = None, sort_options: Any = None) -> Any:
        reference, shape = item.__dict__.get("reference"), shape_of(item)
        is_usual = isinstance(reference, NotedReference) and shape is not None
        if not is_usual or context is None or sort_options is not None:
            return render(self, item, context=context, sort_options=sort_options)
        layout = context.get_layout()
        key = (shape, context, repr(layout.repressed))
        texts: _Texts = self.__dict__.setdefault(_WRITTEN, {}).setdefault(key, _Texts())
        if found := texts.find(reference):
            layout.repressed = _copied(found[1])
            return found[0]
        before = reference.read
        object.__setattr__(reference, "read", set())
        try:
            text = render(self, item, context=context, sort_options=sort_options)
            texts.keep(reference, text, _copied(layout.repressed))
        finally:
            before |= reference.read
            object.__setattr__(reference, "read", before)
        return text

    return answer


def _copied(repressed: _Repressed) -> _Repressed:
    return {tag: list(names) for tag, names in repressed.items()}
