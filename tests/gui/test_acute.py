"""AKUTT takes one act more than the other two, and no prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from provesvar_gui.patient.access import AccessBasis
from tests.gui.fakes import KARI, Bench
from tests.gui.hands import Key, click, find, label, press
from tests.gui.opening_kit import (
    panel_up,
    real,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return real(qtbot)


def test_akutt_takes_one_act_more_on_the_form(bench: Bench) -> None:
    line = bench.window.form.patient.line
    QTest.keyClicks(line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    bench.window.form.role.set_code("LE")
    bench.window.form.role.chosen.emit("LE")
    assert find(bench, "basisAkuttWarning").isVisible()
    assert "once more" in label(bench, "basisAkuttConfirm")
    press(Key.Key_Return)
    assert bench.bridge.named("login") == []
    assert "once more" in bench.window.form.progress.text
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 1
    confirm_label = bench.window.findChild(QLabel, "basisAkuttConfirm")
    assert confirm_label is not None
    assert not confirm_label.isVisible()


@pytest.mark.parametrize("how", ["letter", "click", "space"])
def test_akutt_is_confirmed_by_the_same_act_again(bench: Bench, how: str) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    assert isinstance(button, QAbstractButton)
    for unsure in (True, False):
        match how:
            case "letter":
                press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
            case "click":
                QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center() / 4)
            case _:
                button.setFocus()
                press(Key.Key_Space)
        assert bench.window.form.basis.basis is AccessBasis.AKUTT
        assert bench.window.controller.desk.form.acute_unsure is unsure
        if unsure:  # whichever of them it was, it is named
            said = label(bench, "basisAkuttConfirm")
            assert "click" in said
            assert "Alt+A" in said


def test_a_double_click_is_one_act(bench: Bench) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    at = button.rect().center() / 4
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.form.acute_unsure


def test_a_basis_that_is_shown_again_by_the_program_confirms_nothing(qtbot: QtBot) -> None:
    bench = real(qtbot, direct_elevated=True)
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    click(bench, "basisForhoyetSamtykke")  # refused for now: nobody is logged in
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.form.acute_unsure
    assert not panel_up(bench)
