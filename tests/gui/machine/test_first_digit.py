"""The next paint after the first changed digit, and a scanner in every place that can have the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.machine import reading
from tests.gui.machine.service import Kind, marks_in
from tests.gui.machine.test_machine import WindowMachine
from tests.gui.machine.user import CONTROL, Key

KARI, OLA = "13896900263", "01896900052"
VIEWS = [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5]


@pytest.fixture
def machine(qapp: QApplication) -> Iterator[WindowMachine]:
    made = WindowMachine()
    made.user.window.resize(1600, 900)  # so that in every view something of the patient is read
    made.ask_and_be_answered(number=KARI, person="a", kind=Kind.PARTLY)
    made.holds()
    yield made
    made.user.leave()


class Order(QObject):
    """Notes at each paint what can be read then."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.events: list[str] = []
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.UpdateRequest:
            self.events.append("old results" if marks_in(reading.on_screen()) else "nothing old")
        return False


@pytest.mark.hazard("H1.2", "S1")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_3])
def test_the_paint_after_the_first_changed_digit_shows_nothing_old(machine: WindowMachine, view: Qt.Key, key: Qt.Key) -> None:
    user = machine.user
    user.key(view, CONTROL)
    user.settle()
    assert marks_in(reading.on_screen())
    user.key(Key.Key_F2)
    user.key(Key.Key_End)
    user.settle()
    order = Order(user.window)
    user.key(key)
    user.until(lambda: order.events)
    assert set(order.events) == {"nothing old"}
    assert not user.wrongs


def prepare(machine: WindowMachine) -> None:
    """The results of the first patient again, without a look-up."""
    user = machine.user
    if user.click("backButton"):
        machine.holds()
    assert user.form().digits == KARI
    assert marks_in(reading.on_screen())


@pytest.mark.hazard("H1.4")
@pytest.mark.parametrize("view", VIEWS)
def test_a_scan_with_the_focus_anywhere_in_any_view(machine: WindowMachine, view: Qt.Key) -> None:
    user = machine.user
    for place in range(200):
        prepare(machine)
        user.key(view, CONTROL)
        user.settle()
        found = user.focusable()
        if place >= len(found):
            break
        scan_at(machine, found[place])
    assert place > 15


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_scan_with_the_focus_anywhere_while_the_panel_is_up(machine: WindowMachine, steps: int) -> None:
    user = machine.user
    for place in range(200):
        prepare(machine)
        user.key(Key.Key_O, CONTROL)
        machine.holds()
        assert user.panel_up
        if steps > 0:
            machine.ground(letter="A")
        if steps > 1:
            machine.reason(digit="2", at_once=False)
        machine.holds()
        found = user.focusable()
        if place >= len(found):
            break
        scan_at(machine, found[place])
    assert place > 5


def scan_at(machine: WindowMachine, widget: QWidget) -> None:
    """Nothing is asked, nothing is opened, the number is whole, and nothing old stands beside it."""
    name, asked = widget.objectName(), len(machine.service.requests)
    widget.setFocus()
    machine.scan_now(OLA, Key.Key_Return)
    machine.holds()
    assert machine.user.form().digits == OLA, name
    assert len(machine.service.requests) == asked, name
    assert not machine.user.panel_up, name
