"""A small publication without a fault, and how a mistake is sown into it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx_publication.model.problems import Kind

#: A picture of one dot.
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014866a9f40000000049454e44ae426082"
)

FILES: dict[str, str | bytes] = {
    "conf.py": """\
project = "Prov"
language = "sv"
html_baseurl = "https://prov.example/"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
blog_authors = {"Redaktionen": ("Redaktionen", None)}
publication_statistics = "statistics.csv"
""",
    "references.bib": """\
@book{alfa2013,
  author = {Alfa, Anna},
  title = {Samverkan},
  date = {2013}
}
@report{beta2014,
  author = {Beta, Bo},
  title = {Pengar},
  institution = {Verket},
  date = {2014}
}
""",
    "statistics.csv": "# statistics 1\npost,period,views\n2013/12/forsta,2013-12,12\n",
    "redirects.csv": (
        "old,new\n/search/label/x,/amnen/samverkan/\n/gammal,/2014/01/andra/\n/flyttad,/om/\n"
    ),
    "addresses.txt": (
        "# addresses 1\npost /2013/12/forsta/\npost /2014/01/andra/\npost /flyttad/\n"
        "page /\npage /om/\npage /amnen/av-taggar/\nlist /en/lista/\n"
        "redirect /2013/12/gammal.html\n"
    ),
    "source/bild.png": _PNG,
    "source/index.md": "# Prov\n\nText om [oss](/source/om.md).\n",
    "source/om.md": """\
---
description: Om provet.
---
# Om oss

En text.

## Vilka vi är

Mer text, och {topic}`samverkan`.

### Var vi finns

Här.
""",
    "source/amnen/samverkan.md": """\
---
aliases: [gemensamt arbete]
about: [Nätverket]
---
# Samverkan

Att arbeta ihop.
""",
    "source/organisationer/natverket.md": """\
---
kind: organisation
aliases: [NVP]
---
# Nätverket

Ett påhittat nätverk.
""",
    "source/forfattare/redaktionen.md": "---\nrole: Signatur\n---\n# Redaktionen\n\nVi.\n",
    "source/kallor/alfa2013.md": "---\nkind: source\n---\n# Om Alfa\n\nEn anteckning.\n",
    "posts/2013/12/forsta.md": """\
---
date: 2013-12-17
author: Redaktionen
category: Historia
tags: [samverkan, finansiell samordning]
series: Från grunden
part: 1
description: Det första inlägget.
redirect: 2013/12/gammal.html
---
# Det första

Text med [@alfa2013, s. 12] och {cite:p}`beta2014`.[^1]

![En prick på vit botten](/source/bild.png)

## Fortsättning

Se [om oss](/source/om.md#vilka-vi-är), [nästa](../../2014/01/andra.md)
och [en plats](https://example.org/en%20sida).

```{note}
En ruta.
```

```{toplist} Årets lista
1. Ett
2. Två
```

[^1]: En not.
""",
    "posts/2013/12/forsta.comments.yaml": """\
- id: c1
  author: Anna
  date: 2013-12-18
  text: Tack!
""",
    "posts/2014/01/andra.md": """\
---
date: 2014-01-10
author: Redaktionen
category: Historia
tags: [samverkan, finansiell samordning]
series: Från grunden
part: 2
description: Det andra inlägget.
---
# Det andra

Kort text.

```{update} 2014-02-01
Något har ändrats.
```
""",
    "posts/2014/02/utkast.md": "---\ndraft: true\n---\n# Ett utkast\n\nInte klart.\n",
}

FIRST, SECOND = "posts/2013/12/forsta.md", "posts/2014/01/andra.md"
TOPIC, NETWORK = "source/amnen/samverkan.md", "source/organisationer/natverket.md"
ABOUT, BIB = "source/om.md", "references.bib"
COMMENTS = "posts/2013/12/forsta.comments.yaml"
STATISTICS, REDIRECTS = "statistics.csv", "redirects.csv"
PUBLISHED = "addresses.txt"


@dataclass(frozen=True)
class Seed:
    """One mistake: what it is, where it goes, and where it must be found."""

    kind: Kind
    path: str
    #: What stands there; "" for the whole file.
    old: str
    #: What takes its place.
    new: str | bytes
    #: Words of the line that must be named; "" for line 1.
    at: str = ""
    #: The line, where no words tell it; -1 where none can be named.
    line: int = 0
    #: The file that must be named, if it is another.
    found_in: str = ""


def sow(root: Path, seed: Seed | None = None) -> int:
    """Write the publication with a mistake into *root*; return the line that must be named."""
    files = dict(FILES)
    if seed is not None:
        before = files.get(seed.path, "")
        if isinstance(seed.new, bytes) or not seed.old:
            files[seed.path] = seed.new
        else:
            assert isinstance(before, str)
            assert before.count(seed.old) == 1, f"{seed.old!r} stands there more or less than once"
            files[seed.path] = before.replace(seed.old, seed.new)
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    if seed is None or seed.line or not seed.at:
        return max(seed.line, 0) if seed is not None and seed.line else 1
    text = files[seed.found_in or seed.path]
    lines = (text if isinstance(text, str) else text.decode("utf-8", "replace")).splitlines()
    return next(number for number, line in enumerate(lines, 1) if seed.at in line)
