"""Windows that other programs' pictures of the screen do not show. The platforms that can are not here: stand-ins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from provesvar_gui.ui.system import CaptureGuard, exclude_on, keep_out


class System:
    """Remembers which windows it was asked to keep out."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.able = True

    def exclude(self, handle: int) -> bool:
        self.asked.append(handle)
        return self.able


@pytest.fixture
def system(qapp: QApplication) -> Iterator[System]:
    yield System()
    for guard in qapp.findChildren(CaptureGuard):
        qapp.removeEventFilter(guard)
        delete(guard)


def shown(qtbot: QtBot, widget: QWidget) -> int:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return int(widget.winId())


@pytest.mark.hazard("S45")
def test_each_window_dialog_and_list_and_those_that_are_there_already(qtbot: QtBot, qapp: QApplication, system: System) -> None:
    window = QWidget()
    before = shown(qtbot, window)
    assert keep_out(qapp, system.exclude)
    assert before in system.asked
    for widget in (QWidget(), QDialog(), QMenu()):
        assert shown(qtbot, widget) in system.asked


class User32:
    """Windows' own: takes what its release knows."""

    def __init__(self, known: tuple[int, ...]) -> None:
        self.known = known
        self.asked: list[int] = []

    def SetWindowDisplayAffinity(self, _handle: Any, how: int) -> bool:
        self.asked.append(how)
        return how in self.known


@pytest.mark.parametrize(("known", "asked", "done"), [((0x11, 1), [0x11], True), ((1,), [0x11, 1], True), ((), [0x11, 1], False)])
def test_windows_and_an_old_one(known: tuple[int, ...], asked: list[int], done: bool) -> None:
    user32 = User32(known)
    exclude = exclude_on("win32", lambda _name: user32)
    assert exclude is not None
    assert exclude(4711) is done
    assert user32.asked == asked
