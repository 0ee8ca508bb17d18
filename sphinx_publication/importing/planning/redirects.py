"""Old addresses that no post or page owns: where labels, months and feeds lead now. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from urllib.parse import quote, unquote

from sphinx_publication.importing.export import Service
from sphinx_publication.model.addresses import Addresses, old_path
from sphinx_publication.model.slugs import slug

#: Where the feeds of all posts are; "?alt=rss" and the like come after them.
_FEEDS: Mapping[Service, tuple[str, ...]] = {
    Service.BLOGGER: (
        "feeds/posts/default",
        "feeds/posts/summary",
        "feeds/posts/full",
        "rss.xml",
        "atom.xml",
    ),
    Service.WORDPRESS: ("feed", "feed/rss", "feed/rss2", "feed/atom"),
}
#: Where the page of a label is; WordPress calls it by its slug.
_LABELS: Mapping[Service, tuple[str, ...]] = {
    Service.BLOGGER: ("search/label/{}",),
    Service.WORDPRESS: ("tag/{}", "category/{}"),
}
#: Where the feed of a label is.
_LABEL_FEEDS: Mapping[Service, tuple[str, ...]] = {
    Service.BLOGGER: ("feeds/posts/default/-/{}", "feeds/posts/summary/-/{}"),
    Service.WORDPRESS: ("tag/{}/feed", "category/{}/feed"),
}


def redirects(
    labels: Iterable[str],
    moments: Iterable[datetime],
    place: Addresses,
    topic: Callable[[str], str],
    *,
    service: Service,
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
        name = label if service is Service.BLOGGER else slug(label)
        found |= {form.format(name): f"{page}/" for form in _LABELS[service]}
        if feeds:
            found |= {form.format(name): f"{page}/{place.feed}" for form in _LABEL_FEEDS[service]}
    for year, month in sorted({(moment.year, moment.month) for moment in moments}):
        new = f"{place.month(year, month)}/"
        if service is Service.BLOGGER:
            found[f"{year:04}_{month:02}_01_archive.html"] = new
        found[f"{year:04}/{month:02}"] = new
        found[f"{year:04}"] = f"{place.year(year)}/"
    if feeds and found:
        found |= dict.fromkeys(_FEEDS[service], place.main_feed)
    return {
        old: new
        for old, new in found.items()
        if old != unquote(new).rstrip("/") and old_path(quote(old))
    }
