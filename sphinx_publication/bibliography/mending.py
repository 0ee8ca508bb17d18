"""What citeproc-py does not know of CSL, written out in the style before it reads it.

Two are rules of CSL 1.0.2 ("Names", "Substitute"): ``initialize="false"`` turns initials off, and
names that substitute others look like them, however deep inside ``choose`` they stand. One is ours:
references have no numbers.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

_NS = "{http://purl.org/net/xbiblio/csl}"
_LOOKS = ("name", "et-al", "label")


def mend(style: Any) -> None:
    """Change the root element *style* so that citeproc-py does what CSL says."""
    for substitute in style.iter(f"{_NS}substitute"):
        _inherit_looks(substitute)
    _move_initials(style)
    _drop_numbers(style)


def _drop_numbers(style: Any) -> None:
    """Take the numbers out of *style*: our citations are by author and year in every style."""
    for number in style.xpath("//*[local-name()='text'][@variable='citation-number']"):
        number.getparent().remove(number)


def _inherit_looks(substitute: Any) -> None:
    """Give names inside *substitute* the looks of the names that they stand in for."""
    looks = [part for part in map(substitute.getparent().find, _tags()) if part is not None]
    for names in substitute.iter(f"{_NS}names"):
        is_direct = names.getparent() is substitute  # citeproc-py knows these
        if not is_direct and not any(names.find(tag) is not None for tag in _tags()):
            for position, part in enumerate(looks):
                names.insert(position, deepcopy(part))


def _move_initials(style: Any) -> None:
    """Move ``initialize-with`` from the style down to the names that have initials."""
    mark = style.get("initialize-with")
    if mark is None or not style.xpath("//*[@initialize='false']"):
        return
    del style.attrib["initialize-with"]
    for names in style.iter(f"{_NS}names"):
        name = names.find(f"{_NS}name")
        if name is None and names.getparent().tag != f"{_NS}substitute":
            name = etree.Element(f"{_NS}name")
            names.insert(0, name)
        if name is not None and name.get("initialize") != "false":
            name.set("initialize-with", name.get("initialize-with", mark))


def _tags() -> tuple[str, ...]:
    return tuple(f"{_NS}{name}" for name in _LOOKS)
