"""The status line on the empty page: the time of the checks, their order, their texts; and the way to a drill."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.roles import RoleList
from provesvar_gui.self_check.connectivity import Connectivity, ServiceStatus
from provesvar_gui.ui.drill import DrillFrame, DrillQuestion
from provesvar_gui.ui.help.keys import HelpDialog, KeyCaps
from provesvar_gui.ui.keys import Key, shown
from provesvar_gui.ui.startup import LATER_MS, SOON_MS, StartupChecks
from tests.gui.fakes import ROLES, Bench, make_bench
from tests.gui.hands import answer, look_up
from tests.window_settings import window_settings

NOON = datetime(2026, 11, 25, 6, 2, tzinfo=UTC)  # 07:02 in Norway
HERE, SILENT, NO_WAY = ServiceStatus.ANSWERS, ServiceStatus.SILENT, ServiceStatus.NO_WAY
ALL = (HERE, HERE, HERE)


class Watch:
    def __init__(self, qtbot: QtBot, **settings: Any) -> None:
        self.bench: Bench = make_bench(qtbot, **settings)
        self.checks = StartupChecks(self.bench.window, drill_command=[sys.executable], now=lambda: NOON)
        self.checks.begin()

    @property
    def looks(self) -> int:
        return len(self.bench.bridge.named("check_connectivity"))

    @property
    def said(self) -> str:
        return self.checks.foot.line.text()

    def found(self, *answers: ServiceStatus, roles: RoleList | None = None) -> Watch:
        if not self.looks:
            self.bench.bridge.last("prepare").succeed(None)
        login, service, code_list = answers
        known = Connectivity(login=login, service=service, code_list=code_list, roles=roles)
        self.bench.bridge.last("check_connectivity").succeed(known)
        return self


def test_first_it_gets_ready_then_it_looks_and_says_so_without_taking_the_focus(qtbot: QtBot) -> None:
    watch = Watch(qtbot)
    focused = QApplication.focusWidget()
    assert watch.looks == 0, "the first login comes first"
    newer = RoleList(roles=ROLES.roles[:1], dated="2026-11-25")
    watch.found(*ALL, roles=newer)
    assert watch.said == "Login, service and code list answer · 07:02"
    assert watch.bench.window.form.role.roles is newer
    assert QApplication.focusWidget() is focused is watch.bench.window.form.patient.line
    assert (watch.checks.timer.isActive(), watch.checks.timer.interval()) == (True, LATER_MS)


@pytest.mark.hazard("H9.2")
@pytest.mark.parametrize(
    ("answers", "words", "colour"),
    [
        ((SILENT, HERE, HERE), "Login (HelseID) does not answer (07:02)", "flag"),
        ((HERE, SILENT, HERE), "Pasientens prøvesvar does not answer (07:02)", "flag"),
        ((HERE, HERE, SILENT), "The code list does not answer (07:02): the copy", "ink2"),
        ((NO_WAY, NO_WAY, NO_WAY), "No contact with any service (07:02)", "flag"),
    ],
)
def test_what_does_not_answer_is_said_with_what_it_means_and_asked_again_soon(
    qtbot: QtBot, answers: tuple[ServiceStatus, ServiceStatus, ServiceStatus], words: str, colour: str
) -> None:
    watch = Watch(qtbot).found(*answers)
    assert words in watch.said
    assert watch.checks.foot.line.colour == colour
    assert ("Shift+F1" in watch.said) is (colour == "flag"), "the way to what can be done about it"
    assert watch.checks.timer.interval() == SOON_MS
    watch.checks.timer.timeout.emit()
    assert watch.looks == 2
    watch.found(*ALL)
    assert watch.checks.timer.interval() == LATER_MS


@pytest.mark.hazard("H9.2")
def test_nothing_is_begun_while_a_login_waits_or_behind_the_lock(qtbot: QtBot) -> None:
    watch = Watch(qtbot)
    window = watch.bench.window
    window.controller.log_in()
    watch.bench.bridge.last("prepare").succeed(None)
    lookup = look_up(watch.bench)
    assert watch.looks == 0
    answer(watch.bench, lookup)
    assert watch.looks == 1
    assert not watch.checks.foot.isVisible(), "it takes no room from results"
    watch.found(*ALL)
    window.lock.lock()
    watch.checks.timer.timeout.emit()
    assert (window.locked, watch.looks) == (True, 1)
    window.lock.cover.leave.click()  # «not me»: nothing of anybody is left, and no lock
    assert watch.looks == 2


def test_a_line_goes_as_soon_as_somebody_finds_otherwise(qtbot: QtBot) -> None:
    watch = Watch(qtbot).found(SILENT, SILENT, HERE)
    lookup = look_up(watch.bench)  # with a login
    assert watch.said == ""
    answer(watch.bench, lookup)
    watch.checks.timer.timeout.emit()
    watch.found(*ALL)
    look_up(watch.bench)
    watch.bench.bridge.last("lookup").fail(AppError(ErrorCode.TIMEOUT))
    assert watch.said == ""
    assert (watch.checks.timer.isActive(), watch.checks.timer.interval()) == (True, SOON_MS)


def test_where_nothing_is_set_up_the_line_is_empty(qtbot: QtBot) -> None:
    watch = Watch(qtbot)
    watch.bench.bridge.last("prepare").fail(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    watch.bench.bridge.last("check_connectivity").fail(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    assert watch.said == ""
    watch.bench.window.controller.settings_reader.settled.emit(window_settings())
    assert watch.looks == 2


def drill_in_keys(bench: Bench) -> bool:
    bench.window.press(Key.KEYS)
    (dialog,) = (each for each in bench.window.findChildren(HelpDialog) if each.isVisible())
    dialog.close()
    return any(one.accessibleName() == shown(Key.DRILL) for one in dialog.findChildren(KeyCaps))


def test_the_drill_has_a_line_of_the_menu_and_a_key_where_it_may_be(qtbot: QtBot) -> None:
    watch = Watch(qtbot, may_drill=True)
    drill = watch.bench.window.bar.menu.drill
    assert drill.isVisible()
    assert drill_in_keys(watch.bench)
    drill.trigger()
    question = watch.bench.window.findChild(DrillQuestion)
    assert isinstance(question, DrillQuestion)
    watch.bench.window.controller.settings_reader.settled.emit(window_settings(may_drill=False))
    question.begin.click()
    assert watch.bench.window.drill_cover is None
    assert not drill.isVisible()
    assert not drill_in_keys(watch.bench)


@pytest.mark.parametrize("drill", [True, False])
def test_in_the_sandbox_there_is_no_way_to_one(qtbot: QtBot, drill: bool) -> None:
    watch = Watch(qtbot, sandbox=True, drill=drill)
    assert watch.checks.drill is None
    assert not watch.bench.window.bar.menu.drill.isVisible()
    assert not drill_in_keys(watch.bench)
    assert bool(watch.bench.window.findChildren(DrillFrame)) is drill
    watch.bench.window.activateWindow()
    QTest.keyClick(watch.bench.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert watch.bench.window.findChild(DrillQuestion) is None
    assert watch.bench.window.isVisible() is not drill, "in a drill the key ends it"
