"""JSON-LD against schema.org's vocabulary: every type, property, domain and range.

``schema_org.json`` holds what is needed of release 30.1. A type or property that is not in it is a
fault; one that schema.org has can be added there, with its parents, domains and ranges.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_VOCABULARY = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
_TYPES: dict[str, list[str]] = _VOCABULARY["types"]
_PROPERTIES: dict[str, dict[str, list[str]]] = _VOCABULARY["properties"]
_MEMBERS: dict[str, str] = _VOCABULARY["members"]

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)")
_DATA = frozenset({"Boolean", "Date", "DateTime", "Integer", "Number", "Text", "Time", "URL"})


def faults(node: Any, where: str = "") -> Iterator[str]:
    """Yield what schema.org does not know, or does not allow, in a node and those within it."""
    kinds = types(node)
    if not kinds:
        yield f"{where}: no type"
    for kind in kinds:
        if kind not in _TYPES:
            yield f"{where}: no type {kind}"
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        place = f"{where}{'/'.join(kinds)}.{name}"
        if name not in _PROPERTIES:
            yield f"{place}: no such property"
            continue
        if not {line for kind in kinds for line in _line(kind)} & set(_PROPERTIES[name]["domains"]):
            yield f"{place}: {kinds} have no such property"
        for one in value if isinstance(value, list) else [value]:
            yield from _of_value(one, set(_PROPERTIES[name]["ranges"]), place)


def types(node: dict[str, Any]) -> list[str]:
    """Return the types of a node."""
    found = node.get("@type", [])
    return [found] if isinstance(found, str) else found


def ids(node: Any, *, defined: bool) -> Iterator[str]:
    """Yield the ids that are *defined* in a node and those within it, or only referred to."""
    if isinstance(node, list):
        for one in node:
            yield from ids(one, defined=defined)
    elif isinstance(node, dict):
        if "@id" in node and (len(node) > 1) == defined:
            yield node["@id"]
        for value in node.values():
            yield from ids(value, defined=defined)


def _of_value(value: Any, ranges: set[str], place: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            if not ranges - _DATA:
                yield f"{place}: a reference, where {sorted(ranges)} are wanted"
            return
        if not {line for kind in types(value) for line in _line(kind)} & ranges:
            yield f"{place}: {types(value)}, where {sorted(ranges)} are wanted"
        yield from faults(value, f"{place} > ")
    elif not any(_is(value, kind) for kind in ranges):
        yield f"{place}: {value!r}, where {sorted(ranges)} are wanted"


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool) or not isinstance(value, str):
        return (
            isinstance(value, int) and not isinstance(value, bool) and kind in ("Integer", "Number")
        )
    if kind == "Text":
        return bool(value.strip())
    if kind == "URL":
        return urlsplit(value).scheme in ("http", "https") and not re.search(r"\s", value)
    if kind in ("Date", "DateTime"):
        return bool((_DATE if kind == "Date" else _TIME).fullmatch(value))
    return _MEMBERS.get(value) == kind


@cache
def _line(kind: str) -> frozenset[str]:
    """Return a type with all the types that it is a kind of."""
    above = (_line(parent) for parent in _TYPES.get(kind, ()))
    return frozenset({kind}).union(*above)
