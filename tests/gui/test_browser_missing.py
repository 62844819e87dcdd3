"""No browser comes: that is said until something changes, however often and fast somebody presses Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from provesvar_gui.helseid.model import LoginProgress, LoginStep
from tests.gui.fakes import make_bench
from tests.gui.hands import label, press, type_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NO_BROWSER = LoginProgress(step=LoginStep.BROWSER, browser_url="http://localhost/x", browser_started=False)


def test_a_second_enter_at_once_does_not_take_the_message_away(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, confirm_guard_ms=3_600_000)
    type_form(bench)
    press(Qt.Key.Key_Return)
    bench.bridge.last("login").progressed.emit(NO_BROWSER)
    assert label(bench, "statusWhat") == "The browser could not be started."
    press(Qt.Key.Key_Return)
    assert bench.window.area.banner.isVisible()
    assert label(bench, "statusWhat") == "The browser could not be started."


def test_a_later_one_tries_once_more(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    type_form(bench)
    press(Qt.Key.Key_Return)
    bench.bridge.last("login").progressed.emit(NO_BROWSER)
    press(Qt.Key.Key_Return)
    again = bench.bridge.last("open_login_page")
    again.succeed(False)
    assert label(bench, "statusWhat") == "The browser could not be started."
