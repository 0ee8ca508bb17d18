"""Pages that others lead to need no table of contents."""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parents[1] / "roots" / "test-volumes"


def test_pages_that_others_lead_to_need_no_table_of_contents(tmp_path: Path) -> None:
    """Forewords, authors and pages about something are spared; a page nothing leads to is not."""
    source = tmp_path / "publication"
    shutil.copytree(ROOT, source)
    pages = {
        "source/arsbocker/2013.md": "# Förord\n\nText.\n",
        "source/forfattare/anna-ek.md": "---\nrole: Redaktör\n---\n# Anna Ek\n\nText.\n",
        "source/annat/forbundet.md": "---\nkind: organisation\n---\n# Förbundet\n\nText.\n",
        "source/annat/bortglomd.md": "# Bortglömd\n\nText.\n",
    }
    for name, text in pages.items():
        file = source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    app = SphinxTestApp("publicationhtml", srcdir=source)
    app.build()
    app.cleanup()
    told = [line for line in app.warning.getvalue().splitlines() if "toc.not_included" in line]
    assert len(told) == 1
    assert "bortglomd.md" in told[0]
