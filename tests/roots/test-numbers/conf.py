project = "Sifferbloggen"
author = "Redaktionen"
language = "sv"
extensions = ["sphinx_publication"]
html_baseurl = "https://siffror.example/"
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
exclude_patterns = ["_build"]
blog_authors = {"eva": ("Eva Ek", None), "ola": ("Ola Öst", None)}
bibtex_bibfiles = ["references.bib"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
publication_statistics = "statistics.csv"
publication_yearbooks = {
    "2012-2013": {"title": "De första åren", "years": "2012-2013"},
    "samverkan": {"title": "Om samverkan", "topics": ["samverkan"]},
}
