"""Typing, pasting and correcting a patient's number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QGuiApplication,
    QInputMethodEvent,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.numbers import PatientId, Profile, group
from provesvar_gui.ui.form.patient_field import PatientField, describe_patient
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import KARI, OLA, TODAY

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LOST = OLA[1:]


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[PatientField]:
    made = PatientField(profile=Profile.TEST, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    yield made
    QGuiApplication.clipboard().clear()


def said(field: PatientField) -> tuple[str, str]:
    state, message = field.findChild(Label, "patientState"), field.findChild(Label, "patientMessage")
    assert state is not None
    assert message is not None
    return state.text(), message.text()


def test_an_unfinished_number_is_refused_only_when_the_person_goes_on(field: PatientField) -> None:
    QTest.keyClicks(field.line, "1389690")
    assert said(field) == ("7 of 11 digits", "")
    field.ask()
    assert said(field) == ("Not valid", "This looks like an organisation or HPR number.")
    QTest.keyClicks(field.line, "0")
    assert said(field) == ("8 of 11 digits", "")


@pytest.mark.hazard("S97")
def test_nothing_of_the_patient_before_can_be_brought_back(field: PatientField) -> None:
    QTest.keyClicks(field.line, KARI)
    field.set_patient(None)
    assert not field.line.isUndoAvailable()
    assert not field.line.isRedoAvailable()
    field.line.undo()
    assert field.line.text() == ""
    QTest.keyClicks(field.line, "12")
    assert not field.line.isUndoAvailable()


EDITS = st.one_of(
    st.sampled_from("0123456789"),
    st.sampled_from(
        [Key.Key_Backspace, Key.Key_Delete, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_1, Key.Key_3]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, max_size=40))
def test_the_gap_is_never_in_the_way_of_editing(field: PatientField, edits: list[str | Qt.Key]) -> None:
    line = field.line
    line.set_number("")
    for edit in edits:
        text, at = line.text(), line.cursorPosition()
        digits, before = text.replace(" ", ""), len(text[:at].replace(" ", ""))
        key = Key(ord(edit)) if isinstance(edit, str) else edit
        typed = chr(key.value) if Key.Key_0 <= key <= Key.Key_9 else ""
        if typed and len(digits) == 11:
            continue
        QTest.keyClick(line, key)
        if typed:
            digits, before = digits[:before] + typed + digits[before:], before + 1
        elif key is Key.Key_Backspace and before:
            digits, before = digits[: before - 1] + digits[before:], before - 1
        elif key is Key.Key_Delete:
            digits = digits[:before] + digits[before + 1 :]
        else:
            before = len(line.text()[: line.cursorPosition()].replace(" ", ""))
        assert line.text() == group(digits)
        assert len(line.text()[: line.cursorPosition()].replace(" ", "")) == before


def paste_key(field: PatientField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field.line, Key.Key_V, CONTROL)


def paste_menu(field: PatientField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    menu = field.line.make_menu()
    action = menu.findChild(QAction, "edit-paste")
    assert action is not None
    assert action in menu.actions()
    assert action.isEnabled() or not QGuiApplication.clipboard().text()
    action.trigger()


def typed(field: PatientField, text: str) -> None:
    """By a keyboard on the screen, or dictated."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(field.line, event)


WAYS = [paste_key, paste_menu]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text",
    [KARI, "Fnr: 138969 00263", "Kari Nordmann (f.nr. 138969-00263), 57 år", "\t138969\u00a000263\r\n", "13.89.1969 00263"],
)
def test_a_whole_number_replaces_what_is_there(field: PatientField, way: Callable[[PatientField, str], None], text: str) -> None:
    field.line.set_number(OLA)
    field.line.setCursorPosition(3)
    way(field, text)
    assert field.line.text() == "138969 00263"
    assert field.line.cursorPosition() == 12
    assert said(field)[0].startswith("Valid ·")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [f"{KARI}\n{OLA}", f"{OLA} {KARI}", f"Kari {KARI}, Ola {OLA}"])
def test_a_text_with_two_numbers_puts_neither_in(
    field: PatientField, way: Callable[[PatientField, str], None], text: str
) -> None:
    way(field, text)
    assert field.check.patient is None
    assert said(field)[0] == "Not valid"


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\ufeff", "\u202a", "\u2060", "\ufe0f", "\u034f"])
def test_what_cannot_be_seen_is_dropped_at_once(field: PatientField, mark: str) -> None:
    typed(field, f"13{mark}89")
    assert field.line.text() == "1389"
    field.line.set_number("")
    typed(field, f"1389{mark}6900{mark}263")
    assert field.line.text() == "138969 00263"


@pytest.mark.parametrize("wrong", ["1389a", "1389²", "1389٣", "O1389", "1389+"])
def test_a_wrong_character_stays_and_is_named(field: PatientField, wrong: str) -> None:
    typed(field, wrong)
    assert field.line.text() == wrong
    assert said(field) == ("Not valid", "Only digits are allowed.")
    assert field.line.accessibleDescription() == "Not valid. Only digits are allowed."


@pytest.mark.hazard("H1.1")
def test_a_digit_too_many_is_neither_dropped_nor_hidden(field: PatientField) -> None:
    field.line.set_number(KARI)
    field.line.setCursorPosition(3)
    QTest.keyClicks(field.line, "7")
    assert field.line.text().replace(" ", "") == "138796900263"
    assert field.line.cursorPosition() == 4
    assert said(field)[0] == "Not valid"
    QTest.keyClick(field.line, Key.Key_Backspace)
    assert (field.line.text(), field.line.cursorPosition()) == ("138969 00263", 3)


@pytest.mark.parametrize("given", [KARI, "138969-00263", "Fnr: 138969 00263", "１３８９６９００２６３"])
def test_a_number_set_by_an_assistive_program_is_grouped(field: PatientField, given: str) -> None:
    seen: list[str] = []
    field.changed.connect(lambda check: seen.append(check.normalised))
    accessible = QAccessible.queryAccessibleInterface(field.line)
    assert accessible is not None
    accessible.setText(QAccessible.Text.Value, given)
    assert field.line.text() == "138969 00263"
    assert set(seen) == {KARI}


@pytest.mark.hazard("S97")
def test_the_number_is_not_dragged_out(field: PatientField) -> None:
    assert not field.line.dragEnabled()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", "Type, paste or scan. A D-number works too."),
        ("1389", "4 of 11 digits"),
        (KARI, "Valid · Identity number · born 13.09.1969 (from the number)"),
        ("13896900264", "Not valid. The check digits do not match. Check the number."),
        (
            "80008117075",
            "Verify. Shared temporary number. National services usually require an identity number or D-number.",
        ),
    ],
)
def test_the_state_is_read_aloud(field: PatientField, typed: str, read: str) -> None:
    QTest.keyClicks(field.line, typed)
    assert field.line.accessibleName() == "Patient's identity number"
    assert field.line.accessibleDescription() == read


PIECES = st.text(st.sampled_from("0123456789０５ -./:aFnr\u00a0\u200b\ufeff²\n"), max_size=14)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=PIECES, caret=st.integers(0, 20), piece=PIECES, way=st.sampled_from(WAYS))
def test_no_digit_is_made_up_lost_or_moved(
    field: PatientField, before: str, caret: int, piece: str, way: Callable[[PatientField, str], None]
) -> None:
    line = field.line
    line.set_number("")
    typed(field, before)
    line.setCursorPosition(caret)
    if piece:
        way(field, piece)
    shown = line.text()
    assert line.cursorPosition() <= len(shown)
    assert field.check.digits_so_far <= sum(c in "0123456789０５" for c in before + piece)
    if field.check.patient is not None:
        assert shown == field.check.patient.grouped
    assert not line.isUndoAvailable()


@pytest.mark.parametrize(("today", "age"), [(date(2026, 9, 12), 56), (date(2026, 9, 13), 57)])
def test_beside_results_the_age_stands_with_the_date_of_birth(today: date, age: int) -> None:
    told = describe_patient(PatientId(KARI), today)
    assert told == f"Identity number · {age} year(s) · born 13.09.1969 (from the number)"
