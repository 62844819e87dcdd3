"""What whoever comes back is told, and what is only counted as a use of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.platform.session_lock import Fact
from tests.gui.fakes import KARI, OLA, Bench, make_bench
from tests.gui.hands import view_of
from tests.gui.lock.kit import (
    CONTROL,
    NURSE,
    Key,
    after,
    handle,
    is_locked,
    locked,
    press,
    reading,
    reading_for_real,
    said,
    settle,
    told_of_kari,
    unlock,
    visible,
)
from tests.gui.session_lock.kit import Machine, at
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


class Painted(QObject):
    """What stood in the patient's field each time that it was painted, and what the system had been told by then."""

    def __init__(self, bench: Bench, machine: Machine) -> None:
        super().__init__(bench.window)
        self._line, self._machine = bench.window.form.patient.line, machine
        self.seen: list[tuple[str, list[str]]] = []
        self._line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() is QEvent.Type.Paint:
            self.seen.append((self._line.text(), list(self._machine.told)))
        return False


# --- cleared, and why -----------------------------------------------------------------------------------------------------------


def typed(qtbot: QtBot) -> Bench:
    """A number, and nobody is logged in."""
    bench = make_bench(qtbot)
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    bench.window.lock.used()
    return bench


@pytest.mark.parametrize(
    ("locks", "why"),
    [
        (lambda bench: press(bench, Key.Key_F10), "nobody was logged in"),
        (lambda bench: after(bench, 120), "for a while"),
    ],
    ids=["key", "clock"],
)
def test_a_number_of_nobodys_is_cleared_and_why(qtbot: QtBot, locks: Callable[[Bench], None], why: str) -> None:
    bench = typed(qtbot)
    locks(bench)
    assert bench.window.form.patient.line.text() == ""
    assert why in said(bench, "statusWhat")


def test_by_the_systems_lock_and_the_frame_that_stands_meanwhile_is_empty(qtbot: QtBot) -> None:
    bench = typed(qtbot)
    machine = at(bench)
    painted = Painted(bench, machine)
    machine.says(Fact.SLEEPING)
    assert painted.seen[:1] == [("", [])], "painted before the machine is told that it may sleep"
    assert machine.told[:1] == ["covered"]
    assert "computer" in said(bench, "statusWhat")


def test_by_the_clear_key_at_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_F8)
    assert is_locked(bench)
    after(bench, 700)
    assert "F8" in said(bench, "statusWhat"), "and not that nobody had used the window"
    assert "login was ended" in said(bench, "statusDo")


def test_who_was_only_logged_in_is_told_of_no_patient(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_F8)
    unlock(bench)
    press(bench, Key.Key_Escape)
    press(bench, Key.Key_F10)
    after(bench, 700)
    assert "login was ended" in said(bench, "statusWhat")
    assert said(bench, "statusDo") == ""


def test_somebody_else_is_told_nothing(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.window.hand_over(OLA)
    press(bench, Key.Key_F8)
    unlock(bench, NURSE)
    assert said(bench, "statusWhat") == ""


# --- handed over meanwhile ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [OLA, KARI, "abc", None])
def test_that_a_patient_was_handed_over_is_told_afterwards_and_not_which(qtbot: QtBot, text: str | None) -> None:
    bench = locked(qtbot)
    assert bench.window.hand_over(text) is None
    assert OLA not in repr(bench.window.lock.__dict__)
    assert said(bench, "lockSaid") == "", "nothing of it at the cover"
    unlock(bench)
    assert "handed a patient over" in said(bench, "statusWhat")
    press(bench, Key.Key_F10)
    unlock(bench)
    assert said(bench, "statusWhat") == "", "once"


def test_both_are_told(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.window.hand_over(OLA)
    press(bench, Key.Key_F8)
    unlock(bench)
    assert "cleared" in said(bench, "statusWhat")
    assert "handed a patient over" in said(bench, "statusDo")


def test_not_me_tells_whoever_comes_nothing(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.window.hand_over(OLA)
    bench.window.lock.cover.leave.click()
    assert not is_locked(bench)
    assert said(bench, "statusWhat") == ""


# --- the bedside ----------------------------------------------------------------------------------------------------------------


def bedside(bench: Bench) -> bool:
    return visible(bench, "bedsideText") is not None


@pytest.mark.parametrize("how", ["login", "renewed"])
def test_the_bedside_time_ends_with_whoever_held_it(qtbot: QtBot, how: str) -> None:
    bench = reading(qtbot)
    press(bench, Key.Key_F11)
    assert bedside(bench)
    if how == "login":
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
        assert bedside(bench), "the results outlive their session, and so does this"
        press(bench, Key.Key_F9)
        bench.bridge.last("login").succeed(NURSE)
    else:
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=NURSE))
    assert not bench.window.area.results_visible
    assert not bedside(bench)
    after(bench, 120)
    assert is_locked(bench)


def test_it_ends_where_a_policy_forbids_it_meanwhile(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    press(bench, Key.Key_F11)
    bench.window.lock.take_settings(window_settings(lock__bedside=False))
    assert not bedside(bench)
    after(bench, 120)
    assert is_locked(bench)


# --- what is a use --------------------------------------------------------------------------------------------------------------


def composed(bench: Bench, commit: str, preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    target = QApplication.focusObject()
    assert target is not None
    QCoreApplication.sendEvent(target, event)


def test_text_that_comes_by_an_input_method_is_a_use(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F, CONTROL)
    settle(bench)
    for commit, preedit in (("k", ""), ("", "か")) * 6:
        after(bench, 60)
        composed(bench, commit, preedit)
    assert not is_locked(bench)
    for _ in range(2):
        after(bench, 60)
        composed(bench, "")  # what Qt sends when the focus goes
    assert is_locked(bench)


def test_it_gets_to_nothing_that_is_locked_by_then(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F, CONTROL)
    settle(bench)
    field = QApplication.focusWidget()
    assert field is not None
    bench.time[0] += 599
    composed(bench, "k")
    assert is_locked(bench)
    assert field.property("text") == ""


def test_nor_to_what_was_wiped_by_then(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    field = bench.window.form.patient.line
    field.setFocus()
    bench.time[0] += 8 * 3600
    composed(bench, "1")
    assert bench.window.controller.desk.empty
    assert field.text() == ""


@pytest.mark.parametrize("key", [Key.Key_3, Key.Key_2])
def test_a_digit_with_control_only_stays_during_the_warning(qtbot: QtBot, key: Qt.Key) -> None:
    bench = reading_for_real(qtbot)
    view = view_of(bench)
    before = view.panes.tabs.currentIndex()
    after(bench, 105)
    press(bench, key, CONTROL)
    assert view.panes.tabs.currentIndex() == before
    assert visible(bench, "lockWarning") is None
    press(bench, key, CONTROL)
    assert view.panes.tabs.currentIndex() != before


@pytest.mark.parametrize("key", [Key.Key_Shift, Key.Key_Control])
def test_a_modifier_alone_stays_when_it_is_let_go(qtbot: QtBot, key: Qt.Key) -> None:
    bench = reading(qtbot)
    after(bench, 105)
    QTest.keyPress(handle(bench), key)
    assert visible(bench, "lockWarning") is not None
    QTest.keyRelease(handle(bench), key)
    assert visible(bench, "lockWarning") is None
    after(bench, 99)
    assert not is_locked(bench)


# --- behind the cover -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["LanguageChange", "LocaleChange", "PaletteChange", "ApplicationPaletteChange", "StyleChange", "FontChange"]
)
def test_no_change_of_the_surroundings_fills_anything_again(qtbot: QtBot, kind: str) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    for widget in QApplication.allWidgets():
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type[kind]))
    QApplication.processEvents()
    assert told_of_kari() == []
    unlock(bench)
    settle(bench)
    assert told_of_kari()
