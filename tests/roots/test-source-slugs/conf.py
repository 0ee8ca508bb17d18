project = "Slugs"
html_theme = "basic"
extensions = ["sphinx_publication"]
bibtex_bibfiles = ["references.bib"]
