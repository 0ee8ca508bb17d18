"""What identifies people is taken out, wherever it stands, and in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_publication.importing.html.convert import Context, convert
from sphinx_publication.importing.privacy import Privacy, identifies

PRIVACY = Privacy({"[e-mail address removed]": "[-]", "[address of a profile removed]": "[/]"}.get)
CONTEXT = Context(link=lambda address: address, picture=lambda _: "", withhold=PRIVACY.tree)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Skriv till anna.b+c@x.example.org!", "Skriv till [-]!"),
        ("<b>bo</b>@y.example", "**[-]**"),
        ("b<i>o</i>&#64;y.<u>example</u>, ja", "[-], ja"),
        ("a@b.se,c@d.se", "[-],[-]"),
        ("@anna, 3@4, x@1.2.3, a @ b.se", "\\@anna, 3@4, x@1.2.3, a @ b.se"),
        ("<a href='https://x.example/?to=a%40b.se'>här</a>", "här"),
        ("<a href='http://www.blogger.com/profile/123'>Bo</a>", "Bo"),
        ("http://draft.blogger.com/profile/123", "[/]"),
        ("https://plus.google.com/102030405060708090102", "[/]"),
        ("https://x.example/?to=a@b.se&n=1", "https://x.example/?to=…&n=1"),
    ],
)
def test_words_stand_in_their_place(html: str, text: str) -> None:
    """Split by markup, encoded, in links and in addresses; what is none stays."""
    assert convert(html, CONTEXT).markdown.strip() == text


@given(st.text("a@.b% -/:<>", max_size=60))
def test_nothing_is_left_that_would_be_found(text: str) -> None:
    """What has been cleaned needs no cleaning."""
    assert not identifies(PRIVACY.line(text))
