project = "Bladet"
author = "Redaktionen"
copyright = "2013, Redaktionen"
language = "sv"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
html_baseurl = "https://bladet.example/"
blog_title = project
blog_baseurl = html_baseurl
blog_post_pattern = ["posts/**/*.md"]
blog_authors = {"Redaktionen": ("Redaktionen", None)}
bibtex_bibfiles = ["references.bib"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "dollarmath", "smartquotes"]
html_theme_options = {
    "navigation": [("§Inlägg", "inlagg"), ("§Ämnen", "amnen"), ("§Ut", "https://ute.example/")],
    "colophon": [("§Om", "om")],
}
