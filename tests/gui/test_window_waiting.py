"""While something runs: what is said in the middle, how it is stopped, and how a browser that died is brought back."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from provesvar_gui.desk.progress import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.sandbox.people import NUMBERS
from provesvar_gui.ui.results_area import SANDBOX_PATIENT
from tests.gui.fakes import DOCTOR, ORGANISATIONS, Bench, make_bench, result_of
from tests.gui.hands import Key, answered, click, find, label, press, sent, showing, type_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

URL = "http://localhost:11731/start"
BROWSER = LoginProgress(step=LoginStep.BROWSER, browser_url=URL)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


def middle(bench: Bench) -> str:
    pages = [bench.window.findChild(QWidget, name) for name in ("emptyPage", "waitingPage", "hiddenPage")]
    seen = [page for page in pages if page is not None and page.isVisible()]  # the last two: made when they are needed
    return "\n".join(found.text() for page in seen for found in page.findChildren(QLabel))


def waiting(bench: Bench) -> Bench:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").progressed.emit(BROWSER)
    return bench


def test_the_middle_says_what_runs_in_the_words_of_the_progress_line(bench: Bench) -> None:
    assert "No results on the screen" in middle(bench)
    waiting(bench)
    said = bench.window.form.progress.text
    assert "Log in in the browser" in said
    assert said in middle(bench)
    assert "No results" not in middle(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.bridge.last("lookup").progressed.emit(
        LookupProgress(lookup_number=sent(bench).number, step=LookupStep.PAGING, fetched=50, total=120)
    )
    assert "50 of 120" in middle(bench)
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    assert showing(bench)
    assert middle(bench) == ""


def test_hidden_results_stay_hidden_while_something_runs(bench: Bench) -> None:
    answered(bench)
    line = bench.window.form.patient.line
    line.setFocus()
    press(Key.Key_Backspace)
    bench.window.controller.refresh()
    assert "hidden" in middle(bench)


@pytest.mark.parametrize("how", ["escape", "cancel"])
def test_what_was_cancelled_is_acknowledged(bench: Bench, how: str) -> None:
    waiting(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    if how == "escape":
        press(Key.Key_Escape)
    else:
        click(bench, "cancelButton")
    assert bench.window.form.progress.text == "Cancelled. Nothing was fetched."
    assert "Cancelled. Nothing was fetched." in middle(bench)
    press(Key.Key_U)
    assert "Cancelled" not in middle(bench)


def test_what_came_before_it_was_cancelled_is_kept(bench: Bench) -> None:
    waiting(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    lookup = sent(bench)
    bench.bridge.last("lookup").progressed.emit(
        LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, fetched=50, partial=result_of(lookup))
    )
    click(bench, "cancelButton")
    assert showing(bench)
    assert bench.window.form.progress.text == "Cancelled. What had come is kept; it is not complete."


def test_enter_opens_the_browser_again_while_the_login_waits(bench: Bench) -> None:
    waiting(bench)
    press(Key.Key_Return)
    assert bench.bridge.last("open_login_page").given == {"url": URL}
    assert len(bench.bridge.named("login")) == 1
    bench.bridge.last("open_login_page").succeed(True)
    assert bench.window.controller.desk.armed


def test_enter_after_escape_arms_and_opens_the_browser_again(bench: Bench) -> None:
    waiting(bench)
    press(Key.Key_Escape)
    assert not bench.bridge.last("login").cancel_asked
    assert "withdrawn" in bench.window.form.progress.text
    press(Key.Key_Return)
    assert len(bench.bridge.named("open_login_page")) == 1
    assert bench.window.controller.desk.armed


def test_the_first_enter_in_a_login_that_was_begun_before_opens_nothing(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_F9)
    bench.bridge.last("login").progressed.emit(BROWSER)
    press(Key.Key_Return)
    assert bench.bridge.named("open_login_page") == []
    assert bench.window.controller.desk.armed


def test_a_hand_that_presses_twice_opens_one_page(qtbot: QtBot) -> None:
    bench = waiting(make_bench(qtbot, confirm_guard_ms=3_600_000))
    press(Key.Key_Return)
    assert bench.bridge.named("open_login_page") == []
    click(bench, "openAgainButton")
    assert len(bench.bridge.named("open_login_page")) == 1
    press(Key.Key_Escape)
    press(Key.Key_Return)  # on purpose
    assert len(bench.bridge.named("open_login_page")) == 2


@pytest.mark.parametrize("how", ["button", "key"])
def test_the_browser_is_opened_again_without_a_form(bench: Bench, how: str) -> None:
    press(Key.Key_F9)
    bench.bridge.last("login").progressed.emit(replace(BROWSER, stray_answer=True))
    if how == "button":
        click(bench, "openAgainButton")
    else:
        press(Key.Key_F9)
    task = bench.bridge.last("open_login_page")
    assert not find(bench, "statusBanner").isVisible()
    task.succeed(False)
    assert label(bench, "statusWhat") == "The browser could not be started."


def test_an_error_above_older_results_says_so(bench: Bench) -> None:
    answered(bench)
    at = datetime.datetime(2026, 11, 25, 12, 34, tzinfo=datetime.UTC)
    lookup = sent(bench)
    bench.window.area.show_result(replace(result_of(lookup), fetched_at=at), "Lege", partial=False)
    press(Key.Key_F2)
    press(Key.Key_Return)
    bench.bridge.last("lookup").fail(AppError(ErrorCode.SERVER_ERROR, correlation_id="a"))
    assert showing(bench)
    assert label(bench, "statusNote").replace("\u00a0", " ") == "The results below were fetched 25. nov 2026 13:34."
    press(Key.Key_Backspace)
    assert not showing(bench)
    assert label(bench, "statusNote") == ""


def test_an_error_after_a_part_says_that_this_is_not_all(bench: Bench) -> None:
    waiting(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    lookup = sent(bench)
    bench.bridge.last("lookup").progressed.emit(
        LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, fetched=50, partial=result_of(lookup))
    )
    bench.bridge.last("lookup").fail(AppError(ErrorCode.TIMEOUT, correlation_id="a"))
    assert "not complete" in label(bench, "statusNote")


def test_a_login_that_the_service_does_not_accept_is_done_again(bench: Bench) -> None:
    waiting(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.bridge.last("lookup").fail(AppError(ErrorCode.LOGIN_NOT_ACCEPTED, correlation_id="a"))
    assert label(bench, "whoLabel") == "Not logged in"
    assert "log in again" in label(bench, "statusDo")
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 2


def test_the_error_of_a_login_is_helseids_and_has_no_reference(bench: Bench) -> None:
    waiting(bench)
    bench.bridge.last("login").fail(AppError(ErrorCode.SERVER_ERROR))
    assert label(bench, "statusWhat") == "HelseID (login) has an error of its own."
    assert "reference" not in label(bench, "statusDo")


def test_the_empty_page_says_what_is_needed_here(qtbot: QtBot) -> None:
    assert "organisation" not in middle(make_bench(qtbot))
    bench = make_bench(qtbot, organisations=ORGANISATIONS, sandbox=True)
    assert "organisation" in middle(bench)
    assert "138969 00263" in middle(bench)
    assert NUMBERS["emergency"] == SANDBOX_PATIENT


def test_typing_a_role_is_not_disturbed_by_the_one_that_is_remembered(bench: Bench) -> None:
    bench.memory.roles[DOCTOR.hpr_number] = "SP"
    press(Key.Key_F9)
    press(Key.Key_F4)
    press(Key.Key_L)
    bench.bridge.last("login").succeed(DOCTOR)
    assert bench.window.form.role.combo.currentText() == "l"
    assert QApplication.focusWidget() is bench.window.form.role.combo
