project = "Bloggen"
author = "Redaktionen"
language = "sv"
extensions = ["sphinx_publication"]
html_baseurl = "https://blogg.example/"
blog_authors = {"anna": ("Anna Åkesson", None)}
