"""A clinician's preferences, set by key, wheel or page: in force at once, and kept; a lock of the policy holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.settings.settings import SettingOrigin
from provesvar_gui.ui import theme
from provesvar_gui.ui.admin.settings import SettingsDialog
from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.preferences import SIZES
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.panes import Panes
from provesvar_gui.ui.theme import DARK, LIGHT
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import Key, page_of, part, press
from tests.window_settings import window_settings

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot, dressed: QApplication) -> Bench:
    del dressed  # as it was, after the test
    return make_bench(qtbot)


def kept(qtbot: QtBot, bench: Bench) -> object:
    qtbot.waitUntil(lambda: bool(bench.bridge.named("prefer")))
    return bench.bridge.last("prefer").given["changes"]


def turn_wheel(bench: Bench, modifiers: Qt.KeyboardModifier) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    turned = QPoint(0, 120)
    at = QPointF(600, 300)
    wheel = QWheelEvent(at, at, QPoint(), turned, Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(handle, wheel)


def test_control_and_plus_or_the_wheel_make_everything_larger_to_twice_and_back(qtbot: QtBot, bench: Bench) -> None:
    press(Key.Key_Plus, CONTROL)
    assert theme.text_size() == 1.1
    turn_wheel(bench, CONTROL)
    assert theme.text_size() == 1.25
    for _ in range(9):
        press(Key.Key_Plus, CONTROL)
    assert theme.text_size() == 2.0
    assert kept(qtbot, bench) == {"ui.text_size": 200}
    for _ in range(len(SIZES)):
        press(Key.Key_Minus, CONTROL)
    assert theme.text_size() == 1.0


def opened(qtbot: QtBot, bench: Bench) -> SettingsDialog:
    press(Key.Key_Comma, CONTROL)
    return page_of(qtbot, bench, SettingsDialog)


def choice(dialog: SettingsDialog, name: str) -> QRadioButton:
    return part(dialog, QRadioButton, name)


def test_the_page_begins_with_what_a_clinician_sets_and_shows_what_is_in_force(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench)
    shown = {"language_nb", "text_size_100", "scheme_system", "start_view_overview"}
    assert {each.objectName() for each in dialog.findChildren(QRadioButton) if each.isChecked()} == shown
    assert all(each.visibleRegion() for each in dialog.findChildren(QRadioButton))
    turn_wheel(bench, CONTROL)
    assert choice(dialog, "text_size_110").isChecked()


def test_a_choice_is_in_force_at_once_and_kept(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench)
    choice(dialog, "scheme_dark").click()
    assert theme.current() is DARK
    choice(dialog, "scheme_light").click()
    assert theme.current() is LIGHT
    choice(dialog, "start_view_table").click()
    assert kept(qtbot, bench) == {"ui.scheme": "light", "ui.start_view": "table"}


def test_what_the_administrator_has_decided_can_be_read_only(qtbot: QtBot, bench: Bench) -> None:
    settings = bench.window.settings
    values = settings.values._replace(origins={"ui.text_size": SettingOrigin.POLICY})
    bench.window.use_settings(settings._replace(values=values))
    press(Key.Key_Plus, CONTROL)
    assert theme.text_size() == 1.0
    dialog = opened(qtbot, bench)
    assert not choice(dialog, "text_size_200").isEnabled()
    assert choice(dialog, "scheme_dark").isEnabled()
    assert any(label.text() == "Locked by your administrator" for label in dialog.findChildren(QLabel))


def test_what_could_not_be_kept_is_said_and_holds_until_the_end(qtbot: QtBot, bench: Bench) -> None:
    press(Key.Key_Plus, CONTROL)
    kept(qtbot, bench)
    bench.bridge.last("prefer").fail(AppError(ErrorCode.SETTINGS_UNREADABLE))
    assert "could not be saved" in bench.window.controller.status.hint
    assert theme.text_size() == 1.1


def test_results_begin_with_the_view_that_is_preferred(qtbot: QtBot) -> None:
    panes = Panes(Style(), window_settings(ui__start_view="reports"))
    qtbot.addWidget(panes)
    assert panes.tabs.currentIndex() == panes.place_of(Table.REPORTS)
    panes.turn_to(panes.place_of(Table.TABLE))
    panes.clear()
    assert panes.tabs.currentIndex() == panes.place_of(Table.REPORTS)
    panes.take_settings(window_settings())
    panes.clear()
    assert panes.tabs.currentIndex() == panes.place_of(Table.OVERVIEW)
