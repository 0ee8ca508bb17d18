"""The schema of front matter, ``frontmatter.schema.json`` (JSON Schema, draft 2020-12).

The rules ask it, and editors use the file: each key has a title, a description and examples. There
is a definition for each kind of page; all of them take over that of "page".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

#: The file, for those who copy it.
PATH = Path(__file__).parent / "frontmatter.schema.json"


@cache
def schema() -> dict[str, Any]:
    """Return the whole schema."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


@cache
def properties(kind: str) -> Mapping[str, Any]:
    """Return what each key of a kind of page may hold, by key."""
    definitions = schema()["$defs"]
    found: dict[str, Any] = {}
    for part in definitions[kind].get("allOf", ()):
        found |= definitions[part["$ref"].rpartition("/")[2]]["properties"]
    found |= definitions[kind]["properties"]
    return found


def keys(kind: str) -> frozenset[str]:
    """Return the keys that a kind of page knows."""
    return frozenset(properties(kind))


@cache
def all_keys() -> frozenset[str]:
    """Return the keys that any kind of page knows."""
    kinds = (name for name, one in schema()["$defs"].items() if "properties" in one)
    return frozenset(key for kind in kinds for key in properties(kind))


def example(kind: str, key: str) -> Any:
    """Return how a key may be written."""
    return properties(kind)[key]["examples"][0]


def wrong_keys(kind: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys whose values are not as the schema says."""
    for key in keys(kind) & values.keys():
        # What is nested deep may be a bomb, which the validator would write out in its message.
        if _is_nested(values[key]) or not _validator(kind, key).is_valid(values[key]):
            yield key


def _is_nested(value: Any) -> bool:
    """Tell whether a list holds lists or mappings, as none of ours does."""
    return isinstance(value, list) and any(isinstance(one, list | dict) for one in value)


@cache
def _validator(kind: str, key: str) -> Draft202012Validator:
    """Return what checks one key: most pages write few, and most checks are then cheap."""
    return Draft202012Validator({**properties(kind)[key], "$defs": schema()["$defs"]})
