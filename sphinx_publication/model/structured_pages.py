"""Pages that are neither posts nor sources in the words of schema.org, and the way to each page.

Only what the publication knows is told: the start page is the publication, a topic's page a term, a
yearbook's a book with its files, and every page has the pages above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_publication.model.page_records import File, PageKind, PageRecord
from sphinx_publication.model.structured import Node, organisation, part_of_series, said, whole

#: schema.org's type of a page, or of what the page is; all others are a WebPage.
_PAGES = {
    PageKind.AUTHOR: "ProfilePage",
    PageKind.BOOK: "Book",
    PageKind.EVENT: "CollectionPage",
    PageKind.LAW: "CollectionPage",
    PageKind.LIST: "CollectionPage",
    PageKind.POST: "BlogPosting",
    PageKind.SOURCE: "AboutPage",
    PageKind.START: "Blog",
    PageKind.ORGANISATION: "CollectionPage",
    PageKind.PERSON: "CollectionPage",
    PageKind.PROGRAMME: "CollectionPage",
    PageKind.SEARCH: "SearchResultsPage",
    PageKind.SERIES: "CollectionPage",
    PageKind.TOPIC: "CollectionPage",
}

#: And of what a page is about. Schema.org has no word for a programme of measures.
_SUBJECTS = {
    PageKind.EVENT: "Event",
    PageKind.LAW: "Legislation",
    PageKind.ORGANISATION: "Organization",
    PageKind.PERSON: "Person",
    PageKind.PROGRAMME: "Thing",
    PageKind.TOPIC: "DefinedTerm",
}


def type_of(kind: PageKind) -> str:
    """Return schema.org's type of a page of some kind."""
    return _PAGES.get(kind, "WebPage")


def publication(record: PageRecord) -> Node:
    """Return the publication, on its start page; one with an ISSN is a periodical."""
    known = record.publication
    return said(
        {
            "@type": ["Blog", "Periodical"] if known.issn else "Blog",
            "@id": known.address,
            "name": known.name,
            "description": known.description,
            "url": known.address,
            "inLanguage": known.language,
            "issn": known.issn,
            "publisher": organisation(known.publisher),
            "license": known.licence_url,
            "image": record.picture.address if record.picture else "",
        }
    )


def page(record: PageRecord, others: Iterable[str] = ()) -> Node:
    """Return a page; *others* are the other names of what it is about."""
    subject = _SUBJECTS.get(record.kind)
    about: Node | None = None
    if subject:
        about = said(
            {
                "@type": subject,
                "@id": f"{record.address}#{record.kind}",
                "name": record.title,
                "alternateName": list(others),
                "description": record.description,
                "url": record.address,
            }
        )
    elif record.kind is PageKind.SERIES:
        about = part_of_series(record.named)
    return said(
        {
            "@type": type_of(record.kind),
            "@id": record.address,
            "name": record.title,
            "description": "" if subject else record.description,
            "inLanguage": record.language,
            "license": record.publication.licence_url,
            "isPartOf": whole(record.publication),
            "mainEntity": about,
        }
    )


def yearbook(record: PageRecord) -> Node:
    """Return a yearbook, with the files that it can be read in."""
    return said(
        {
            "@type": "Book",
            "@id": f"{record.address}#book",
            "name": f"{record.publication.name}: {record.title}",
            "description": record.description,
            "inLanguage": record.language,
            "license": record.publication.licence_url,
            "publisher": organisation(record.publication.publisher),
            "isPartOf": whole(record.publication),
            "url": record.address,
            "mainEntityOfPage": record.address,
            "workExample": [_edition(one) for one in record.items],
        }
    )


def breadcrumbs(record: PageRecord) -> Node | None:
    """Return the way from the start page to a page; None on the start page itself."""
    if record.kind in (PageKind.START, PageKind.OTHER):
        return None
    way = [(record.publication.name, record.publication.address)]
    way += [(one.name, one.address) for one in record.above]
    way.append((record.title, ""))  # the last is the page itself
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            said(
                {"@type": "ListItem", "position": place, "name": name, "item": _reference(address)}
            )
            for place, (name, address) in enumerate(way, 1)
        ],
    }


def _reference(address: str) -> Node | None:
    return {"@id": address} if address else None


def _edition(one: File) -> Node:
    return said(
        {
            "@type": "Book",
            "bookFormat": "https://schema.org/EBook",
            "encoding": {
                "@type": "MediaObject",
                "contentUrl": one.address,
                "encodingFormat": one.media_type,
            },
        }
    )
