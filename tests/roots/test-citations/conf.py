project = "Citations"
language = "sv"
html_theme = "basic"
extensions = ["sphinx_publication"]
bibtex_bibfiles = ["references.bib"]
publication_prefixes = ["posts/"]
blog_post_pattern = ["posts/**/*.md"]
nitpicky = True
