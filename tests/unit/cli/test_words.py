"""The text of a failed command: the event, the place, and the next step; and the end at a closed pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from provesvar_gui.cli.run import error_lines
from provesvar_gui.errors import AppError, ErrorCode


def test_without_a_network_there_is_advice_and_no_bare_yes_or_no() -> None:
    error = AppError(ErrorCode.NO_NETWORK, "ConnectError at sts.example", params={"host": "sts.example", "sent": "no"})
    what, do = error_lines(error)
    assert what == "no-network: ConnectError at sts.example"
    assert "--self-check" in do


def test_every_wrong_setting_has_a_line() -> None:
    other = AppError(ErrorCode.SETTINGS_UNREADABLE, "no such file", params={"file": "/srv/nei.toml", "kind": "absent"})
    error = AppError(ErrorCode.SETTINGS_INVALID, "ui.language: x", params={"file": "/x", "line": "2"}, also=(other,))
    assert [*error_lines(error)][:-1] == [
        "settings-invalid: ui.language: x (/x, 2)",
        "settings-unreadable: no such file (/srv/nei.toml)",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_closed_pipe_ends_the_command_quietly() -> None:
    """As ``--export-journal | head`` does: no words, and no complaint of the interpreter at its exit."""
    code = "from provesvar_gui.cli.output import end_with_the_reader, say; end_with_the_reader(); input(); say('x')"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, complaints = process.communicate(b"\n", timeout=30)
    assert (process.returncode, complaints) == (-signal.SIGPIPE, b"")
