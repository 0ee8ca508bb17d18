project = "Bandbloggen"
language = "sv"
html_baseurl = "https://prov.example/"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
blog_authors = {"redaktionen": ("Redaktionen", None)}
bibtex_bibfiles = []
myst_heading_anchors = 3
publication_yearbooks = {
    "jubileum": {"title": "De första åren", "years": "2013-2014"},
    "samverkan": {"title": "Om samverkan", "topics": ["Samverkan"]},
}
