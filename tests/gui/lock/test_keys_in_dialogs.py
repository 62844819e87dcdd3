"""To lock, to clear, to keep: from every dialog of the program, menu and list, and during the warning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.drill import DrillQuestion
from provesvar_gui.ui.keys import Key as Table
from tests.gui.fakes import KARI, Bench, FakeMaintenance
from tests.gui.hands import sheets, showing
from tests.gui.lock.kit import Key, after, handle, is_locked, reading, told_of_kari, visible


def dialogs(bench: Bench) -> list[QWidget]:
    windows = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
    return [*sheets(bench.window), *(each for each in windows if each.isVisible())]


def by_key(key: Table) -> Callable[[Bench], None]:
    return lambda bench: bench.window.press(key)


def file_dialog(bench: Bench) -> None:
    dialog: QDialog = QFileDialog(bench.window)
    dialog.open()


OPENED = {
    "guide": by_key(Table.HELP),
    "keys": by_key(Table.KEYS),
    "card": by_key(Table.CALL),
    "settings": by_key(Table.SETTINGS),
    "self-check": by_key(Table.SELF_CHECK),
    "journal": by_key(Table.JOURNAL),
    "assistant": lambda bench: SetupDialog(bench.bridge, FakeMaintenance, bench.window).open_page(),
    "drill": lambda bench: DrillQuestion(bench.window).open_page(),
    "file": file_dialog,
}


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return reading(qtbot)


def in_front(bench: Bench, name: str) -> QWindow:
    OPENED[name](bench)
    QApplication.processEvents()
    (opened,) = dialogs(bench)
    opened.activateWindow()
    window = opened.window().windowHandle()
    assert window is not None
    assert QApplication.focusWindow() is window
    return window


@pytest.mark.hazard("S20")
@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_F8])
@pytest.mark.parametrize("name", OPENED)
def test_from_a_dialog(bench: Bench, name: str, key: Key) -> None:
    QTest.keyClick(in_front(bench, name), key)
    assert is_locked(bench) is (key is Key.Key_F10)
    assert bench.window.controller.desk.empty is (key is Key.Key_F8)
    assert told_of_kari() == []
    assert not dialogs(bench) or (key is Key.Key_F8 and name == "file")


@pytest.mark.hazard("H7.10", "S20")
def test_what_the_ehr_closes_is_kept_from_the_guide_over_its_cover_too(bench: Bench) -> None:
    bench.window.closing.close_asked(KARI, "", session=False)
    QTest.keyClick(in_front(bench, "guide"), Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert showing(bench)


@pytest.mark.hazard("S20")
def test_the_lock_key_locks_during_the_warning_too(bench: Bench) -> None:
    guide = in_front(bench, "guide")
    after(bench, 105)
    assert visible(bench, "lockWarning") is not None
    QTest.keyClick(guide, Key.Key_F10)
    assert is_locked(bench)


def menu(bench: Bench) -> QWidget:
    shown = QMenu(bench.window)
    shown.addAction("of the patient's")
    shown.popup(bench.window.mapToGlobal(QPoint(300, 300)))
    QApplication.processEvents()
    return shown


def roles(bench: Bench) -> QWidget:
    role = bench.window.form.role
    bench.window.controller.change()
    role.line.setFocus()
    QTest.keyClick(role.line, Key.Key_Down)
    return role.list


@pytest.mark.hazard("S20")
@pytest.mark.parametrize("over", [menu, roles])
@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_F8])
def test_from_a_menu_or_a_list_that_is_open(bench: Bench, over: Callable[[Bench], QWidget], key: Key) -> None:
    shown = over(bench)
    assert shown.isVisible()
    QTest.keyClick(handle(bench), key)
    assert not shown.isVisible()
    assert is_locked(bench) is (key is Key.Key_F10)
    assert told_of_kari() == []
