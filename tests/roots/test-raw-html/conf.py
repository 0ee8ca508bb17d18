project = "Rå HTML"
author = "Redaktionen"
language = "sv"
extensions = ["sphinx_publication", "sphinx_design"]
html_baseurl = "https://prov.example/"
myst_enable_extensions = ["colon_fence", "attrs_inline", "tasklist", "strikethrough"]
suppress_warnings = ["myst"]
