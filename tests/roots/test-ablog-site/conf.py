import datetime

project = "My blog"
author = "Ahmet and Ada"
extensions = ["ablog", "myst_parser", "sphinx.ext.intersphinx", "sphinx_publication"]
master_doc = "index"
html_theme = "alabaster"
html_title = "My blog"
html_baseurl = ""
blog_title = "Notes"
blog_baseurl = "https://notes.example"
blog_path = "blog"
blog_authors = {
    "Ada": ("Ada Lovelace", "https://ada.example"),
    "Ahmet": ("Ahmet Yılmaz", None),
}
blog_languages = {"en": ("English", None)}
blog_default_language = "en"
blog_default_author = "Ada"
blog_locations = {"Oslo": ("Oslo", "https://oslo.example")}
blog_feed_archives = True
blog_feed_fulltext = True
blog_feed_length = 5
blog_post_pattern = ["notes/*.rst", "notes/*.md"]
post_date_format = "%b %d, %Y"
post_date_format_short = "%d %B"
post_redirect_refresh = 1
html_sidebars = {
    "**": [
        "about.html",
        "ablog/postcard.html",
        "ablog/recentposts.html",
        "ablog/tagcloud.html",
        "ablog/categories.html",
        "ablog/archives.html",
        "ablog/authors.html",
        "ablog/locations.html",
        "ablog/languages.html",
        "searchbox.html",
    ]
}
exclude_patterns = ["_build"]
suppress_warnings = []
copyright = f"{datetime.date(2020, 1, 1).year}, Ahmet"
