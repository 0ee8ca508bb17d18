project = "Careless posts"
language = "sv"
extensions = ["sphinx_publication"]
html_baseurl = "https://careless.example/"
