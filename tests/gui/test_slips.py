"""Keys that mean something else than the hand thought: what they leave alone, and what they ask first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from provesvar_gui.patient.access import AccessBasis
from tests.gui.fakes import KARI, OLA, Bench
from tests.gui.hands import Key, answered, chosen, click, find, label, press


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_a_letter_leaves_a_whole_number_and_its_results_alone(bench: Bench) -> None:
    answered(bench)
    press(Key.Key_F7)
    line = bench.window.form.patient.line
    assert line.selectedText() == line.text()
    press(Key.Key_K)
    press(Key.Key_Space)
    assert line.text().replace(" ", "") == KARI
    assert bench.window.controller.desk.same_number
    press(Key.Key_3)
    assert line.text() == "3"


def test_a_text_that_is_too_long_is_told_and_leaves_the_results_alone(bench: Bench) -> None:
    answered(bench)
    press(Key.Key_F7)
    QGuiApplication.clipboard().setText("x" * 344_000)
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bench.window.form.patient.line.text().replace(" ", "") == KARI
    assert bench.window.controller.desk.same_number
    assert "too long to be a number" in label(bench, "patientMessage")
    press(Key.Key_Tab)
    assert label(bench, "patientMessage") == ""


@pytest.mark.parametrize("way", ["another number", "cleared", "shown again"])
def test_tab_from_the_number_never_passes_by_the_basis(bench: Bench, way: str) -> None:
    answered(bench)
    if way == "cleared":
        press(Key.Key_F8)
    else:
        press(Key.Key_F2)
    if way != "shown again":
        QTest.keyClicks(bench.window.form.patient.line, OLA)
        assert chosen(bench) is None
    press(Key.Key_Tab)
    assert focused() == ("basisAkutt" if way == "shown again" else "basisSamtykke")
    press(Key.Key_Tab)
    assert focused().startswith("role")
    press(Key.Key_Backtab)
    press(Key.Key_Backtab)
    assert focused() == "patientField"


@pytest.mark.parametrize("role", [True, False])
def test_enter_goes_to_the_card_that_has_to_be_confirmed(bench: Bench, role: bool) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    if role:
        bench.window.form.role.set_code("LE")
        bench.window.form.role.chosen.emit("LE")
    press(Key.Key_F4)
    press(Key.Key_Return)
    assert focused() == "basisAkutt"
    assert find(bench, "confirmAcuteButton").isVisible()
    assert "Alt+A" in label(bench, "basisLine")
    assert bench.bridge.named("login") == []
    press(Key.Key_Return)
    assert not find(bench, "confirmAcuteButton").isVisible()
    assert "Not confirmed" not in label(bench, "basisLine")
    assert len(bench.bridge.named("login")) == 1  # without a role too: who logs in has one


@pytest.mark.parametrize("how", ["letter", "click", "space", "button"])
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
            case "button" if not unsure:
                click(bench, "confirmAcuteButton")
            case _:
                button.setFocus()
                press(Key.Key_Space)
        assert bench.window.form.basis.basis is AccessBasis.AKUTT
        assert bench.window.controller.desk.form.acute_unsure is unsure
        assert find(bench, "confirmAcuteButton").isVisible() is unsure


@pytest.mark.hazard("H6.2")
def test_a_double_click_is_one_act(bench: Bench) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    at = button.rect().center() / 4
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.form.acute_unsure
