"""Old addresses that no post or page owns: where labels, months and feeds lead now. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from urllib.parse import quote, unquote

from sphinx_publication.model.addresses import Addresses

#: Where Blogger has the feeds of all posts; "?alt=rss" and the like come after them.
_FEEDS = ("feeds/posts/default", "feeds/posts/summary", "feeds/posts/full", "rss.xml", "atom.xml")
#: Where it has the feed of a label.
_LABEL_FEEDS = ("feeds/posts/default/-", "feeds/posts/summary/-")


def redirects(
    labels: Iterable[str],
    moments: Iterable[datetime],
    place: Addresses,
    topic: Callable[[str], str],
    *,
    feeds: bool,
) -> Mapping[str, str]:
    """Return new addresses by old ones, both from the site's root, without the first slash.

    *labels* and *moments* are those of the posts that readers can see, so that every new address
    has a page; *topic* gives the slug of a label's topic. *feeds* says whether the site has feeds,
    as it has where it knows its own address.
    """
    found: dict[str, str] = {}
    for label in sorted(set(labels)):
        page = f"{place.topics}/{quote(topic(label))}"
        found[f"search/label/{label}"] = f"{page}/"
        if feeds:
            found |= {f"{folder}/{label}": f"{page}/{place.feed}" for folder in _LABEL_FEEDS}
    for year, month in sorted({(moment.year, moment.month) for moment in moments}):
        new = f"{place.month(year, month)}/"
        found[f"{year:04}_{month:02}_01_archive.html"] = new
        found[f"{year:04}/{month:02}"] = new
        found[f"{year:04}"] = f"{place.year(year)}/"
    if feeds and found:
        found |= dict.fromkeys(_FEEDS, place.main_feed)
    return {old: new for old, new in found.items() if old != unquote(new).rstrip("/")}
