"""Whatever an author does, in whatever order: the site is that of a clean build, byte for byte.

A machine of hypothesis writes, retitles, moves, deletes and cites in a copy of the root
``knowledge``, changes its bibliography, a template and the configuration, and builds now and then,
with one process or two. At the end the site is compared with one built anew from the same files.

A few sequences are run as a test, always the same ones. To look further::

    SEQUENCES=100 pytest tests/site/test_edit_sequences.py --hypothesis-profile=default
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from .conftest import ROOTS, Project

#: How many sequences are tried, and how many steps each has at most.
SEQUENCES = int(os.environ.get("SEQUENCES", "4"))
STEPS = 12

_TAGS = ("samverkan", "finansiering", "VRK", "ny tagg", "Samverkan", "hemligt")
_KEYS = ("ham2013", "ham2013b", "axelsson2007", "stahl2010", "ociterad", "finns-inte")
_WORDS = (
    "Verket har läst den.",
    "Samverkan tar tid, och det kostar.",
    "Se [lagen](/posts/2013/01/lagen.md).",
    "Se också [](/posts/2013/01/lagen.md) och {doc}`/posts/2014/02/bloggen`.",
    "King's Fund skriver om *finansiering*.",
    "## En rubrik till",
)
_TITLES = ("Lagen & livet", "Nytt namn", "Samverkan", "Åter till början", "<b>Fet</b> rubrik")
_DAYS = ("2013-01-10 09:00", "2013-12-31", "2014-04-01", "2015-06-07", "2090-01-01")
_FOLDERS = ("2013/01", "2014/04", "2016/10")

_number = st.integers(min_value=0, max_value=50)


class Author(RuleBasedStateMachine):
    """One who changes the publication, and builds it between the changes."""

    def __init__(self) -> None:
        super().__init__()
        self._home = tempfile.TemporaryDirectory()
        self.folder = Path(self._home.name, "project")
        shutil.copytree(ROOTS / "test-knowledge", self.folder)
        self.project = Project(self.folder, Path(self._home.name, "out")).build()
        self.parallel = 2

    # What there is to change.

    def _posts(self) -> list[Path]:
        return sorted(self.folder.glob("posts/**/*.md"))

    def _post(self, number: int) -> Path:
        posts = self._posts()
        return posts[number % len(posts)]

    def _page(self, number: int) -> Path:
        pages = self._posts() + sorted(self.folder.glob("source/**/*.md"))
        return pages[number % len(pages)]

    def _set(self, path: Path, key: str, value: str | None) -> None:
        """Give a field of front matter another value, or take it out."""
        text = path.read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2)
        lines = [line for line in front.splitlines() if not line.startswith(f"{key}:")]
        if value is not None:
            lines.append(f"{key}: {value}")
        path.write_text("---\n" + "\n".join(lines) + "\n---\n" + body, encoding="utf-8")

    # What authors do.

    @rule(number=_number, word=st.sampled_from(_WORDS))
    def add_words(self, number: int, word: str) -> None:
        page = self._page(number)
        page.write_text(f"{page.read_text(encoding='utf-8').rstrip()}\n\n{word}\n", "utf-8")

    @rule(number=_number, key=st.sampled_from(_KEYS))
    def cite(self, number: int, key: str) -> None:
        page = self._page(number)
        text = f"{page.read_text(encoding='utf-8').rstrip()}\n\nOckså [@{key}, s. 3].\n"
        page.write_text(text, encoding="utf-8")

    @rule(number=_number)
    def take_out_the_last_paragraph(self, number: int) -> None:
        page = self._page(number)
        head, _, last = page.read_text(encoding="utf-8").rstrip().rpartition("\n\n")
        if "\n# " in f"\n{head}" and "```" not in last:
            page.write_text(f"{head}\n", encoding="utf-8")

    @rule(number=_number, title=st.sampled_from(_TITLES))
    def retitle(self, number: int, title: str) -> None:
        page = self._page(number)
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(?m)^# .*$", f"# {title}", text, count=1), encoding="utf-8")

    @rule(number=_number, tags=st.lists(st.sampled_from(_TAGS), max_size=3, unique=True))
    def tag(self, number: int, tags: list[str]) -> None:
        self._set(self._post(number), "tags", f"[{', '.join(tags)}]" if tags else None)

    @rule(number=_number, category=st.sampled_from(["Historia", "Metod", None]))
    def put_into_a_category(self, number: int, category: str | None) -> None:
        self._set(self._post(number), "category", category)

    @rule(number=_number, author=st.sampled_from(["Anna Ek", "Redaktionen", "[Anna Ek, Bo Al]"]))
    def sign(self, number: int, author: str) -> None:
        self._set(self._post(number), "author", author)

    @rule(number=_number, day=st.sampled_from(_DAYS))
    def date(self, number: int, day: str) -> None:
        self._set(self._post(number), "date", day)

    @rule(number=_number, draft=st.sampled_from(["true", None]))
    def draft(self, number: int, draft: str | None) -> None:
        self._set(self._post(number), "draft", draft)

    @rule(number=_number, part=st.sampled_from(["1", "2", "3", None]))
    def put_into_a_series(self, number: int, part: str | None) -> None:
        self._set(self._post(number), "series", "Lagens väg" if part else None)
        self._set(self._post(number), "part", part)

    @rule(number=_number)
    def delete(self, number: int) -> None:
        if len(self._posts()) > 3:
            self._post(number).unlink()

    @rule(number=_number, folder=st.sampled_from(_FOLDERS), name=st.sampled_from("abc"))
    def move(self, number: int, folder: str, name: str) -> None:
        new = self.folder / "posts" / folder / f"{name}.md"
        new.parent.mkdir(parents=True, exist_ok=True)
        self._post(number).rename(new)

    @rule(folder=st.sampled_from(_FOLDERS), name=st.sampled_from("def"), day=st.sampled_from(_DAYS))
    def write(self, folder: str, name: str, day: str) -> None:
        new = self.folder / "posts" / folder / f"{name}.md"
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(
            f"---\ndate: {day}\nauthor: Anna Ek\ntags: [samverkan]\n---\n# Nytt {name}\n\n"
            f"Verket och @ham2013 igen, se [början](/source/index.md).\n",
            encoding="utf-8",
        )

    @rule(name=st.sampled_from(["samverkan", "finansiering", "ny-tagg"]))
    def begin_or_end_a_topic(self, name: str) -> None:
        page = self.folder / "source" / "amnen" / f"{name}.md"
        if page.exists():
            page.unlink()
        else:
            page.write_text(
                f"---\naliases: [{name}ar]\n---\n# {name.title()}\n\nOm det.\n", "utf-8"
            )

    @rule(old=st.sampled_from(["2013-09", "Folkhälsa", "Ham, Chris", "@report", "Studentlitt"]))
    def change_sources(self, old: str) -> None:
        new = {"2013-09": "2012", "Ham, Chris": "Am, Chris", "@report": "@book"}
        self._bibliography(lambda text: text.replace(old, new.get(old, f"{old} x")))

    @rule(number=_number)
    def remove_a_source(self, number: int) -> None:
        def without(text: str) -> str:
            entries = text.split("\n@")
            place = number % len(entries)
            return "\n@".join(entries[:place] + entries[place + 1 :]) if place else text

        self._bibliography(without)

    @rule(name=st.sampled_from(["aaa", "ociterad2"]))
    def add_a_source(self, name: str) -> None:
        entry = (
            f"@book{{{name},\n author = {{Ham, Chris}},\n date = {{2013}},\n title = {{T}},\n}}\n"
        )
        self._bibliography(lambda text: text if f"{{{name}," in text else f"{text}\n{entry}")

    def _bibliography(self, change: Callable[[str], str]) -> None:
        path = self.folder / "references.bib"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    @rule(words=st.sampled_from(["Ett", "Två"]))
    def change_a_template(self, words: str) -> None:
        path = self.folder / "_templates" / "publication" / "related.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{words}</p>\n", encoding="utf-8")

    @rule(
        line=st.sampled_from(
            [
                'project = "Tidningen"',
                'templates_path = ["_templates"]',
                'blog_title = "Bladet"',
                'publication_licence = "CC0"',
                'html_baseurl = "https://bladet.example/under/"',
                'publication_csl_style = "apa"',
                'language = "en"',
                'html_theme_options = {"navigation": [("Om", "om")]}',
            ]
        )
    )
    def configure(self, line: str) -> None:
        path = self.folder / "conf.py"
        path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")

    # What they see.

    @rule(parallel=st.sampled_from([1, 2]))
    def build(self, parallel: int) -> None:
        self.project.build(parallel=parallel)
        self.parallel = 3 - parallel

    def teardown(self) -> None:
        """Compare the site with that of a clean build, by as many processes as the last had not."""
        try:
            self.project.build(parallel=3 - self.parallel)
            fresh = Project(self.folder, Path(self._home.name, "fresh"))
            differences = self.project.differences(fresh.build(parallel=self.parallel))
            if differences and (kept := os.environ.get("KEEP_DIFFERENCES")):
                shutil.copytree(self._home.name, kept, dirs_exist_ok=True)
            assert differences == []
        finally:
            self._home.cleanup()


TestAuthor = Author.TestCase
TestAuthor.settings = settings(
    max_examples=SEQUENCES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
