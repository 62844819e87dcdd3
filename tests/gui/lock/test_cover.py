"""What the cover leaves on the screen and in the reach of a screen reader: nothing of the patient. And who may lift it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from provesvar_gui.ui.lock.surroundings import take_number_back
from provesvar_gui.ui.messages import Words
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.fakes import DOCTOR, KARI, OLA, Bench, result_of
from tests.gui.hands import sent
from tests.gui.lock.kit import (
    NAMES,
    NURSE,
    Key,
    after,
    is_locked,
    locked,
    press,
    reading,
    reading_for_real,
    settle,
    told_of_kari,
    unlock,
    visible,
)
from tests.gui.opening_kit import opened, panel_up, real, restricted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

pytestmark = [
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),  # the offscreen platform says so of any window
    pytest.mark.qt_log_ignore("does not support raise"),
    pytest.mark.qt_log_ignore("does not support grabbing"),
]
CONTROL = Qt.KeyboardModifier.ControlModifier


def said(bench: Bench) -> str:
    label = visible(bench, "lockSaid")
    return label.text() if isinstance(label, QLabel) else ""


def view_of(bench: Bench) -> ResultsView:
    view = bench.window.area.prepare()
    assert isinstance(view, ResultsView)
    return view


def test_nothing_of_the_patient_in_any_text_and_all_of_it_back(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    view_of(bench).taker.copy_all()
    view_of(bench).taker.read_aloud()
    settle(bench)
    bench.window.area.banner.say(Words(what="x", do=""), service_text=f"about {KARI}")
    assert NAMES
    assert set(told_of_kari()) >= {KARI[:6] + " " + KARI[6:], *NAMES}
    press(bench, Key.Key_F10)
    assert told_of_kari() == []
    assert DOCTOR.name in told_by_cover(bench)
    unlock(bench)
    settle(bench)
    assert set(told_of_kari()) >= {KARI[:6] + " " + KARI[6:], *NAMES, "Kalium"}
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert len(bench.bridge.named("lookup")) == 1, "nothing is asked again"


def told_by_cover(bench: Bench) -> str:
    cover = visible(bench, "lockCover")
    assert cover is not None
    assert cover.geometry() == bench.window.rect()
    return "\n".join(label.text() for label in cover.findChildren(QLabel))


def test_back_at_the_same_place(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    view = view_of(bench)
    press(bench, Key.Key_3, CONTROL)
    settle(bench)
    for _ in range(3):
        press(bench, Key.Key_Down)
    report = view.panes.reports.shown
    focused = QApplication.focusWidget()
    assert report is not None
    scroll = view.panes.reports.detail.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    down = scroll.value()
    assert down > 0
    press(bench, Key.Key_F10)
    unlock(bench)
    settle(bench)
    qtbot.waitUntil(lambda: scroll.value() == down)
    assert view.panes.tabs.currentIndex() == 2
    assert view.panes.reports.shown == report
    assert QApplication.focusWidget() is focused


def test_every_window_list_and_menu_goes(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    press(bench, Key.Key_F1)
    press(bench, Key.Key_J, CONTROL)
    modal = QDialog(bench.window, modal=True)
    QLabel(KARI, modal)
    modal.show()
    menu = QMenu(bench.window)
    menu.addAction(KARI)
    menu.popup(bench.window.pos())
    after(bench, 120)
    assert is_locked(bench)
    others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not bench.window]
    assert others == []
    assert QApplication.activePopupWidget() is None


def test_what_was_opened_ends_for_good(qtbot: QtBot) -> None:
    bench = opened(real(qtbot))
    press(bench, Key.Key_F10)
    assert bench.bridge.last("stop_opening").given["why"] == "locked"
    bar = bench.window.findChild(QWidget, "openedBar")
    assert bar is not None
    unlock(bench)
    settle(bench)
    assert not bar.isVisible()
    assert bench.window.controller.desk.opened is None
    result = view_of(bench)._result
    assert result is not None
    assert not result.basis.elevated


def test_an_opening_that_is_about_to_be_confirmed_must_begin_again(qtbot: QtBot) -> None:
    bench = restricted(real(qtbot))
    press(bench, Key.Key_O, CONTROL)
    assert panel_up(bench)
    press(bench, Key.Key_F10)
    unlock(bench)
    settle(bench)
    assert not panel_up(bench)
    press(bench, Key.Key_O, CONTROL)
    assert panel_up(bench), "what was reported is still true"


@pytest.mark.parametrize("dialog", ["printDialog", "pdfDialog"])
def test_nothing_is_printed_or_saved_behind_the_cover(qtbot: QtBot, dialog: str) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_P if dialog == "printDialog" else Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: bench.window.findChild(QDialog, dialog) is not None)
    asked = bench.window.findChild(QDialog, dialog)
    assert asked is not None
    after(bench, 120)
    assert is_locked(bench)
    assert not asked.isVisible()
    assert view_of(bench).taker.job is None


def test_no_key_gets_behind_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    cover = bench.window.lock.cover
    before = len(bench.bridge.tasks)
    keys = [
        Key.Key_F1, Key.Key_F2, Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F9, Key.Key_F10, Key.Key_F11, Key.Key_F12,
        Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape, Key.Key_A, Key.Key_Down, Key.Key_Left,
    ]  # fmt: skip
    for key in keys:
        press(bench, key)
        assert_behind_the_cover(bench)
    for key in (Key.Key_F, Key.Key_P, Key.Key_S, Key.Key_T, Key.Key_O, Key.Key_J, Key.Key_C, Key.Key_1, Key.Key_3):
        press(bench, key, CONTROL)
        assert_behind_the_cover(bench)
    assert len(bench.bridge.tasks) == before
    assert cover.isVisible()
    assert is_locked(bench)
    assert KARI not in QGuiApplication.clipboard().text()


def assert_behind_the_cover(bench: Bench) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert bench.window.lock.cover.isAncestorOf(focused), focused.objectName()
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not bench.window]


@pytest.mark.parametrize("suffix", [None, Key.Key_Return, Key.Key_Tab])
def test_a_scan_at_the_cover_does_nothing(qtbot: QtBot, suffix: Qt.Key | None) -> None:
    bench = locked(qtbot)
    before = len(bench.bridge.tasks)
    bench.clock[0] += 10
    for digit in OLA:
        bench.clock[0] += 0.012
        press(bench, Qt.Key(ord(digit)))
    if suffix is not None:
        bench.clock[0] += 0.012
        press(bench, suffix)
    assert len(bench.bridge.tasks) == before, "its Enter does not press the button"
    bench.clock[0] += 10
    unlock(bench)
    assert bench.window.form.patient.line.text() == "138969 00263"


@pytest.mark.parametrize("text", [OLA, KARI, "abc", None])
def test_a_hand_over_at_the_cover_does_nothing_and_tells_nothing(qtbot: QtBot, text: str | None) -> None:
    bench = locked(qtbot)
    assert bench.window.hand_over(text) is None
    bench.window.come_forward()
    assert_behind_the_cover(bench)
    unlock(bench)
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert bench.window.controller.desk.offered is None


def test_what_runs_is_stopped_and_what_it_still_brings_is_not_shown(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    press(bench, Key.Key_F2)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("lookup")
    number = sent(bench)
    press(bench, Key.Key_F10)
    assert task.cancel_asked
    task.succeed(result_of(number))
    assert not bench.window.area.results_visible


def test_the_login_asks_for_a_new_authentication(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    assert bench.bridge.last("login").given["force"] is True
    count = len(bench.bridge.named("login"))
    press(bench, Key.Key_Return)
    assert len(bench.bridge.named("login")) == count, "no second one"


def test_somebody_else_finds_a_clean_window(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    unlock(bench, NURSE)
    settle(bench)
    assert not is_locked(bench)
    assert told_of_kari() == []
    desk = bench.window.controller.desk
    assert desk.empty
    assert (desk.basis, desk.role_code, desk.owner) == (None, "", NURSE.subject)
    assert view_of(bench)._result is None
    assert not bench.window.area.banner.isVisible()


def test_not_anew_is_not_accepted_and_that_login_goes(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    unlock(bench, replace(DOCTOR, fresh=False))
    assert is_locked(bench)
    assert bench.bridge.named("logout"), "it would open the window for whoever was there before"
    assert "HelseID" in said(bench)
    assert bench.window.controller.desk.session is None
    unlock(bench)
    assert not is_locked(bench)
    assert bench.window.area.results_visible
    assert bench.window.controller.desk.session is not None


def test_a_failed_or_cancelled_login_leaves_everything_as_it_is(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").fail(AppError(ErrorCode.NO_NETWORK))
    assert is_locked(bench)
    assert said(bench)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")
    task.progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url="http://127.0.0.1:1/x"))
    assert visible(bench, "unlockAgainButton") is not None
    press(bench, Key.Key_Escape)
    assert task.cancel_asked
    assert visible(bench, "unlockProgress") is None
    assert is_locked(bench)
    assert bench.window.controller.desk.session is not None
    unlock(bench)
    assert bench.window.area.results_visible
    assert not bench.bridge.named("logout")


def test_a_login_that_succeeds_while_it_is_cancelled_is_ended(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")  # its coroutine has run to its end here
    press(bench, Key.Key_Escape)
    task.cancelled.emit()
    assert bench.bridge.named("logout")
    assert is_locked(bench)


def test_the_session_may_end_behind_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert is_locked(bench)
    unlock(bench)
    assert bench.window.area.results_visible
    assert bench.window.controller.desk.session is not None


def test_results_outlive_their_session_but_not_behind_the_cover_for_nobody(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    after(bench, 120)
    assert is_locked(bench)
    after(bench, 480)
    assert not is_locked(bench), "wiped, and nobody is logged in: there is nothing left to lock"
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.role_code == ""


def leave(bench: Bench) -> None:
    button = visible(bench, "lockLeaveButton")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def clear(bench: Bench) -> None:
    press(bench, Key.Key_F8)


def test_not_me_logs_out(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    leave(bench)
    assert bench.bridge.named("logout")
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.window.form.patient.line.text() == ""
    focused = QApplication.focusWidget()
    assert focused is bench.window.form.patient.line


def test_the_clear_key_clears_behind_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    clear(bench)
    assert is_locked(bench)
    assert bench.window.controller.desk.empty
    assert_behind_the_cover(bench)
    unlock(bench)
    assert bench.window.form.patient.line.text() == ""
    assert not bench.window.area.results_visible


@pytest.mark.parametrize("act", [leave, clear])
def test_nothing_is_left_of_it(qtbot: QtBot, act: Callable[[Bench], None]) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    act(bench)
    assert told_of_kari() == []
    assert view_of(bench)._result is None


def test_a_number_that_is_half_typed_comes_back_as_it_was(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.window.form.patient.line.setFocus()
    bench.window.form.patient.line.selectAll()
    for digit in "0189":
        bench.clock[0] += 0.3
        press(bench, Qt.Key(ord(digit)))
    press(bench, Key.Key_F10)
    assert bench.window.form.patient.line.text() == ""
    unlock(bench)
    assert bench.window.form.patient.line.text() == "0189"
    assert not bench.window.area.results_visible, "hidden before, hidden after"


class Clipboard:
    """As on a desktop that shares what is selected; the offscreen platform says that nothing there is ours."""

    def __init__(self, text: str, *, ours: bool) -> None:
        self._text, self._ours, self.selected = text, ours, ours

    def ownsClipboard(self) -> bool:
        return self._ours

    def ownsSelection(self) -> bool:
        return self._ours

    def supportsSelection(self) -> bool:
        return True

    def text(self) -> str:
        return self._text

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard, /) -> None:
        if mode is QClipboard.Mode.Selection:
            self.selected = False
        else:
            self._text = ""


@pytest.mark.parametrize(
    ("text", "ours", "left"),
    [("138969 00263", True, ""), (KARI, False, KARI), ("018969 00052", True, "018969 00052")],
)
def test_a_number_copied_by_hand_is_taken_back(text: str, ours: bool, left: str) -> None:
    clipboard = Clipboard(text, ours=ours)
    take_number_back(KARI, clipboard)
    assert clipboard.text() == left
    assert not clipboard.selected


def test_a_small_window_has_room_for_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.window.resize(853, 480)
    cover = bench.window.lock.cover
    assert cover.size() == bench.window.size()
    for name in ("unlockButton", "lockLeaveButton", "lockTitle", "lockWho"):
        widget = visible(bench, name)
        assert widget is not None
        assert cover.rect().contains(widget.geometry().translated(widget.parentWidget().pos()))  # type: ignore[union-attr]  # it has one
