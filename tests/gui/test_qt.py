"""Qt itself: what it quotes, how it is imported, how it is frozen."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from provesvar_gui.ui.qt_setup import log_messages

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def logged() -> Iterator[None]:
    before = qInstallMessageHandler(None)
    log_messages()
    yield
    qInstallMessageHandler(before)


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
def test_what_qt_quotes_is_left_out(said: str, kept: str, caplog: pytest.LogCaptureFixture) -> None:
    qWarning(said)
    assert caplog.messages == [kept]


def test_what_qt_says_of_each_row_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    for number in range(3):
        qWarning(f'Could not find accessible on path: "/org/a11y/atspi/accessible/{number}"')
    qWarning("and something else")
    assert caplog.messages == ["Could not find accessible on path: [quoted]", "and something else"]


_SAID = """
import linecache
from provesvar_gui.ui.qt_setup import leave_sources_alone
leave_sources_alone()
import PySide6.QtWidgets, provesvar_gui.results.text
print(sorted(name for name in linecache.cache if "results" in name))
"""


def test_no_source_is_read() -> None:
    done = subprocess.run([sys.executable, "-c", _SAID], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
