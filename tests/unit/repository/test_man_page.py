"""The manual page has every option of the program, as the program has it, and no other."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess

import pytest

from provesvar_gui.cli import client, journal, output
from provesvar_gui.options import command
from tests.unit.repository.tools import tool

PAGE = str(tool("man_page.py").page(datetime.date(2026, 11, 25)))
SPOKEN = PAGE.replace(r"\-", "-").replace(r"\&", "")


def test_every_option_has_an_entry_with_its_own_words() -> None:
    parser, _ = command()
    shown = [action for action in parser._actions if action.help != "==SUPPRESS=="]
    assert len(shown) > 15
    for action in shown:
        heading = ", ".join(f"\\fB{name}\\fR" for name in action.option_strings)
        entry = SPOKEN.split(f".TP\n{heading}", 1)[1].split("\n.", 1)[0]
        assert str(action.help)[1:] in entry
        assert action.nargs == 0 or str(action.metavar or (action.choices and "|".join(action.choices))) in entry


def test_it_names_no_option_that_is_not_there() -> None:
    parser, _ = command()
    known = {name for action in parser._actions if action.help != "==SUPPRESS==" for name in action.option_strings}
    assert set(re.findall(r"(?<!\w)--[a-z][a-z-]+", SPOKEN)) <= known


def test_it_has_every_exit_status() -> None:
    section = PAGE.split(".SH EXIT STATUS", 1)[1].split(".SH ", 1)[0]
    named = set(map(int, re.findall(r"^\.TP\n\.B (\d+)$", section, re.MULTILINE)))
    used = {0, 1, 2}
    for module in (client, journal, output):
        used |= {value for name, value in vars(module).items() if name.isupper() and name[0] != "_" and isinstance(value, int)}
    assert {3, 4, 5, 6, 7, 141} <= used
    assert named == used


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not here")
def test_a_man_reader_finds_no_fault() -> None:
    said = subprocess.run(["mandoc", "-Tlint", "-Wwarning"], input=PAGE, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")
