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


class Desktop:
    def __init__(self, bench: Bench) -> None:
        self.bench, self.window, self.tray, self.ends = bench, bench.window, FakeTray(), 0
        self.controller = TrayController(self.window, lambda: self.tray, end=self._end)
        self.controller.use(SETTINGS)

    def _end(self) -> None:
        self.ends += 1

    @property
    def in_tray(self) -> bool:
        return not self.window.isVisible() and not self.window.closed and self.tray.shown


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    desktop = Desktop(make_bench(qtbot))
    yield desktop
    desktop.controller.session_ends()  # so that the window can be closed


def no_patient(desktop: Desktop) -> bool:
    desk = desktop.window.controller.desk
    return (
        desk.empty
        and desk.results.lookup is None
        and not desktop.window.form.patient.line.text()
        and not desktop.bench.view.text.text()
    )


@pytest.mark.hazard("S26")
@pytest.mark.parametrize("key", [Table.HELP, Table.CALL, Table.KEYS])
def test_where_nobody_is_logged_in_no_page_stays_behind(desktop: Desktop, key: Table) -> None:
    desktop.window.open_page(key)
    DrillQuestion(desktop.window).open_page()
    desktop.window.close()
    assert desktop.in_tray
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []
    desktop.window.come_forward()
    assert sheets(desktop.window) == []


@pytest.mark.hazard("S26")
def test_over_results_it_is_locked_and_wiped_before_it_is_hidden(desktop: Desktop) -> None:
    answered(desktop.bench)
    desktop.window.close()
    assert desktop.in_tray
    assert is_locked(desktop.bench)
    assert no_patient(desktop)
    desktop.tray.openAsked.emit()
    assert desktop.window.isVisible()
    assert not desktop.tray.shown
    assert is_locked(desktop.bench)
    assert visible(desktop.bench, "lockCover") is not None
    unlock(desktop.bench)
    assert not is_locked(desktop.bench)
    assert not showing(desktop.bench)
    assert label(desktop.bench, "statusWhat").startswith("The patient was cleared when the window was closed")


@pytest.mark.hazard("S26")
def test_a_login_that_waits_is_given_up_and_one_that_comes_all_the_same_finds_the_window_locked(desktop: Desktop) -> None:
    type_form(desktop.bench, KARI)
    press(Qt.Key.Key_Return)
    login = desktop.bench.bridge.last("login")
    desktop.window.close()
    assert desktop.in_tray
    assert login.cancel_asked
    login.succeed(DOCTOR)
    desktop.window.come_forward()
    assert desktop.window.controller.desk.session is None or is_locked(desktop.bench)
    assert not desktop.bench.bridge.named("lookup")
    login.cancelled.emit()
    click(desktop.bench, "loginButton")
    assert desktop.bench.bridge.last("login") is not login


@pytest.mark.parametrize("how", ["key", "menu", "session"])
def test_the_program_ends_by_key_menu_and_session(desktop: Desktop, how: str) -> None:
    answered(desktop.bench)
    if how == "key":
        press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    elif how == "menu":
        desktop.window.close()
        assert not desktop.window.closed
        desktop.tray.quitAsked.emit()
    else:
        desktop.controller.session_ends()
        desktop.window.close()
    assert desktop.window.closed
    assert not desktop.tray.shown
    assert desktop.ends == (how != "session")
    assert QApplication.quitOnLastWindowClosed()


def test_without_a_tray_it_closes(desktop: Desktop) -> None:
    desktop.tray.there = False
    desktop.window.close()
    assert desktop.window.closed
    assert QApplication.quitOnLastWindowClosed()


@pytest.mark.hazard("S26")
def test_the_icon_says_nothing_but_what_the_program_is(desktop: Desktop) -> None:
    answered(desktop.bench)
    opened: list[bool] = []
    desktop.tray.openAsked.connect(lambda: opened.append(True))
    menu = desktop.tray.contextMenu()
    assert [action.text() for action in menu.actions()] == ["&Open Prøvesvar", "&Quit"]
    menu.actions()[0].trigger()
    assert opened == [True]
    assert desktop.tray.toolTip() == "Prøvesvar"
