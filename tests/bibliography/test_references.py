"""References in Swedish, as the guides of Swedish universities to APA 7 have them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Reference = Callable[..., str]

#: What is in the .bib file, and what is printed.
APA = {
    "report with four authors": (
        """@report{a, author = {Goodwin, Nick and Sonola, Lara and Thiel, Veronika and Kodner,
        Dennis L.}, title = {Co-ordinated care: Key lessons}, date = {2013-10-23},
        institution = {{The King's Fund}}, location = {London}, langid = {english},
        url = {http://example.org/care}}""",
        "Goodwin, N., Sonola, L., Thiel, V., & Kodner, D. L. (2013). "
        "*Co-ordinated care: Key lessons*. The King's Fund. <http://example.org/care>",
    ),
    "report of an organisation, in a series": (
        """@report{a, author = {{Inspektionen för socialförsäkringen}}, date = {2010},
        title = {Samverkan inom socialförsäkringen}, type = {ISF Rapport}, number = {2010:2},
        institution = {{Inspektionen för socialförsäkringen}}}""",
        "Inspektionen för socialförsäkringen. (2010). *Samverkan inom socialförsäkringen* "
        "(ISF Rapport 2010:2).",
    ),
    "translated kind of report": (
        """@techreport{a, author = {Ek, Bo}, title = {Mätningar}, year = 2001, number = {7},
        institution = {Lunds universitet}}""",
        "Ek, B. (2001). *Mätningar* (Teknisk rapport nr 7). Lunds universitet.",
    ),
    "organisation with a comma and an and": (
        """@report{a, author = {{Department of Health and Social Care, Northern Ireland}},
        title = {Plan}, date = {2011}, institution = {Crown}}""",
        "Department of Health and Social Care, Northern Ireland. (2011). *Plan*. Crown.",
    ),
    "two organisations": (
        """@report{a, author = {{Riksförsäkringsverket} and {Socialstyrelsen}}, date = {2001},
        title = {Erfarenheter: Hur ser politikerna på försöket?}, institution = {RFV}}""",
        "Riksförsäkringsverket & Socialstyrelsen. (2001). "
        "*Erfarenheter: Hur ser politikerna på försöket?* RFV.",
    ),
    "article with a DOI": (
        """@article{a, author = {Ahgren, Bengt and Axelsson, Runo}, date = {2011-03},
        title = {A decade of integration and collaboration}, volume = {11}, number = {3},
        journaltitle = {International Journal of Integrated Care}, pages = {299--310},
        doi = {10.5334/ijic.566}, url = {https://example.org/}, langid = {english}}""",
        "Ahgren, B., & Axelsson, R. (2011). A decade of integration and collaboration. "
        "*International Journal of Integrated Care*, *11*(3), 299–310. "
        "<https://doi.org/10.5334/ijic.566>",
    ),
    "article in a new series of its journal": (
        """@article{a, author = {Ek, Bo}, title = {Herder}, journaltitle = {Publications},
        series = {newseries}, volume = {9}, number = {3-4}, pages = {46 -- 67}, year = 1933}""",
        "Ek, B. (1933). Herder. *Publications*, *9*(3–4), 46–67.",
    ),
    "thesis": (
        """@thesis{a, author = {Ståhl, Christian}, title = {In Cooperation We Trust}, date = {2010},
        type = {phdthesis}, institution = {Linköpings universitet}, series = {Dissertations},
        number = {1171}}""",
        "Ståhl, C. (2010). *In Cooperation We Trust* [Doktorsavhandling]. Linköpings universitet.",
    ),
    "blog post": (
        """@online{a, author = {{Samordningsbloggen}}, title = {Årets tio-i-topp},
        date = {2013-12-17}, entrysubtype = {blogpost}, organization = {Samordningsbloggen},
        url = {http://example.org/2013/12/}, urldate = {2020-05-03}}""",
        "Samordningsbloggen. (2013, 17 december). Årets tio-i-topp [Blogginlägg]. "
        "<http://example.org/2013/12/>",
    ),
    "web page without a date": (
        """@online{a, author = {{Norrköpings kommun}}, title = {Sociala investeringsfonden},
        url = {https://example.org/fond}, urldate = {2020-05-03}}""",
        "Norrköpings kommun. (u.å.). *Sociala investeringsfonden*. "
        "Hämtad 3 maj 2020, från <https://example.org/fond>",
    ),
    "collection with an editor": (
        """@collection{a, editor = {Wells, Jonas}, title = {Hur märker vi att det blir bättre?},
        date = {2015}, publisher = {NNS}}""",
        "Wells, J. (Red.). (2015). *Hur märker vi att det blir bättre?* NNS.",
    ),
    "chapter that inherits its book": (
        """@incollection{a, author = {Danermark, Berth}, title = {Konferensen}, crossref = {b},
        pages = {20-35}}
        @collection{b, editor = {Wells, Jonas}, title = {Hur märker vi}, date = {2015},
        publisher = {NNS}}""",
        "Danermark, B. (2015). Konferensen. I J. Wells (Red.), *Hur märker vi* (s. 20–35). NNS.",
    ),
    "book in a later edition, without an author": (
        "@book{a, title = {Handbok}, edition = {2}, date = {2016}, publisher = {Nätverket}}",
        "*Handbok* (2:a uppl.). (2016). Nätverket.",
    ),
    "and others": (
        "@book{a, author = {Ek, Bo and others}, title = {Arv}, date = {2016}, publisher = {F}}",
        "Ek, B. m.fl. (2016). *Arv*. F.",
    ),
    "range of years": (
        """@report{a, author = {Ek, Bo}, title = {Slutrapport}, date = {2011/2014},
        institution = {SKL}}""",
        "Ek, B. (2011–2014). *Slutrapport*. SKL.",
    ),
    "kind of report with an apostrophe": (
        """@report{a, author = {Ek, Bo}, title = {Arv}, date = {1990}, type = {Nurses' report},
        number = {2}, institution = {F}}""",
        "Ek, B. (1990). *Arv* (Nurses' report nr 2). F.",
    ),
    "year that is not certain": (
        "@book{a, author = {Ek, Bo}, title = {Arv}, date = {1990~}, publisher = {F}}",
        "Ek, B. (ca 1990). *Arv*. F.",
    ),
    "day that is not certain": (
        "@online{a, author = {Ek, Bo}, title = {Arv}, date = {2013-05-03?}}",
        "Ek, B. (ca 2013, 3 maj). *Arv*.",
    ),
    "capital after a colon": (
        "@book{a, author = {Ek, Bo}, title = {Arv: en bok}, date = {1990}, publisher = {F}}",
        "Ek, B. (1990). *Arv: En bok*. F.",
    ),
    "thesis in an archive": (
        """@thesis{a, author = {Ek, Bo}, title = {Arv}, date = {2010}, type = {phdthesis},
        institution = {Linköpings universitet}, url = {https://urn.kb.se/resolve?urn=x}}""",
        "Ek, B. (2010). *Arv* [Doktorsavhandling, Linköpings universitet]. "
        "<https://urn.kb.se/resolve?urn=x>",
    ),
    "film with a director": (
        "@movie{a, director = {Ek, Bo}, title = {Film}, date = {2016}, publisher = {F}}",
        "Ek, B. (2016). *Film* [Film]. F.",
    ),
    "dates within a month": (
        "@online{a, author = {Ek, Bo}, title = {T}, date = {2016-05-01/2016-05-03}}",
        "Ek, B. (2016, 1 maj). *T*.",
    ),
    "unknown type": (
        "@curious{a, author = {Ek, Bo}, title = {Något}, date = {2016}, publisher = {F}}",
        "Ek, B. (2016). *Något*. F.",
    ),
}

DOCUMENTS = {
    "SFS": (
        """@legislation{a, entrysubtype = {sfs}, number = {2003:1210}, author = {{Sverige}},
        title = {Lag (2003:1210) om finansiell samordning av rehabiliteringsinsatser},
        institution = {{Socialdepartementet}}, date = {2003-12-18}, url = {https://example.org/}}""",
        "SFS 2003:1210. *Lag om finansiell samordning av rehabiliteringsinsatser*. "
        "Socialdepartementet. <https://example.org/>",
    ),
    "SFS without a series": (
        "@legislation{a, number = {2001:453}, title = {Socialtjänstlag}}",
        "SFS 2001:453. *Socialtjänstlag*.",
    ),
    "prop.": (
        """@legislation{a, number = {Prop. 2002/03:132}, date = {2003},
        title = {Finansiell samordning inom rehabiliteringsområdet}}""",
        "Prop. 2002/03:132. *Finansiell samordning inom rehabiliteringsområdet*.",
    ),
    "SOU": (
        """@report{a, author = {Westerberg, Ulf}, series = {Statens offentliga utredningar},
        number = {1996:85}, title = {Egon Jönsson}, date = {1996}}""",
        "SOU 1996:85. *Egon Jönsson*.",
    ),
    "Ds": (
        "@report{a, type = {Ds}, number = {2003:2}, title = {Finansiell samordning}}",
        "Ds 2003:2. *Finansiell samordning*.",
    ),
    "bet.": (
        "@legislation{a, entrysubtype = {bet}, number = {2003/04:SfU4}, title = {Samordning}}",
        "Bet. 2003/04:SfU4. *Samordning*.",
    ),
}


@pytest.mark.parametrize(("text", "printed"), APA.values(), ids=APA)
def test_swedish_reference(reference: Reference, text: str, printed: str) -> None:
    """Each kind of source reads as a Swedish reader expects it."""
    assert reference(text) == printed


@pytest.mark.parametrize(("text", "printed"), DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("style", ["apa", "chicago-author-date"])
def test_public_document(reference: Reference, style: str, text: str, printed: str) -> None:
    """Swedish public documents have their own form, whatever the style."""
    assert reference(text, style) == printed


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("harvard-cite-them-right",
         "Ham, C. och Walsh, N. (2013) *Making it happen*. London: The King's Fund."),
        ("chicago-author-date",
         "Ham, Chris, och Nicola Walsh. 2013. *Making it happen*. The King's Fund."),
    ],
)  # fmt: skip
def test_other_styles(reference: Reference, style: str, printed: str) -> None:
    """Another CSL style is a matter of its name."""
    text = """@report{a, author = {Ham, Chris and Walsh, Nicola}, title = {Making it happen},
        date = {2013}, institution = {The King's Fund}, location = {London}}"""
    assert reference(text, style) == printed


def test_editor_in_the_authors_place(reference: Reference) -> None:
    """Editors who stand for authors look like authors, and are not printed again."""
    text = """@collection{a, editor = {Wells, Jonas}, title = {Hur märker vi?}, date = {2015},
        publisher = {NNS}}"""
    assert (
        reference(text, "chicago-author-date") == "Wells, Jonas, red. 2015. *Hur märker vi?* NNS."
    )


@pytest.mark.parametrize("style", ["apa", "harvard-cite-them-right", "chicago-author-date"])
def test_title_is_left_alone(reference: Reference, style: str) -> None:
    """No style changes the case of a title, and nothing in it is taken for markup."""
    title = "the NHS Future forum: R&D <b>and</b> iPads in DELTA"
    text = f"@book{{a, author = {{Ek, Bo}}, title = {{{title}}}, date = {{2011}},"
    assert title in reference(text + " langid = {english}, publisher = {F}}", style)


def test_language_of_a_title(library: Callable[..., object]) -> None:
    """A title in another language than the publication's carries its tag."""
    made = library("""
        @book{en, author = {Ek, Bo}, title = {Care}, date = {2011}, langid = {british}}
        @book{sv, author = {Ek, Bo}, title = {Vård}, date = {2012}, langid = {swedish}}""")
    languages = [[run.lang for run in made.reference(key) if run.emphasis] for key in ("en", "sv")]
    assert languages == [["en-GB"], [None]]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt://a/%0aalert(1)", "http://[x"]
)
def test_unsafe_address(library: Callable[..., object], url: str) -> None:
    """An address that no one should follow is printed, and is no link."""
    made = library(f"@online{{a, title = {{T}}, date = {{2011}}, url = {{{url}}}}}")
    runs = made.reference("a")
    assert url in "".join(run.text for run in runs)
    assert not any(run.href for run in runs)


def test_address_with_odd_letters(library: Callable[..., object]) -> None:
    """A link's target is escaped, its text is not."""
    made = library(
        r"@online{a, title = {T}, date = {2011}, url = {https://example.org/å\_b?c=<d>}}"
    )
    link = next(run for run in made.reference("a") if run.href)
    assert link.text == "https://example.org/å_b?c=<d>"
    assert link.href == "https://example.org/%C3%A5_b?c=%3Cd%3E"


def test_other_language(reference: Reference) -> None:
    """Nothing Swedish is built in: another locale speaks its own language."""
    text = """@thesis{a, author = {Ek, Bo and others}, title = {T}, type = {phdthesis},
        institution = {Lund}}"""
    assert reference(text, locale="en-US") == "Ek, B. et al. (n.d.). *T* [Doctoral thesis]. Lund."


def test_entry_with_nothing_to_print(reference: Reference) -> None:
    """An entry without author and title is printed by its key."""
    assert reference("@set{glashow, entryset = {a, b}}") == "glashow, u.å."
