"""A patient that another program hands over to the window: fills an empty desk, asks over everything else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.handover import HandOverBar
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import KARI, OLA, Bench, make_bench, result_of
from tests.gui.hands import Key, answered, chosen, click, find, in_field, label, part, press, sent, showing, status, type_form

GROUPED = "018969 00052"
WRONG = "13896900264"


def hand_over(bench: Bench, number: str | None = OLA) -> bool | None:
    focused = QApplication.focusWidget()
    done = bench.window.hand_over(number)
    if bar_visible(bench):
        assert QApplication.focusWidget() is focused, "the focus stays where it is"
    return done


def bar_visible(bench: Bench) -> bool:
    bar = bench.window.findChild(HandOverBar)
    return bar is not None and bar.isVisible()


def words_on_screen(bench: Bench) -> str:
    return "\n".join(shown.text() for shown in bench.window.findChildren(QLabel) if shown.isVisible())


def at_basis(bench: Bench) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and bench.window.form.basis.isAncestorOf(focused)


def nothing_sent(bench: Bench) -> bool:
    return not bench.bridge.named("lookup") and not bench.bridge.named("login")


def test_an_empty_desk_is_filled_and_the_caret_goes_on(bench: Bench) -> None:
    assert hand_over(bench, GROUPED)
    assert in_field(bench) == OLA
    assert not bar_visible(bench)
    assert at_basis(bench)
    assert nothing_sent(bench)
    assert "The number came from the EHR." in words_on_screen(bench)
    press(Key.Key_S)
    assert chosen(bench) is AccessBasis.SAMTYKKE


@pytest.mark.parametrize(
    "keys", [(Key.Key_S, Key.Key_Return), (Key.Key_A, Key.Key_A, Key.Key_Return)], ids=["consent", "emergency"]
)
def test_with_a_session_two_keys_to_the_next_patient_three_in_an_emergency(bench: Bench, keys: tuple[Qt.Key, ...]) -> None:
    answered(bench)
    press(Key.Key_F8)  # done with the one before
    hand_over(bench)
    for key in keys:
        assert len(bench.bridge.named("lookup")) == 1
        press(key)
    assert sent(bench).patient.digits == OLA
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    assert showing(bench)


def test_a_wrong_number_is_shown_with_what_is_wrong(bench: Bench) -> None:
    assert hand_over(bench, WRONG)
    assert in_field(bench) == WRONG
    assert "check digits" in label(bench, "patientMessage")
    assert QApplication.focusWidget() is bench.window.form.patient.line


@pytest.mark.parametrize("text", [None, "", "Nordmann, Kari", "13896900263; DROP"])
def test_something_that_is_no_number_is_told_and_not_repeated(bench: Bench, text: str | None) -> None:
    assert not hand_over(bench, text)
    assert in_field(bench) == ""
    assert bar_visible(bench)
    assert label(bench, "handOverTitle") == "From the EHR: no patient number"
    assert "Nordmann" not in words_on_screen(bench)
    assert not find(bench, "takePatientButton").isVisible()
    press(Key.Key_F12)
    click(bench, "keepPatientButton")
    assert not bar_visible(bench)


@pytest.mark.hazard("H1.5", "S10")
def test_over_shown_results_a_bar_asks(bench: Bench) -> None:
    bench.window.resize(911, 512)
    answered(bench)
    assert hand_over(bench)
    assert (showing(bench), in_field(bench)) == (True, KARI)
    assert label(bench, "handOverTitle") == f"From the EHR: change to patient {GROUPED}?"
    meaning = part(bench.window, Label, "handOverWhat")
    assert (meaning.text()[:15], meaning.shown_text()) == ("Not chosen yet.", "What is shown here disappears.")
    assert find(bench, "takePatientButton").accessibleName() == "Change patient"
    assert find(bench, "messageRow").isAncestorOf(find(bench, "handOverBar"))


def test_taken_by_its_key_the_old_results_are_gone_at_once(bench: Bench) -> None:
    answered(bench)
    hand_over(bench)
    before = len(bench.bridge.tasks)
    press(Key.Key_F12)
    assert not showing(bench)
    assert bench.view.result_hidden
    assert in_field(bench) == OLA
    assert chosen(bench) is None
    assert not bar_visible(bench)
    assert at_basis(bench)
    assert len(bench.bridge.tasks) == before, "nothing is sent"
    press(Key.Key_S)
    press(Key.Key_Return)
    assert sent(bench).patient.digits == OLA
    press(Key.Key_F12)  # nothing is offered any more
    assert len(bench.bridge.named("lookup")) == 2


@pytest.mark.parametrize("how", ["key", "button", "escape"])
def test_keeping_the_patient_ends_the_offer(bench: Bench, how: str) -> None:
    answered(bench)
    hand_over(bench)
    if how == "key":
        press(Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    elif how == "button":
        click(bench, "keepPatientButton")
    else:
        find(bench, "keepPatientButton").setFocus()
        press(Key.Key_Escape)
    assert not bar_visible(bench)
    assert showing(bench)
    assert in_field(bench) == KARI
    assert GROUPED not in words_on_screen(bench)
    assert GROUPED not in find(bench, "handOverBar").accessibleName() + label(bench, "handOverTitle")


@pytest.mark.hazard("H1.5", "S10")
@pytest.mark.parametrize("button", ["takePatientButton", "keepPatientButton"])
def test_enter_accepts_no_hand_over(bench: Bench, button: str) -> None:
    answered(bench)
    hand_over(bench)
    find(bench, button).setFocus()
    for key in (Key.Key_Return, Key.Key_Enter):
        if bar_visible(bench):
            press(key)
    assert in_field(bench) == KARI
    assert showing(bench)


@pytest.mark.hazard("H1.5", "S10")
def test_neither_a_key_nor_a_click_of_the_same_moment(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, confirm_guard_ms=3_600_000)
    type_form(bench)
    hand_over(bench)
    press(Key.Key_F12)
    click(bench, "takePatientButton")
    assert in_field(bench) == KARI
    assert bar_visible(bench)


@pytest.mark.hazard("S10")
@pytest.mark.parametrize("guard_ms", [0, 3_600_000])
def test_an_enter_of_the_same_moment_sends_nothing(qtbot: QtBot, guard_ms: int) -> None:
    """The role was chosen for somebody in mind; the number comes between the eye and the key."""
    bench = make_bench(qtbot, confirm_guard_ms=guard_ms)
    press(Key.Key_F4)
    press(Key.Key_L)
    press(Key.Key_E)
    press(Key.Key_Return)
    hand_over(bench)
    press(Key.Key_S, Qt.KeyboardModifier.AltModifier)
    press(Key.Key_Return)
    assert nothing_sent(bench) is (guard_ms > 0)
    assert ("has just come" in status(bench)) is (guard_ms > 0)


def enter(how: str, digits: str) -> None:
    QApplication.clipboard().setText(digits)
    if how == "ctrl-v":
        press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif how == "shift-insert":
        press(Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    else:
        for digit in digits:
            press(Qt.Key(ord(digit)))


@pytest.mark.hazard("H1.6", "S10")
@pytest.mark.parametrize("how", ["typed", "ctrl-v", "shift-insert"])
def test_what_they_enter_is_looked_up(bench: Bench, how: str) -> None:
    answered(bench)
    press(Key.Key_F8)
    assert hand_over(bench)
    assert at_basis(bench)
    enter(how, KARI)
    assert in_field(bench) == KARI
    press(Key.Key_Tab)
    press(Key.Key_S)
    press(Key.Key_Return)
    assert sent(bench).patient.digits == KARI


@pytest.mark.hazard("H1.6")
def test_a_basis_that_was_chosen_for_it_goes_with_it(bench: Bench) -> None:
    hand_over(bench)
    press(Key.Key_S)
    assert chosen(bench) is AccessBasis.SAMTYKKE
    press(Key.Key_2)
    assert in_field(bench) == "2"
    assert bench.window.focusWidget() is bench.window.form.patient.line
    assert chosen(bench) is None
    assert nothing_sent(bench)


def test_a_hand_over_and_a_failure_each_come_before_what_was_said_earlier(bench: Bench) -> None:
    answered(bench)
    bench.window.controller.show_error(AppError(ErrorCode.INTERNAL))
    assert find(bench, "statusBanner").isVisible()
    hand_over(bench)
    assert bar_visible(bench)
    assert not find(bench, "statusBanner").isVisible()
    bench.window.controller.show_error(AppError(ErrorCode.INTERNAL))
    assert find(bench, "statusBanner").isVisible()
    assert not bar_visible(bench)
    press(Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert bar_visible(bench), "nobody is declined whose number is not to be read"
    bench.window.controller.show_error(AppError(ErrorCode.INTERNAL))
    press(Key.Key_F12)
    assert in_field(bench) == KARI, "nor taken"
    assert bar_visible(bench)
    hand_over(bench, WRONG)
    click(bench, "keepPatientButton")
    assert not find(bench, "statusBanner").isVisible()
