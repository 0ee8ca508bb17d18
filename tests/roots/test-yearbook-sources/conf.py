project = "Källbloggen"
language = "sv"
html_baseurl = "https://prov.example/"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
blog_post_pattern = ["posts/**/*.*"]
bibtex_bibfiles = ["references.bib"]
