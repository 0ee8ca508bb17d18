"""The publication as a site: Sphinx adapters for addresses, posts, sources, feeds and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.site import (
    accessibility,
    author_pages,
    backlinks,
    blog,
    builder,
    cards,
    cite_book,
    cite_post,
    colophon,
    comments,
    connection_pages,
    deposit,
    drafts,
    empty_fields,
    entity_domain,
    feeds,
    flags,
    formulas,
    front_page,
    kept_pages,
    knowledge,
    known_paths,
    leftovers,
    linked_files,
    linked_titles,
    listing_pages,
    llms,
    looks,
    lost_links,
    markdown_pages,
    mention_lists,
    mentions,
    metadata,
    not_found,
    numbers,
    outward,
    overview,
    packed,
    page_parts,
    page_records,
    page_styles,
    page_views,
    pictures,
    places,
    post_nodes,
    post_pages,
    post_references,
    post_texts,
    postlist,
    preview_marks,
    published,
    redirects,
    related,
    retelling,
    said,
    script_files,
    search,
    series_pages,
    server_rules,
    shared_labels,
    signs,
    sitemap,
    source_index,
    source_pages,
    status,
    structured,
    styles,
    summaries,
    task_lists,
    text_links,
    theming,
    thrift,
    topic_sources,
    toplist_pages,
    toplists,
    unlisted,
    untitled,
    urns,
    whole_links,
    withheld,
    word_counts,
    words,
    works,
)
from sphinx_publication.site.link_pictures import writing as link_pictures

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up each feature of the site; the order is that of the build."""
    engine = (looks, signs, known_paths, thrift, packed, builder)
    theme = (theming, styles, script_files, colophon, cards, page_styles)
    look = (words, formulas, task_lists, *theme, whole_links)
    what_is_published = (blog, drafts, withheld, linked_files, preview_marks)
    posts = (
        empty_fields,
        flags,
        unlisted,
        untitled,
        post_nodes,
        retelling,
        word_counts,
        post_references,
    )
    reading = (*posts, overview, summaries, page_views, entity_domain, mentions, pictures)
    series = (toplists, toplist_pages, series_pages)
    pages = (
        page_parts,
        listing_pages,
        numbers,
        places,
        mention_lists,
        post_pages,
        front_page,
        postlist,
    )
    sources = (source_pages, source_index, works, topic_sources, author_pages)
    threads = (
        shared_labels,
        lost_links,
        text_links,
        linked_titles,
        backlinks,
        related,
        connection_pages,
        comments,
        outward,
    )
    files = (
        said,
        page_records,
        markdown_pages,
        cite_post,
        cite_book,
        post_texts,
        feeds,
        knowledge,
        llms,
        deposit,
        urns,
        structured,
        metadata,
        link_pictures,
        redirects,
        sitemap,
        search,
        accessibility,
        not_found,
        status,
        server_rules,
        kept_pages,
        leftovers,
        published,
    )
    written = (*series, *pages, *sources, *threads, *files)
    for feature in (*engine, *look, *what_is_published, *reading, *written):
        feature.setup(app)
