"""What citeproc-py finds out again and again about a style, found out once.

It searches the style for macros, terms, parts, and what an element stands in, a few hundred times a
reference; asks as often whether an element names a variable; goes through five kinds of
looks for each text that has none; and tries each branch of a style for each reference, though those
of one type, with the same variables, all take the same: two thirds of what a reference costs. A
style does not change once it has been read, so the answers are kept with its elements, and the
elements with its root, for lxml forgets those that nobody holds. What is written stays the same. A
method that citeproc-py no longer has is left alone. No upstream issue is known.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from citeproc import model

from sphinx_publication.bibliography.macros import remembered

#: Names of what is kept; lxml's elements in Python take any.
_ALIVE, _FOUND, _CHILDREN, _MACROS, _CALLS, _PLAIN, _TAKEN = (
    f"publication_{name}"
    for name in ("alive", "found", "children", "macros", "calls", "plain", "taken")
)
#: The attribute of an item that tells its type and which variables it has.
_SHAPE = "publication_shape"
#: Conditions that ask for nothing else.
_OF__SHAPE = frozenset({"type", "variable", "match"})
#: What gives a text its looks.
_LOOKS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")

_Method = Callable[..., Any]


def keep_alive(root: Any) -> None:
    """Let the elements of a style and of its locales remember what they were asked."""
    trees = (root, *(getattr(root, "locales", None) or ()))
    setattr(root, _ALIVE, [one for tree in trees for one in tree.getroottree().iter()])


def note_shape(item: Any, reference: Any, has_place: bool, formatter: object) -> None:
    """Note on an *item* what decides which branches its reference takes, and who marks it up."""
    shape = (reference["type"], frozenset(reference), has_place, formatter)
    object.__setattr__(item, _SHAPE, _shapes.setdefault(shape, shape))


#: Each shape once, so that one is known by itself.
_shapes: dict[object, object] = {}


def _kept(find: _Method, where: str) -> _Method:
    """Keep what an element finds with it, in the attribute *where*."""

    def answer(self: Any, asked: str) -> Any:
        known = self.__dict__.setdefault(where, {})
        if asked not in known:
            known[asked] = find(self, asked)
        return known[asked]

    return answer


def _macro(find: _Method) -> _Method:
    def answer(self: Any, name: str) -> Any:
        known = self.get_root().__dict__.setdefault(_MACROS, {})
        if name not in known:
            known[name] = find(self, name)
        return known[name]

    return answer


def _calls(ask: _Method) -> _Method:
    def answer(self: Any) -> bool:
        known = self.__dict__
        if _CALLS not in known:
            known[_CALLS] = bool(ask(self))
        return bool(known[_CALLS])

    return answer


def _formatted(form: _Method) -> _Method:
    def answer(self: Any, string: Any) -> Any:
        known = self.__dict__
        if _PLAIN not in known:
            # a part of a date takes on the looks of another element
            takes_on = isinstance(self, model.Date_Part)
            known[_PLAIN] = not takes_on and not any(name in self.attrib for name in _LOOKS)
        if known[_PLAIN] and isinstance(string, str | list):
            return string
        return form(self, string)

    return answer


def _chosen(choose: _Method) -> _Method:
    """Take the branch that an item of the same shape took before."""
    failed = vars(model).get("ConditionFailed")

    def answer(
        self: Any, item: Any, context: Any = None, delimiter: str = "", **options: Any
    ) -> Any:
        known, shape = self.__dict__, item.__dict__.get(_SHAPE)
        if _TAKEN not in known:
            by_shape = all(_OF__SHAPE.issuperset(branch.keys()) for branch in self)
            known[_TAKEN] = {} if by_shape else None
        taken = known[_TAKEN]
        if shape is None or taken is None or failed is None:
            return choose(self, item, context=context, delimiter=delimiter, **options)
        if shape in taken:
            branch = taken[shape]
            if branch is None:
                return None
            return branch.render_children(item, context=context, delimiter=delimiter, **options)
        for branch in self.getchildren():
            try:
                text = branch.render(item, context=context, delimiter=delimiter, **options)
            except failed:
                continue
            taken[shape] = branch
            return text
        taken[shape] = None
        return None

    return answer


def _without_place(item: Any) -> object:
    """Return the shape of an item; none for one with a page, which is read elsewhere."""
    shape = item.__dict__.get(_SHAPE)
    return None if shape is None or shape[2] else shape


#: Each with the class and the name of what it goes around.
_WAYS: tuple[tuple[str, str, Callable[[_Method], _Method]], ...] = (
    ("CitationStylesElement", "xpath_search", partial(_kept, where=_FOUND)),
    ("SomewhatObjectifiedElement", "__getattr__", partial(_kept, where=_CHILDREN)),
    ("CitationStylesElement", "get_macro", _macro),
    ("Parent", "calls_variable", _calls),
    ("Text", "calls_variable", _calls),
    ("Formatted", "format", _formatted),
    ("Choose", "render", _chosen),
    ("Macro", "render", partial(remembered, shape_of=_without_place)),
)


def hasten() -> None:
    """Let citeproc-py remember, in this process."""
    for owner, name, way in _WAYS:
        found = vars(vars(model).get(owner, object)).get(name)
        if found is not None and not hasattr(found, "publication_hastened"):
            made = way(found)
            made.publication_hastened = True  # type: ignore[attr-defined]
            setattr(vars(model)[owner], name, made)
