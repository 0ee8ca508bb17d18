project = "Tortyrboken"
language = "sv"
html_baseurl = "https://prov.example/"
extensions = ["sphinx_publication", "sphinx_design"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
blog_post_pattern = ["posts/**/*.md", "posts/**/*.rst"]
blog_authors = {"redaktionen": ("Redaktionen", None)}
bibtex_bibfiles = ["references.bib"]
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_image",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_substitutions = {"utbytt": "utbytt *markdowntext*"}
myst_heading_anchors = 3
numfig = True
