project = "Several posts in a file"
html_theme = "basic"
extensions = ["sphinx_publication", "ablog"]
bibtex_bibfiles = ["references.bib"]
