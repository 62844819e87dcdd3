"""Opened results: their marks, their end, and the state after a refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Outcome
from provesvar_gui.ui.results.common.lines import Column
from tests.gui.fakes import OLA, Bench
from tests.gui.hands import Key, click, find, label, log_out, press, sent, showing, view_of
from tests.gui.opening_kit import CONTROL, GENERAL, answer, confirm, lookups, opened, real, restricted, shown_count
from tests.gui.results import made
from tests.gui.results.shown import findings


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
    assert not bench.window.controller.opening.clock.isActive()
    assert "Nothing was opened" in label(bench, "statusNote") + label(bench, "statusWhat")
    assert shown_count(bench) == 2
    assert bench.window.area.results_visible
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    press(Key.Key_Escape)  # the failure stands in the row first
    assert find(bench, "noticeOpen").isVisible() is offered
    assert ("may be opened" in label(bench, "noticeBody")) is offered  # words and button say the same
    assert lookups(bench) == 2
    assert not find(bench, "openedBar").isVisible()


@pytest.mark.hazard("H6.4", "S9")
@pytest.mark.requirement("R35")
def test_an_opening_ends_after_ten_minutes(bench: Bench) -> None:
    opened(bench)
    clock = bench.window.controller.opening.clock
    assert clock.isActive()
    assert 590_000 < clock.remainingTime() <= 600_000
    assert "10:00" in label(bench, "openedClock")
    clock.timeout.emit()
    assert shown_count(bench) == 0
    assert "over" in label(bench, "statusWhat")
    assert bench.bridge.last("stop_opening").given == {"why": "countdown"}
    assert not clock.isActive()


@pytest.mark.hazard("H6.4")
def test_a_machine_that_slept_closes_at_once(bench: Bench, qtbot: QtBot) -> None:
    opened(bench)
    acts = bench.window.controller.opening
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
    click(bench, "backButton")
    assert showing(bench)
    assert find(bench, "outcomeScreen").isVisible()
    assert lookups(bench) == 2


@pytest.mark.hazard("S9")
@pytest.mark.parametrize("how", ["clear", "logout", "close", "wipe"])
def test_opened_results_are_wiped(bench: Bench, how: str) -> None:
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
    assert bench.window.controller.opening.ordinary is None
    assert not bench.window.controller.opening.clock.isActive()


OPEN = "Restricted results are open – emergency"
NO_ACCESS = "Opening was asked for, but the service still gives no access"
NOTHING_MORE = "Opening was asked for; nothing more came"
ASKED = "Opening was asked for – emergency"
SAME = "Nothing came that the ordinary answer did not have."
NOT_ALL = "Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened."


def said_of_the_opening(bench: Bench) -> tuple[str, str]:
    """In the bar."""
    return label(bench, "openedTitle"), label(bench, "openedWhat")


@pytest.mark.parametrize(
    ("before", "whole", "came", "outcomes", "title", "below"),
    [
        (3, True, 2, (GENERAL,), NO_ACCESS, SAME),
        (2, True, 2, (), NOTHING_MORE, SAME),
        (2, True, 3, (GENERAL,), OPEN, "1 report(s)"),
        # Without an ordinary answer to compare with.
        (2, False, 2, (), OPEN, "Which of them"),
        (2, False, 2, (GENERAL,), ASKED, "Which of them"),  # these may be the ordinary ones
        (2, False, 0, (GENERAL,), NO_ACCESS, ""),
        (2, False, 0, (), NOTHING_MORE, ""),
    ],
)
def test_what_is_said_of_an_opening(
    bench: Bench, before: int, whole: bool, came: int, outcomes: tuple[Outcome, ...], title: str, below: str
) -> None:
    restricted(bench, reports=before, complete=whole)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, came, *outcomes))
    said, more = said_of_the_opening(bench)
    assert said == title
    assert more.startswith(below)
    view = view_of(bench)
    assert view._result is not None
    assert sum(report.opened for report in view._result.reports) == (max(0, came - before) if whole else 0)


def test_before_all_is_here_nothing_is_denied(bench: Bench) -> None:
    """The ordinary ones may come first, and what was opened on a later page, or never."""
    restricted(bench, reports=2)
    for ends in ("fails", "goes on"):
        confirm(bench)
        task = bench.bridge.last("lookup")
        partial = answer(bench, 2, GENERAL, complete=False)
        task.progressed.emit(LookupProgress(lookup_number=sent(bench).number, step=LookupStep.PAGING, partial=partial))
        assert said_of_the_opening(bench) == (ASKED, NOT_ALL)
        if ends == "fails":
            task.fail(AppError(ErrorCode.SERVER_ERROR, correlation_id="c"))
            assert said_of_the_opening(bench) == (ASKED, NOT_ALL)
            click(bench, "endOpeningButton")
        else:
            task.succeed(answer(bench, 3, GENERAL))
            assert said_of_the_opening(bench) == (OPEN, "1 report(s) were opened: all in them is marked «Opened».")


def test_a_result_that_comes_within_a_report_which_was_there_is_told_and_marked(bench: Bench) -> None:
    restricted(bench, reports=2)
    confirm(bench)
    came = answer(bench, 2, GENERAL)
    more = made.finding("P-HIV", made.quantity("7.7"), id="only-opened")
    first = replace(came.reports[0], findings=(*came.reports[0].findings, more))
    bench.bridge.last("lookup").succeed(replace(came, reports=(first, came.reports[1])))
    title, below = said_of_the_opening(bench)
    assert title == OPEN
    assert below.startswith("1 report(s) or result(s) are marked «Opened»")
    assert " 1 opened" in label(bench, "coverageLabel")
    view = view_of(bench)
    assert view._result is not None
    press(Key.Key_3, CONTROL)
    model = view.reports.list.model()
    told = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert sum("1 result(s) opened" in each for each in told) == 1
    assert sum("1 result(s) opened" in str(model.index(row, 0).data()) for row in range(model.rowCount())) == 1
    view.reports.choose(view._result.reports[0])
    assert "1 result(s) opened" in label(bench, "reportStatus")
    marked = {row[0]: row[Column.STATUS] for row, _ in findings(view.reports.detail)}
    assert [name for name, status in marked.items() if "Opened" in status] == ["P-HIV"]
    lines = view.reports.detail.lines
    spoken = [lines.line(row).spoken for row in range(lines.rowCount())]
    assert [each for each in spoken if "Opened" in each] == [each for each in spoken if "P-HIV" in each]
    press(Key.Key_2, CONTROL)
    view.panes.flowsheet.finish()
    table = view.panes.flowsheet.table
    heads = [column for column in range(table.lines.columnCount()) if "1 result(s) opened" in table.lines.spoken_time(column)]
    assert [any(run.text == "🔓" for run in table.times.below(column)) for column in heads] == [True]
