"""Whatever stands in an export, an import ends, stays in its folder, and can be repeated."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from importing.blogs import blog, picture
from importing.exports import takeout, takeout_entry

#: What XML can hold, the strange parts of it often.
TEXT = st.text(
    st.sampled_from("a Å统/\\.:%#?&<>\"'`{}[]@*_-=|\u202e\u00ad\u0301😀\n")
    | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    max_size=40,
)


def written(text: str) -> str:
    """Return text as it stands in XML."""
    return escape(text, quote=True)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), max_size=4), TEXT)
@settings(max_examples=60, deadline=None)
def test_any_words_are_imported(entries: list[tuple[str, str, str, str]], blog_name: str) -> None:
    """Titles, addresses, labels and texts of any kind, and pictures of any name."""
    with tempfile.TemporaryDirectory() as folder:
        made = blog(Path(folder))
        found = []
        for number, (title, address, label, text) in enumerate(entries, 1):
            more = f"<blogger:filename>/2013/12/{written(address)}</blogger:filename>"
            label = f"<category scheme='tag:blogger.com,1999:blog-7' term='{written(label)}'/>"
            html = written(f"<p>{text}</p><a href='/2013/12/{address}'>x</a><img src='/{address}'>")
            one = takeout_entry(number, more=more + label, html=html)
            found.append(one.replace(f"Rubrik {number}<", f"{written(title)}<"))
            parent = f"<blogger:parent>x.post-{number}</blogger:parent>"
            found.append(takeout_entry(100 + number, "COMMENT", more=parent, html=written(text)))
        content = takeout(*found).replace(b"Provbloggen", written(blog_name).encode())
        made.put(content, "Takeout/Blogger/Blogs/Prov/feed.atom")
        made.put(picture(), "Takeout/Blogger/Albums/Prov/a.png")
        done = made.run()
        tree = made.tree()
        assert sorted(made.run().fates) == sorted(done.fates)
        assert made.tree() == tree
        assert {path.name for path in Path(folder).iterdir()} == {"publication", "export"}
        assert sum(one.path is not None for one in done.plan.accounts) == len(entries)
