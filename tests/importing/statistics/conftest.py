"""A small publication whose page views are counted; the lines of its server's log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

#: A browser's name for itself.
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
#: An address that no real machine has (RFC 5737).
VISITOR = "203.0.113.7"

CONF = """project = "Prov"
language = "sv"
html_baseurl = "https://prov.example/blogg/"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
publication_timezone = "Europe/Stockholm"
"""

DOCUMENTS = {
    "source/index.md": "# Start\n",
    "source/om.md": "# Om\n",
    "posts/2013/12/tio.md": "---\ndate: 2013-12-17\nredirect: [2013/12/gammal.html]\n---\n"
    "# Årets *tio* i topp\n",
    "posts/2014/01/var.md": "---\ndate: 2014-01-07\n---\n```\n# ingen rubrik\n```\n# Vår 2014\n",
    "posts/2014/02/lika.md": "---\ndate: 2014-02-01\n---\n# Lika\n",
    "posts/2014/03/lika.md": "---\ndate: 2014-03-01\n---\n# Lika\n",
    "posts/2014/03/utkast.md": "---\ndate: 2014-03-01\ndraft: true\n---\n# Utkast\n",
    "posts/2099/01/sen.md": "---\ndate: 2099-01-01\n---\n# Framtid\n",
}


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """Return the folder of a publication with four posts."""
    root = tmp_path / "publication"
    for name, text in {"conf.py": CONF, **DOCUMENTS}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


Line = Callable[..., str]


@pytest.fixture
def line() -> Line:
    """Return what makes a line of a log in the combined format."""

    def make(
        target: str = "/2013/12/tio/",
        time: str = "17/Nov/2026:09:30:00 +0100",
        *,
        method: str = "GET",
        status: int = 200,
        agent: str = BROWSER,
        visitor: str = VISITOR,
    ) -> str:
        request = f"{method} {target} HTTP/1.1"
        return f'{visitor} - - [{time}] "{request}" {status} 512 "-" "{agent}"\n'

    return make
