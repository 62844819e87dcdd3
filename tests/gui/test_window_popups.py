"""A list that is open swallows no key of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.form.organisation_picker import OrganisationPicker
from provesvar_gui.ui.form.role_picker import RolePicker
from tests.gui.fakes import KARI, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import Key, chosen, find, press, type_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench


LISTS = ["completer", "roles", "organisations"]


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, organisations=ORGANISATIONS)


def combo(bench: Bench, name: str) -> QComboBox:
    found = find(bench, name)
    assert isinstance(found, QComboBox)
    return found


def open_list(bench: Bench, which: str) -> QAbstractItemView:
    """As the keyboard does it."""
    form = bench.window.form
    if which == "completer":
        form.role.combo.setFocus()
        QTest.keyClicks(form.role.combo, "s")
        popup = form.role.combo.popup
    else:
        box = combo(bench, "rolePicker" if which == "roles" else "organisationPicker")
        box.setFocus()
        QTest.keyClick(box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        popup = box.view()
    assert popup.isVisible()
    return popup


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("key", ["F2", "Alt+A", "Alt+O", "F4"])
def test_a_key_of_the_window_closes_the_list_and_does_its_work(bench: Bench, which: str, key: str) -> None:
    form = bench.window.form
    popup = open_list(bench, which)
    alt = Qt.KeyboardModifier.AltModifier
    match key:
        case "F2":
            QTest.keyClick(popup, Key.Key_F2)
        case "F4":
            QTest.keyClick(popup, Key.Key_F4)
        case "Alt+A":
            QTest.keyClick(popup, Key.Key_A, alt)
        case _:
            QTest.keyClick(popup, Key.Key_O, alt)
    assert not popup.isVisible()
    if key == "Alt+A":
        assert chosen(bench) is AccessBasis.AKUTT
    else:
        wanted = {"F2": form.patient.line, "F4": form.role.combo, "Alt+O": form.organisation.combo}[key]
        assert QApplication.focusWidget() is wanted


@pytest.mark.parametrize("which", LISTS)
def test_enter_in_a_list_takes_the_choice_or_goes_on_to_the_form(bench: Bench, which: str) -> None:
    type_form(bench)
    combo(bench, "organisationPicker").setCurrentIndex(0)
    if which == "completer":
        combo(bench, "rolePicker").lineEdit().selectAll()  # type: ignore[union-attr]  # editable
    popup = open_list(bench, which)
    if which != "completer":
        QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert not popup.isVisible()
    assert bench.bridge.named("login") == []  # a choice that nobody has seen is not sent
    if which == "organisations":
        assert combo(bench, "organisationPicker").currentIndex() == 1
    elif which == "completer":
        assert bench.window.form.role.code == "SP"
    if which != "completer":
        popup = open_list(bench, which)
        QTest.keyClick(popup, Key.Key_Return)
        assert not popup.isVisible()
    else:
        press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 1


def test_enter_with_an_open_list_of_no_use_is_told(bench: Bench) -> None:
    form = bench.window.form
    QTest.keyClicks(form.patient.line, KARI)
    press(Key.Key_U, Qt.KeyboardModifier.AltModifier)
    form.role.combo.setFocus()
    QTest.keyClicks(form.role.combo, "Vet")
    QTest.keyClick(form.role.combo.popup, Key.Key_Return)
    assert not form.role.combo.popup.isVisible()
    assert "cannot be used here" in form.role.head.wrong
    assert QApplication.focusWidget() is form.role.combo


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


@pytest.mark.hazard("H6.8")
def test_the_next_key_after_tab_chooses_no_other_role(bench: Bench) -> None:
    handle = found_and_left(bench).windowHandle()
    QTest.keyClick(handle, Key.Key_Down)
    assert role_of(bench).code == "LE"
    assert boxes(bench).currentIndex() == 0
    QTest.keyClick(handle, Key.Key_F2)  # a key of the window
    assert bench.window.focusWidget() is bench.window.form.patient.line
    assert role_of(bench).code == "LE"


@pytest.mark.hazard("H6.8")
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
