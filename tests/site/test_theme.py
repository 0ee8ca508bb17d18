"""The theme: chosen by default, a child of sphinx-book-theme, and calm."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from PIL import ImageFont
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.model.problems import Kind
from sphinx_publication.site import places, styles, theming
from sphinx_publication.site.theming import UNUSED_HANDLERS
from tests import structure

MakeApp = Callable[..., SphinxTestApp]

#: The relations of links that browsers fetch.
LOADED = frozenset({"icon", "manifest", "modulepreload", "preload", "prefetch", "stylesheet"})


@pytest.fixture(scope="module")
def made(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Build the root that has every kind of page, once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("theme")
    shutil.copytree(rootdir / "test-every-page", folder / "root")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        app = SphinxTestApp("publicationhtml", srcdir=folder / "root")
        app.build()
    pages = {
        path.parent.relative_to(app.outdir).as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in Path(app.outdir).rglob("index.html")
    }
    themes = app.builder.theme.get_options()
    yield SimpleNamespace(app=app, pages=pages, options=themes, outdir=Path(app.outdir))
    app.cleanup()


def stylesheets(page: Tag) -> list[str]:
    """Return the names of a page's stylesheets, in order."""
    links = page.select("link[rel=stylesheet]")
    return [re.sub(r".*/|\?.*", "", str(link["href"])) for link in links]


def test_theme_is_ours_by_default_and_rests_on_its_parents(made: SimpleNamespace) -> None:
    """A project that names no theme gets ours, with the machinery of its parents."""
    assert made.app.config.html_theme == theming.THEME
    assert {"sphinx_book_theme", "pydata_sphinx_theme"} <= set(made.app.extensions)
    assert stylesheets(made.pages["om"]) == ["publication.css"]


def test_drawings_have_a_size_without_a_stylesheet(made: SimpleNamespace) -> None:
    """Or one that does not come leaves a page of a circle as wide as the window."""
    drawings = [one for page in made.pages.values() for one in page.select("svg")]
    assert len(drawings) > len(made.pages)
    assert all(one.get("width") and one.get("height") for one in drawings)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Plain.", ["publication.css"]),
        ("```python\nx = 1\n```", ["pygments.css", "publication.css"]),
        ("{bdg}`new`", ["publication.css", "sphinx-design.min.css"]),
        ("{fas}`star`", ["pydata-sphinx-theme.css", "publication.css"]),
    ],
)
def test_a_page_brings_the_styles_of_what_stands_in_it(
    make_app: MakeApp, rootdir: Path, tmp_path: Path, text: str, names: list[str]
) -> None:
    """Code, sphinx-design and icons have stylesheets; pages without them are spared those."""
    shutil.copytree(rootdir / "test-minimal", tmp_path / "root")
    (tmp_path / "root/styled.md").write_text(f"# Styled\n\n{text}\n", "utf-8")
    extensions = ["sphinx_publication", "sphinx_design"]
    app = make_app(
        "publicationhtml", srcdir=tmp_path / "root", confoverrides={"extensions": extensions}
    )
    app.build()
    page = BeautifulSoup(Path(app.outdir, "styled/index.html").read_text("utf-8"), "html.parser")
    found = stylesheets(page)
    if "sphinx-design.min.css" not in names:
        assert not page.select("script[src*=design-tabs]")
    assert found == names
    for link in page.select("link[rel=stylesheet]"):
        assert "?v=" in str(link["href"])
        assert Path(app.outdir, "styled", str(link["href"]).partition("?")[0]).is_file()


def test_the_parents_styles_can_be_asked_for(
    make_app: MakeApp, rootdir: Path, tmp_path: Path
) -> None:
    """A publication whose texts use classes of Bootstrap has them on every page, before ours."""
    shutil.copytree(rootdir / "test-minimal", tmp_path / "root")
    options = {"html_theme_options": {"parent_styles": "always"}}
    app = make_app("publicationhtml", srcdir=tmp_path / "root", confoverrides=options)
    app.build()
    page = BeautifulSoup(Path(app.outdir, "index.html").read_text("utf-8"), "html.parser")
    assert stylesheets(page) == ["pydata-sphinx-theme.css", "publication.css"]


@pytest.mark.parametrize("theme", ["alabaster", "sphinx_book_theme"])
def test_another_theme_is_left_alone(
    make_app: MakeApp, rootdir: Path, tmp_path: Path, theme: str
) -> None:
    """The project's own theme stays as it is, and our generated pages stand in its layout."""
    shutil.copytree(rootdir / "test-every-page", tmp_path / "root")
    options = {"html_theme": theme, "html_theme_options": {}}
    app = make_app("publicationhtml", srcdir=tmp_path / "root", confoverrides=options)
    app.build()
    search = Path(app.outdir, "sok/index.html").read_text(encoding="utf-8")
    assert "search-page-results" in search
    assert f"{theme.replace('_', '-')}.css" in search
    assert "publication.css" not in search
    assert "pub-header" not in search
    page = BeautifulSoup(Path(app.outdir, "om/index.html").read_text("utf-8"), "html.parser")
    fields = page.select("form:has(input[name=q])")
    assert fields
    assert {form["action"] for form in fields} == {"../sok/"}


def test_ablog_site_may_take_our_theme(make_app: MakeApp, rootdir: Path, tmp_path: Path) -> None:
    """Its sidebars, made for another theme, are left out; the search page comes with the theme."""
    shutil.copytree(rootdir / "test-ablog-site", tmp_path / "root")
    options = {"html_theme": theming.THEME, "html_theme_options": {}}
    app = make_app("publicationhtml", srcdir=tmp_path / "root", confoverrides=options)
    app.build()
    page = Path(app.outdir, "index.html").read_text(encoding="utf-8")
    assert "pub-header" in page
    assert Path(app.outdir, "sok/index.html").exists()


def test_every_page_has_a_sound_frame(made: SimpleNamespace) -> None:
    """Each page: one title, one main, one h1, no id twice, labels and skip link that lead on."""
    for name, page in made.pages.items():
        ids = Counter(tag["id"] for tag in page.find_all(id=True))
        assert [id_ for id_, times in ids.items() if times > 1] == [], name
        assert len(page.find_all("main")) == 1, name
        assert len(page.find_all("h1")) == 1, name
        assert len(page.select("meta[name=viewport]")) == 1, name
        assert page.select_one(".pub-skip")["href"].removeprefix("#") in ids, name
        for tag in page.select("[for], [aria-labelledby]"):
            assert (tag.get("for") or tag["aria-labelledby"]) in ids, (name, tag)
        assert page.html["lang"] == "sv", name


def test_every_page_has_headings_and_landmarks_to_go_by(made: SimpleNamespace) -> None:
    """One h1 and no skipped level; one main, banner and contentinfo; navigation has names."""
    for name, page in made.pages.items():
        assert list(structure.faults(structure.parsed(str(page).encode()))) == [], name


def test_no_page_asks_another_host(made: SimpleNamespace) -> None:
    """Styles, scripts, pictures and forms are the site's own, and no script is written inline."""
    for name, page in made.pages.items():
        for tag in page.select("link, script, img, form, iframe, source"):
            if tag.name == "link" and not LOADED & set(tag["rel"]):
                continue  # told to machines, fetched by no browser
            address = tag.get("src") or tag.get("href") or tag.get("action") or ""
            assert not re.match(r"(https?:)?//", address), (name, tag)
        inline = [tag for tag in page.find_all("script") if not tag.get("src")]
        # Data, which no browser runs.
        assert [tag for tag in inline if tag.get("type") != "application/ld+json"] == [], name
    for style in made.outdir.rglob("_static/publication.css"):
        addresses = re.findall(r'url\("?([^)"]+)', style.read_text(encoding="utf-8"))
        assert addresses
        for address in addresses:
            assert (style.parent / address).is_file(), address


def test_parents_are_asked_where_the_project_has_templates(
    make_app: MakeApp, rootdir: Path, tmp_path: Path
) -> None:
    """Those may print what the parents make ready; no template of ours does."""

    def asked(app: SphinxTestApp) -> set[str]:
        listeners = app.events.listeners["html-page-context"]
        return {f"{one.handler.__module__}.{one.handler.__qualname__}" for one in listeners}

    shutil.copytree(rootdir / "test-every-page", tmp_path / "root")
    assert not asked(make_app("publicationhtml", srcdir=tmp_path / "root")) & UNUSED_HANDLERS
    (tmp_path / "root/own").mkdir()
    (tmp_path / "root/own/page.html").write_text('{% extends "!page.html" %}')
    options = {"templates_path": ["own"]}
    app = make_app("publicationhtml", srcdir=tmp_path / "root", confoverrides=options)
    assert asked(app) >= UNUSED_HANDLERS, "a parent has another name for one"


def test_page_says_what_it_is(made: SimpleNamespace) -> None:
    """A post has its title with the publication's name, its description and its address."""
    page = made.pages["2013/10/forsta"]
    assert page.title.text == "§Det §första §inlägget – Bladet"
    described = page.select_one("meta[name=description]")
    assert described["content"] == '§En beskrivning & "mer".'
    assert page.select_one("link[rel=canonical]")["href"] == (
        "https://bladet.example/2013/10/forsta/"
    )
    assert made.pages["."].title.text == "§Start – Bladet"


def test_headings_stand_beside_long_pages_only(made: SimpleNamespace) -> None:
    """A page with three headings lists them; one with fewer, and the start page, do not."""
    beside = made.pages["2013/10/forsta"].select(".pub-toc a")
    assert [(link.text, link["href"]) for link in beside] == [
        ("§Ett", "#ett"),
        ("§Två", "#tva"),
        ("§Tre", "#tre"),
        ("Källor", "#kallor"),
    ]
    for name in (".", "om", "alla-delar"):
        assert made.pages[name].select(".pub-toc") == []


def test_navigation_says_where_the_reader_is(made: SimpleNamespace) -> None:
    """The header lists the configured places in order and marks the one the page belongs to."""

    def links_of(name: str) -> list[tuple[str, str, str | None]]:
        links = made.pages[name].select(".pub-nav a")
        return [(link.text, link["href"], link.get("aria-current")) for link in links]

    assert links_of("amnen") == [
        ("§Inlägg", "../inlagg/", None),
        ("§Ämnen", "#", "page"),
        ("§Ut", "https://ute.example/", None),
    ]
    assert links_of("amnen/samverkan")[1] == ("§Ämnen", "../", "true")
    for listing in ("2013", "2013/10", "forfattare/redaktionen", "kategorier"):
        assert links_of(listing)[0][2] == "true"
    assert links_of("2013/10/forsta")[0] == ("§Inlägg", "../../../inlagg/", "true")


def test_documentation_clutter_is_gone(made: SimpleNamespace) -> None:
    """No source links, no order of pages, no advertising; and their files are not published."""
    for name, page in made.pages.items():
        text = page.get_text().replace(page.select_one(".pub-footer__made").text, "")
        # The status page says what the site is made with; no other page does, but for its foot.
        if name.split("/")[0] != "status":
            assert not re.search(r"Sphinx|Theme|_sources|Tillverkad", text), name
        assert page.select("[rel=next], [rel=prev], .prev-next-footer, .sourcelink") == [] or (
            name.startswith("2013/")
        )
    published = {path.name for path in made.outdir.rglob("*") if path.is_file()}
    unwanted = {"searchindex.js", "searchtools.js", "fontawesome.js", "webpack-macros.html"}
    assert published & unwanted == set()


def test_formula_is_drawn_without_a_script(made: SimpleNamespace) -> None:
    """TeX becomes MathML, inline and displayed; a labelled equation keeps its number."""
    page = made.pages["alla-delar"]
    assert len(page.select("math")) == 3
    assert len(page.select("math[display=block]")) == 2
    assert page.select_one("#equation-ekvation .formula__number").text == "(1)"


def test_header_leads_to_what_there_is_where_nothing_is_configured(
    make_app: MakeApp, rootdir: Path, tmp_path: Path
) -> None:
    """Posts, topics, sources and yearbooks, as far as the publication has them."""

    def header(folder: Path) -> list[tuple[str, str]]:
        app = make_app("publicationhtml", srcdir=folder, confoverrides={"html_theme_options": {}})
        app.build()
        page = BeautifulSoup(Path(app.outdir, "index.html").read_text("utf-8"), "html.parser")
        return [(link.text, link["href"]) for link in page.select(".pub-nav a")]

    shutil.copytree(rootdir / "test-every-page", tmp_path / "full")
    assert header(tmp_path / "full") == [
        ("Inlägg", "inlagg/"),
        ("Ämnen", "amnen/"),
        ("Organisationer", "organisationer/"),
        ("Källor", "kallor/"),
        ("Årsböcker", "arsbocker/"),
    ]
    shutil.copytree(rootdir / "test-minimal", tmp_path / "minimal")
    shutil.rmtree(tmp_path / "minimal/posts")
    assert header(tmp_path / "minimal") == []


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, by WCAG 2.2's definition of contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


STATED = re.compile(
    r"^\| (\S+) on (\S+)(?: \(\w+\))? "
    r"\| (#\w{6}) on (#\w{6}) \| ([\d.]+) \| (#\w{6}) on (#\w{6}) \| ([\d.]+) \| ([\d.]+) \|$",
    re.MULTILINE,
)


def test_colours_can_be_read_as_the_design_says() -> None:
    """What the design states of each pair is so, and enough: WCAG 2.2, 1.4.3 and 1.4.11."""
    tokens = styles.whole(["tokens"])
    pairs = re.findall(r"--pub-(\S+): light-dark\((#\w{6}), (#\w{6})\)", tokens)
    colours = {name: values for name, *values in pairs}
    readme = (theming.HERE / "theme/README.md").read_text(encoding="utf-8")
    stated = STATED.findall(readme)
    told = {(ink, ground) for ink, ground, *_rest in stated}
    for ground in ("ground", "panel"):
        assert {(ink, ground) for ink in ("ink", "muted", "link", "accent")} <= told
    for ink, ground, *rest in stated:
        at_least = float(rest[6])
        for mode, (one, other, ratio) in enumerate((rest[:3], rest[3:6])):
            assert (one, other) == (colours[ink][mode], colours[ground][mode]), (ink, ground)
            assert f"{contrast(one, other):.1f}" == ratio, (ink, ground)
            assert contrast(one, other) >= at_least >= (3 if ink == "edge" else 4.5), (ink, ground)


def test_old_browsers_get_the_light_colours() -> None:
    """No property of ours is a pair outside the rule for browsers that know pairs."""
    style = styles.squeezed({})
    before, _rule, after = style.partition("@supports (color:light-dark(red,red))")
    assert "light-dark" not in before
    assert "--pub-ground:#fffefb" in before
    assert not re.search(r"--pub-[\w-]+:light-dark", after.partition("}}")[2])


def pathto(target: str, resource: bool = False) -> str:
    """Stand in for Sphinx's function."""
    return f"../{target}" if resource else f"../{target}/"


@pytest.mark.parametrize(
    ("target", "href", "current"),
    [
        ("amnen", "../amnen/", "true"),
        ("amnen/x", "../amnen/x/", "page"),
        ("amn", "../amn/", ""),
        ("atom.xml", "../atom.xml", ""),
        ("https://a.example/", "https://a.example/", ""),
        ("mailto:a@b.example", "mailto:a@b.example", ""),
    ],
)
def test_place(target: str, href: str, current: str) -> None:
    """A place is a page, a file or a URL, and knows whether the reader stands in it."""
    place = places.place("x", target, "amnen/x/", pathto)
    assert (place.href, place.current) == (href, current)


def test_page_title_is_plain_text() -> None:
    """Markup and entities in a heading do not reach the title; the name is not said twice."""
    assert theming.page_title("A <em>b</em> &amp; c", "Bladet") == "A b & c – Bladet"
    assert theming.page_title("Bladet", "Bladet") == "Bladet"
    assert theming.page_title("", "Bladet") == "Bladet"


def test_scripts_of_the_project_keep_what_they_build_on() -> None:
    """Sphinx's scripts go, unless the project has one of its own, which may need two of them."""

    def script(filename: str | None, body: str | None = None) -> SimpleNamespace:
        return SimpleNamespace(filename=filename, attributes={"body": body})

    sphinx = [script("_static/documentation_options.js"), script("_static/sphinx_highlight.js")]
    option = script(None, "DOCUMENTATION_OPTIONS.pagename = 'x';")
    own = script("_static/own.js")
    ours = script("_static/publication.js")
    assert theming.scripts([*sphinx, option, ours]) == [ours]
    assert theming.scripts([*sphinx, option, own]) == [sphinx[0], own]


def test_headings_of_no_page() -> None:
    """A generated page has no table of contents; neither has one without headings."""
    assert theming.headings(None) == ()
    assert theming.headings(nodes.bullet_list()) == ()


def test_search_field_leads_to_our_page_under_any_folder(made: SimpleNamespace) -> None:
    """The field in the header sends q to the search page by a relative address."""
    form = made.pages["2013/10/forsta"].select_one("header form.bd-search")
    assert isinstance(form, Tag)
    assert form["action"] == "../../../sok/"
    assert form["method"] == "get"
    assert form.select_one("input")["name"] == "q"


def test_stylesheet_is_made_of_every_part(made: SimpleNamespace) -> None:
    """Every file in the folder of styles is in the one stylesheet, in order, without comments."""
    parts = {path.stem for path in styles.FOLDER.glob("*.css")}
    assert parts == set(styles.PARTS)
    assert len(styles.PARTS) == len(parts)
    written = (made.outdir / styles.STYLESHEET).read_text(encoding="utf-8")
    assert "/*" not in written
    assert written.index("--pub-ground:") < written.index(".pub-header{") < written.index("@page")


def test_first_view_asks_for_its_fonts_at_once(
    made: SimpleNamespace, make_app: MakeApp, rootdir: Path, tmp_path: Path
) -> None:
    """Each page preloads files that are there, from the site; with "system" it asks for none."""
    for name, page in made.pages.items():
        fonts = page.select("link[rel=preload][as=font]")
        wanted = len(theming.FIRST_FONTS)
        assert len(fonts) in (wanted, wanted + 1), name
        if re.fullmatch(r"2013/\d+/\w+", name):
            assert "italic" in fonts[-1]["href"], name
        for font in fonts:
            assert Path(made.outdir, name, font["href"]).resolve().is_file(), (name, font)
    shutil.copytree(rootdir / "test-minimal", tmp_path / "root")
    options = {"html_theme_options": {"typeface": "system", "accent": "#112233 #ddeeff"}}
    app = make_app("publicationhtml", srcdir=tmp_path / "root", confoverrides=options)
    app.build()
    assert "preload" not in Path(app.outdir, "index.html").read_text(encoding="utf-8")
    style = Path(app.outdir, styles.STYLESHEET).read_text(encoding="utf-8")
    assert "@font-face" not in style
    assert style.index("--pub-accent:light-dark(#112233,#ddeeff)") > style.index("--pub-accent")


#: What a face has not, though its ranges say so: the next face has it.
LACKING: dict[str, set[str]] = {"hanken": {"′", "″"}}


def test_letters_that_fonts_say_they_have_are_there() -> None:
    """Each letter that a face is asked for stands in its file, and in no other of that face."""
    folder = styles.FOLDER.parent / "static/fonts"
    faces = re.findall(
        r'url\("fonts/([\w-]+)\.woff2"\)[^;]*;\s*unicode-range: ([^;]+);', styles.whole(["fonts"])
    )
    assert {f"{name}.woff2" for name, _said in faces} == {
        file.name for file in folder.glob("*.woff2")
    }
    asked: dict[str, set[int]] = {}
    for name, said in faces:
        parts = [part[2:].split("-") for part in said.split(", ")]
        wanted = {one for part in parts for one in range(int(part[0], 16), int(part[-1], 16) + 1)}
        base = re.sub("-(more|ext)$", "", name)
        assert not asked.setdefault(base, set()) & wanted, name
        asked[base] |= wanted
        font = ImageFont.truetype(str(folder / f"{name}.woff2"), 40)
        none = bytes(font.getmask("\U0010ffff"))
        lacking = {
            chr(one)
            for one in wanted
            if one >= 0x20 and one != 0xAD and bytes(font.getmask(chr(one))) == none
        }
        assert lacking <= LACKING.get(base, set()), (name, lacking)
    swedish = {*range(0x20, 0x7F), *map(ord, "åäöÅÄÖéÉüÜ–”’…§©")}
    assert all(swedish <= of_face for of_face in asked.values())


def test_foot_says_what_the_publication_is(made: SimpleNamespace) -> None:
    """The colophon has the start page's description, the yearbooks and what made it."""
    foot = made.pages["2013/10/forsta"].select_one(".pub-footer")
    assert "§Vad bladet är" in foot.text
    assert foot.select_one("a[href='../../../arsbocker/']").text == "Årsböcker"
    assert "Sphinx" in foot.text


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("#112233", Kind.THEME_COLOURS_INVALID),
        ("blue red", Kind.THEME_COLOURS_INVALID),
        ("#aaaaaa #ddeeff", Kind.THEME_COLOUR_WEAK),
        ("#112233 #223344", Kind.THEME_COLOUR_WEAK),
    ],
)
def test_a_colour_that_cannot_be_read_is_a_problem(written: str, kind: Kind) -> None:
    """It is named, and the theme's own is used."""
    found, problems = styles.own_colours({"links": written})
    assert found == {}
    assert [problem.kind for problem in problems] == [kind]
    assert "--pub-link:#0b5766" in styles.squeezed({"links": written})


def test_a_squeezed_style_means_what_was_written() -> None:
    """A descendant stays one also where it is the first of an @container."""
    style = "@container (max-width: 1rem) { .a :is(.b, .c) { color: red; } } .d :not(.e) { top: 0 }"
    found = styles.minified(style)
    assert ".a *:is(.b,.c){" in found
    assert ".d *:not(.e){" in found
    joined = re.compile(r"[\w)\]]:(?:is|where|not|has)\(")
    written = re.sub(r"/\*.*?\*/", "", styles.whole(), flags=re.DOTALL)
    assert len(joined.findall(styles.minified(written))) == len(joined.findall(written))
