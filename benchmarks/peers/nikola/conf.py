"""Nikola with its own theme; what is not said here is as Nikola has it."""

BLOG_AUTHOR = "Redaktionen"
BLOG_TITLE = "Provbanken"
SITE_URL = "https://provbanken.example/"
BLOG_EMAIL = ""
BLOG_DESCRIPTION = "En publikation av påhittade inlägg."
DEFAULT_LANG = "sv"
TRANSLATIONS = {"sv": ""}
TIMEZONE = "Europe/Stockholm"
THEME = "bootblog4"
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
PAGES = (("pages/*.md", "pages", "page.tmpl"),)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.extra"]
NAVIGATION_LINKS = {"sv": ()}
INDEX_TEASERS = True
INDEX_DISPLAY_POST_COUNT = 20
FEED_LENGTH = 20
GENERATE_RSS = True
ENABLE_AUTHOR_PAGES = True
TAG_PAGES_ARE_INDEXES = True
CATEGORY_PAGES_ARE_INDEXES = True
AUTHOR_PAGES_ARE_INDEXES = True
