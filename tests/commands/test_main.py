"""The command line speaks the language of its user, and its exit codes can be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_publication import __version__
from sphinx_publication.commands import COMMANDS, Group, main, whole_parser
from sphinx_publication.locale import console


def _said(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main(list(argv))
    assert stop.value.code == (2 if "--no-such" in argv else 0)
    shown = capsys.readouterr()
    return " ".join((shown.out + shown.err).split())


def test_help_is_in_the_language_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what argparse says by itself; ``--language`` goes before it."""
    monkeypatch.setenv("LANGUAGE", "sv_SE:en")
    swedish = _said(capsys, "yearbook", "--help")
    assert "Gör årsböckerna" in swedish
    assert "visa den här hjälpen" in swedish
    assert "okända argument" in _said(capsys, "yearbook", "--no-such").lower()
    assert "Make the yearbooks" in _said(capsys, "--language", "en", "yearbook", "--help")


def test_help_is_in_the_language_of_the_publication_where_nothing_else_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A machine set to no language, as of a server, speaks as the readers of the publication."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    (tmp_path / "conf.py").write_text('language = "sv"\n', encoding="utf-8")
    assert "Gör årsböckerna" in _said(capsys, "yearbook", "--source", str(tmp_path), "--help")
    (tmp_path / "conf.py").write_text("1 / 0\n", encoding="utf-8")
    assert "Make the" in _said(capsys, "yearbook", "--source", str(tmp_path), "--help")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, ""),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "de:sv"}, ""),
    ],
)
def test_the_language_of_an_environment(environment: dict[str, str], language: str) -> None:
    """The first of gettext's variables that says one decides."""
    assert console.language_of(environment) == language


def test_every_command_has_its_help_and_its_module() -> None:
    """The whole parser takes every command's options, as completion needs it."""
    assert whole_parser()
    for command in COMMANDS.values():
        assert command.help
        assert not isinstance(command, Group) or command.commands


def test_completion_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """The script for a shell knows every command and option."""
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    assert "--jobs" in script


def test_an_interrupted_command_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends in the code that shells expect, without a traceback."""
    from sphinx_publication.commands import completion

    def stop(arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(completion, "run", stop)
    assert main(["completion", "bash"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_the_version_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, with the program's name, and exit code 0."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"sphinx-publication {__version__}\n"


def test_what_is_missing_is_named_by_what_may_stand_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Not by a name that only the program knows."""
    with pytest.raises(SystemExit):
        main(["export"])
    assert "required: {bibtex,ris,csl-json,json}" in capsys.readouterr().err
