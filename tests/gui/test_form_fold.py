"""A narrow window: the form gives its room to results, and is back as soon as anything asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import answered, click, find, log_out, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def narrow(qtbot: QtBot) -> Bench:
    bench = make_bench(qtbot)
    bench.window.resize(1000, 700)
    return bench


def folded(bench: Bench) -> bool:
    assert bench.window.fold.folded != bench.window.form.isVisible()
    return bench.window.fold.folded


def test_results_take_the_room_of_the_form_in_a_narrow_window(narrow: Bench) -> None:
    assert not folded(narrow)
    answered(narrow)
    assert folded(narrow)
    assert QApplication.focusWidget() is find(narrow, "reportList")
    press(Key.Key_F7)
    assert not folded(narrow)
    assert QApplication.focusWidget() is narrow.window.form.patient.line
    press(Key.Key_F7)
    assert folded(narrow)


def test_a_wide_window_keeps_the_form_until_the_key_is_pressed(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    bench.window.resize(1300, 800)
    press(Key.Key_F7)
    assert not folded(bench), "without results there is nothing to give the room to"
    answered(bench)
    assert not folded(bench)
    press(Key.Key_F7)
    assert folded(bench)


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_F4, Key.Key_F6, Key.Key_F8])
def test_whatever_needs_the_form_brings_it_back(narrow: Bench, key: Key) -> None:
    answered(narrow)
    press(key)
    assert not folded(narrow)


def test_the_rail_and_a_scan_bring_it_back(narrow: Bench) -> None:
    answered(narrow)
    click(narrow, "formRail")
    assert not folded(narrow)
    press(Key.Key_F7)
    assert folded(narrow)
    narrow.window.scanner.scanned.emit("13896900263")
    assert not folded(narrow)


def test_logout_brings_it_back(narrow: Bench) -> None:
    answered(narrow)
    log_out(narrow)
    assert not folded(narrow)


def test_typing_while_the_answer_comes_is_not_disturbed(narrow: Bench) -> None:
    answered(narrow)
    press(Key.Key_F2)
    QTest.keyClick(narrow.window.form.patient.line, Key.Key_End)
    narrow.window.area.settled.emit()
    assert not folded(narrow)
