"""Errors of the command line: no number that may be a patient's, and a helpful text."""

from __future__ import annotations

import itertools

import pytest

from provesvar_gui.command_line import parse


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
