"""Nothing that a checker says is lost on the way to the test that judges it."""

from __future__ import annotations

import pytest

from .tools import program, run

pytestmark = pytest.mark.conformance


def test_a_program_that_exits_at_once_is_heard_to_the_end() -> None:
    """Node's ``process.exit`` drops what a pipe has not yet taken."""
    answer = run(
        program("node"),
        "-e",
        'process.stdout.write("x".repeat(1e6) + "END"); process.exit(3)',
    )
    assert answer.stdout.endswith("xEND")
    assert len(answer.stdout) == 1_000_003
    assert answer.returncode == 3
