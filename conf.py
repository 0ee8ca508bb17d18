"""Samordningsbloggen: the publication's configuration. Assignments only."""

project = "Samordningsbloggen"
author = "Redaktionen"
copyright = "2026, Redaktionen. Texter: CC BY 4.0"
language = "sv"
html_baseurl = "https://samordningsbloggen.example/"

extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
exclude_patterns = ["_build", ".venv", "node_modules", "**/README.md", "source/skriva/mall.md"]
nitpicky = True

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "smartquotes", "strikethrough"]
myst_heading_anchors = 3

blog_title = project
blog_baseurl = html_baseurl
blog_post_pattern = ["posts/**/*.md"]
blog_authors = {"Redaktionen": ("Redaktionen", None)}

bibtex_bibfiles = ["references.bib"]
publication_csl_style = "apa"
publication_timezone = "Europe/Stockholm"
publication_licence = "CC BY 4.0"
publication_licence_url = "https://creativecommons.org/licenses/by/4.0/deed.sv"
publication_colophon = (
    "Publikationen är en fristående återberättelse. Den ges inte ut av Nationella nätverket för "
    "samordningsförbund (NNS) eller av något förbund, och ingen av dem har granskat innehållet. "
    "Inlägg från 2013 och 2014 är återberättade av Redaktionen 2026 och namnger sin förlaga."
)

publication_accessibility_law = "outside"

html_theme = "sphinx_publication"
html_theme_options = {
    "navigation": [
        ("Inlägg", "inlagg"),
        ("Ämnen", "amnen"),
        ("Organisationer", "organisationer"),
        ("Källor", "kallor"),
        ("Årsböcker", "arsbocker"),
        ("Om", "om"),
    ],
    "colophon": [
        ("Om publikationen", "om"),
        ("Skriv för publikationen", "skriva"),
        ("Öppna data", "data"),
        ("Tillgänglighet", "tillganglighet"),
        ("Så är webbplatsen gjord", "status"),
        ("Licens: CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.sv"),
    ],
}
html_title = project
html_use_index = False
html_domain_indices = False
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
