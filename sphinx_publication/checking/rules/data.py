"""Rules about the files beside the texts: comments, and statistics of page views."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.publication import Publication, comments_files
from sphinx_publication.model import comments, statistics
from sphinx_publication.model.problems import Kind, Problem


def archived_comments(publication: Publication) -> Iterator[Problem]:
    """Files of comments can be read, and lie beside a post."""
    project = publication.project
    for path in comments_files(publication, comments.SUFFIX):
        name = path.as_posix()
        stem = name.removesuffix(comments.SUFFIX)
        if not any(f"{stem}{ending}" in publication.by_path for ending in (".md", ".rst")):
            yield Problem(Kind.COMMENTS_WITHOUT_POST, name)
        try:
            text = (project.root / path).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            yield Problem(Kind.TEXT_ENCODING, name, 1)
            continue
        except OSError as error:
            yield Problem(Kind.FILE_UNREADABLE, name, 0, {"reason": error.strerror or str(error)})
            continue
        yield from comments.read(text, name, project.zone.key).problems


def page_views(publication: Publication) -> Iterator[Problem]:
    """The statistics can be read, and tell of posts that there are."""
    project = publication.project
    path = str(project.settings["publication_statistics"] or "")
    if not path:
        return
    try:
        text = (project.root / path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        yield Problem(Kind.STATISTICS_FILE, path, 0, {"reason": reason})
        return
    known = statistics.keys(publication.posts, publication.addresses)
    yield from statistics.read(text, path, lambda name: known.get(name, ""))[1]
