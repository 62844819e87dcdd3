"""Qt itself: what it quotes, how it is imported, how it is frozen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import __version_info__

from provesvar_gui.ui.qt_setup import without_quotes
from tests.unit.repository.tools import ROOT


@pytest.mark.hazard("S88")
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('QPdf: cannot open "/srv/x/Nordmann Kari.pdf" for writing', "QPdf: cannot open [quoted] for writing"),
        ("QFile: /srv/x/Nordmann Kari.pdf", "QFile: [quoted]"),
        ("QWidgetWindow(0x1, name='Nordmann Kari')", "QWidgetWindow(0x1, name=[quoted])"),
        ('left open: "Nordmann', "left open: [quoted]"),
        (r"D:\share\x\Nordmann Kari.pdf (denied)", "[quoted](denied)"),
        ("file:///srv/x/Nordmann Kari.pdf", "[quoted]"),
        ("This plugin does not support propagateSizeHints()", "This plugin does not support propagateSizeHints()"),
        ("QObject::connect(A, B): invalid 3/4", "QObject::connect(A, B): invalid 3/4"),
    ],
)
def test_what_qt_quotes_is_left_out(said: str, kept: str) -> None:
    assert without_quotes(said) == kept


_SAID = """
import builtins, linecache, sys
from provesvar_gui.ui.qt_setup import leave_sources_alone
{act}
import PySide6.QtWidgets, provesvar_gui.results.text
print(sorted(name for name in linecache.cache if "results" in name))
"""


def said(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_no_source_is_read() -> None:
    assert said(_SAID.format(act="leave_sources_alone()")) == "[]"


@pytest.mark.skipif(
    __version_info__ < (6, 10, 3), reason="PySide6 6.8.3, 6.9 and 6.10.0 read none of the modules that come after"
)
def test_pyside_reads_sources_otherwise() -> None:
    """If not, ``leave_sources_alone`` is not needed any more."""
    assert "results" in said(_SAID.format(act=""))


def made(archive: Path) -> Path:
    """In a process of its own: it loads Qt."""
    subprocess.run([sys.executable, str(ROOT / "packaging/frozen/support.py"), str(archive)], check=True, timeout=60)
    return archive
