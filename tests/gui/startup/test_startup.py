"""The quiet line at the start of a shift: when the services are asked, what goes first, and what is said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.roles import RoleList, RoleListSource
from provesvar_gui.self_check.findings import GREEN, CheckResult, Item
from provesvar_gui.self_check.network_checks import Connectivity, ServiceStatus
from provesvar_gui.ui import keys
from provesvar_gui.ui.drill import DrillFrame, DrillQuestion
from provesvar_gui.ui.help.keys import HelpDialog, KeyCaps
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.startup import AGAIN_MS, NOBODY, StartupChecks
from tests.gui.fakes import ROLES, make_bench
from tests.gui.startup.kit import GOOD, Watch, answer, look_up, make_watch
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench


def start(watch: Watch) -> None:
    watch.check.begin()
    watch.bench.bridge.last("get_ready").succeed(None)


def found(watch: Watch, login: ServiceStatus, service: ServiceStatus, code_list: ServiceStatus) -> None:
    watch.bench.bridge.last("check_connectivity").succeed(Connectivity(login=login, service=service, code_list=code_list))


def good(qtbot: QtBot) -> Watch:
    """All three have answered."""
    watch = make_watch(qtbot)
    start(watch)
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    return watch


def wrong(qtbot: QtBot, *answers: ServiceStatus) -> Watch:
    watch = make_watch(qtbot)
    start(watch)
    found(watch, *(answers or (ServiceStatus.ANSWERS, ServiceStatus.SILENT, ServiceStatus.ANSWERS)))
    return watch


def somebody(watch: Watch) -> None:
    handle = watch.bench.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)


def test_first_it_gets_ready_then_it_looks_and_says_so_without_taking_the_focus(qtbot: QtBot) -> None:
    watch = make_watch(qtbot)
    focused = QApplication.focusWidget()
    watch.check.begin()
    assert watch.looks == 0, "the first login comes first"
    watch.bench.bridge.last("get_ready").succeed(None)
    assert (watch.looks, watch.said) == (1, "")
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    assert watch.said == "Login, service and code list answer (07:02)"
    assert watch.colour == "ink2"
    assert focused is watch.bench.window.form.patient.line
    assert QApplication.focusWidget() is focused
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not watch.bench.window]


@pytest.mark.hazard("H9.2")
@pytest.mark.parametrize(
    ("answers", "words", "colour"),
    [
        (
            (ServiceStatus.SILENT, ServiceStatus.ANSWERS, ServiceStatus.ANSWERS),
            "Login (HelseID) does not answer (07:02)",
            "flag",
        ),
        (
            (ServiceStatus.STRANGE, ServiceStatus.ANSWERS, ServiceStatus.ANSWERS),
            "Something other than HelseID answers (07:02)",
            "flag",
        ),
        (
            (ServiceStatus.ANSWERS, ServiceStatus.SILENT, ServiceStatus.ANSWERS),
            "Pasientens prøvesvar does not answer (07:02)",
            "flag",
        ),
        (
            (ServiceStatus.ANSWERS, ServiceStatus.STRANGE, ServiceStatus.SILENT),
            "Something other than Pasientens prøvesvar answers (07:02)",
            "flag",
        ),
        (
            (ServiceStatus.ANSWERS, ServiceStatus.ANSWERS, ServiceStatus.SILENT),
            "The code list does not answer (07:02): the copy",
            "ink2",
        ),
        ((ServiceStatus.NO_WAY, ServiceStatus.NO_WAY, ServiceStatus.NO_WAY), "No contact with any service (07:02)", "flag"),
    ],
)
def test_what_does_not_answer_is_said_with_what_it_means(
    qtbot: QtBot, answers: tuple[ServiceStatus, ServiceStatus, ServiceStatus], words: str, colour: str
) -> None:
    watch = make_watch(qtbot)
    start(watch)
    found(watch, *answers)
    assert words in watch.said
    assert watch.colour == colour
    assert ("Shift+F1" in watch.said) is (colour == "flag"), "the way to what can be done about it"


@pytest.mark.hazard("H9.2")
def test_nothing_is_begun_while_a_login_waits(qtbot: QtBot) -> None:
    watch = make_watch(qtbot)
    watch.check.begin()
    watch.bench.window.controller.log_in()
    watch.bench.bridge.last("get_ready").succeed(None)
    lookup = look_up(watch.bench)
    assert watch.looks == 0
    answer(watch.bench, lookup)
    assert watch.looks == 1


def test_a_shift_begins_after_four_hours_of_nobody(qtbot: QtBot) -> None:
    watch = good(qtbot)
    for after in (60.0, NOBODY - 1):
        watch.at[0] += after
        somebody(watch)
    assert watch.looks == 1
    watch.at[0] += NOBODY
    somebody(watch)
    assert watch.looks == 2
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    somebody(watch)
    assert watch.looks == 2


def test_behind_the_lock_nothing_is_asked_until_it_is_lifted(qtbot: QtBot) -> None:
    watch = good(qtbot)
    lookup = look_up(watch.bench)
    answer(watch.bench, lookup)
    watch.bench.window.lock.lock()
    watch.at[0] += NOBODY
    somebody(watch)
    assert (watch.bench.window.locked, watch.looks) == (True, 1)
    watch.bench.window.lock.cover.leave.click()  # «not me»: nothing of anybody is left, and no lock
    assert not watch.bench.window.locked
    somebody(watch)
    assert watch.looks == 2


def test_while_something_is_out_of_order_it_looks_again_by_itself(qtbot: QtBot) -> None:
    watch = wrong(qtbot, ServiceStatus.SILENT, ServiceStatus.ANSWERS, ServiceStatus.ANSWERS)
    timer = watch.check._again
    assert (timer.isActive(), timer.interval()) == (True, AGAIN_MS)
    timer.timeout.emit()
    assert watch.looks == 2
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    assert not timer.isActive()


SILENT, HERE = ServiceStatus.SILENT, ServiceStatus.ANSWERS


def test_a_look_up_that_succeeds_takes_the_line_about_the_service_away(qtbot: QtBot) -> None:
    watch = wrong(qtbot, SILENT, SILENT, HERE)
    lookup = look_up(watch.bench)  # with a login
    assert watch.said == "", "it holds no more, and nobody knows of the service"
    answer(watch.bench, lookup)
    assert (watch.said, watch.looks) == ("", 2), "that all three answer is said of a look only"
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    assert watch.said.startswith("Login, service and code list answer")


def test_what_one_service_answers_says_nothing_of_another(qtbot: QtBot) -> None:
    watch = wrong(qtbot, HERE, HERE, SILENT)
    watch.bench.window.controller.take_roles(ROLES)  # the copy at hand
    assert "code list does not answer" in watch.said
    live = RoleList(roles=ROLES.roles, source=RoleListSource.LIVE, dated="2026-11-25")
    found_before = watch.said
    answer(watch.bench, look_up(watch.bench))
    assert watch.said == found_before
    watch.bench.window.controller.take_roles(live)
    assert watch.said == ""


@pytest.mark.parametrize("code", [ErrorCode.SERVER_ERROR, ErrorCode.TIMEOUT, ErrorCode.NO_NETWORK])
def test_a_look_up_that_fails_on_the_way_takes_the_good_line_away(qtbot: QtBot, code: ErrorCode) -> None:
    watch = good(qtbot)
    look_up(watch.bench)
    watch.bench.bridge.last("lookup").fail(AppError(code))
    assert (watch.said, watch.looks) == ("", 2)
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    watch.bench.window.controller.clear()
    assert (watch.said, watch.looks) == ("", 2), "it has failed for somebody, whatever the look says"
    answer(watch.bench, look_up(watch.bench))
    watch.at[0] += NOBODY
    somebody(watch)
    watch.bench.bridge.last("check_connectivity").succeed(GOOD)
    assert watch.said.startswith("Login, service and code list answer")


def test_a_newer_code_list_that_came_with_it_is_used(qtbot: QtBot) -> None:
    watch = make_watch(qtbot)
    start(watch)
    newer = RoleList(roles=ROLES.roles[:1], source=RoleListSource.LIVE, dated="2026-11-25")
    came = Connectivity(login=ServiceStatus.ANSWERS, service=ServiceStatus.ANSWERS, code_list=ServiceStatus.ANSWERS, roles=newer)
    watch.bench.bridge.last("check_connectivity").succeed(came)
    assert watch.bench.window.form.role.roles is newer


def test_where_nothing_is_set_up_the_line_is_empty(qtbot: QtBot) -> None:
    watch = make_watch(qtbot)
    watch.check.begin()
    watch.bench.bridge.last("get_ready").fail(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    assert (watch.looks, watch.said) == (0, "")
    watch.check.take_settings(window_settings())
    assert watch.looks == 1
    watch.bench.bridge.last("check_connectivity").fail(AppError(ErrorCode.KEY_MISSING))
    assert watch.said == ""


def test_the_line_takes_no_room_from_results(qtbot: QtBot) -> None:
    watch = good(qtbot)
    qtbot.waitUntil(watch.foot.isVisible)
    answer(watch.bench, look_up(watch.bench))
    assert not watch.foot.isVisible()
    watch.bench.window.controller.clear()
    assert watch.foot.isVisible()


def make_shift(qtbot: QtBot, **settings: Any) -> tuple[Bench, StartupChecks]:
    bench = make_bench(qtbot, **settings)
    return bench, StartupChecks(bench.window, window_settings(**settings), drill_command=[sys.executable])


def test_the_drill_has_a_button_and_a_key_where_it_may_be(qtbot: QtBot) -> None:
    bench, shift = make_shift(qtbot, may_drill=True)
    qtbot.waitUntil(shift.foot.drill.isVisible)
    shift.foot.drill.click()
    question = bench.window.findChild(DrillQuestion)
    assert isinstance(question, DrillQuestion)
    bench.window.controller.setup.settled.emit(window_settings(may_drill=False))
    assert not question.isVisible()
    assert not shift.foot.drill.isVisible()


@pytest.mark.parametrize("drill", [True, False])
def test_in_the_sandbox_there_is_no_way_to_one(qtbot: QtBot, drill: bool) -> None:
    bench, shift = make_shift(qtbot, sandbox=True, drill=drill)
    assert shift.drill is None
    assert shift.foot.drill.isHidden()
    assert bool(bench.window.findChildren(DrillFrame)) is drill
    QTest.keyClick(bench.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert bench.window.findChild(DrillQuestion) is None
    if drill:
        assert not bench.window.isVisible(), "in a drill the key ends it"
    else:
        assert "synthetic already" in bench.window.form.said, "the key answers"
    shift.end()


@pytest.mark.parametrize(("settings", "listed"), [({"may_drill": True}, True), ({}, False), ({"sandbox": True}, False)])
def test_the_key_is_in_the_table_of_keys_where_it_begins_one(qtbot: QtBot, settings: dict[str, Any], listed: bool) -> None:
    bench = make_bench(qtbot, **settings)
    bench.window.press(Key.KEYS)
    dialog = bench.window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert any(one.accessibleName() == keys.shown(Key.DRILL) for one in dialog.findChildren(KeyCaps)) is listed
    close = dialog.findChild(QPushButton, "closeHelpButton")
    assert isinstance(close, QPushButton)
    assert close.icon().isNull(), "the style's is dark on dark"
    close.click()
    assert not dialog.isVisible()


def test_a_self_check_is_news_of_the_services(qtbot: QtBot) -> None:
    bench, shift = make_shift(qtbot)
    shift.begin()
    bench.bridge.last("get_ready").succeed(None)
    silent = Connectivity(login=ServiceStatus.ANSWERS, service=ServiceStatus.SILENT, code_list=ServiceStatus.ANSWERS)
    bench.bridge.last("check_connectivity").succeed(silent)
    assert "does not answer" in shift.foot.line.text()
    bench.window.press(Key.SELF_CHECK)
    bench.bridge.last("self_check").succeed((CheckResult(Item.RESULTS, GREEN, ""),))
    assert shift.foot.line.text() == ""
    assert len(bench.bridge.named("check_connectivity")) == 2
