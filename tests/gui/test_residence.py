"""A window that is closed to the tray: locked first, no patient kept; and when it ends the program instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.drill import DrillQuestion
from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.tray import Tray, TrayController
from tests.gui.fakes import DOCTOR, KARI, Bench, make_bench
from tests.gui.hands import answered, click, label, press, sheets, showing, type_form
from tests.gui.lock.kit import is_locked, unlock, visible
from tests.window_settings import window_settings

SETTINGS = window_settings(prod=True, ui__tray=True)


class FakeTray(Tray):
    there = True
    shown = False

    def available(self) -> bool:
        return self.there

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False


class Home:
    def __init__(self, bench: Bench) -> None:
        self.bench, self.window, self.tray, self.ends = bench, bench.window, FakeTray(), 0
        self.residence = TrayController(self.window, lambda: self.tray, end=self._end)
        self.residence.use(SETTINGS)

    def _end(self) -> None:
        self.ends += 1

    @property
    def away(self) -> bool:
        return not self.window.isVisible() and not self.window.closed and self.tray.shown


@pytest.fixture
def home(qtbot: QtBot) -> Iterator[Home]:
    home = Home(make_bench(qtbot))
    yield home
    home.residence.session_ends()  # so that the window can be closed


def no_patient(home: Home) -> bool:
    desk = home.window.controller.desk
    return (
        desk.empty
        and desk.results.lookup is None
        and not home.window.form.patient.line.text()
        and not home.bench.view.text.text()
    )


@pytest.mark.hazard("S26")
@pytest.mark.parametrize("key", [Table.HELP, Table.CALL, Table.KEYS])
def test_where_nobody_is_logged_in_no_page_stays_behind(home: Home, key: Table) -> None:
    home.window.open_page(key)
    DrillQuestion(home.window).open_page()
    home.window.close()
    assert home.away
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []
    home.window.come_forward()
    assert sheets(home.window) == []


@pytest.mark.hazard("S26")
def test_over_results_it_is_locked_and_wiped_before_it_is_hidden(home: Home) -> None:
    answered(home.bench)
    home.window.close()
    assert home.away
    assert is_locked(home.bench)
    assert no_patient(home)
    home.tray.openAsked.emit()
    assert home.window.isVisible()
    assert not home.tray.shown
    assert is_locked(home.bench)
    assert visible(home.bench, "lockCover") is not None
    unlock(home.bench)
    assert not is_locked(home.bench)
    assert not showing(home.bench)
    assert label(home.bench, "statusWhat").startswith("The patient was cleared when the window was closed")


@pytest.mark.hazard("S26")
def test_a_login_that_waits_is_given_up_and_one_that_comes_all_the_same_finds_the_window_locked(home: Home) -> None:
    type_form(home.bench, KARI)
    press(Qt.Key.Key_Return)
    login = home.bench.bridge.last("login")
    home.window.close()
    assert home.away
    assert login.cancel_asked
    login.succeed(DOCTOR)
    home.window.come_forward()
    assert home.window.controller.desk.session is None or is_locked(home.bench)
    assert not home.bench.bridge.named("lookup")
    login.cancelled.emit()
    click(home.bench, "loginButton")
    assert home.bench.bridge.last("login") is not login


@pytest.mark.parametrize("how", ["key", "menu", "session"])
def test_the_program_ends_by_key_menu_and_session(home: Home, how: str) -> None:
    answered(home.bench)
    if how == "key":
        press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    elif how == "menu":
        home.window.close()
        assert not home.window.closed
        home.tray.quitAsked.emit()
    else:
        home.residence.session_ends()
        home.window.close()
    assert home.window.closed
    assert not home.tray.shown
    assert home.ends == (how != "session")
    assert QApplication.quitOnLastWindowClosed()


def test_without_a_tray_it_closes(home: Home) -> None:
    home.tray.there = False
    home.window.close()
    assert home.window.closed
    assert QApplication.quitOnLastWindowClosed()


@pytest.mark.hazard("S26")
def test_the_icon_says_nothing_but_what_the_program_is(home: Home) -> None:
    answered(home.bench)
    opened: list[bool] = []
    home.tray.openAsked.connect(lambda: opened.append(True))
    menu = home.tray.contextMenu()
    assert [action.text() for action in menu.actions()] == ["&Open Prøvesvar", "&Quit"]
    menu.actions()[0].trigger()
    assert opened == [True]
    assert home.tray.toolTip() == "Prøvesvar"
