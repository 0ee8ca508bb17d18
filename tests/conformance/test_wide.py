"""Whatever an author writes, no page is wider than a telephone, nor with text of twice the size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from . import browser_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

_LONG = "samordningsförbundsutvärderingsverksamhetschefsbefattningshavarna"
_ADDRESS = f"https://prov.example/{_LONG}/{_LONG}?a={_LONG}"
CONF = """project = "Prov"
language = "sv"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
html_baseurl = "https://prov.example/"
bibtex_bibfiles = ["references.bib"]
myst_enable_extensions = ["dollarmath", "deflist", "tasklist"]
publication_licence = "CC BY 4.0"
suppress_warnings = ["toc.not_included"]
"""
SOURCES = f"""@report{{lang2020,
 author = {{{{{_LONG.title()}}}}}, title = {{Om {_LONG} och {_LONG}}}, date = {{2020}},
 institution = {{{_LONG.title()}}}, url = {{{_ADDRESS}}},
}}
"""
POST = f"""---
date: 2020-01-02
author: {_LONG.title()} Efternamn
tags: [{_LONG}, kort]
category: {_LONG}
series: Serien om {_LONG}
description: Om {_LONG} och annat.
---
# Rubrik om {_LONG}

Ett stycke med `{_LONG}.{_LONG}` och <{_ADDRESS}> och {_LONG} mitt i [@lang2020, s. 12–{_LONG}].

Först $a + b = c$, sedan $P(A \\mid B) = \\frac{{P(B \\mid A) P(A)}}{{P(B)}} = x_1 + x_2 + x_3 +
x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + y_1 + y_2 + y_3$, och så vidare.

$$\\sum_{{i=1}}^{{n}} x_i = x_1 + x_2 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + x_{{10}}$$

## En rubrik med {_LONG}

| {_LONG} | Två | Tre |
|---|---|---|
| Ett | {_LONG} | `{_LONG}` |

> {_LONG} i ett citat.

- En punkt med {_LONG}
- [ ] En uppgift med `{_LONG}`

{_LONG}
: Förklaringen till {_LONG}.

```python
{_LONG} = "{_LONG}"
```

En not[^1].

[^1]: Noten nämner <{_ADDRESS}>.
"""


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A publication in which everything is as long as it can be."""
    folder = tmp_path_factory.mktemp("wide")
    pages = {
        "conf.py": CONF,
        "references.bib": SOURCES,
        "source/index.md": f"---\ndescription: Om {_LONG}.\n---\n# Prov\n\nVälkommen.\n",
        "source/om.md": f"# Om {_LONG}\n\nVi skriver om {_LONG}. $x = y$\n",
        "posts/2020/01/lang.md": POST,
        "posts/2020/02/till.md": POST.replace("01-02", "02-03").replace("# Rubrik", "# Till om"),
    }
    for name, text in pages.items():
        path = folder / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_publication", "build", "--only", "site"]
    command += ["--source", str(folder / "project"), "--output", str(folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Publication(folder / "out/site")


def test_nothing_scrolls_the_page_sideways(
    wide: Publication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In every mode, pages of long words, addresses, formulas, code and tables fit the screen."""
    seen = browser_checker.look(wide, tmp_path_factory.mktemp("seen-wide"))
    fail_on(browser_checker.accessibility(seen))


def test_a_short_formula_stands_on_the_line_of_its_text(wide: Publication) -> None:
    """Each formula in running text is in a box of its own, with the TeX that it says."""
    text = Path(wide.folder, "2020/01/lang/index.html").read_text("utf-8")
    assert text.count('<span class="inline-formula"><math') == 2
