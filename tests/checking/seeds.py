"""The mistakes, one of each kind and of each way to make it, and where they must be found."""

from __future__ import annotations

from checking.seeded import (
    ABOUT,
    BIB,
    COMMENTS,
    FILES,
    FIRST,
    NETWORK,
    PUBLISHED,
    REDIRECTS,
    SECOND,
    STATISTICS,
    TOPIC,
    Seed,
)

from sphinx_publication.model.problems import Kind


def _text(kind: Kind, new: str, at: str = "", path: str = SECOND) -> Seed:
    """Return a mistake in running text; the line is the one with *at*, else that of *new*."""
    old = "Kort text." if path == SECOND else "Mer text, och"
    return Seed(kind, path, old, f"{old}\n\n{new}\n", at or new.split("\n")[0])


def _front(kind: Kind, old: str, new: str, at: str = "") -> Seed:
    """Return a mistake in the front matter of the second post."""
    return Seed(kind, SECOND, old, new, at or new.split("\n")[-1])


def _of(path: str) -> str:
    text = FILES[path]
    assert isinstance(text, str)
    return text


#: A third post, for what two must agree about.
_THIRD = "posts/2014/03/tredje.md"


def _third(front: str = "", text: str = "Text.") -> str:
    return (
        f"---\ndate: 2014-03-01\nauthor: Redaktionen\n{front}description: Det tredje.\n---\n"
        f"# Det tredje\n\n{text}\n"
    )


_FILE = (
    Seed(Kind.TEXT_ENCODING, SECOND, "", _of(SECOND).encode("latin-1"), "series:"),
    Seed(Kind.FILE_MARK, SECOND, "", b"\xef\xbb\xbf" + _of(SECOND).encode()),
    Seed(Kind.LINE_ENDINGS, SECOND, "", _of(SECOND).replace("\n", "\r\n").encode()),
    Seed(Kind.FILE_NAME, "posts/2014/03/så gör vi.md", "", _third(), "---"),
    Seed(Kind.FILE_UNREAD, "posts/2014/01/tredje.md.txt", "", _third(), "---"),
    Seed(Kind.FILE_UNREAD, "posts/2014/01/tredje.MD", "", _third(), "---"),
    _text(Kind.MERGE_MARK, "<<<<<<< HEAD\nen\n=======\ntvå\n>>>>>>> gren"),
)
_FRONT_MATTER = (
    _front(Kind.FRONT_MATTER_INVALID, "tags: [samverkan,", "tags: [samverkan, [", "series:"),
    _front(Kind.FRONT_MATTER_INVALID, "part: 2", "part: 2\n\tx: 1", "\tx: 1"),
    _front(Kind.FRONT_MATTER_INVALID, "part: 2", "part:\t2"),
    Seed(Kind.FRONT_MATTER_MARK, ABOUT, "---\ndescription", "—\ndescription", "—"),
    Seed(Kind.FRONT_MATTER_MARK, ABOUT, "---\ndescription", "--\ndescription", "--"),
    _front(Kind.FRONT_MATTER_QUOTES, "tags: [samverkan,", "tags: [”samverkan”,"),
    Seed(Kind.FRONT_MATTER_OPEN, ABOUT, "provet.\n---\n", "provet.\n"),
    Seed(Kind.FRONT_MATTER_LATE, ABOUT, "---\ndescription", "\n---\ndescription", line=2),
    Seed(Kind.FRONT_MATTER_TWICE, SECOND, "part: 2", "part: 2\ncategory: Historia", line=8),
    _front(Kind.FRONT_MATTER_KEY, "part: 2", "part: 2\nlocaton: Sala"),
    _front(Kind.FRONT_MATTER_KEY, "tags: [samverkan,", "etiketter: [samverkan,", "etiketter"),
    Seed(Kind.FRONT_MATTER_KEY, NETWORK, "aliases:", "alias:", "alias:"),
    _front(Kind.FRONT_MATTER_KEY_CASE, "part: 2", "part: 2\nLocation: Sala"),
    _front(Kind.FRONT_MATTER_VALUE, "part: 2", "part: 2\nlocation: {a: b}"),
    Seed(Kind.FRONT_MATTER_VALUE, _THIRD, "", _third("draft: kanske\n"), "draft:"),
    Seed(
        Kind.FRONT_MATTER_VALUE, NETWORK, "kind: organisation", "kind: organisation\ndate: förr",
        "date: förr",
    ),
    _front(Kind.RETELLING_INCOMPLETE, "part: 2", "part: 2\nretelling: {by: Redaktionen}"),
    Seed(Kind.ALIAS_WITHOUT_KIND, ABOUT, "provet.\n", "provet.\naliases: [vi]\n", "aliases"),
    Seed(Kind.ALIAS_NEEDLESS, NETWORK, "[NVP]", "[NVP, nätverket]", "aliases"),
)  # fmt: skip
_POSTS = (
    _front(Kind.DATE_INVALID, "date: 2014-01-10", "date: 2014-13-45"),
    Seed(Kind.DATE_MISSING, _THIRD, "", _third().replace("date: 2014-03-01\n", "")),
    _front(Kind.DATE_OUTSIDE_FOLDER, "date: 2014-01-10", "date: 2014-02-01"),
    Seed(
        Kind.DATE_FAR, "posts/2062/03/sen.md", "", _third().replace("2014-03", "2062-03"), "date:"
    ),
    _front(Kind.DESCRIPTION_MISSING, "description: Det andra inlägget.\n", "", "---"),
    _front(Kind.DESCRIPTION_LONG, "Det andra inlägget.", "Ord efter ord. " * 30, "description:"),
    Seed(Kind.UPDATE_DATE_INVALID, SECOND, "2014-02-01", "i våras", "{update}"),
    Seed(Kind.UPDATE_BEFORE_POST, SECOND, "2014-02-01", "2013-02-01", "{update}"),
    _front(Kind.SERIES_GAP, "part: 2", "part: 3"),
    _front(Kind.SERIES_PART_TAKEN, "part: 2", "part: 1"),
    _front(Kind.SERIES_PART_INVALID, "part: 2", "part: två"),
    _front(Kind.SERIES_PART_MISSING, "part: 2\n", "", "series:"),
    Seed(Kind.SERIES_UNNAMED, _THIRD, "", _third("part: 3\n"), "part: 3"),
    Seed(Kind.SERIES_NEAR, _THIRD, "", _third("series: Från grunde\n"), "series:"),
)
_AUTHOR = "source/forfattare/eva-ek.md"
_AUTHORS = (
    Seed(
        Kind.AUTHOR_ORCID, _AUTHOR, "", "---\norcid: 0000-0002-1825-0098\n---\n# Eva Ek\n", "orcid"
    ),
    Seed(
        Kind.AUTHOR_WEBSITE, _AUTHOR, "", "---\nwebsite: javascript:x\n---\n# Eva Ek\n", "website"
    ),
)
_LABELS = (
    Seed(Kind.AUTHOR_NEAR, SECOND, "Redaktionen", "Redaktonen", "author:"),
    Seed(Kind.CATEGORY_NEAR, _THIRD, "", _third("category: Histora\n"), "category:"),
    Seed(Kind.TAG_NEAR, _THIRD, "", _third("tags: [finansiel samordning]\n"), "tags:"),
    Seed(Kind.TAG_SPELLING, _THIRD, "", _third("tags: [Finansiell Samordning]\n"), "tags:"),
)
_ADDRESSES = (
    Seed(Kind.ADDRESS_TAKEN, "source/2014/01/Andra.md", "", "# En annan\n\nText.\n",
         found_in="source/2014/01/Andra.md"),
    Seed(Kind.REDIRECT_INVALID, FIRST, "2013/12/gammal.html", "../x.html", "redirect"),
    Seed(Kind.REDIRECT_OWN, FIRST, "2013/12/gammal.html", "2013/12/forsta", "redirect"),
    Seed(Kind.REDIRECT_TAKEN, FIRST, "2013/12/gammal.html", "2014/01/andra", "redirect"),
)  # fmt: skip
_ENTITIES = (
    Seed(
        Kind.ENTITY_KIND_UNKNOWN, "source/organisationer/annat.md", "",
        "---\nkind: organization\n---\n# Annat\n\nText.\n", "kind:",
    ),
    Seed(Kind.ENTITY_TITLE_MISSING, "source/amnen/tomt.md", "", "Utan rubrik.\n"),
    Seed(Kind.ENTITY_NAME_AMBIGUOUS, NETWORK, "[NVP]", "[gemensamt arbete]", "aliases:"),
    Seed(Kind.ENTITY_UNKNOWN, TOPIC, "[Nätverket]", "[Nätvärket]", "about:"),
    _text(Kind.ENTITY_UNKNOWN, "Om {topic}`samverkn` här."),
    _text(Kind.ENTITY_UNKNOWN, "Om [dem](org:NVQ) här."),
)  # fmt: skip
_CITATIONS = (
    _text(Kind.CITATION_UNKNOWN, "Se [@alfa2031, s. 2]."),
    _text(Kind.CITATION_UNKNOWN, "Se {cite:t}`alfa2031`."),
    _text(Kind.CITATION_UNKNOWN, "Se {cite}`alfa2031`."),
    _text(Kind.CITATION_UNKNOWN, "Se {footcite:p}`alfa2031`."),
    _text(Kind.CITATION_UNKNOWN, ":::{tip}\nSe [@alfa2031].\n:::", "alfa2031"),
    _front(Kind.CITATION_UNKNOWN, "part: 2", "part: 2\nretelling: {of: alfa2031}"),
    _text(Kind.CITATION_HANDLE, "Se @alfa2031 om det."),
    _text(Kind.CITATION_MALFORMED, "Se {cite:p}`alfa2013,,beta2014`."),
    _text(Kind.CITATION_SPACES, "Se {cite:p}` alfa2013 `."),
    Seed(Kind.NOTE_WITHOUT_SOURCE, "source/kallor/alfa2031.md", "", "# Om Alfa\n\nText.\n"),
    Seed(Kind.BIB_KEY_TAKEN, BIB, "@report{beta2014,", "@misc{alfa2013,\n}\n@report{beta2014,",
              "@misc"),
    Seed(Kind.BIB_TYPE_UNKNOWN, BIB, "@report", "@raport", "@raport"),
    Seed(Kind.BIB_DATE, BIB, "{2014}", "{i fjol}", "@report"),
    Seed(Kind.BIB_IDENTIFIER, BIB, "date = {2013}", "date = {2013}, isbn = {9789100000000}",
         "@book"),
    Seed(Kind.BIB_ADDRESS_UNSAFE, BIB, "date = {2014}", "date = {2014}, url = {javascript:x}",
         "@report"),
)  # fmt: skip
_LINKS = (
    _text(Kind.LINK_FILE_MISSING, "Se [x](/source/omm.md)."),
    _text(Kind.LINK_FILE_MISSING, "Se [x](forsta.md)."),
    _text(Kind.LINK_FILE_MISSING, "Se [x](/2013/12/finns-inte.html)."),
    _text(Kind.FILE_CASE, "Se [x](/source/Om.md)."),
    _text(Kind.FILE_OUTSIDE, "Se [x](../../../../x.md)."),
    _text(Kind.LINK_ANCHOR_MISSING, "Se [x](/source/om.md#vilka)."),
    _text(Kind.LINK_ANCHOR_MISSING, "Se [x](#ingenstans)."),
    _text(Kind.LINK_TO_DRAFT, "Se [x](../02/utkast.md)."),
    _text(Kind.LINK_TO_HTML, "Se [x](/2013/12/forsta.html)."),
    _text(Kind.LINK_TO_HTML, "Se [x](/2013/12/forsta/)."),
    _text(Kind.LINK_TO_OWN_SITE, "Se [x](https://prov.example/2013/12/forsta/#fortsattning)."),
    _text(Kind.LINK_FILE_MISSING, "Se {doc}`x </source/omm>`."),
    _text(Kind.LINK_LABEL_MISSING, "Se {ref}`nagonstans`."),
    _text(Kind.LINK_LABEL_MISSING, "Se [x](nagonstans)."),
    _text(Kind.LINK_UNSAFE, "Se [x](javascript:alert(1))."),
    _text(Kind.LINK_UNSAFE, "Se [x](https://anna:hemligt@example.org/)."),
    _text(Kind.LINK_ADDRESS_BROKEN, "Se [x](https://example.org/100%)."),
    _text(Kind.LINK_ADDRESS_BROKEN, "Se [x](https://example.org/en sida)."),
    _text(Kind.LINK_ADDRESS_BROKEN, "Se [x](https://http://example.org/)."),
    _text(Kind.LINK_EMPTY, "Se [x]()."),
    _text(Kind.LINK_EMPTY, "Se [](https://example.org/)."),
)
_PICTURES = (
    _text(Kind.FILE_MISSING, "![En prick](prick.png)"),
    _text(Kind.FILE_MISSING, "```{figure} prick.png\n:alt: En prick\n\nTexten.\n```"),
    _text(Kind.FILE_MISSING, "```{literalinclude} kod.py\n```"),
    _text(Kind.FILE_MISSING, "Hämta {download}`filen <fil.pdf>`."),
    _text(Kind.FILE_CASE, "![En prick](/source/Bild.png)"),
    _text(Kind.FILE_OUTSIDE, "![En prick](../../../../bild.png)"),
    _text(Kind.FILE_REMOTE, "![En prick](https://example.org/bild.png)"),
    _text(Kind.PICTURE_ALT_MISSING, "![](/source/bild.png)"),
    _text(Kind.PICTURE_ALT_MISSING, "```{image} /source/bild.png\n```"),
    _text(Kind.PICTURE_ALT_MISSING, "En <img src='bild.png'> här."),
    _text(Kind.PICTURE_ALT_PLACEHOLDER, "![Bild utan beskrivning](/source/bild.png)"),
    _text(Kind.PICTURE_ALT_FILE, "![IMG_2041.JPG](/source/bild.png)"),
)
_HEADINGS = (
    Seed(Kind.TITLE_MISSING, _THIRD, "", _third().replace("# Det tredje\n", "")),
    Seed(Kind.TITLE_LEVEL, _THIRD, "", _third().replace("# Det", "## Det"), "## Det"),
    Seed(Kind.TEXT_ABOVE_TITLE, _THIRD, "", _third().replace("# Det", "Hej.\n\n# Det"), "Hej."),
    _text(Kind.HEADING_SKIPPED, "### För djupt"),
    _text(Kind.HEADING_SECOND_TITLE, "# En till"),
    _text(Kind.HEADING_EMPTY, "##", "##"),
)
_REST = (
    _text(Kind.FOOTNOTE_MISSING, "Text.[^x]"),
    _text(Kind.FOOTNOTE_UNUSED, "[^x]: En not."),
    Seed(Kind.FOOTNOTE_TWICE, FIRST, "[^1]: En not.", "[^1]: En not.\n\n[^1]: Till.", "Till."),
    _text(Kind.HTML_UNSAFE, "<script>alert(1)</script>"),
    _text(Kind.HTML_UNSAFE, "En <b onclick='x()'>text</b>."),
    _text(Kind.HTML_UNSAFE, "<div>\n<a href='java\tscript:x'>text</a>\n</div>", "<a href"),
    _text(Kind.HTML_UNSAFE, "<iframe src='https://example.org/'></iframe>"),
    _text(Kind.HTML_UNSAFE, "<style>p {}</style>"),
    _text(Kind.HTML_UNSAFE, "```{raw} html\n<form action='/x'>\n```", "<form"),
    _text(Kind.HTML_NOT_ALLOWED, "En <b style='color: red'>text</b>."),
    _text(Kind.HTML_NOT_ALLOWED, "<div>\n<img src='https://x.example/y' alt=''>\n</div>", "<img"),
    _text(Kind.LEFTOVER, "Ett&nbsp;ord."),
    _text(Kind.LEFTOVER, "<p class='MsoNormal'>Text</p>"),
    _text(Kind.MAIL_ADDRESS, "Skriv till anna.andersson@prov.se om det."),
    _text(Kind.DIRECTIVE_UNKNOWN, "```{warnin}\nText.\n```"),
    _text(Kind.ROLE_UNKNOWN, "Om {topik}`samverkan` här."),
    Seed(Kind.FENCE_OPEN, SECOND, "ändrats.\n```\n", "ändrats.\n", "{update}"),
    _text(Kind.FENCE_OPEN, "> :::{tip}\n> Råd."),
)  # fmt: skip
_DATA = (
    Seed(Kind.COMMENTS_WITHOUT_POST, "posts/2013/12/nej.comments.yaml", "", "", line=-1),
    Seed(Kind.COMMENTS_UNREADABLE, COMMENTS, "", "id: c1\n"),
    Seed(Kind.COMMENT_VALUE_INVALID, COMMENTS, "2013-12-18", "i fjol", "date:"),
    Seed(Kind.COMMENT_FIELD_UNKNOWN, COMMENTS, "author:", "skribent:", "skribent:"),
    Seed(Kind.COMMENT_INCOMPLETE, COMMENTS, "  text: Tack!\n", "", "- id"),
    Seed(
        Kind.COMMENT_ID_TAKEN, COMMENTS, "  text: Tack!\n",
        "  text: Tack!\n- id: c1\n  author: Bo\n  date: 2013-12-19\n  text: Ja.\n", line=5,
    ),
    Seed(Kind.REDIRECTS_COLUMNS, REDIRECTS, "old,new", "gammal,ny"),
    Seed(Kind.REDIRECTS_NOWHERE, REDIRECTS, "01/andra", "01/finns-inte", "finns-inte"),
    Seed(Kind.REDIRECTS_TAKEN, REDIRECTS, "/gammal,", "/2013/12/forsta/,", "forsta"),
    Seed(Kind.REDIRECTS_TWICE, REDIRECTS, "/gammal,", "/search/label/x,", "/2014"),
    Seed(Kind.REDIRECTS_VALUE, REDIRECTS, "/gammal,", "/../x,", "/../x"),
    Seed(Kind.ADDRESSES_LINE, PUBLISHED, "post /2014/01/andra/", "post 2014/01/andra", "01/andra"),
    Seed(Kind.ADDRESSES_LINE, PUBLISHED, "list /en", "något /en", "något"),
    Seed(Kind.ADDRESSES_FILE, PUBLISHED, "", "page /å/".encode("latin-1"), line=-1),
    Seed(Kind.ADDRESS_LOST, PUBLISHED, "post /2014/01/andra/", "post /2014/01/borta/", "borta"),
    Seed(Kind.ADDRESS_LOST, PUBLISHED, "page /om/", "page /borta.html", "borta"),
    Seed(Kind.ACCESSIBILITY_FILE, "accessibility.json", "", "{"),
    Seed(Kind.ACCESSIBILITY_FILE, "accessibility.json", "", '{"accessibility": 2}', line=-1),
    Seed(Kind.STATISTICS_VERSION, STATISTICS, "# statistics 1\n", ""),
    Seed(Kind.STATISTICS_COLUMNS, STATISTICS, "post,period", "post,month", "post,month"),
    Seed(Kind.STATISTICS_POST_UNKNOWN, STATISTICS, "12/forsta", "12/finns-inte", "finns-inte"),
    Seed(Kind.STATISTICS_PERIOD, STATISTICS, "2013-12,", "december,", "december"),
    Seed(Kind.STATISTICS_VIEWS, STATISTICS, ",12\n", ",många\n", "många"),
)  # fmt: skip
_LIST = "```{toplist} Listan\n1. Ett\n2. Två\n```"
_LISTS = (
    _text(Kind.TOPLIST_EMPTY, "```{toplist} Listan\n```"),
    _text(Kind.TOPLIST_LINE_INVALID, _LIST.replace("2. Två", "Två"), "Två"),
    _text(Kind.TOPLIST_OPTION_INVALID, _LIST.replace("1. Ett", ":length: tio\n\n1. Ett")),
    _text(Kind.TOPLIST_YEAR_MISSING, _LIST, path=ABOUT),
    Seed(
        Kind.TOPLIST_PLACE_TAKEN,
        _THIRD,
        "",
        _third(text="```{toplist} Årets lista\n:year: 2013\n\n1. Ett\n2. Tre\n```"),
        "2. Tre",
    ),
)
SEEDS = (
    *_FILE, *_FRONT_MATTER, *_POSTS, *_AUTHORS, *_LABELS, *_ADDRESSES, *_ENTITIES, *_CITATIONS,
    *_LINKS, *_PICTURES, *_HEADINGS, *_REST, *_DATA, *_LISTS,
)  # fmt: skip
