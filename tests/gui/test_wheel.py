"""The wheel changes no role, no organisation, and nothing else that is chosen: it scrolls what lies around a closed list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QFileDialog, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import ORGANISATIONS, make_bench
from tests.gui.hands import Key, press, view_of
from tests.gui.lock.kit import settle
from tests.gui.lock.test_keys_in_dialogs import OPENED, dialogs
from tests.gui.opening_kit import CONTROL, panel_up, restricted

SHIFT = Qt.KeyboardModifier.ShiftModifier
Control = QComboBox | QAbstractSpinBox | QAbstractSlider


def controls() -> list[Control]:
    """Everything in any window of the program that has a value and that Qt turns by the wheel."""
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
    found: set[object] = {(value(control), QApplication.focusWidget())}
    for notches in (-1, 1, 2, -1, -5, 5):
        turn(control, notches)
        found.add((value(control), QApplication.focusWidget()))
    return found


def tried() -> dict[str, set[object]]:
    return {each.objectName(): turned(each) for each in controls() if each.isVisible()}


def changed(found: dict[str, set[object]]) -> dict[str, set[object]]:
    return {name: values for name, values in found.items() if len(values) > 1}


@pytest.mark.hazard("H6.10")
def test_no_role_and_no_organisation(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, organisations=ORGANISATIONS)
    form = bench.window.form
    form.role.take("LE")
    form.organisation.take(ORGANISATIONS[0].orgnr)
    for picker in (form.role, form.organisation):
        for focused in (form.patient.line, picker.line):
            focused.setFocus()
            for notches in (-1, 1, 1):
                turn(picker.line, notches)
                assert (form.role.code, form.organisation.code) == ("LE", ORGANISATIONS[0].orgnr)


@pytest.mark.hazard("H6.10")
def test_nothing_in_the_window(qtbot: QtBot) -> None:
    bench = restricted(make_bench(qtbot, make_view=default_view), reports=14)
    settle(bench)
    bench.window.controller.change()
    bench.window.form.organisation.set_organisations(ORGANISATIONS)
    QApplication.processEvents()
    view = view_of(bench)
    found: dict[str, set[object]] = {**tried()}
    bench.window.controller.back()
    settle(bench)
    for place in range(view.panes.tabs.count()):
        view.panes.turn_to(place)
        QApplication.processEvents()
        found |= tried()
    press(Key.Key_F, CONTROL | SHIFT)  # the filters
    found |= tried()
    press(Key.Key_Escape)
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
    found |= tried()
    untried = {each.objectName() for each in controls() if bench.window.isAncestorOf(each)} - found.keys()
    assert not untried, "open the page that it is on, so that it is tried"
    assert not changed(found)


@pytest.mark.hazard("H6.10")
@pytest.mark.parametrize("name", OPENED)
def test_nothing_in_any_dialog(qtbot: QtBot, name: str) -> None:
    bench = make_bench(qtbot)
    OPENED[name](bench)
    QApplication.processEvents()
    (dialog,) = dialogs(bench)
    found = tried()
    own = {each.objectName() for each in controls() if dialog.isAncestorOf(each)}
    assert isinstance(dialog, QFileDialog) or own <= found.keys(), "show it, so that it is tried"
    assert not changed(found)
