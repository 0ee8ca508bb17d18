"""Records of pages: what the publication knows of each, in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_publication.model.page_records import PageKind
from sphinx_publication.site.page_records import Records, records

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]

SITE = "https://bladet.example/"


def told(site: Project) -> Records:
    """Return the records of a built publication."""
    assert site.app is not None
    found = records(site.app.env)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def site(project: Copy) -> Project:
    """Return the built test publication."""
    return project("knowledge").build()


def test_a_post_has_what_its_front_matter_says(site: Project) -> None:
    """Title, day, authors, description, topics, category, licence, sources and what is above."""
    record = told(site).posts["posts/2013/01/lagen"]
    assert record.kind is PageKind.POST
    assert record.address == record.canonical == f"{SITE}2013/01/lagen/"
    assert record.title == "Lagen & livet"
    assert record.description == "Kort."
    assert record.published is not None
    assert record.published.isoformat() == "2013-01-10T09:00:00+01:00"
    assert [(one.name, one.is_body) for one in record.authors] == [
        ("Anna Ek", False),
        ("Redaktionen", True),
    ]
    assert [one.name for one in record.topics] == ["Samverkan", "Finansiering"]
    assert [one.name for one in record.categories] == ["Historia"]
    assert [one.key for one in record.cites] == ["axelsson2007", "ham2013", "sfs2003_1210"]
    assert [one.address for one in record.above] == [f"{SITE}2013/", f"{SITE}2013/01/"]
    assert record.publication.licence == "CC BY 4.0"
    assert record.publication.publisher == "", "nobody is named whom conf.py does not name"


def test_a_source_that_nobody_knows_is_not_among_those_of_a_post(project: Copy) -> None:
    """A citation without an entry in the .bib file is told of; the others are as they were."""
    site = project("knowledge")
    post = site.folder / "posts/2013/01/lagen.md"
    post.write_text(post.read_text("utf-8") + "\nOch {cite:p}`okand`.\n", "utf-8")
    record = told(site.build()).posts["posts/2013/01/lagen"]
    assert [one.key for one in record.cites] == ["axelsson2007", "ham2013", "sfs2003_1210"]


def test_a_post_of_a_series_knows_its_part(site: Project) -> None:
    """The series has its page; a post outside series has neither."""
    record = told(site).posts["posts/2014/05/nummer-5"]
    assert record.series is not None
    assert (record.series.name, record.part) == ("Lagens väg", 2)
    assert record.series.address == f"{SITE}serier/lagens-vag/"
    assert told(site).posts["posts/2013/01/lagen"].series is None


@pytest.mark.parametrize(
    ("docname", "kind"),
    [
        ("source/index", PageKind.START),
        ("source/om", PageKind.PAGE),
        ("source/amnen/samverkan", PageKind.TOPIC),
        ("source/organisationer/verket", PageKind.ORGANISATION),
        ("source/kallor/ham2013", PageKind.SOURCE),
    ],
)
def test_every_document_has_its_kind(site: Project, docname: str, kind: PageKind) -> None:
    """The kind is what front matter or the folder says."""
    assert told(site).pages[docname].kind is kind


def test_what_is_not_published_has_no_record(site: Project) -> None:
    """Neither a draft nor a post of the future is known, in a preview neither."""
    assert not [name for name in told(site).pages if "2090" in name or "utkast" in name]


def test_several_posts_on_a_page_have_each_their_own(project: Copy) -> None:
    """Their addresses lead into the page, which has a record as well."""
    site = project("directive-posts")
    page = site.folder / "several.md"
    page.write_text(f"{page.read_text()}\n## One more\n\n```{{post}} 2020-06-01\n```\n\nText.\n")
    found = told(site.build())
    posts = found.of_posts_on("several")
    assert len(posts) > 1
    assert all(one.address.startswith(f"{found.pages['several'].address}#") for one in posts)


def test_without_an_address_and_on_an_ablog_site_there_are_none(project: Copy) -> None:
    """No record holds half an address, and ablog's own pages are left alone."""
    site = project("knowledge").build(html_baseurl="", blog_baseurl="")
    assert site.app is not None
    assert records(site.app.env) is None
    old = project("ablog-site").build(html_theme="alabaster")
    assert old.app is not None
    assert records(old.app.env) is None
