"""``python -m sphinx_publication.locale``: words out of code and templates, into the catalogues.

There are two: what readers meet, and what authors meet in the terminal (`console`); the sentences
of all kinds of problems belong to the second.
New words come in without a translation, those that nothing asks for any more go out, and each .po
is compiled. What translators wrote is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sphinx_publication.locale.console import CATALOGUE
from sphinx_publication.model.problems import Kind

LOCALES = Path(__file__).parent
PACKAGE = LOCALES.parent
#: The catalogue of what readers meet.
READERS = "sphinx_publication"
#: The parts of the package that speak to authors in the terminal alone.
_CONSOLE = frozenset(
    {
        "authoring",
        "checking",
        "commands",
        "importing",
        "publishing",
        "links",
        "locale",
        "messages.py",
        "preview",
        "project.py",
    }
)


def words(name: str) -> Catalog:
    """Return every word that the package's code and templates ask of the catalogue *name*."""
    found = Catalog()
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    for file, _line, message, _comments, context in extract_from_dir(PACKAGE, methods):
        if (Path(file).parts[0] in _CONSOLE) == (name == CATALOGUE):
            found.add(message, context=context)
    if name == CATALOGUE:
        for kind in Kind:
            found.add(kind.value)
    return found


def po_files() -> Iterator[Path]:
    """Yield the catalogues; the name of each file is the catalogue's."""
    yield from sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue as translators wrote it."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def refresh(path: Path) -> None:
    """Bring one catalogue up to date and compile it."""
    catalogue = read(path)
    catalogue.update(words(path.stem), no_fuzzy_matching=True, update_creation_date=False)
    out = BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, ignore_obsolete=True, omit_header=True)
    body = out.getvalue().decode()
    header = path.read_text(encoding="utf-8").partition("\n\n")[0]
    path.write_text(f"{header}\n\n{body.strip()}\n", encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled(read(path)))


if __name__ == "__main__":
    for path in po_files():
        refresh(path)
        missing = [message.id for message in read(path) if message.id and not message.string]
        print(
            f"{path.relative_to(PACKAGE)}: {len(missing)} without translation", *missing, sep="\n"
        )
