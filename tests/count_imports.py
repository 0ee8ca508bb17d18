"""Counts, straight from a blog's export and from the files of its import, what each of them holds.

    python tests/count_imports.py EXPORT PUBLICATION [SITE]

Posts, pages, states, comments, labels and pictures must agree; with a built SITE, so must the words
of every page, but for what the import's report names, and nothing may be in it that could run or
that tells who somebody is. It shares nothing with ``sphinx_publication``: exports are read with
regular expressions, HTML with Beautiful Soup, Markdown as text. Ends with 1 if something differs.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import html
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import yaml
from bs4 import BeautifulSoup, Tag

FEED = re.compile(r"(?:^|/)(?:feed(?:\(\d+\))?\.atom|blog-[^/]*\.xml|[^/]*\.xml)$")
PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)$", re.I)
MAIL = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[a-z]{2,24}\b", re.I)
PROFILE = re.compile(r"(?:blogger\.com/profile|plus\.google\.com|profiles\.google\.com)/(\w+)")
#: Shortcodes of WordPress that show something else than their names.
SHOWN = re.compile(r"\[/?(?:wp_)?(?:caption|gallery|embed|video|audio|code|sourcecode)\b[^\]]*\]")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
INLINE = (
    "a abbr acronym b big cite code del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup tt u var"
)
FIRST = datetime.min.replace(tzinfo=UTC)
#: Where dates without a zone are meant.
ZONE = ZoneInfo("Europe/Stockholm")
#: What a remark of the import lets be lost, and what it lets be new.
_LOST = (
    "drawing embed_nowhere form hidden mail_removed note_moved note_number private_link "
    "profile_removed typed_numbers word_sign"
)
_NEW = (
    "embed_linked mail_removed note_moved note_number picture_elsewhere private_link "
    "profile_removed shortcode typed_numbers"
)
LOST, NEW = set(_LOST.split()), set(_NEW.split())


@dataclass
class Thing:
    """A post or page."""

    kind: str
    #: live, draft, scheduled or trashed.
    state: str
    labels: frozenset[str]
    words: list[str] = field(repr=False, default_factory=list)
    #: How many of the album's pictures it shows; None where that cannot be counted.
    pictures: int | None = 0
    file: str = ""


@dataclass
class Blog:
    """What one of the two sides holds."""

    things: dict[str, Thing] = field(default_factory=dict)
    #: State of each comment, and its post, by number.
    comments: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: When the export was made, as far as it says.
    moment: datetime = FIRST
    secrets: set[str] = field(default_factory=set)


def texts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of an export."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for info in packed.infolist():
                if not info.is_dir():
                    yield info.filename, packed.read(info)
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file():
                yield file.relative_to(path).as_posix(), file.read_bytes()
    else:
        yield path.name, path.read_bytes()


def one(pattern: str, text: str) -> str:
    """Return what the first group of a pattern finds, as text."""
    match = re.search(pattern, text, re.S)
    return html.unescape(plain(match[1])).strip() if match else ""


def plain(text: str) -> str:
    """Return the text of an element: CDATA is text that is not written as XML."""
    parts = re.split(r"<!\[CDATA\[(.*?)\]\]>", text, flags=re.S)
    return "".join(html.escape(part) if at % 2 else part for at, part in enumerate(parts))


def exported(path: Path, blog: str = "") -> Blog:
    """Return what an export holds."""
    found = Blog()
    albums: set[str] = set()
    feeds: list[str] = []
    for name, content in texts(path):
        text = content.decode("utf-8", errors="replace")
        if PICTURE.search(name):
            albums.add(name.rpartition("/")[2])
        elif FEED.search(name) or (path.is_file() and not zipfile.is_zipfile(path)):
            found.secrets.update(MAIL.findall(html.unescape(text)), PROFILE.findall(text))
            if "/Comments/" not in f"/{name}" and (not blog or f"/{blog}/" in f"/{name}"):
                feeds.append(text)
        elif name.endswith(".csv"):
            found.secrets.update(MAIL.findall(text))
    for text in feeds:
        if "wordpress.org/export/" in text[:8192]:
            read_wordpress(text, found)
        elif "<entry" in text:
            read_blogger(text, found, albums)
    return found


def read_blogger(text: str, found: Blog, albums: set[str]) -> None:
    """Read a feed of either schema."""
    newest: dict[str, datetime] = {}
    moments = [moment(m) for m in re.findall(r"<updated>(.*?)</updated>", text)]
    found.moment = max([found.moment, *moments])
    for entry in re.findall(r"<entry\b.*?</entry>", text, re.S):
        number = one(r"<id>[^<]*?(?:post|page)-(\d+)</id>", entry)
        kind = (one(r"<blogger:type>(\w+)<", entry.partition("<author>")[0]) or
                one(r"/kind#(\w+)", entry)).lower()  # fmt: skip
        content = one(r"<(?:content|summary)\b[^>]*>(.*?)</(?:content|summary)>", entry)
        status = one(r"<blogger:status>(\w+)<", entry)
        trashed = bool(one(r"<blogger:trashed>(.+?)</", entry)) or "TRASHED" in status
        if kind == "comment" and number:
            state = {"SPAM_COMMENT": "spam", "GHOSTED_COMMENT": "ghosted", "": "live"}.get(
                status, "live" if status == "LIVE" else "pending"
            )
            post = one(r"<blogger:parent>[^<]*?(\d+)</", entry)
            post = post or one(r"in-reply-to\b[^>]*?\bref=['\"][^'\"]*?(\d+)['\"]", entry)
            state = "empty" if state == "live" and not words(content) else state
            found.comments.setdefault(number, ("trashed" if trashed else state, post))
        if kind not in ("post", "page") or not number:
            continue
        updated = moment(one(r"<updated>(.*?)</updated>", entry))
        if number in newest and updated <= newest[number]:
            continue
        newest[number] = updated
        state = "draft" if status == "DRAFT" or re.search(r"draft>\s*yes", entry) else "live"
        published = moment(one(r"<published>(.*?)</published>", entry))
        if status == "SCHEDULED" or (state == "live" and published > found.moment):
            state = "scheduled"
        labels = {
            " ".join(html.unescape(dict(pairs).get("term", "")).split())
            for tag in re.findall(r"<category\b[^>]*>", entry)
            if "2005#kind" not in tag
            for pairs in [[(k, v) for k, _q, v in re.findall(r"(\w+)=(['\"])(.*?)\2", tag)]]
        }
        shown = [name for name in sources(content) if name in albums]
        found.things[number] = Thing(
            kind, "trashed" if trashed else state, frozenset(labels - {""}), words(content),
            len(shown),
        )  # fmt: skip


def read_wordpress(text: str, found: Blog) -> None:
    """Read an export of WordPress."""
    found.moment = datetime.max.replace(tzinfo=UTC)
    built = one(r"<pubDate>(.*?)</pubDate>", text)
    if built:
        found.moment = parsedate_to_datetime(built)
    for item in re.findall(r"<item>.*?</item>", text, re.S):
        kind = one(r"<wp:post_type>(.*?)</", item) or "post"
        number = one(r"<wp:post_id>(.*?)</", item)
        if kind not in ("post", "page"):
            continue
        said = one(r"<wp:status>(.*?)</", item)
        state = {"publish": "live", "future": "scheduled", "trash": "trashed"}.get(said, "draft")
        if one(r"<wp:post_password>(.*?)</", item) and state == "live":
            state = "draft"
        labels = {
            " ".join(html.unescape(plain(name)).split())
            for name in re.findall(
                r'<category domain="(?:category|post_tag|tag)"[^>]*>(.*?)</category>', item, re.S
            )
        }
        content = SHOWN.sub(" ", one(r"<content:encoded>(.*?)</content:encoded>", item))
        found.things[number] = Thing(kind, state, frozenset(labels - {""}), words(content), None)
        for comment in re.findall(r"<wp:comment>.*?</wp:comment>", item, re.S):
            if one(r"<wp:comment_type>(.*?)</", comment) in ("", "comment"):
                approved = one(r"<wp:comment_approved>(.*?)</", comment)
                state = {"1": "live", "spam": "spam", "0": "pending"}.get(approved, "trashed")
                said = one(r"<wp:comment_content>(.*?)</wp:comment_content>", comment)
                state = "empty" if state == "live" and not words(said) else state
                found.comments[one(r"<wp:comment_id>(.*?)</", comment)] = (state, number)


def moment(text: str) -> datetime:
    """Return a moment, the first of all where there is none."""
    try:
        return datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return FIRST


def sources(content: str) -> Iterator[str]:
    """Yield the file name of each picture in HTML."""
    for image in BeautifulSoup(content, "html.parser").find_all("img"):
        yield unquote(urlsplit(str(image.get("src", ""))).path.rpartition("/")[2])


def words(content: str) -> list[str]:
    """Return the words that a page with this HTML shows."""
    soup = BeautifulSoup(content, "lxml")
    for tag in soup(["script", "style", "head", "noscript", "template"]):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name not in INLINE.split():
            tag.insert_before(" ")
            tag.insert_after(" ")
    return re.findall(r"\w+", UNSEEN.sub("", soup.get_text()))


def imported(root: Path, moment: datetime) -> Blog:
    """Return what of an import lies in a publication; *moment* is when the export was made."""
    found = Blog(moment=moment)
    for path in sorted(root.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("---\n") or "_build" in path.parts:
            continue
        front, _, body = text[4:].partition("\n---\n")
        head = yaml.safe_load(front) or {}
        number = str((head.get("imported") or {}).get("id", ""))
        if not number:
            continue
        state = "draft" if head.get("draft") else "live"
        if state == "live" and head.get("date") and dated(head["date"]) > moment:
            state = "scheduled"
        kind = "post" if path.relative_to(root).parts[0] == "posts" else "page"
        labels = head.get("tags") or []
        refs = re.findall(r"(?<!\\)!\[(?:[^\]\\]|\\.)*\]\(([^)\s]+)\)|\{figure\} (\S+)", body)
        shown = [a or b for a, b in refs if "://" not in (a or b)]
        for name in shown:
            place = root / name.lstrip("/") if name.startswith("/") else path.parent / name
            if not Path(unquote(str(place))).is_file():
                print(f"{path}: no picture {name}")
        found.things[number] = Thing(
            kind, state, frozenset(map(str, [labels] if isinstance(labels, str) else labels)),
            pictures=len(shown), file=path.relative_to(root).as_posix(),
        )  # fmt: skip
        comments = path.with_name(f"{path.stem}.comments.yaml")
        if comments.is_file():
            for comment in yaml.safe_load(comments.read_text(encoding="utf-8")) or []:
                found.comments[str(comment["id"]).removeprefix("c")] = ("live", number)
    return found


def dated(said: object) -> datetime:
    """Return a date of the front matter as a moment."""
    if isinstance(said, str):
        said = datetime.fromisoformat(said)
    if isinstance(said, date) and not isinstance(said, datetime):
        said = datetime(said.year, said.month, said.day)
    assert isinstance(said, datetime)
    return said if said.tzinfo else said.replace(tzinfo=ZONE)


def compare(before: Blog, after: Blog) -> Iterator[str]:
    """Yield every difference between an export and its import."""
    kept = {number: thing for number, thing in before.things.items() if thing.state != "trashed"}
    for number in kept.keys() ^ after.things.keys():
        yield f"{number} is in one of both alone: {kept.get(number) or after.things[number]}"
    for number in kept.keys() & after.things.keys():
        one, other = kept[number], after.things[number]
        for name in ("kind", "state", "pictures"):
            if getattr(one, name) not in (None, getattr(other, name)):
                yield f"{other.file}: {name} {getattr(one, name)} became {getattr(other, name)}"
        missing = {label.casefold() for label in one.labels ^ other.labels}
        if len(missing) != len(one.labels ^ other.labels) // 2 or one.labels > other.labels:
            yield f"{other.file}: labels {set(one.labels)} became {set(other.labels)}"
    live = {n for n, (state, post) in before.comments.items() if state == "live" and post in kept}
    for number in sorted(live ^ after.comments.keys()):
        yield f"comment {number} is in one of both alone: {before.comments.get(number)}"


def built(site: Path, root: Path, before: Blog, after: Blog) -> Iterator[str]:
    """Yield what is wrong with the built pages of an import."""
    remarks: dict[str, set[str]] = {}
    for report in (root / "imports").glob("*.json"):
        for entry in json.loads(report.read_text(encoding="utf-8")).get("entries", []):
            remarks[str(entry["id"])] = {remark["what"] for remark in entry["remarks"]}
    same = seen = 0
    for number, thing in after.things.items():
        page = site / thing.file.partition("/")[2].removesuffix(".md") / "index.html"
        if not page.is_file():
            continue
        seen += 1
        article = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").select_one("article")
        assert article is not None
        yield from (f"{page}: {fault}" for fault in unsafe(article))
        faults = list(differences(before.things[number].words, article, remarks.get(number, set())))
        same += not faults
        yield from (f"{page}: {fault}" for fault in faults)
    print(f"pages {seen}, the words of {same} are those of the export")
    if not seen:
        yield f"{site}: no page of the import is there; name the folder of the built site"
    yield from leaks(site, before.secrets)


def differences(expected: list[str], article: Tag, named: set[str]) -> Iterator[str]:
    """Yield words that were lost or are new, unless a remark names why."""
    own = '[class^="post-"], [class^="comment"], .backlinks, .headerlink, .visually-hidden, h1'
    for tag in article.select(own):
        tag.decompose()
    shown = words(str(article))
    if expected == shown:
        return
    matcher = difflib.SequenceMatcher(None, expected, shown, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and not ((a == b or named & LOST) and (c == d or named & NEW)):
            yield f"{expected[a:b][:20]} became {shown[c:d][:20]} {sorted(named)}"


def unsafe(article: Tag) -> Iterator[str]:
    """Yield what could run, or load, in a text."""
    for tag in article.find_all(True):
        if tag.name in ("script", "iframe", "object", "embed", "form", "style", "link", "base"):
            yield f"<{tag.name}>"
        for name, value in tag.attrs.items():
            text = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if name.startswith("on") or text.startswith(("javascript:", "vbscript:", "data:")):
                yield f"{tag.name} {name}={value}"


def leaks(site: Path, secrets: Iterable[str]) -> Iterator[str]:
    """Yield each e-mail address and profile of the export that a file of the site holds."""
    wanted = sorted((secret for secret in secrets if len(secret) > 5), key=len, reverse=True)
    if not wanted:
        return
    pattern = re.compile("|".join(map(re.escape, wanted)), re.I)
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix in (
            ".html",
            ".xml",
            ".json",
            ".txt",
            ".csv",
            ".conf",
            "",
        ):
            for secret in set(pattern.findall(path.read_text(encoding="utf-8", errors="replace"))):
                yield f"{path}: {secret}"


def tell(name: str, blog: Blog) -> None:
    """Print what one side holds."""
    things = Counter(f"{thing.kind} {thing.state}" for thing in blog.things.values())
    comments = Counter(state for state, _post in blog.comments.values())
    labels = {label for thing in blog.things.values() for label in thing.labels}
    pictures = sum(thing.pictures or 0 for thing in blog.things.values())
    rows = [*sorted(things.items()), *((f"comment {k}", n) for k, n in sorted(comments.items()))]
    rows += [("labels", len(labels)), ("pictures shown", pictures)]
    csv.writer(sys.stdout, delimiter="\t").writerow([name, *(f"{k}: {n}" for k, n in rows)])


def main() -> int:
    """Compare what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("export", type=Path)
    parser.add_argument("publication", type=Path)
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("--blog", default="", help="which blog of the export")
    given = parser.parse_args()
    before = exported(given.export, given.blog)
    after = imported(given.publication, before.moment)
    tell("export", before)
    tell("import", after)
    faults = list(compare(before, after))
    if given.site:
        faults += built(given.site, given.publication, before, after)
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
