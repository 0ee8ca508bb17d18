"""A publication in which every post tries to break the book, for tests."""

from __future__ import annotations

import base64
import io
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image
from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parents[1] / "roots" / "test-hostile"


def _picture(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert("RGB").save(out, kind, **more)
    return out.getvalue()


_PNG = _picture("PNG")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">'
PICTURES: Mapping[str, bytes] = {
    "tom.png": b"",
    "text.png": b"text",
    "avbruten.png": _PNG[:-60],
    "egentligen-jpeg.png": _picture("JPEG"),
    "avif.avif": _picture("AVIF"),
    "bok.pdf": b"%PDF-1.7",
    "skript.svg": f"{_SVG}<script>alert(1)</script><rect width='9' height='9'/></svg>".encode(),
    "fil.svg": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_SVG}&x;</svg>'.encode(),
}
#: The pictures that can be shown.
SHOWN = ["egentligen-jpeg.png", "avif.avif", "skript.svg"]


def _table(columns: int, rows: int) -> str:
    lines = ["|".join(f"r{row}k{column}" for column in range(columns)) for row in range(rows)]
    return "\n".join([lines[0], "|".join("---" for _ in range(columns)), *lines[1:]]) + "\n"


#: Posts by their names.
POSTS: Mapping[str, str] = {
    "lang-tabell": "# Lång tabell\n\n" + _table(2, 300),
    "bred-tabell": "# Bred tabell\n\n" + _table(30, 4),
    "noter": "# Noter\n\n"
    + " ".join(f"ord[^{n}]" for n in range(60))
    + "\n\n"
    + "".join(f"[^{n}]: Fotnoten {n}.\n\n" for n in range(60)),
    "lang-not": "# Lång not\n\nOrd[^1].\n\n[^1]: " + "ord i noten " * 1200 + "notslut.\n",
    "langt-stycke": "# Långt stycke\n\n" + "ordet står här. " * 12_500 + "styckeslut.\n",
    "langa-ord": "# Långa ord\n\nEtt "
    + "y" * 500
    + "z och https://prov.example/"
    + "a" * 400
    + "\n\n`"
    + "kod" * 200
    + "`\n\n- "
    + "q" * 300
    + "\n\n```\n"
    + "c" * 1000
    + "\n```\n",
    "djupt": "# Djupt\n\n" + "> " * 18 + "längst inne\n",
    "rubriker": "# Rubriker\n\n" + "".join(f"## Rubrik {n}\n\nText.\n\n" for n in range(2000)),
    "hopp": "# Hopp\n\n#### Fyra\n\nText.\n\n## Två\n\n###### Sex\n\nText.\n",
    "tom": "",
    "bara-titel": "# Bara en titel\n",
    "bara-bild": "![En ensam bild](egentligen-jpeg.png)\n",
    "lang-titel": "# " + "Mycket lång titel " * 34 + "titelslut\n\nText.\n",
    "brokig-titel": "# Titel med `kod`, *betoning*, 😀, ![bild](ok.png) och not[^1]\n\n"
    "[^1]: Notens text.\n",
    "samma-ett": "# Samma titel\n\n(samma)=\n## Samma\n\nFörsta.\n",
    "samma-tva": "# Samma titel\n\n(samma)=\n## Samma\n\nAndra.\n",
    "skrifter": "# Skrifter Ελλάδα Привет سلام\n\nArabiska سلام عليكم, hebreiska שלום, hindi नमस्ते, "
    "matematik ∀x∈ℝ, emoji 👩‍🏫 🇸🇪, Z"
    + "\u0301"
    * 40
    + ", \u202eomvänt\u202c, no\u200bll, \ufeffslut.\n\n"
    "Okänt 𓀀 och privat \ue000.\n\n" + "𓀁" * 300 + "\n",
    "styrtecken": "# Styrtecken\x01\x02\n\n"
    "Text\x08 \x1b[31m röd \x85 rad \u2028 stycke \u2029 \ufffe.\n",
    "bilder": "# Bilder\n\n"
    + "".join(f"![Bild {name}]({name})\n\n" for name in PICTURES)
    + "![Bild borta](borta.png)\n\n![Bild utanför](../../../../../etc/passwd)\n\n"
    + "![Bild på webben](https://prov.invalid/x.png)\n\n"
    + f"![Bild i texten](data:image/png;base64,{base64.b64encode(_PNG).decode()})\n",
}


def build(folder: Path) -> SphinxTestApp:
    """Build its books in a new folder."""
    root = folder / "root"
    shutil.copytree(ROOT, root)
    posts = root / "posts/2013/05"
    for name, content in PICTURES.items():
        (posts / name).write_bytes(content)
    for name, text in POSTS.items():
        head = "---\ndate: 2013-05-03\nauthor: ond\n---\n\n"
        (posts / f"{name}.md").write_text(head + text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        app = SphinxTestApp("yearbook", srcdir=root)
        app.build()
        app.cleanup()
    return app
