"""Servers are told what to say with each page, in the form that each reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Project

FILES = ("_headers", "_headers.apache.conf", "_headers.nginx.conf")


def test_every_server_gets_the_same_strict_policy(project: Callable[[str], Project]) -> None:
    """No script or style inline, no other host; below the path of the site."""
    made = project("blog").build(html_baseurl="https://probe.example/below/")
    for name in FILES:
        text = made.text(name)
        assert "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" in text
        assert "unsafe-inline" not in text
        assert "://" not in text
        assert "Strict-Transport-Security" in text
    assert made.text("_headers").startswith("/below/*\n")
    assert "/below/404.html" in made.text("_headers.nginx.conf")
    assert "/below/404.html" in made.text("_headers.apache.conf")


def test_comments_elsewhere_are_let_in_and_nothing_else(
    project: Callable[[str], Project],
) -> None:
    """Isso's host may give its script and be asked; its path does not matter."""
    made = project("blog").build(publication_isso="https://isso.example:8080/blogg/")
    said = next(line for line in made.text("_headers").splitlines() if "Content-Security" in line)
    assert said.count("https://isso.example:8080") == 2
    assert "blogg" not in said


def test_pages_of_another_theme_get_no_policy(project: Callable[[str], Project]) -> None:
    """They may hold scripts inline, which it would stop."""
    made = project("blog").build(html_theme="alabaster")
    assert not [name for name in FILES if (made.site / name).exists()]


def test_what_has_a_digest_in_its_address_is_kept_for_long(
    project: Callable[[str], Project],
) -> None:
    """For a year by servers that see the question, else for a day; pages are asked for anew."""
    made = project("blog").build()
    assert "immutable" in made.text("_headers.nginx.conf").split("if ($arg_v)")[1]
    assert "immutable" in made.text("_headers.apache.conf").split("</IfModule>")[0]
    assert "immutable" not in made.text("_headers")
    assert "no-cache" in made.text("_headers.nginx.conf")


def test_markdown_is_said_to_be_markdown(project: Callable[[str], Project]) -> None:
    """In UTF-8: servers know no such files by themselves; static hosts do."""
    made = project("blog").build()
    apache = made.text("_headers.apache.conf")
    assert "AddType text/markdown .md\n" in apache
    assert "AddCharset utf-8 .md\n" in apache
    nginx = made.text("_headers.nginx.conf")
    assert "default_type text/markdown;" in nginx
    assert " text/markdown" in nginx.split("charset_types")[1].split(";")[0]


def test_pages_can_say_the_policy_themselves(project: Callable[[str], Project]) -> None:
    """For hosts that send no headers: before scripts and styles, on the page for no page too."""
    blog = project("blog")
    assert not blog.build().page("index.html").select("meta[http-equiv]")
    blog.build(publication_policy_in_pages=True)
    for name in ("index.html", "404.html", "2024/01/andra/index.html", "sok/index.html"):
        head = blog.page(name).head
        assert head is not None
        said = head.select_one("meta[http-equiv='Content-Security-Policy']")
        assert said is not None
        assert "script-src 'self' 'wasm-unsafe-eval';" in str(said["content"])
        assert "frame-ancestors" not in str(said["content"])
        assert not said.find_previous_siblings(["script", "link", "style"])


def test_apache_compresses_as_close_as_a_browser_reads(project: Callable[[str], Project]) -> None:
    """With Brotli where its module is there and it is asked for, else with gzip."""
    rules = project("blog").build().text("_headers.apache.conf")
    closer = rules.index("AddOutputFilterByType BROTLI_COMPRESS text/html")
    assert closer < rules.index("AddOutputFilterByType DEFLATE text/html")
