"""Drawings: what draws stays, what runs, loads or leads away goes, and growing is stopped."""

from __future__ import annotations

import base64
import gzip

import pytest

from sphinx_publication.yearbook import svg

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
_BOX = '<rect width="5" height="5"/>'
_FILES = "what it loads from elsewhere"


def _cleaned(body: str, before: str = "") -> tuple[str, tuple[str, ...]]:
    content = f"{before}{_HEAD}{body}</svg>".encode()
    plain, left_out = svg.cleaned(content, lambda inner: (inner, "image/png"))
    return plain.decode(), left_out


@pytest.mark.parametrize(
    ("body", "gone", "missed"),
    [
        ("<script>alert(1)</script>", "alert", "scripts"),
        ('<rect onclick="x()"/>', "onclick", "scripts"),
        ('<image href="https://x.example/a.png"/>', "x.example", _FILES),
        ('<image xlink:href="file:///etc/passwd"/>', "passwd", _FILES),
        ('<image href="../a.png"/>', "a.png", _FILES),
        ('<use href="b.svg#x"/>', "b.svg", _FILES),
        ('<feImage href="https://x.example/"/>', "x.example", _FILES),
        ('<style>@import url("https://x.example/a.css");</style>', "x.example", _FILES),
        ("<style>@font-face { src: url(https://x.example/a) }</style>", "x.example", _FILES),
        ("<style>a { fill: u\\72l(https://x.example/) }</style>", "x.example", _FILES),
        ('<rect style="fill: url(https://x.example/a#b)"/>', "x.example", _FILES),
        ('<rect fill="url( &quot;https://x.example/&quot; )"/>', "x.example", _FILES),
        ('<a href="https://x.example/"><path d="M0 0"/></a>', "x.example", "links"),
        ('<foreignObject><p xmlns="x">x.example</p></foreignObject>', "x.example", "pieces of web"),
        ('<animate attributeName="x.example"/>', "x.example", "movement"),
        ('<rect xml:base="https://x.example/"/>', "x.example", ""),
        ('<q:x xmlns:q="urn:x">x.example</q:x>', "x.example", ""),
    ],
)
def test_what_is_no_drawing_goes(body: str, gone: str, missed: str) -> None:
    """Scripts, links and everything from elsewhere go, and are named; the drawing stays."""
    plain, left_out = _cleaned(body + _BOX)
    assert gone in body
    assert gone not in plain
    assert _BOX in plain
    assert any(part.startswith(missed) for part in left_out) if missed else left_out == ()


@pytest.mark.parametrize(
    "body",
    [
        '<linearGradient id="g"/><rect fill="url(#g)" style="stroke:url(#g)"/>',
        '<defs><g id="a"/></defs><use href="#a"/><use xlink:href="#a"/>',
        "<style>.a { fill: red }</style><text x='1'>Hej <tspan>på</tspan> dig</text>",
        '<switch><text systemLanguage="sv">Hej</text></switch>',
    ],
)
def test_a_drawing_stays(body: str) -> None:
    """What only draws is left as it was."""
    plain, left_out = _cleaned(body)
    assert left_out == ()
    for word in ("url(#g)", 'href="#a"', "Hej <tspan>på</tspan> dig", ".a { fill: red }"):
        assert (word in plain) == (word in body)


def test_text_after_what_goes_stays() -> None:
    """Words around an element that goes are kept."""
    assert "<text>före efter</text>" in _cleaned("<text>före<script/> efter</text>")[0]


def test_other_encodings_and_packed_drawings_are_read() -> None:
    """Latin-1, UTF-16 and gzip are read; what comes out is UTF-8."""
    body = f"{_HEAD}<text>åäö</text></svg>"
    latin = f'<?xml version="1.0" encoding="iso-8859-1"?>{body}'.encode("latin-1")
    wide = f'<?xml version="1.0" encoding="utf-16"?>{body}'.encode("utf-16")
    for content in (latin, wide, gzip.compress(body.encode())):
        assert svg.is_drawing(content)
        assert "<text>åäö</text>" in svg.cleaned(content, lambda inner: (inner, ""))[0].decode()


def test_an_entity_of_its_own_is_text_and_one_of_elsewhere_is_refused() -> None:
    """An entity is expanded when the drawing defines it; a file is never read for one."""
    own = '<!DOCTYPE svg [<!ENTITY x "hej">]>'
    plain, _ = _cleaned("<text>&x;</text>", own)
    assert "<text>hej</text>" in plain
    assert "DOCTYPE" not in plain
    for outside in (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    ):
        with pytest.raises(svg.DrawingError, match="not defined"):
            _cleaned("<text>&x;</text>", outside)


def _repeated(steps: int, times: int) -> str:
    groups = "".join(
        f'<g id="a{step}">' + f'<use href="#a{step - 1}"/>' * times + "</g>"
        for step in range(1, steps)
    )
    return f'<defs><g id="a0">{_BOX}</g>{groups}</defs><use href="#a{steps - 1}"/>'


def test_what_would_grow_without_bounds_is_refused() -> None:
    """Entities or parts that are repeated to billions are stopped before anything is drawn."""
    entities = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))
    bomb = f'<!DOCTYPE svg [<!ENTITY l0 "lol">{entities}]>'
    packed = gzip.compress(b"<svg>" + b" " * 40_000_000)
    with pytest.raises(svg.DrawingError, match="amplification"):
        _cleaned("<text>&l9;</text>", bomb)
    for body in (
        _repeated(8, 10),
        _repeated(2000, 1),
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><rect fill="url(#a)"/></pattern>',
        "<g>" * 300 + "</g>" * 300,
    ):
        with pytest.raises(svg.DrawingError):
            _cleaned(body)
    with pytest.raises(svg.DrawingError, match="larger than"):
        svg.cleaned(packed, lambda inner: (inner, ""))
    assert _cleaned(_repeated(4, 10))[1] == ()


def test_pictures_inside_are_prepared() -> None:
    """A picture in the drawing goes through *inlay*; one that cannot be read is named."""
    inner = base64.b64encode(b"old").decode()
    body = f'<image href="data:image/png;base64,{inner}"/>'
    content = f"{_HEAD}{body}</svg>".encode()
    plain, _ = svg.cleaned(content, lambda inner: (inner.replace(b"old", b"new"), "image/jpeg"))
    assert f"data:image/jpeg;base64,{base64.b64encode(b'new').decode()}" in plain.decode()

    def refuse(inner: bytes) -> tuple[bytes, str]:
        raise ValueError

    plain, left_out = svg.cleaned(content, refuse)
    assert b"base64" not in plain
    assert left_out == ("a picture in it that cannot be read",)


@pytest.mark.parametrize("content", [b"<svg", b"<html/>", b"<svg/>", b"\x1f\x8bx", b"<\xff/>"])
def test_what_is_no_svg_is_refused(content: bytes) -> None:
    """A file that is no SVG, or is damaged, is told apart with a reason."""
    with pytest.raises(svg.DrawingError, match=r"."):
        svg.cleaned(content, lambda inner: (inner, ""))
