"""What was opened: what is marked, what ends it, and what a refusal leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.progress import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.fakes import OLA, Bench
from tests.gui.hands import Key, click, find, label, log_out, press, sent, showing
from tests.gui.opening_kit import (
    CONTROL,
    answer,
    confirm,
    lookups,
    opened,
    real,
    restricted,
    shown_count,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return real(qtbot)


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        (ErrorCode.NOTHING_MORE_TO_OPEN, False),
        (ErrorCode.REQUEST_REFUSED, True),
        (ErrorCode.ACCESS_REFUSED, True),
        (ErrorCode.OPENING_REFUSED, True),
        (ErrorCode.TIMEOUT, True),
    ],
)
def test_a_refusal_keeps_what_is_shown_and_is_explained(bench: Bench, code: ErrorCode, offered: bool) -> None:
    restricted(bench, reports=2)
    confirm(bench)
    bench.bridge.last("lookup").fail(AppError(code, correlation_id="c", service_text="Du har ikke tilgang"))
    assert label(bench, "statusWhat")
    assert "Du har ikke tilgang" in label(bench, "statusServiceText")
    assert not bench.window.controller.acts.opening.clock.isActive()
    assert "Nothing was opened" in label(bench, "statusNote")
    assert shown_count(bench) == 2
    assert bench.window.area.results_visible
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert find(bench, "offerOpening").isVisible() is offered
    assert ("may be opened" in label(bench, "outcome-restrictedBody")) is offered  # words and button say the same
    assert lookups(bench) == 2
    assert bench.window.findChild(QWidget, "openedBar") is None


def test_ended_by_hand_the_ordinary_answer_comes_back(bench: Bench) -> None:
    opened(bench)
    click(bench, "endOpeningButton")
    assert not find(bench, "openedBar").isVisible()
    assert find(bench, "outcomeScreen").isVisible()
    assert shown_count(bench) == 0
    assert lookups(bench) == 2
    assert find(bench, "offerOpening").isVisible()
    assert bench.bridge.last("stop_opening").given == {"why": "by-hand"}


def test_it_ends_by_itself(bench: Bench) -> None:
    opened(bench)
    clock = bench.window.controller.acts.opening.clock
    assert clock.isActive()
    assert 590_000 < clock.remainingTime() <= 600_000
    assert label(bench, "openedClock").endswith("10:00")
    clock.timeout.emit()
    assert shown_count(bench) == 0
    assert "over" in label(bench, "statusWhat")
    assert bench.bridge.last("stop_opening").given == {"why": "countdown"}
    assert not clock.isActive()


def test_a_machine_that_slept_closes_at_once(bench: Bench, qtbot: QtBot) -> None:
    opened(bench)
    acts = bench.window.controller.acts.opening
    then = acts.now()
    acts.now = lambda: then + 601
    qtbot.waitUntil(lambda: not find(bench, "openedBar").isVisible())
    assert shown_count(bench) == 0
    assert bench.bridge.last("stop_opening").given == {"why": "countdown"}


def test_the_first_changed_digit_ends_it_and_nothing_of_it_comes_back(bench: Bench) -> None:
    opened(bench)
    line = bench.window.form.patient.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, OLA[:1])
    assert shown_count(bench) == 0
    assert not find(bench, "openedBar").isVisible()
    assert not showing(bench)
    press(Key.Key_Escape)
    assert showing(bench)
    assert find(bench, "outcomeScreen").isVisible()
    assert lookups(bench) == 2


@pytest.mark.parametrize("how", ["clear", "logout", "close", "wipe"])
def test_these_wipe_it(bench: Bench, how: str) -> None:
    opened(bench)
    match how:
        case "clear":
            press(Key.Key_F8)
        case "logout":
            log_out(bench)
        case "wipe":
            bench.window.controller.do(bench.window.controller.desk.wipe())
        case _:
            bench.window.close()
    assert shown_count(bench) == 0
    assert not find(bench, "openedBar").isVisibleTo(bench.window.area)
    assert bench.window.controller.acts.opening.ordinary is None
    assert not bench.window.controller.acts.opening.clock.isActive()


def test_a_later_page_fails_and_what_came_stays_open(bench: Bench) -> None:
    restricted(bench)
    confirm(bench)
    task = bench.bridge.last("lookup")
    partial = answer(bench, 2, complete=False)
    task.progressed.emit(LookupProgress(lookup_number=sent(bench).number, step=LookupStep.READING, partial=partial))
    task.fail(AppError(ErrorCode.SERVER_ERROR, correlation_id="c"))
    assert shown_count(bench) == 2
    assert find(bench, "openedBar").isVisible()
    assert "not complete" in label(bench, "statusNote")
    assert lookups(bench) == 2


def test_only_what_came_by_opening_is_marked(bench: Bench) -> None:
    restricted(bench, reports=2)
    assert find(bench, "outcome-restricted").isVisible()  # the data, and the banner with the act
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 5))
    view = bench.window.area.prepare()
    assert isinstance(view, ResultsView)
    assert view._result is not None
    assert [report.opened for report in view._result.reports] == [False, False, True, True, True]
    press(Key.Key_3, CONTROL)
    model = view.reports.list.model()
    told = [model.index(row, 3).data() for row in range(model.rowCount())]
    assert sum("Opened" in each for each in told) == 3
    assert "3 report(s) or result(s) opened" in label(bench, "coverageLabel")  # as the bar counts them


def test_what_cannot_be_told_apart_is_not_marked(bench: Bench) -> None:
    restricted(bench, reports=2, complete=False)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 5))
    assert "cannot be told" in label(bench, "openedWhat")
    view = bench.window.area.prepare()
    assert isinstance(view, ResultsView)
    assert view._result is not None
    assert not any(report.opened for report in view._result.reports)


def test_what_was_copied_of_what_was_opened_goes_with_it(bench: Bench, qtbot: QtBot) -> None:
    opened(bench)
    press(Key.Key_3, CONTROL)
    press(Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    click(bench, "endOpeningButton")
    assert clipboard.text() == ""
