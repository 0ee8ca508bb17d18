"""Names of entities are found in texts."""

from __future__ import annotations

import time
import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sphinx_publication.model.entities import Entity
from sphinx_publication.model.names import Lexicon


def entity(title: str, *aliases: str, kind: str = "topic", docname: str = "") -> Entity:
    return Entity(kind, title.lower(), title, docname or title, aliases)


def found(text: str, *entities: Entity) -> list[tuple[str, str]]:
    lexicon = Lexicon(entities, "sv")
    return [(text[hit.start : hit.end], hit.docname) for hit in lexicon.find(text)]


def words(text: str, *entities: Entity) -> list[str]:
    return [word for word, _docname in found(text, *entities)]


FK = entity("Försäkringskassan", kind="organisation")
LAW = entity("Lagen om finansiell samordning", kind="law")
COORDINATION = entity("Finansiell samordning")


def test_the_longest_name_wins() -> None:
    """A name inside a longer one is not found for itself."""
    text = "Lagen om finansiell samordning ger finansiell samordning."
    assert found(text, COORDINATION, LAW) == [
        ("Lagen om finansiell samordning", LAW.docname),
        ("finansiell samordning", COORDINATION.docname),
    ]


def test_capitals_of_a_name_are_capitals_in_the_text() -> None:
    """An organisation is not the common noun; a topic is found at the start of a sentence too."""
    assert words("Försäkringskassan och försäkringskassan.", FK) == ["Försäkringskassan"]
    topic = entity("Samverkan")
    assert words("Samverkan är samverkan.", topic) == ["Samverkan", "samverkan"]
    assert words("Delta gärna, att delta", entity("delta")) == ["Delta", "delta"]
    assert words("Who, WHO, who", entity("WHO", kind="organisation")) == ["WHO"]


def test_whole_words_only() -> None:
    """Compounds, hanging hyphens and addresses hold no names."""
    nns = entity("NNS", kind="organisation")
    text = "NNS-bloggen, XNNS, NNSx, NNS- och, www.nns.se, info@NNS.se, https://x.se/NNS/y"
    assert words(text, nns) == []
    assert words("(NNS), ”NNS”, NNS/SKR, NNS.", nns) == ["NNS"] * 4
    assert words("NNS:s blogg", nns) == ["NNS:s"]


def test_lines_quotes_and_hyphens_differ() -> None:
    """A name goes over a line's end; straight and curly apostrophes are the same."""
    fund = entity("The King’s Fund", kind="organisation")
    assert words("The King's\nFund och The King’s  Fund", fund) == [
        "The King's\nFund",
        "The King’s  Fund",
    ]
    assert words("Botkyrka Huddinge", entity("Botkyrka, Huddinge", kind="organisation")) == []


def test_abbreviation_in_the_title() -> None:
    """What stands in brackets at the end of a title is a name of its own."""
    isf = entity("Inspektionen för socialförsäkringen (ISF)", kind="organisation")
    text = "ISF är Inspektionen för socialförsäkringen."
    assert words(text, isf) == ["ISF", "Inspektionen för socialförsäkringen"]


def test_what_two_claim_is_neithers() -> None:
    """An alias of two entities is found for none, and both are named; a written name goes first."""
    one, two = entity("Finsam", "kassan"), entity("Socsam", "kassan")
    lexicon = Lexicon([one, two], "sv")
    assert [(one.first.title, one.second.title) for one in lexicon.ambiguities] == [
        ("Finsam", "Socsam")
    ]
    assert [hit.docname for hit in lexicon.find("kassan, Finsam")] == ["Finsam"]
    plural = [entity("Utvärdering", docname="a"), entity("utvärderingar", docname="b")]
    assert found("utvärderingar", *plural) == [("utvärderingar", "b")]


def test_what_many_claim_is_said_once_of_each() -> None:
    """A name that all municipalities have gives as many messages as there are others than one."""
    many = [entity(f"Kommun {n}", "kommunen", docname=f"k{n}") for n in range(40)]
    lexicon = Lexicon(many, "sv")
    assert {one.first.docname for one in lexicon.ambiguities} == {"k0"}
    assert len(lexicon.ambiguities) == 39
    assert words("Det sade kommunen", *many) == []


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abåöNS .,-:'’\u0301\u00ad\n"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)
NAMES = st.lists(
    st.text(alphabet="abåöNS -", min_size=1, max_size=8).filter(lambda name: name.strip()),
    min_size=1,
    max_size=5,
    unique=True,
)


@settings(deadline=None)
@given(st.lists(st.one_of(TEXTS, NAMES.map(" ".join)), max_size=6).map("".join), NAMES)
def test_never_inside_a_word(text: str, names: list[str]) -> None:
    """Whatever the text and the names: each find is a whole word, and none overlap."""
    end = 0
    for hit in Lexicon([entity(name) for name in names], "sv").find(text):
        assert end <= hit.start < hit.end <= len(text)
        for neighbour in (text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]):
            assert not neighbour.isalnum()
            assert not neighbour or unicodedata.category(neighbour)[0] != "M"
            assert neighbour not in ("-", "_", "\u00ad")
        end = hit.end


@settings(deadline=None)
@given(TEXTS, TEXTS, st.text(alphabet="abcdeåäö", min_size=2, max_size=8))
def test_a_name_between_spaces_is_found(before: str, after: str, name: str) -> None:
    """A name that stands alone is found, whatever else the text holds."""
    assume(name not in before and name not in after)
    text = f"{before} {name} {after}"
    hits = list(Lexicon([entity(name)], "sv").find(text))
    assert any(hit.start == len(before) + 1 and hit.end == hit.start + len(name) for hit in hits)


def test_cost_grows_with_the_text_not_with_text_times_names() -> None:
    """Ten times as many names do not make reading a text ten, nor even three, times as slow."""

    def seconds(count: int) -> float:
        names = [f"namn {number} samordning" for number in range(count)]
        lexicon = Lexicon([entity(name) for name in names], "sv")
        text = "Ett namn är bara ett namn, och namn 7 samordning är ett annat. " * 400
        runs = []
        for _run in range(5):
            start = time.process_time()
            assert sum(1 for _hit in lexicon.find(text)) == 400
            runs.append(time.process_time() - start)
        return min(runs)

    assert seconds(1000) < 3 * seconds(100)


@given(st.lists(st.sampled_from(["Lagen", "om", "finansiell", "samordning", "FK", "ger"])))
def test_a_text_that_could_have_no_name_has_none(said: list[str]) -> None:
    """Every name begins with a word that is asked for first, however it is written."""
    lexicon = Lexicon((LAW, FK, entity("Per-Olof", "d’Arc")), "sv")
    for text in (" ".join(said), "per\u2010olof, d'Arc"):
        assert lexicon.may_find(text) or not list(lexicon.find(text))
    assert lexicon.may_find("(per\u2010olof)")
    assert lexicon.may_find("D'ARC")
    assert not lexicon.may_find("Olof Arc, om finansiell samordning")
