"""The program's mark: what lies beside the drawings is what they show, and the windows have it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QImageReader
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.qt_setup import set_window_icon
from tests.unit.repository.tools import ROOT, tool

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
def test_windows_have_the_icon_of_their_profile(practice: bool, mark: str) -> None:
    set_window_icon(practice=practice)
    icon = QGuiApplication.windowIcon()
    for size in (16, 24, 32, 48, 64, 128):
        assert most_apart(icon.pixmap(size, size).toImage(), drawn.draw(mark, size)) <= 2
