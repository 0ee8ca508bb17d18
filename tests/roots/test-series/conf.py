project = "Seriebloggen"
author = "Redaktionen"
language = "sv"
extensions = ["sphinx_publication"]
html_baseurl = "https://serier.example/"
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
exclude_patterns = ["_build"]
