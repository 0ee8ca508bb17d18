"""``comments serve``: refused in plain words where it cannot be, set up for one person alone."""

from __future__ import annotations

import socket
from configparser import RawConfigParser
from pathlib import Path

import pytest

from sphinx_publication.commands import main
from sphinx_publication.commands.comments import isso, serve


def test_a_missing_isso_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says how to get it, and nothing is built."""
    monkeypatch.setattr(serve, "is_installed", lambda: False)
    assert main(["comments", "serve"]) == 2
    assert "sphinx-publication[comments]" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another can be chosen; the one of the comments counts as well."""
    monkeypatch.setattr(serve, "is_installed", lambda: True)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        assert main(["comments", "serve", "--port", str(port)]) == 2
        assert f"Port {port} is taken" in capsys.readouterr().err
        assert main(["comments", "serve", "--port", str(port - 1), "--site", "http://a/"]) == 2


def test_isso_is_set_up_for_trying(tmp_path: Path) -> None:
    """It answers this machine alone, moderated, to the sites named, with a password made anew."""
    file = tmp_path / "new" / "isso.cfg"
    one, other = (isso.Isso(tmp_path / "c.db", ("http://a/", "http://b/"), 8096) for _ in "ab")
    one.write(file)
    one.write(file)
    assert file.stat().st_mode & 0o077 == 0
    settings = RawConfigParser()
    settings.read(file)
    assert settings["server"]["listen"] == "http://127.0.0.1:8096"
    assert settings["moderation"].getboolean("enabled")
    assert settings["general"]["host"].split() == ["http://a/", "http://b/"]
    assert settings["admin"]["password"] == one.password != other.password
