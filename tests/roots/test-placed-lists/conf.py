project = "Placed lists"
html_theme = "basic"
extensions = ["sphinx_publication"]
bibtex_bibfiles = ["first.bib", "second.bib"]
