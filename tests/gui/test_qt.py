"""Qt as the program sets it up: what it quotes, how it is imported and frozen, and the program's mark on its windows."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QImageReader
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import qt_setup
from provesvar_gui.ui.qt_setup import log_messages, set_window_icon
from tests.unit.repository.tools import ROOT, tool


@pytest.fixture(autouse=True)
def logged() -> Iterator[None]:
    before = qInstallMessageHandler(None)
    qt_setup._logged.clear()
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
from provesvar_gui.ui.qt_setup import restore_import
restore_import()
import PySide6.QtWidgets, provesvar_gui.results.text
print(sorted(name for name in linecache.cache if "results" in name))
"""


def test_no_source_is_read() -> None:
    done = subprocess.run([sys.executable, "-c", _SAID], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


drawn = tool("render_icons.py")


@pytest.fixture
def no_mark(qtbot: QtBot) -> Iterator[None]:
    yield
    QGuiApplication.setWindowIcon(QIcon())


def most_apart(one: QImage, other: QImage) -> int:
    """The greatest difference of any channel, 0 to 255: two versions of Qt may round otherwise."""
    assert one.size() == other.size()
    kind = QImage.Format.Format_ARGB32_Premultiplied
    one, other = one.convertedTo(kind), other.convertedTo(kind)  # held: their bits go with them
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


@pytest.mark.parametrize("mark", drawn.MARKS)
def test_windows_file_holds_every_size_as_it_is_drawn(qtbot: QtBot, mark: str) -> None:
    path = ROOT / "resources/icons" / f"{mark}.ico"
    assert struct.unpack("<HHH", path.read_bytes()[:6]) == (0, 1, len(drawn.ICO_SIZES))
    reader = QImageReader(str(path))
    for number, size in enumerate(drawn.ICO_SIZES):
        assert reader.jumpToImage(number)
        assert most_apart(reader.read(), drawn.draw(mark, size)) <= 2


@pytest.mark.usefixtures("no_mark")
@pytest.mark.parametrize(("practice", "mark"), [(False, "provesvar"), (True, "provesvar-practice")])
def test_the_windows_have_it(practice: bool, mark: str) -> None:
    set_window_icon(practice=practice)
    icon = QGuiApplication.windowIcon()
    for size in (16, 24, 32, 48, 64, 128):
        assert most_apart(icon.pixmap(size, size).toImage(), drawn.draw(mark, size)) <= 2
