"""Typing, pasting and correcting a patient's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from provesvar_gui.patient.numbers import NumberPolicy, Profile, group
from provesvar_gui.ui.form.patient_field import KINDS, REASONS, PatientField
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel
from tests.gui.fakes import KARI, TODAY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> PatientField:
    made = PatientField(profile=Profile.TEST, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    made.line.setFocus()
    return made


def said(field: PatientField) -> tuple[str, str]:
    state, message = field.findChild(ToneLabel, "patientState"), field.findChild(ToneLabel, "patientMessage")
    assert state is not None
    assert message is not None
    return state.text(), message.text()


def test_groups_while_typing_and_says_how_far_it_is(field: PatientField) -> None:
    expected = ["1", "13", "138", "1389", "13896", "138969", "138969 0", "138969 00", "138969 002", "138969 0026", "138969 00263"]
    for digit, text in zip(KARI, expected, strict=True):
        QTest.keyClicks(field.line, digit)
        assert field.line.text() == text
        assert field.line.cursorPosition() == len(text)
        if len(text) < 12:
            assert said(field)[0] == "○ Incomplete"
    assert said(field)[0] == "✓ Valid"
    assert "13.09.1969" in said(field)[1]
    assert field.check.policy is NumberPolicy.ACCEPT


def test_the_caret_stays_where_a_digit_is_corrected(field: PatientField) -> None:
    field.line.set_number(KARI)
    field.line.setCursorPosition(3)
    QTest.keyClick(field.line, Key.Key_Backspace)
    assert (field.line.text(), field.line.cursorPosition()) == ("139690 0263", 2)
    QTest.keyClicks(field.line, "8")
    assert (field.line.text(), field.line.cursorPosition()) == ("138969 00263", 3)


def test_backspace_and_delete_step_over_the_gap(field: PatientField) -> None:
    field.line.set_number(KARI)
    field.line.setCursorPosition(7)
    QTest.keyClick(field.line, Key.Key_Backspace)
    assert (field.line.text(), field.line.cursorPosition()) == ("138960 0263", 5)
    field.line.set_number(KARI)
    field.line.setCursorPosition(6)
    QTest.keyClick(field.line, Key.Key_Delete)
    assert field.line.text() == "138969 0263"
    QTest.keyClick(field.line, Key.Key_Delete)
    assert field.line.text() == "138969 263"


@pytest.mark.parametrize(
    "pasted",
    ["13896900263", " 138969 00263\n", "138969-00263", "Fnr: 138969 00263", "13.89.1969 00263", "１３８９６９００２６３"],
)
def test_a_pasted_number_replaces_what_is_there(field: PatientField, pasted: str) -> None:
    field.line.set_number("01896900052")
    QGuiApplication.clipboard().setText(pasted)
    QTest.keyClick(field.line, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == "138969 00263"
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("typed", ["138969-00263", "13.89.1969 00263", "13.89.1969-00263"])
def test_separators_may_be_typed(field: PatientField, typed: str) -> None:
    QTest.keyClicks(field.line, typed)
    assert field.line.text() == "138969 00263"


def test_says_why_a_number_is_refused(field: PatientField) -> None:
    QTest.keyClicks(field.line, "13896900264")
    assert said(field) == ("✕ Not valid", "The check digits do not match. Check the number.")
    assert "check digits" in field.line.accessibleDescription()


def test_an_unfinished_number_is_refused_only_when_the_person_goes_on(field: PatientField) -> None:
    QTest.keyClicks(field.line, "1389690")
    assert said(field)[0] == "○ Incomplete"
    field.ask()
    assert said(field)[0] == "✕ Not valid"
    QTest.keyClicks(field.line, "0")
    assert said(field)[0] == "○ Incomplete"


def test_a_lost_zero_is_asked_about_and_never_put_back_unasked(field: PatientField) -> None:
    QTest.keyClicks(field.line, "1896900052")
    suggestion = field.findChild(QPushButton, "patientSuggestion")
    assert suggestion is not None
    assert field.check.patient is None
    field.ask()
    assert said(field)[1] == "Ten digits. Did you mean 018969 00052?"
    suggestion.click()
    assert field.line.text() == "018969 00052"
    assert field.check.patient is not None


def test_a_warning_does_not_block(field: PatientField) -> None:
    QTest.keyClicks(field.line, "80008117075")
    assert field.check.policy is NumberPolicy.WARN
    assert field.check.patient is not None
    assert said(field)[0] == "▲ Verify"


def test_nothing_of_the_patient_before_can_be_brought_back(field: PatientField) -> None:
    QTest.keyClicks(field.line, KARI)
    field.set_patient(None)
    assert not field.line.isUndoAvailable()
    assert not field.line.isRedoAvailable()
    field.line.undo()
    assert field.line.text() == ""
    QTest.keyClicks(field.line, "12")
    assert not field.line.isUndoAvailable()


def test_every_reason_and_kind_has_words() -> None:
    from provesvar_gui.patient.numbers import NumberKind, NumberReason

    assert set(REASONS) == set(NumberReason)
    assert set(KINDS) <= set(NumberKind)


def test_state_is_never_told_by_colour_alone(field: PatientField) -> None:
    state = field.findChild(ToneLabel, "patientState")
    assert state is not None
    seen = {}
    for text in ("1", KARI, "13896900264", "80008117075"):
        field.line.setText("")
        QTest.keyClicks(field.line, text)
        seen[state.text()] = state.tone
    assert set(seen.values()) == {Tone.SUBDUED, Tone.OK, Tone.ERROR, Tone.WARNING}


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
