"""Setting a volume: what is found only then is marked and named, and faults are told."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from yearbook.typesetting import set_parts

from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook import escape


def _set(folder: Path, *texts: str) -> setting.Setting:
    return set_parts(
        folder,
        (
            f"// @src posts/{n}.md:{n}\n"
            f'#chapter("c{n}", "c", [Rubrik]);\n'
            f"// @src posts/{n}.md:{n + 10}\n"
            f"#para[{text}];\n"
            for n, text in enumerate(texts, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("å 𓀀\u200d𓁐 ä", "𓀀𓁐"),
        ("𓀀𓀁𓀂𓀃𓀄𓀅𓀆" * 80, "𓀀𓀁𓀂𓀃𓀄𓀅𓀆"),
        ("privat \ue000 tecken", "\ue000"),
        ("\U0010ffff \u0e00 \ud800 \x07 \ufeff", "\u0e00"),
        ("سلام Привет שלום नमस्ते 👩‍🏫 🇸🇪 ∀x∈ℝ é o̲ Ελλάδα ქართული", ""),
        ("統合 ひらがな 카타 한국어", ""),
    ],
)
def test_characters_that_no_font_has_are_marked(tmp_path: Path, text: str, missing: str) -> None:
    """A character without a glyph becomes a box, however many there are, and its line is named."""
    result = _set(tmp_path, "Annat.", escape.text(text))
    assert result.remarks == ()
    found = {character for entry in result.missing for character in entry.characters}
    assert found - {"\u200d"} == set(missing)
    assert {entry.place for entry in result.missing} <= {setting.Place("posts/2.md", 12)}
    reader = pypdf.PdfReader(_written(tmp_path, result.pdf))
    shown = " ".join(page.extract_text() for page in reader.pages)
    assert ("\u25a1" in shown) == bool(missing)


def test_an_error_names_the_line_of_the_author(tmp_path: Path) -> None:
    """What Typst refuses is told with the file and line that the source was made from."""
    with pytest.raises(setting.SettingError) as caught:
        _set(tmp_path, "Bra.", '#image("nowhere.png")')
    assert caught.value.place == setting.Place("posts/2.md", 12)


def test_a_fault_of_typst_names_the_post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Typst itself fails, the post that it fails at is named."""

    class Panic(BaseException):
        pass

    real = setting._Bench.compile

    def fail(self: setting._Bench, source: bytes | str) -> object:
        if isinstance(source, str) or b"Fel" in source:
            raise Panic("out of bounds")
        return real(self, source)

    monkeypatch.setattr(setting._Bench, "compile", fail)
    with pytest.raises(setting.SettingError, match="out of bounds") as caught:
        _set(tmp_path, "Bra.", "Fel.")
    assert caught.value.place == setting.Place("posts/2.md", 2)


def test_a_book_can_read_nothing_outside_its_folder(tmp_path: Path) -> None:
    """Even Typst code could not reach a file outside the workspace."""
    (tmp_path / "secret.txt").write_text("hemligt")
    with pytest.raises(setting.SettingError):
        _set(tmp_path, '#read("../secret.txt")')


def _written(folder: Path, pdf: bytes) -> Path:
    file = folder / "x.pdf"
    file.write_bytes(pdf)
    return file


def _with_pictures(folder: Path, broken: set[int]) -> tuple[setting.Setting, list[str]]:
    """Set a book of pictures, some of which Typst cannot read; return which were tried alone."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    pictures = {}
    for number in range(6):
        file = folder / f"{number}.svg"
        file.write_text("<svg" if number in broken else drawing)
        pictures[f"/pictures/{number}.svg"] = file
    shown = "".join(f'#picture("/pictures/{number}.svg", "x");\n' for number in range(6))
    tried: list[str] = []
    real = setting._Bench.fault

    def note(self: setting._Bench, picture: str) -> setting.Fault | None:
        tried.append(picture)
        return real(self, picture)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setting._Bench, "fault", note)
        part = f'#chapter("c", "c", [R]);\n{shown}'
        return set_parts(folder, [part], pictures), tried


def test_several_broken_pictures_are_found_at_once(tmp_path: Path) -> None:
    """Each is tried by itself, once; the book is set with boxes in their places."""
    result, tried = _with_pictures(tmp_path, {1, 2, 4, 5})
    assert sorted(result.broken) == [f"/pictures/{number}.svg" for number in (1, 2, 4, 5)]
    assert sorted(tried) == [f"/pictures/{number}.svg" for number in range(6)]
    assert all(result.broken.values())
    assert result.pdf.startswith(b"%PDF")
