project = "Drafts"
extensions = ["sphinx_publication"]
html_baseurl = "https://drafts.example/"
html_copy_source = True
