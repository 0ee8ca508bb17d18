project = "Källor och sånt"
language = "sv"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
bibtex_bibfiles = ["references.bib"]
html_baseurl = "https://example.org/"
nitpicky = True
