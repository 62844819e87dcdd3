"""A patient's number that is copied out of its field: kept out of histories, and gone again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest

from provesvar_gui.ui.form.patient_field import NumberEdit
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import Key, answered

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier
HINT = "x-kde-passwordManagerHint"


def by_key(line: NumberEdit) -> None:
    QTest.keyClick(line, Key.Key_C, CONTROL)


def by_menu(line: NumberEdit) -> None:
    menu = line.make_menu()
    action = menu.findChild(QAction, "edit-copy")
    assert action is not None
    action.trigger()
    menu.deleteLater()


@pytest.mark.parametrize("copy", [by_key, by_menu])
def test_a_copied_number_is_marked_and_goes_after_a_while(qtbot: QtBot, copy: Callable[[NumberEdit], None]) -> None:
    clipboard = QGuiApplication.clipboard()
    line = NumberEdit()
    qtbot.addWidget(line)
    line.clipboard_seconds = 0.05
    line.set_number(KARI)
    line.selectAll()
    copy(line)
    assert clipboard.text() == "138969 00263"
    assert clipboard.mimeData().hasFormat(HINT)
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_cutting_takes_it_out_of_the_line_too(qtbot: QtBot) -> None:
    line = NumberEdit()
    qtbot.addWidget(line)
    line.set_number(KARI)
    line.selectAll()
    QTest.keyClick(line, Key.Key_X, CONTROL)
    assert line.text() == ""
    assert QGuiApplication.clipboard().mimeData().hasFormat(HINT)


@pytest.mark.parametrize("end", ["clear", "log_out"])
def test_it_goes_with_the_patient(qtbot: QtBot, end: str) -> None:
    bench: Bench = make_bench(qtbot)
    answered(bench)
    line = bench.window.form.patient.line
    line.selectAll()
    by_key(line)
    assert QGuiApplication.clipboard().text() == "138969 00263"
    getattr(bench.window.controller, end)()
    assert QGuiApplication.clipboard().text() == ""
