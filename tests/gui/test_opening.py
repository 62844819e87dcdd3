"""Opening restricted results with the keyboard: panel, keys, scanner, clock, refusals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.progress import LookupProgress, LookupStep
from provesvar_gui.domain.results import Coverage, Outcome, OutcomeKind
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, KARI, OLA, Bench, make_bench
from tests.gui.hands import Key, click, find, label, press, sent, showing, type_form
from tests.gui.results.sandbox_patients import patient

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from provesvar_gui.domain.results import LookupResult

CONTROL = Qt.KeyboardModifier.ControlModifier
GENERAL = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Sperret for alle.", openable=True)
UNKNOWN = Outcome(kind=OutcomeKind.UNKNOWN, code="Delegated", text="Kode 17.", openable=True)
SPECIFIC = Outcome(kind=OutcomeKind.BLOCKED, code="Specific", text="Sperret for deg.")
FAST = 0.012


def real(qtbot: QtBot, **more: Any) -> Bench:
    return make_bench(qtbot, make_view=default_view, **more)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return real(qtbot)


def answer(bench: Bench, reports: int, *outcomes: Outcome, complete: bool = True) -> LookupResult:
    whole = patient()
    return replace(
        whole,
        lookup=sent(bench),
        reports=whole.reports[:reports],
        other_identifier=(),
        loose_findings=(),
        other_loose_findings=(),
        outcomes=outcomes,
        coverage=Coverage(fetched=reports, complete=complete),
    )


def restricted(bench: Bench, *outcomes: Outcome, reports: int = 0, complete: bool = True) -> Bench:
    """The ordinary answer: something is restricted."""
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.bridge.last("lookup").succeed(answer(bench, reports, *(outcomes or (GENERAL,)), complete=complete))
    return bench


def panel_up(bench: Bench) -> bool:
    found = bench.window.findChild(QWidget, "openingPanel")
    return found is not None and found.isVisible()


def lookups(bench: Bench) -> int:
    return len(bench.bridge.named("lookup"))


def confirm(bench: Bench, letter: Qt.Key = Key.Key_A) -> None:
    press(Key.Key_O, CONTROL)
    press(letter)
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert not panel_up(bench)


def opened(bench: Bench, reports: int = 3) -> Bench:
    restricted(bench)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, reports))
    assert find(bench, "openedBar").isVisible()
    return bench


def shown_count(bench: Bench) -> int:
    view = bench.window.area.prepare()
    assert isinstance(view, ResultsView)
    return 0 if view._result is None else len(view._result.reports)


def test_four_keys_from_the_message_to_the_results(bench: Bench) -> None:
    restricted(bench)
    assert find(bench, "outcomeScreen").isVisible()
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
    assert lookups(bench) == 1
    press(Key.Key_A)
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    lookup = sent(bench)
    assert (lookup.basis, lookup.reason) == (AccessBasis.FORHOYET_AKUTT, "no-consent-possible")
    assert not panel_up(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    assert find(bench, "openedBar").isVisible()
    assert "3" in label(bench, "openedWhat")
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    focused = QApplication.focusWidget()
    assert focused is not None
    assert bench.window.area.isAncestorOf(focused)


def test_in_a_low_window_all_of_the_panel_is_seen(bench: Bench) -> None:
    bench.window.resize(1000, 600)
    restricted(bench, reports=5)
    QApplication.processEvents()
    before = bench.window.height()
    press(Key.Key_O, CONTROL)
    all_but_the_act(bench)
    QApplication.processEvents()
    panel = find(bench, "openingPanel")
    layout = panel.layout()
    assert layout is not None
    assert panel.height() >= layout.totalHeightForWidth(panel.width())
    assert bench.window.height() == before
    assert panel.mapTo(bench.window, panel.rect().bottomLeft()).y() < before
    below = bench.window.area.prepare()
    assert below.mapTo(bench.window, below.rect().topLeft()).y() > panel.mapTo(bench.window, panel.rect().bottomLeft()).y()


def test_with_consent(bench: Bench) -> None:
    restricted(bench)
    confirm(bench, Key.Key_S)
    assert sent(bench).basis is AccessBasis.FORHOYET_SAMTYKKE
    assert bench.window.form.basis.basis is AccessBasis.AKUTT  # the letter chose inside the panel only


def test_the_panel_says_what_and_why(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    assert "138969 00263" in label(bench, "openingWhat")
    assert "10" in label(bench, "openingWhat")
    assert "restricted" in label(bench, "openingWhy")
    assert "Sperret for alle." in label(bench, "openingQuotation")
    assert "may be shown to the patient" in label(bench, "openingLogged")
    assert "S or A" in label(bench, "openingNeeded")
    press(Key.Key_A)
    assert "necessity" in label(bench, "openingWarning")
    assert "1–6" in label(bench, "openingNeeded")


def test_an_unknown_answer_is_marked_as_such(bench: Bench) -> None:
    restricted(bench, UNKNOWN)
    press(Key.Key_O, CONTROL)
    assert "Unknown answer" in label(bench, "openingWhy")
    assert "Kode 17." in label(bench, "openingQuotation")


@pytest.mark.parametrize("name", ["openingPanel", "openButton", "openingReason1", "openingForhoyetAkutt", "outcomeScreen"])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_never_opens(bench: Bench, name: str, key: Qt.Key) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
    find(bench, name).setFocus()
    for _ in range(3):
        press(key)
    assert lookups(bench) == 1


def test_a_key_that_is_held_down_never_opens(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
    for name, key, modifier in (
        ("openingPanel", Key.Key_O, CONTROL),
        ("openButton", Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        ("openButton", Key.Key_O, CONTROL),
    ):
        widget = find(bench, name)
        widget.setFocus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) * 2:
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifier, "", True, 1))
    assert lookups(bench) == 1


def test_space_on_the_button_opens(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
    focused = QApplication.focusWidget()
    button = find(bench, "openButton")
    assert isinstance(button, QPushButton)
    assert focused is not button
    assert not button.isDefault()
    button.setFocus()
    press(Key.Key_Space)
    assert lookups(bench) == 2


def test_without_a_reason_where_the_organisation_says_so(qtbot: QtBot) -> None:
    bench = restricted(real(qtbot, opening_reason=False))
    press(Key.Key_O, CONTROL)
    assert not find(bench, "openingReason1").isVisible()
    press(Key.Key_A)
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    assert sent(bench).reason == ""


def nothing(_bench: Bench) -> None:
    """The panel has just come up."""


def ground(_bench: Bench) -> None:
    press(Key.Key_A)


def all_but_the_act(_bench: Bench) -> None:
    press(Key.Key_A)
    press(Key.Key_1)


def on(name: str) -> Callable[[Bench], None]:
    def act(bench: Bench) -> None:
        all_but_the_act(bench)
        find(bench, name).setFocus()

    return act


STATES = {
    "new": nothing,
    "ground": ground,
    "ready": all_but_the_act,
    "button": on("openButton"),
    "cancel": on("cancelOpeningButton"),
    "reason": on("openingReason6"),
    "ground-button": on("openingForhoyetSamtykke"),
    "results": on("outcomeScreen"),
    "look-up": on("lookupButton"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("number", [OLA, KARI])
@pytest.mark.parametrize("suffix", [None, Key.Key_Return, Key.Key_Tab])
def test_a_scan_closes_the_panel_and_opens_nothing(bench: Bench, state: str, number: str, suffix: Qt.Key | None) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    STATES[state](bench)
    handle = bench.window.windowHandle()
    assert handle is not None
    bench.clock[0] += 5
    for digit in number:
        bench.clock[0] += FAST
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    if suffix is not None:
        bench.clock[0] += FAST
        QTest.keyClick(handle, suffix)
    assert not panel_up(bench)
    assert lookups(bench) == 1
    form = bench.window.form
    assert form.patient.line.text().replace(" ", "") == number
    assert QApplication.focusWidget() is (form.patient.line if suffix is None else form.basis.focusProxy())
    assert bench.window.controller.desk.opening_confirmed(AccessBasis.FORHOYET_AKUTT) == ()


@pytest.mark.parametrize("how", ["escape", "cancel", "enter on cancel"])
def test_left_without_opening(bench: Bench, how: str) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    all_but_the_act(bench)
    if how == "escape":
        press(Key.Key_Escape)
    elif how == "cancel":
        click(bench, "cancelOpeningButton")
    else:
        find(bench, "cancelOpeningButton").setFocus()
        press(Key.Key_Return)
    assert not panel_up(bench)
    assert lookups(bench) == 1
    press(Key.Key_O, CONTROL)
    button = find(bench, "openButton")
    assert not button.isEnabled()  # nothing is remembered


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        (ErrorCode.NOTHING_MORE_TO_OPEN, False),
        (ErrorCode.REQUEST_REFUSED, True),
        (ErrorCode.ACCESS_REFUSED, True),
        (ErrorCode.TIMEOUT, True),
    ],
)
def test_a_refusal_keeps_what_is_shown_and_is_explained(bench: Bench, code: ErrorCode, offered: bool) -> None:
    restricted(bench, reports=2)
    confirm(bench)
    bench.bridge.last("lookup").fail(AppError(code, correlation_id="c"))
    assert label(bench, "statusWhat")
    assert "Nothing was opened" in label(bench, "statusNote")
    assert shown_count(bench) == 2
    assert bench.window.area.results_visible
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert find(bench, "offerOpening").isVisible() is offered
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


@pytest.mark.parametrize("how", ["clear", "logout", "close", "lock"])
def test_these_wipe_it(bench: Bench, how: str) -> None:
    opened(bench)
    match how:
        case "clear":
            press(Key.Key_F8)
        case "logout":
            click(bench, "logoutButton")
        case "lock":
            bench.window.controller.do(bench.window.controller.desk.lock())
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
    assert "3 opened" in label(bench, "coverageLabel")


def test_what_cannot_be_told_apart_is_not_marked(bench: Bench) -> None:
    restricted(bench, reports=2, complete=False)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 5))
    assert "cannot be told" in label(bench, "openedWhat")
    view = bench.window.area.prepare()
    assert isinstance(view, ResultsView)
    assert view._result is not None
    assert not any(report.opened for report in view._result.reports)


def test_whom_to_call_about_what_cannot_be_opened(qtbot: QtBot) -> None:
    bench = restricted(real(qtbot, privacy_contact="Personvernombudet, 22 00 00 00"), SPECIFIC)
    assert "cannot be opened from here" in label(bench, "outcomeAdvice0")
    assert "Personvernombudet, 22 00 00 00" in label(bench, "outcomeAdvice0")
    assert bench.window.findChild(QWidget, "offerOpening") is None
    press(Key.Key_O, CONTROL)
    assert not panel_up(bench)


def test_the_locked_rows_follow(bench: Bench) -> None:
    assert "Locked" in label(bench, "basisLockedReason")
    restricted(bench)
    assert "Ctrl+O" in label(bench, "basisLockedReason")
    bench.window.form.patient.line.set_number(OLA)
    assert "Locked" in label(bench, "basisLockedReason")


def test_chosen_directly_where_the_policy_says_so(qtbot: QtBot) -> None:
    bench = real(qtbot, direct_elevated=True)
    type_form(bench)
    bench.window.controller.log_in()
    bench.bridge.last("login").succeed(DOCTOR)
    button = find(bench, "basisForhoyetAkutt")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert panel_up(bench)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert "not reported" in label(bench, "openingWhy")
    assert bench.bridge.named("lookup") == []
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert sent(bench).basis is AccessBasis.FORHOYET_AKUTT


def test_akutt_takes_one_act_more_on_the_form(bench: Bench) -> None:
    line = bench.window.form.patient.line
    QTest.keyClicks(line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    bench.window.form.role.set_code("LE")
    bench.window.form.role.chosen.emit("LE")
    assert find(bench, "basisAkuttWarning").isVisible()
    assert "once more" in label(bench, "basisAkuttConfirm")
    press(Key.Key_Return)
    assert bench.bridge.named("login") == []
    assert "once more" in bench.window.form.progress.text
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 1
    confirm_label = bench.window.findChild(QLabel, "basisAkuttConfirm")
    assert confirm_label is not None
    assert not confirm_label.isVisible()


@pytest.mark.parametrize("how", ["letter", "click", "space"])
def test_akutt_is_confirmed_by_the_same_act_again(bench: Bench, how: str) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    assert isinstance(button, QAbstractButton)
    for unsure in (True, False):
        match how:
            case "letter":
                press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
            case "click":
                QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center() / 4)
            case _:
                button.setFocus()
                press(Key.Key_Space)
        assert bench.window.form.basis.basis is AccessBasis.AKUTT
        assert bench.window.controller.desk.acute_unsure is unsure


def test_a_double_click_is_one_act(bench: Bench) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    at = button.rect().center() / 4
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.acute_unsure


def test_a_basis_that_is_shown_again_by_the_program_confirms_nothing(qtbot: QtBot) -> None:
    bench = real(qtbot, direct_elevated=True)
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    click(bench, "basisForhoyetSamtykke")  # refused for now: nobody is logged in
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.acute_unsure
    assert not panel_up(bench)


def test_alt_and_the_letter_chooses_in_the_panel_too(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert panel_up(bench)
    assert "necessity" in label(bench, "openingWarning")


def test_what_was_copied_of_what_was_opened_goes_with_it(bench: Bench, qtbot: QtBot) -> None:
    opened(bench)
    press(Key.Key_3, CONTROL)
    press(Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    click(bench, "endOpeningButton")
    assert clipboard.text() == ""
