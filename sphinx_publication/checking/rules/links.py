"""Rules about links: each arrives, at a file that is published and at a place in it that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from sphinx_publication.checking.anchors import github_slug, make_id
from sphinx_publication.checking.content import Link
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.entities import parse
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.suggestions import Suggestion, nearest

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: What ends as these do is meant to be a file; "module.Class" is not.
_FILE = re.compile(
    r"\.(?:bib|bmp|csv|docx?|epub|gif|html?|ics|jpe?g|json|md|mp[34]|od[pst]|pdf|png|pptx?|rst|svg"
    r"|tiff?|txt|webp|xlsx?|xml|ya?ml|zip)$",
    re.IGNORECASE,
)
#: Endings of documents.
_DOCUMENTS = (".md", ".rst")
#: Extensions whose labels are those of Sphinx, and no others.
_PLAIN = frozenset({"sphinx_publication", "ablog", "myst_parser", "sphinx_design"})
#: Labels that Sphinx and ablog have of themselves.
_BUILT_IN = re.compile(r"genindex|modindex|py-modindex|search|blog-.*|author-.*|category-.*|tag-.*")
_CORRECT = "correct it, or remove the link"


def files(document: Document, publication: Publication) -> Iterator[Problem]:
    """Links between files arrive."""
    for link in document.content.links:
        target = unquote(link.target)
        if not target or link.auto or parse(target) or _is_elsewhere(target):
            continue
        target = target.removeprefix("project:").removeprefix("path:")
        path, _sign, anchor = target.partition("#")
        if not path:
            yield from _anchor(document, document, anchor, link, publication)
        elif path.endswith((".html", ".htm", "/")) and not _exists(document, path, publication):
            yield from _page(document, path, link, publication)
        elif _FILE.search(path) or "/" in path:
            yield from _file(document, path, anchor, link, publication)
        else:
            yield from _label(document, target, link, publication)


def roles(document: Document, publication: Publication) -> Iterator[Problem]:
    """{doc} and {ref} arrive too."""
    for role in document.content.roles:
        if role.name not in ("doc", "ref") or role.content.startswith("!"):
            continue
        target = role.content
        if target.endswith(">") and "<" in target:
            target = target.rpartition("<")[2][:-1]
        link = Link(target.strip(), "", role.line)
        if role.name == "ref":
            yield from _label(document, link.target, link, publication)
        elif publication.files.path(link.target, document.path) not in publication.by_docname:
            path = link.target
            named = publication.files.path(f"{path}.md", document.path)
            yield _missing(document, named, path, link, publication)


def own_site(document: Document, publication: Publication) -> Iterator[Problem]:
    """Links to the publication's own pages name files, so that they hold when pages move."""
    for link in document.content.links:
        file = own_file(link.target, publication)
        if file is not None:
            yield document.problem(Kind.LINK_TO_OWN_SITE, link.line, file=f"/{file.path}")


def own_file(target: str, publication: Publication) -> Document | None:
    """Return the document that an absolute address of this site leads to."""
    base = str(publication.project.settings["html_baseurl"] or "").rstrip("/")
    if not base or not target.startswith(f"{base}/"):
        return None
    return page_at(target.removeprefix(f"{base}/"), publication)


def page_at(path: str, publication: Publication) -> Document | None:
    """Return the document whose page stands at an address below the site's root."""
    plain = unquote(urlsplit(path).path).strip("/").removesuffix(".html").removesuffix("/index")
    address = "" if plain in ("", "index") else f"{plain}/"
    return publication.by_address.get(address)


def _is_elsewhere(target: str) -> bool:
    scheme = _SCHEME.match(target)
    return target.startswith("//") or bool(
        scheme and scheme[0].lower() not in ("project:", "path:")
    )


def _exists(document: Document, path: str, publication: Publication) -> bool:
    return publication.files.is_file(publication.files.path(path, document.path))


def _page(document: Document, path: str, link: Link, publication: Publication) -> Iterator[Problem]:
    """Yield what is wrong with a link to a page of the site, not a file."""
    file = html_file(document, path, publication)
    if file is not None:
        yield document.problem(
            Kind.LINK_TO_HTML, link.line, target=link.target, file=f"/{file.path}"
        )
    else:
        hint = Suggestion((), "write the file that the page is made of, such as /source/om.md")
        yield document.problem(Kind.LINK_FILE_MISSING, link.line, target=link.target, hint=hint)


def html_file(document: Document, path: str, publication: Publication) -> Document | None:
    """Return the document that a link to a page (".html", or a folder) means."""
    at_root = page_at(path.lstrip("/"), publication) if path.startswith("/") else None
    if at_root is not None:
        return at_root
    beside = publication.files.path(path, document.path).removesuffix(".html")
    for name in (beside, f"{beside}/index"):
        if name in publication.by_docname:
            return publication.by_docname[name]
    return None


def _file(
    document: Document, path: str, anchor: str, link: Link, publication: Publication
) -> Iterator[Problem]:
    files = publication.files
    named = files.path(path, document.path)
    found = files.spelled(named)
    name = path if path.endswith(_DOCUMENTS) or _FILE.search(path) else f"{path}.md"
    if not found and name != path:
        named = files.path(name, document.path)
        found = files.spelled(named)
    if named.startswith("../") or (found and files.is_outside(found)):
        yield document.problem(Kind.FILE_OUTSIDE, link.line, path=path[:80])
    elif not found:
        yield _missing(document, named, path, link, publication)
    elif found != named:
        yield document.problem(Kind.FILE_CASE, link.line, right=found, written=named)
    elif found in publication.by_path:
        target = publication.by_path[found]
        yield from _unpublished(document, target, link, publication)
        if anchor:
            yield from _anchor(document, target, anchor, link, publication)


def _missing(
    document: Document, named: str, path: str, link: Link, publication: Publication
) -> Problem:
    leaf = named.rpartition("/")[2]
    elsewhere = [f"/{one.path}" for one in publication.documents if one.path.endswith(f"/{leaf}")]
    near = elsewhere[:3] or nearest(leaf, publication.files.near(named), cutoff=0.75)
    hint = Suggestion(tuple(near), _CORRECT)
    return document.problem(Kind.LINK_FILE_MISSING, link.line, target=path, hint=hint)


def _unpublished(
    document: Document, target: Document, link: Link, publication: Publication
) -> Iterator[Problem]:
    """Yield a problem for a link from what is published to what is not.

    A post that is left out because its date cannot be read has its own message.
    """
    if publication.project.is_ablog_site or target.standing.broken:
        return
    hidden = not target.standing.is_published(publication.now, False)
    if not hidden or not document.standing.is_published(publication.now, False):
        return
    standing = target.standing
    why = "a draft"
    if standing.date is not None and not standing.draft:
        if document.standing.date is not None and document.standing.date >= standing.date:
            return
        why = f"{standing.date:%Y-%m-%d}"
    yield document.problem(Kind.LINK_TO_DRAFT, link.line, file=target.path, why=why)


def _anchor(
    document: Document, target: Document, anchor: str, link: Link, publication: Publication
) -> Iterator[Problem]:
    """Yield a problem when there is no such place in *target*, nor a label of that name."""
    anchors = publication.anchors[target.path]
    if not target.is_markdown or anchors.has(anchor) or anchor in publication.labels:
        return
    if anchor == publication.addresses.sources:  # the list of sources that comes by itself
        return
    if any(directive.name in ("toplist", "include") for directive in target.content.directives):
        return
    headings = [one for one in target.content.headings if not one.inner]
    deep = next(
        (one for one in headings if anchor in (github_slug(one.text), make_id(one.text))), None
    )
    if deep is not None:
        hint = Suggestion((), "that heading is too deep for links (myst_heading_anchors); "
                          "write a label above it: (name)=")  # fmt: skip
    else:
        known = sorted(anchors.slugs | {one.text for one in target.content.labels})
        hint = Suggestion(nearest(anchor, known), _CORRECT)
    yield document.problem(
        Kind.LINK_ANCHOR_MISSING, link.line, anchor=anchor, file=target.path, hint=hint
    )


def _label(
    document: Document, target: str, link: Link, publication: Publication
) -> Iterator[Problem]:
    """Yield a problem for a word that is no label, where no other program may know it."""
    if not _PLAIN.issuperset(publication.project.settings["extensions"]):
        return
    if target in publication.labels or target.lower() in publication.labels:
        return
    beside = publication.files.path(target, document.path)
    if publication.files.spelled(beside) or beside in publication.by_docname:
        return
    named = {one.docname.rpartition("/")[2] for one in publication.documents}
    folders = {one.docname.split("/")[-2] for one in publication.documents if "/" in one.docname}
    if target in named | folders or _BUILT_IN.fullmatch(target):
        return
    hint = Suggestion(nearest(target, sorted(publication.labels | named), cutoff=0.75), _CORRECT)
    yield document.problem(Kind.LINK_LABEL_MISSING, link.line, target=target, hint=hint)
