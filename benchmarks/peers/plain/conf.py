"""Sphinx with MyST, ablog, sphinx-book-theme and sphinxcontrib-bibtex, as they come."""

project = "Provbanken"
author = "Redaktionen"
language = "sv"
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
extensions = ["myst_parser", "ablog", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
html_theme = "sphinx_book_theme"
blog_title = "Provbanken"
blog_path = "blog"
blog_baseurl = "https://provbanken.example/"
blog_post_pattern = ["posts/**/*"]
blog_feed_archives = True
blog_feed_length = 20
post_date_format = "%Y-%m-%d"
post_date_format_short = "%Y-%m-%d"
fontawesome_included = True
_PARTS = ("postcard", "recentposts", "tagcloud", "categories", "authors", "archives")
html_sidebars = {
    "**": [
        "navbar-logo.html",
        "search-button-field.html",
        *(f"ablog/{part}.html" for part in _PARTS),
        "sbt-sidebar-nav.html",
    ]
}
