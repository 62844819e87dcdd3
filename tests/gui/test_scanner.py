"""A synthetic scanner in every state of focus: keys through the windowing system's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.domain.access import AccessBasis
from tests.gui.fakes import KARI, OLA, ORGANISATIONS, Bench, make_bench

FAST, SLOW = 0.012, 0.150

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FOCUS = [
    "patientField", "basisSamtykke", "basisAkutt", "roleText", "organisationPicker", "lookupButton", "loginButton", "helpButton",
    "reportList",
]  # fmt: skip


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = make_bench(qtbot, organisations=ORGANISATIONS)
    made.window.area._stack.setCurrentWidget(made.view)
    return made


def press(bench: Bench, text: str, *, gap: float, key: Qt.Key | None = None) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    for character in text:
        bench.clock[0] += gap
        QTest.keyClick(handle, Qt.Key(ord(character.upper())))
    if key is not None:
        bench.clock[0] += gap
        QTest.keyClick(handle, key)


def focus(bench: Bench, name: str) -> QWidget:
    widget = bench.window.findChild(QWidget, name)
    assert widget is not None
    widget.setFocus()
    assert QApplication.focusWidget() is not None
    return widget


@pytest.mark.parametrize("name", FOCUS)
@pytest.mark.parametrize("suffix", [None, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_goes_to_the_patient_field_whole(bench: Bench, name: str, suffix: Qt.Key | None) -> None:
    bench.window.form.patient.line.set_number("018969001")
    focus(bench, name)
    press(bench, KARI, gap=FAST, key=suffix)
    form = bench.window.form
    assert form.patient.line.text() == "138969 00263"
    assert form.role.combo.currentText() == ""
    assert form.organisation.combo.currentIndex() == -1
    assert bench.bridge.named("login") == []
    assert form.basis.basis is None
    expected = form.patient.line if suffix is None else form.basis.focusProxy()
    assert QApplication.focusWidget() is expected


def test_the_suffix_of_a_scan_never_arms(bench: Bench) -> None:
    form = bench.window.form
    form.role.set_code("LE")
    form.role.chosen.emit("LE")
    form.organisation.set_orgnr(ORGANISATIONS[0].orgnr)
    form.basis.choose(AccessBasis.AKUTT)
    press(bench, KARI, gap=FAST, key=Qt.Key.Key_Return)
    assert not bench.window.controller.desk.armed
    press(bench, "", gap=SLOW, key=Qt.Key.Key_Return)  # a hand's Enter, later
    assert bench.window.controller.desk.armed


@pytest.mark.parametrize("name", ["patientField", "roleText"])
def test_typing_is_no_scan(bench: Bench, name: str) -> None:
    focus(bench, name)
    press(bench, KARI, gap=SLOW)
    form = bench.window.form
    if name == "patientField":
        assert form.patient.line.text() == "138969 00263"
    else:
        assert form.patient.line.text() == ""


def test_a_held_digit_is_let_through(bench: Bench, qtbot: QtBot) -> None:
    focus(bench, "roleText")
    press(bench, "42", gap=FAST)
    assert bench.window.form.role.combo.currentText() == ""
    qtbot.waitUntil(lambda: bench.window.form.role.combo.currentText() == "42")
    assert bench.window.form.patient.line.text() == ""


def test_a_short_burst_then_another_key_keeps_the_order(bench: Bench) -> None:
    focus(bench, "roleText")
    press(bench, "42x", gap=FAST)
    assert bench.window.form.role.combo.currentText() == "42x"


def test_two_scans_do_not_mix(bench: Bench) -> None:
    focus(bench, "lookupButton")
    press(bench, OLA, gap=FAST)
    press(bench, KARI[0], gap=SLOW)
    press(bench, KARI[1:], gap=FAST)
    assert bench.window.form.patient.line.text() == "138969 00263"


def test_a_scan_reaches_the_window_behind_the_help(bench: Bench, qtbot: QtBot) -> None:
    bench.window._help()
    dialog = bench.window.findChild(QWidget, "helpDialog")
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    handle = dialog.windowHandle()
    assert handle is not None
    for character in KARI:
        bench.clock[0] += FAST
        QTest.keyClick(handle, Qt.Key(ord(character.upper())))
    assert bench.window.form.patient.line.text() == "138969 00263"
