"""Pictures, films and links of a post: where they lead, and what its author should know of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sphinx_publication.importing import web
from sphinx_publication.importing.html.elements import Element
from sphinx_publication.importing.html.runs import Kind, Run, tidy
from sphinx_publication.importing.remarks import Remark, What

_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$|/s\d+(?:-h)?/", re.I)
_FILM = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]+)")


@dataclass(frozen=True)
class Context:
    """What the whole import knows and one post does not."""

    #: Address, absolute or as the post has it -> target of an internal link, or the same address.
    link: Callable[[str], str]
    #: Address of a picture -> path to write, or "" where the export has no such picture.
    picture: Callable[[str], str]
    #: Alternative text of a picture that has none, in the publication's language.
    undescribed: str = ""
    #: Takes out of a text, before it is converted, what no reader shall see, and says what it was.
    withhold: Callable[[Element], list[Remark]] = field(default=lambda root: [])


def picture(element: Element, style: Run, context: Context, remarks: list[Remark]) -> list[Run]:
    """Return a picture; a link where the export does not have it."""
    src = element.get("src") or element.get("data-src")
    path = context.picture(src) if src else ""
    alt = " ".join(element.get("alt").split())
    if path:
        if not alt:
            remarks.append(Remark(What.NO_ALTERNATIVE, path))
            alt = context.undescribed
        own = style.href == src or _PICTURE.search(style.href)
        target = "" if own else style.href
        return [Run(alt, Kind.PICTURE, href=target, src=path)]
    if address := _web(src):
        remarks.append(Remark(What.PICTURE_ELSEWHERE, address))
        return [Run(" "), Run(address, href=address), Run(" ")]
    if src or alt:
        remarks.append(Remark(What.PICTURE_NOWHERE, alt or src.rpartition("/")[2]))
    return []


def apart(runs: Sequence[Run]) -> list[list[Run]]:
    """Return a paragraph with the pictures at its edges as paragraphs of their own."""
    before: list[list[Run]] = []
    after: list[list[Run]] = []
    rest = list(runs)
    while len(rest) > 1 and rest[0].kind is Kind.PICTURE:
        before.append([rest[0]])
        rest = tidy(rest[1:])
    while len(rest) > 1 and rest[-1].kind is Kind.PICTURE and rest[-2].kind is Kind.BREAK:
        after.insert(0, [rest[-1]])
        rest = tidy(rest[:-1])
    return [*before, *([rest] if rest else []), *after]


def embed(element: Element, remarks: list[Remark]) -> list[Run]:
    """Return a link to what was shown inside the page: a film, a map."""
    sources = [one.get(key) for one in element.elements() for key in ("src", "data")]
    sources += [e.get("value") for e in element.elements() if e.get("name") in ("movie", "src")]
    address = next((found for one in sources if (found := _web(one))), "")
    if not address:
        remarks.append(Remark(What.EMBED_NOWHERE, element.tag))
        return []
    if film := _FILM.match(address):
        address = f"https://www.youtube.com/watch?v={film[1]}"
    remarks.append(Remark(What.EMBED_LINKED, web.parts(address).hostname or ""))
    return [Run(address, href=address)]


def href(element: Element, context: Context, remarks: list[Remark]) -> str:
    """Return where a link leads in the publication; "" for a link that goes away."""
    written = element.get("href").strip()
    if not written or written.startswith("#"):
        return ""
    if written.lower().startswith("mailto:"):
        remarks.append(Remark(What.MAIL_LINK))
        return ""
    web = _web(written)
    found = context.link(web or written)
    if found == written and not web:
        remarks.append(Remark(What.HALF_ADDRESS))
        return ""
    return found


def _web(address: str) -> str:
    """Return an address of the web, or "" for any other."""
    address = address.strip()
    address = f"https:{address}" if address.startswith("//") else address
    parts = web.parts(address)
    return address if parts.scheme in ("http", "https", "ftp") and parts.hostname else ""
