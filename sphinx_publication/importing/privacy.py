"""What identifies people is taken out of texts: e-mail addresses, and addresses of profiles.

An old blog showed them to few; a publication that is searched, fed and printed would show them to
all. Words stand in their place, so that readers see that something is gone. Text is searched as
readers see it, so that ``<b>anna</b>@example.org`` is found too; time grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sphinx_publication.importing.export import Export
from sphinx_publication.importing.html.elements import INLINE, Element
from sphinx_publication.importing.remarks import Remark, What
from sphinx_publication.locale.console import N_

#: What stands in place of what was taken out; said in the publication's language.
NO_MAIL = N_("[e-mail address removed]")
NO_PROFILE = N_("[address of a profile removed]")

#: What stands between the parts of an e-mail address; RFC 5321, section 4.1.2, as far as people
#: have such addresses.
_AT = re.compile(r"@|%40")
_LOCAL = re.compile(r"[\w.+%\-]*\w\Z")
_HOST = re.compile(r"(?:[\w\-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])")
#: The longest local part there is, and the longest address of the web that is looked at.
_LONGEST, _LONGEST_WEB = 64, 2000
_WEB = re.compile(r"(?:https?|ftp)://[^\s<>\"]*\Z", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:https?:)?(?://)?\b(?:"
    r"(?:(?:www|draft)\.)?blogger\.com/(?:profile|feeds)/|"
    r"plus\.google\.com/(?:u/\d/)?(?=\d{10})|"
    r"profiles\.google\.com/)[\w./\-]+",
    re.IGNORECASE,
)


class _Span(NamedTuple):
    start: int
    end: int
    what: What


@dataclass
class Privacy:
    """Takes out what identifies people."""

    #: From an English word to the publication's language.
    say: Callable[[str], str] = field(repr=False)

    def line(self, text: str) -> str:
        """Return plain text without what identifies people."""
        for span in reversed(list(_spans(text))):
            text = text[: span.start] + self._instead(text, span) + text[span.end :]
        return text

    def tree(self, root: Element) -> list[Remark]:
        """Take out of a text, its links and pictures what identifies people; say what was."""
        remarks: list[Remark] = []
        for element in root.elements():
            attributes = dict(element.attributes)
            for name, value in element.attributes.items():
                if name in ("href", "src", "data", "data-src") and not is_mailto(value):
                    if identifies(value):
                        remarks.append(Remark(What.PRIVATE_LINK))
                        del attributes[name]
                elif name in ("alt", "title") and identifies(value):
                    remarks.extend(Remark(span.what) for span in _spans(value))
                    attributes[name] = self.line(value)
            element.attributes = attributes
        for piece in _pieces(root, []):
            remarks.extend(self._clean(piece))
        return remarks

    def _clean(self, piece: list[tuple[Element, int]]) -> Iterator[Remark]:
        """Take out of one run of text; what stands in place goes where the address began."""
        texts = [str(element.children[place]) for element, place in piece]
        whole = "".join(texts)
        spans = list(_spans(whole))
        if not spans:
            return
        begins = 0
        for (element, place), text in zip(piece, texts, strict=True):
            ends, kept, at = begins + len(text), "", begins
            for span in spans:
                if span.start >= ends or span.end <= at:
                    continue
                kept += whole[at : max(at, span.start)]
                if begins <= span.start:
                    kept += self._instead(whole, span)
                at = min(span.end, ends)
            element.children[place] = kept + whole[at:ends]
            begins = ends
        yield from (Remark(span.what) for span in spans)

    def _instead(self, text: str, span: _Span) -> str:
        if span.what is What.PROFILE_REMOVED:
            return self.say(NO_PROFILE)
        before = text[max(0, span.start - _LONGEST_WEB) : span.start]
        return "…" if _WEB.search(before) else self.say(NO_MAIL)


def discreet(export: Export, privacy: Privacy) -> Export:
    """Return an export whose name, and the addresses of its texts, name no person."""
    entries = tuple(
        replace(one, address="") if identifies(one.address) else one for one in export.entries
    )
    return replace(export, title=privacy.line(export.title), entries=entries)


def is_mailto(address: str) -> bool:
    """Tell whether an address is an e-mail's; the converter takes such links away by itself."""
    return address.strip().lower().startswith("mailto:")


def identifies(address: str) -> bool:
    """Tell whether an address, or any other text, names a person."""
    return next(_spans(address), None) is not None


def _spans(text: str) -> Iterator[_Span]:
    """Yield where something identifies a person, in order, none within another."""
    found = [_Span(*match.span(), What.PROFILE_REMOVED) for match in _PROFILE.finditer(text)]
    for sign in _AT.finditer(text):
        host = _HOST.match(text, sign.end())
        start = max(0, sign.start() - _LONGEST)
        local = _LOCAL.search(text[start : sign.start()])
        if host and local:
            found.append(_Span(start + local.start(), host.end(), What.MAIL_REMOVED))
    end = 0
    for span in sorted(found):
        if span.start >= end:
            yield span
            end = span.end


def _pieces(
    element: Element, piece: list[tuple[Element, int]]
) -> Iterator[list[tuple[Element, int]]]:
    """Yield the places of texts that stand in one line of words."""
    for place, child in enumerate(element.children):
        if isinstance(child, str):
            piece.append((element, place))
        elif child.tag in INLINE:
            yield from _pieces(child, piece)
        else:
            yield piece.copy()
            piece.clear()
            yield from _pieces(child, piece)
            yield piece.copy()
            piece.clear()
    if element.tag not in INLINE:
        yield piece.copy()
        piece.clear()
