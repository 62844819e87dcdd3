"""Imports after Qt is there: PySide6 reads no source. In processes of their own, since this one has imported long ago."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6 import __version_info__

_SAID = """
import builtins, linecache, sys
from provesvar_gui.ui.qt_imports import leave_sources_alone
{act}
import PySide6.QtWidgets, provesvar_gui.results.text
print(sorted(name for name in linecache.cache if "provesvar_gui" in name))
"""


def said(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_no_source_is_read() -> None:
    assert said(_SAID.format(act="leave_sources_alone()")) == "[]"


@pytest.mark.skipif(
    __version_info__ < (6, 10, 3), reason="PySide6 6.8.3, 6.9 and 6.10.0 read none of the modules that come after"
)
def test_pyside_reads_sources_otherwise() -> None:
    """If not, ``qt_imports`` is not needed any more."""
    assert "results" in said(_SAID.format(act=""))


def test_once_is_enough_and_another_way_of_importing_is_left_alone() -> None:
    program = """
import builtins
from provesvar_gui.ui.qt_imports import leave_sources_alone
leave_sources_alone()
ours = builtins.__import__
leave_sources_alone()
assert builtins.__import__ is ours
def other(*given, **named):
    return ours(*given, **named)
builtins.__import__ = other
leave_sources_alone()
assert builtins.__import__ is other
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import *
print(QLabel.__name__, QPushButton.__name__)
"""
    assert said(program) == "QLabel QPushButton"
