"""Keys that were typed into a list and come once it is closed, as X11 hands them on: they are for what has the focus now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from provesvar_gui.ui.form.organisation_picker import OrganisationPicker
from provesvar_gui.ui.form.role_picker import RolePicker
from tests.gui.fakes import ORGANISATIONS, make_bench
from tests.gui.hands import Key, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, organisations=ORGANISATIONS)


def role_of(bench: Bench) -> RolePicker:
    (picker,) = bench.window.findChildren(RolePicker)
    return picker


def boxes(bench: Bench) -> QComboBox:
    (picker,) = bench.window.findChildren(OrganisationPicker)
    (box,) = picker.findChildren(QComboBox)
    return box


def found_and_left(bench: Bench) -> QWidget:
    """Type a role, leave with Tab; the list of what was found, closed now."""
    press(Key.Key_F4)
    press(Key.Key_L)
    press(Key.Key_E)
    popup = role_of(bench).combo.popup
    assert popup.isVisible()
    QTest.keyClick(popup, Key.Key_Tab)
    assert not popup.isVisible()
    assert QApplication.focusWidget() is boxes(bench)
    assert role_of(bench).code == "LE"
    return popup


def test_the_next_key_after_tab_chooses_no_other_role(bench: Bench) -> None:
    handle = found_and_left(bench).windowHandle()
    QTest.keyClick(handle, Key.Key_Down)
    assert role_of(bench).code == "LE"
    assert boxes(bench).currentIndex() == 0
    QTest.keyClick(handle, Key.Key_F2)  # a key of the window
    assert bench.window.focusWidget() is bench.window.form.patient.line
    assert role_of(bench).code == "LE"


def test_a_closed_list_that_is_made_active_gives_the_focus_back_to_where_it_was(bench: Bench, qtbot: QtBot) -> None:
    popup = found_and_left(bench)
    told: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _old, new: told.append(new))
    with qtbot.waitSignal(application.focusWindowChanged, check_params_cb=lambda window: window is popup.windowHandle()):
        popup.windowHandle().requestActivate()
    bench.window.activateWindow()  # as the X server does, a little later
    qtbot.waitUntil(lambda: QApplication.activeWindow() is bench.window and QApplication.focusWidget() is boxes(bench))
    assert role_of(bench).combo not in told
    QTest.keyClick(popup.windowHandle(), Key.Key_Down)
    assert role_of(bench).code == "LE"
    assert boxes(bench).currentIndex() == 0


def test_opened_again_the_list_takes_keys_as_before(bench: Bench) -> None:
    found_and_left(bench)
    press(Key.Key_F4)
    press(Key.Key_A)
    popup = role_of(bench).combo.popup
    assert popup.isVisible()
    QTest.keyClick(popup.windowHandle(), Key.Key_Down)
    QTest.keyClick(popup.windowHandle(), Key.Key_Return)
    assert not popup.isVisible()
    assert role_of(bench).code not in ("", "LE")
    assert QApplication.focusWidget() is role_of(bench).combo
