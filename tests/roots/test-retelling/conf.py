project = "Retelling"
language = "sv"
extensions = ["sphinx_publication"]
html_baseurl = "https://retelling.example/"
bibtex_bibfiles = ["references.bib"]
