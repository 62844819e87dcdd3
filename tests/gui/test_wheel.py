"""The wheel changes no role, no organisation, and nothing else that is chosen: it scrolls what lies around a closed list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.settings.rules import OrganisationEntry
from provesvar_gui.ui.lock.proofs import PinField
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import ORGANISATIONS, make_bench
from tests.gui.hands import Key, press, view_of
from tests.gui.lock.kit import settle
from tests.gui.lock.test_keys_in_dialogs import OPENED, dialogs
from tests.gui.opening_kit import CONTROL, panel_up, restricted

SHIFT = Qt.KeyboardModifier.ShiftModifier
Control = QComboBox | QAbstractSpinBox | QAbstractSlider | QLineEdit


def controls() -> list[Control]:
    """Everything in any window of the program that has a value: what Qt turns by the wheel, and the program's own lists."""
    return [
        each
        for top in QApplication.topLevelWidgets()
        for each in [top, *top.findChildren(QWidget)]
        if isinstance(each, Control) and not isinstance(each, QScrollBar)
    ]


def value(control: Control) -> object:
    if isinstance(control, QComboBox):
        return control.currentIndex(), control.currentText()
    return control.value() if isinstance(control, QAbstractSlider) else control.text()


def turn(widget: QWidget, notches: int) -> None:
    """One notch after the other over the middle of it, by way of the windowing system."""
    top = widget.window()
    at = widget.mapTo(top, widget.rect().center())
    for _ in range(abs(notches)):
        QTest.wheelEvent(top.windowHandle(), QPointF(at), QPoint(0, 120 if notches > 0 else -120))


def turned(control: Control) -> set[object]:
    """Its values, and what has the focus, from before on while the wheel is turned over it both ways."""
    found: set[object] = set()
    for notches in (0, -1, 1, 2, -1, -5, 5):
        turn(control, notches)
        found.add((value(control), QApplication.focusWidget()))
    return found


def tried() -> set[Control]:
    """All within reach, none of which the wheel changes."""
    over = QApplication.activePopupWidget()
    found = {each for each in controls() if each.isVisible() and (over is None or over.isAncestorOf(each))}
    changed = {each.objectName(): values for each in found if len(values := turned(each)) > 1}
    assert not changed
    return found


@pytest.mark.hazard("H6.10")
def test_nothing_in_the_window(qtbot: QtBot) -> None:
    bench = restricted(make_bench(qtbot, make_view=default_view), reports=14)
    settle(bench)
    bench.window.controller.change()
    form, view, found = bench.window.form, view_of(bench), set[Control]()
    form.organisation.set_organisations([OrganisationEntry(each.orgnr, each.name) for each in ORGANISATIONS])
    form.organisation.take(ORGANISATIONS[0].orgnr)
    QApplication.processEvents()
    for field in (form.patient, form.role, form.organisation):
        field.line.setFocus()
        found |= tried()
    assert (form.role.code, form.organisation.code) == ("LE", ORGANISATIONS[0].orgnr)
    bench.window.controller.back()
    settle(bench)
    for place in range(view.panes.tabs.count()):
        view.panes.turn_to(place)
        QApplication.processEvents()
        found |= tried()
    press(Key.Key_F, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)  # the filters
    found |= tried()
    press(Key.Key_Escape)
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
    found |= tried()
    press(Key.Key_A)
    found |= tried()
    own = {each for each in controls() if bench.window.isAncestorOf(each) and not isinstance(each, PinField)}
    assert own <= found, "open the page that it is on, so that it is tried"


@pytest.mark.hazard("H6.10")
@pytest.mark.parametrize("name", OPENED)
def test_nothing_in_any_dialog(qtbot: QtBot, name: str) -> None:
    bench = make_bench(qtbot)
    OPENED[name](bench)
    QApplication.processEvents()
    (dialog,) = dialogs(bench)
    found = tried()
    press(Key.Key_Tab, CONTROL)  # to the other page of the settings
    found |= tried()
    own = {each for each in controls() if dialog.isAncestorOf(each)}
    assert name == "file" or own <= found, "show it, so that it is tried"
