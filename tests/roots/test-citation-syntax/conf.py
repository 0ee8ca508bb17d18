project = "Citation syntax"
language = "sv"
html_theme = "basic"
extensions = ["sphinx_publication"]
bibtex_bibfiles = ["references.bib"]
publication_prefixes = ["posts/"]
blog_post_pattern = ["posts/**/*.md"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "smartquotes"]
