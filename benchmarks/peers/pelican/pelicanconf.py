"""Pelican with its own theme: lists, archives by year, and feeds of everything there is."""

AUTHOR = "Redaktionen"
SITENAME = "Provbanken"
SITEURL = "https://provbanken.example"
PATH = "content"
TIMEZONE = "Europe/Stockholm"
DEFAULT_LANG = "sv"
STATIC_PATHS = ["figures"]
ARTICLE_PATHS = ["posts"]
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/category/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}.html"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = True
DEFAULT_PAGINATION = 20
# Its own would give the second page of "tag1" the address of "tag12".
PAGINATION_PATTERNS = (
    (1, "{name}{extension}", "{name}{extension}"),
    (2, "{name}-page-{number}{extension}", "{name}-page-{number}{extension}"),
)
