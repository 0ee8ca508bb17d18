"""Write a generated blog as Google Takeout exports it: posts, comments and pictures.

The same options always give the same bytes. Posts have the HTML of Blogger's editor and of Word:
breaks, empty elements, styles, captions in tables, lists that are paragraphs, footnotes, films and
links to other posts; comments have threads and every state. Names and addresses are made up.

    python -m benchmarks.generate_blog --posts 800 --comments 2000 FOLDER_OR_ZIP
"""

from __future__ import annotations

import argparse
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random

from benchmarks.generate import drawing
from benchmarks.language import Language

_BLOG = "provbloggen"
_TAG = "tag:blogger.com,1999:blog-7"
_FIRST, _LAST = datetime(2009, 1, 1, 8, tzinfo=UTC), datetime(2024, 12, 31, 8, tzinfo=UTC)
_AUTHORS = tuple(f"Skribent {letter}" for letter in "ABCDEFGH")
_POSTS = ("LIVE",) * 16 + ("DRAFT", "DRAFT", "SOFT_TRASHED", "SCHEDULED")
_COMMENTS = ("LIVE",) * 14 + (
    "SPAM_COMMENT",
    "SPAM_COMMENT",
    "GHOSTED_COMMENT",
    "PENDING_MODERATION",
)
#: Every so manieth post has a picture; a picture's file lies in the album.
_PICTURED = 4


@dataclass(frozen=True)
class Plan:
    """How large a blog is wanted."""

    posts: int = 800
    comments: int = 2000
    #: Paragraphs of a post.
    paragraphs: int = 12
    labels: int = 820
    seed: int = 1

    def language(self, *names: object) -> Language:
        """Return the language of one part of the blog, whatever else is written."""
        return Language(Random("/".join(map(str, (self.seed, *names)))))

    def address(self, number: int) -> str:
        """Return the path of a post on the old site; some slugs are used again and again."""
        return f"/{self.moment(number):%Y/%m}/{'inlagg' if number % 9 else 'nytt'}-{number}.html"

    def moment(self, number: int) -> datetime:
        """Return when a post was published."""
        return _FIRST + (_LAST - _FIRST) * (number / max(1, self.posts))


def write(target: Path, plan: Plan) -> None:
    """Write the export as a folder, or as a .zip where *target* ends so."""
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for path, content in files(plan):
                packed.writestr(zipfile.ZipInfo(path, (2025, 1, 1, 0, 0, 0)), content)
        return
    for path, content in files(plan):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def files(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the export: its path and what it holds."""
    folder = "Takeout/Blogger"
    entries = [_post(plan, number) for number in range(plan.posts)]
    entries += [_comment(plan, number) for number in range(plan.comments)]
    feed = _FEED.format(tag=_TAG, entries="\n".join(entries))
    yield f"{folder}/Blogs/{_BLOG}/feed.atom", feed.encode()
    yield f"{folder}/Blogs/{_BLOG}/settings.csv", _SETTINGS.encode()
    for number in range(0, plan.posts, _PICTURED):
        name = f"{folder}/Albums/{_BLOG}/bild-{number}.png"
        yield name, drawing(plan.language("drawing", number).chance)
        yield f"{name}.json", b"{}"


def _post(plan: Plan, number: int) -> str:
    language = plan.language("post", number)
    chance = language.chance
    state = _POSTS[number % len(_POSTS)]
    page = number % 50 == 49
    published = updated = plan.moment(number)
    if state == "SCHEDULED":
        published = datetime(2999, 1, 1, tzinfo=UTC) + timedelta(days=number)
    labels = {f"{language.word('indefinite')} {chance.randrange(plan.labels)}" for _ in range(3)}
    return _ENTRY.format(
        tag=f"{_TAG}.post-{number + 1}",
        more=f"<blogger:type>{'PAGE' if page else 'POST'}</blogger:type>"
        f"<blogger:status>{state}</blogger:status>",
        author=chance.choice(_AUTHORS),
        title="" if number % 97 == 96 else escape(language.title()),
        html=escape(_html(plan, number, language)),
        published=published.isoformat(),
        updated=updated.isoformat(),
        rest="".join(
            f"<category scheme='{_TAG}' term='{label}'/>" for label in sorted(labels) if not page
        )
        + f"<blogger:filename>{plan.address(number)}</blogger:filename>",
    )


def _comment(plan: Plan, number: int) -> str:
    language = plan.language("comment", number)
    post = number % plan.posts
    #: The comment before it on the same post.
    answered = number - plan.posts
    parent = f"{_TAG}.post-{100_001 + answered}" if answered >= 0 and number % 3 else ""
    moment = (plan.moment(post) + timedelta(hours=1 + number // plan.posts)).isoformat()
    return _ENTRY.format(
        tag=f"{_TAG}.post-{100_001 + number}",
        more=f"<blogger:parent>{_TAG}.post-{post + 1}</blogger:parent>"
        f"<blogger:inReplyTo>{parent}</blogger:inReplyTo><blogger:type>COMMENT</blogger:type>"
        f"<blogger:status>{_COMMENTS[number % len(_COMMENTS)]}</blogger:status>",
        author=f"Läsare {number % 300}",
        title="",
        html=escape(f"{language.sentences(2)}\n\n{language.sentence()}"),
        published=moment,
        updated=moment,
        rest="",
    )


def _html(plan: Plan, number: int, language: Language) -> str:
    parts = [_WAYS[language.chance.randrange(len(_WAYS))] for _ in range(plan.paragraphs)]
    blocks = [make(plan, number, language) for make in parts]
    if number % _PICTURED == 0:
        blocks.insert(1, _captioned(number, language))
    return "".join(blocks)


def _broken(_plan: Plan, _number: int, language: Language) -> str:
    return f"{language.sentences(3)}<br /><br />"


def _stressed(_plan: Plan, _number: int, language: Language) -> str:
    words = f"<b>{language.phrase()} </b><i>{language.phrase()}</i>&nbsp;"
    text = f'<span style="color: #222;">{language.sentence()} {words}</span>'
    return f'<div class="MsoNormal">{text}</div>'


def _listed(_plan: Plan, _number: int, language: Language) -> str:
    items = "".join(f"<li>{language.clause()}<br /></li>" for _ in range(4))
    return f"<div><br /></div><ul>{items}</ul>"


def _listed_by_word(_plan: Plan, _number: int, language: Language) -> str:
    return "".join(
        '<p class="MsoListParagraph" style="mso-list: l0 level1 lfo1;"><!--[if !supportLists]-->'
        '<span style="mso-list: Ignore;">·<span>&nbsp;&nbsp; </span></span><!--[endif]-->'
        f"{language.clause()}<o:p></o:p></p>"
        for _ in range(3)
    )


def _headed(_plan: Plan, _number: int, language: Language) -> str:
    return f"<h3>{language.title()}</h3>{language.sentences(2)}<br />"


def _linked(plan: Plan, number: int, language: Language) -> str:
    other = plan.address(language.chance.randrange(plan.posts))
    link = f'<a href="https://{_BLOG}.blogspot.com{other}">{language.phrase()}</a>'
    return f"<p>{language.sentence()} {link}. {language.sentence()}</p>"


def _quoted(_plan: Plan, _number: int, language: Language) -> str:
    return f'<blockquote class="tr_bq">{language.sentences(2)}</blockquote>'


def _tabled(_plan: Plan, _number: int, language: Language) -> str:
    rows = "".join(
        f'<tr><td><p class="MsoNormal">{language.noun()}</p></td><td>{year}</td></tr>'
        for year in range(2012, 2016)
    )
    return f'<table class="MsoTableGrid">{rows}</table>'


def _noted(_plan: Plan, number: int, language: Language) -> str:
    sign = language.chance.randrange(10**9)
    return (
        f'<p>{language.sentence()}<a href="#_ftn{sign}" name="_ftnref{sign}">[1]</a></p>'
        f'<p><a href="#_ftnref{sign}" name="_ftn{sign}">[1]</a> {language.sentence()}</p>'
    )


def _filmed(_plan: Plan, _number: int, language: Language) -> str:
    return f'{language.sentence()}<iframe src="https://www.youtube.com/embed/prov"></iframe>'


def _scripted(_plan: Plan, _number: int, language: Language) -> str:
    return f'<p onclick="x()">{language.sentence()}</p><script>x()</script>'


def _captioned(number: int, language: Language) -> str:
    source = f"https://blogger.googleusercontent.com/img/b/x/s400/bild-{number}.png"
    return (
        f'<table class="tr-caption-container"><tbody><tr><td><a href="{source}">'
        f'<img border="0" src="{source}" /></a></td></tr><tr><td class="tr-caption">'
        f"{language.sentence()}</td></tr></tbody></table>"
    )


_WAYS: tuple[Callable[[Plan, int, Language], str], ...] = (
    *(_broken,) * 6, *(_stressed,) * 4, _listed, _listed_by_word, _headed, _linked, _linked,
    _quoted, _tabled, _noted, _filmed, _scripted,
)  # fmt: skip

_FEED = """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>{tag}</id><title>Provbloggen</title>
{entries}
</feed>
"""
_ENTRY = """<entry><id>{tag}</id>{more}
<author><name>{author}</name><uri>https://www.blogger.com/profile/0123</uri></author>
<title>{title}</title><content type='html'>{html}</content>
<published>{published}</published><updated>{updated}</updated>{rest}<blogger:trashed/></entry>"""
_SETTINGS = f"blog_subdomain,blog_comment_email\n{_BLOG},skribent@example.org\n"


def main() -> None:
    """Write the export that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("target", type=Path, help="a folder, or a file ending in .zip")
    parser.add_argument("--posts", type=int, default=800)
    parser.add_argument("--comments", type=int, default=2000)
    parser.add_argument("--paragraphs", type=int, default=12, help="paragraphs in each post")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    plan = Plan(given.posts, given.comments, given.paragraphs, seed=given.seed)
    write(given.target, plan)


if __name__ == "__main__":
    main()
