project = "Svarsbloggen"
author = "Redaktionen"
language = "sv"
html_baseurl = "https://svar.example/blogg/"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
