"""Errors of the command line: no number that may be a patient's, and a helpful text."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys

import pytest

from provesvar_gui.cli.run import error_lines
from provesvar_gui.command_line import parse
from provesvar_gui.errors import AppError, ErrorCode


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    return capsys.readouterr().err.rpartition("error: ")[2].strip()


COMMANDS = [
    ["--self-check"], ["--import-client", "x.json"], ["--remove-client"], ["--provision-machine", "x.json"], ["--rotate-key"],
    ["--check-journal"], ["--export-journal"], ["--patient-from-stdin"],
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(COMMANDS, 2)))
def test_one_thing_at_a_time(capsys: pytest.CaptureFixture[str], one: list[str], other: list[str]) -> None:
    assert parse(one).headless is (one[0] != "--patient-from-stdin")
    assert said(capsys, *one, *other) == f"argument {other[0]}: not allowed with argument {one[0]}"


@pytest.mark.parametrize("value", ["tull", "01020312345", "2026-13-01"])
def test_a_time_is_said_how_to_write(capsys: pytest.CaptureFixture[str], value: str) -> None:
    text = said(capsys, "--export-journal", "--since", value)
    assert text == "argument --since: not a time: write it like 2026-11-25 or 2026-11-25T13:00"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("01020312345", "[number]"),
        ("010203 12345", "[number]"),
        ("01.02.03-12345 and more", "[number] and more"),
        ("2026-11-2501020312345", "[number]"),
        ("01020312345-2026-11-25", "[number]"),
        ("2003-02-01 12345", "[number]"),
        ("2003-02-01", "[number]"),  # a day of birth
        ("x12345 6789012y", "x[number]y"),
    ],
)
def test_a_number_is_not_repeated_and_no_word_is_swallowed(capsys: pytest.CaptureFixture[str], typed: str, shown: str) -> None:
    assert said(capsys, typed) == f"unrecognized arguments: {shown}"


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
def test_whoever_reads_may_go() -> None:
    """As ``--export-journal | head`` does: no words, and no complaint of the interpreter at its exit."""
    code = "from provesvar_gui.cli.output import end_with_the_reader, say; end_with_the_reader(); input(); say('x')"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, complaints = process.communicate(b"\n", timeout=30)
    assert (process.returncode, complaints) == (-signal.SIGPIPE, b"")
