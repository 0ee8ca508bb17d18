"""An entry goes into a file of sources without harm to the others, whatever it holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.authoring import csl_items, sources
from sphinx_publication.bibliography import reader

HELD = "% Källor.\n@book{a2001,\n  title = {Ett},\n  date  = {2001},\n}\n"

_WORDS = st.text(
    st.sampled_from(list("aÅ 1{}\\%#$&_~^\"'@,=()<>;-–\u00a0\n")) | st.characters(codec="utf-8"),
    max_size=30,
)
_PEOPLE = st.lists(
    st.fixed_dictionaries({}, optional={"family": _WORDS, "given": _WORDS, "literal": _WORDS}),
    max_size=3,
)
_ITEMS = st.fixed_dictionaries(
    {"title": _WORDS, "type": st.sampled_from(["article-journal", "book", "odd", ""])},
    optional={
        "author": _PEOPLE,
        "container-title": _WORDS,
        "DOI": _WORDS.map(lambda text: f"10.1/{text}"),
        "issued": st.just({"date-parts": [[2013, 5]]}),
        "page": _WORDS,
        "publisher": _WORDS,
        "URL": _WORDS.map(lambda text: f"https://x.example/{text}"),
    },
)


@given(_ITEMS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_catalogues_words_never_harm_a_file(item: dict[str, object]) -> None:
    """The entry reads back as it is, or the file is as it was."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "r.bib")
        path.write_text(HELD, encoding="utf-8")
        before = reader.read([path]).sources
        added = sources.Shelf(before, {}).add(csl_items.source(item))
        if isinstance(added, sources.Twin):
            return
        try:
            sources.write(path, [added])
        except sources.NotWritten:
            assert path.read_text(encoding="utf-8") == HELD
            return
        assert path.read_text(encoding="utf-8").startswith(HELD)
        after = reader.read([path])
        assert list(after.sources) == ["a2001", added.source.key]
        assert after.sources["a2001"].fields == before["a2001"].fields
        assert after.sources[added.source.key].fields == added.source.fields
