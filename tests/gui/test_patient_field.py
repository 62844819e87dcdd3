"""Typing, pasting and correcting a patient's number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import PatientId, Profile, clean, group
from provesvar_gui.ui.form.form import Form
from provesvar_gui.ui.form.patient_field import PatientField, describe_patient
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import KARI, OLA, ORGANISATIONS, TODAY, Bench, make_bench
from tests.gui.hands import part

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


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
    return part(field, Label, "patientState").text(), part(field, Label, "patientMessage").text()


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
        ("80008117075", "Verify. Shared temporary number. National services usually require an identity number or D-number."),
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
    assert describe_patient(PatientId(KARI), today) == f"Identity number · {age} year(s) · born 13.09.1969 (from the number)"


# -- a synthetic scanner in every state of focus: keys through the windowing system's own way


FAST, SLOW = 0.012, 0.150
FOCUS = [
    "patientField", "basisSamtykke", "basisAkutt", "rolePicker", "organisationPicker", "lookupButton", "loginButton",
    "helpButton", "reportList",
]  # fmt: skip
SUFFIXES = (None, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = make_bench(qtbot, organisations=ORGANISATIONS)
    made.window.window_frame.add_at_foot(made.view)  # beside the form, so that the caret can be in either
    for timer in (made.window.scanner.hold, made.window.scanner.forget):
        timer.setInterval(600_000)  # only the keys' own times count, however busy the machine is
    return made


def press(bench: Bench, text: str, *, gap: float, key: Qt.Key | None = None) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    for character in text:
        bench.clock[0] += gap
        QTest.keyClick(handle, Qt.Key(ord(character.upper())))
    if key is not None:
        bench.clock[0] += gap
        QTest.keyClick(handle, key)


def focus(bench: Bench, name: str) -> QWidget:
    widget = part(bench.window, QWidget, name)
    widget.setFocus()
    assert QApplication.focusWidget() is not None
    return widget


def ready(bench: Bench) -> Form:
    form = bench.window.form
    form.role.take("LE")
    form.organisation.take(ORGANISATIONS[0].orgnr)
    form.basis.choose(AccessBasis.AKUTT)
    form.basis.choose(AccessBasis.AKUTT)
    return form


@pytest.mark.hazard("S2")
@pytest.mark.parametrize("name", ["patientField", "lookupButton"])
@pytest.mark.parametrize(("gap", "suffix", "more"), [
    (0.04, Qt.Key.Key_Return, True), (0.07, Qt.Key.Key_Enter, False),
    (0.1, Qt.Key.Key_Tab, True), (0.1, Qt.Key.Key_Return, False),
])  # fmt: skip
def test_the_end_of_a_slow_scan_only_moves_the_focus(bench: Bench, gap: float, name: str, suffix: Qt.Key, more: bool) -> None:
    form = ready(bench)
    if name == "lookupButton":
        form.patient.line.set_number(OLA)  # of the patient before: it must not be asked about
        form.basis.choose(AccessBasis.AKUTT)
        form.basis.choose(AccessBasis.AKUTT)
    focus(bench, name)
    press(bench, KARI, gap=gap, key=suffix)
    if more:
        press(bench, "", gap=gap, key=Qt.Key.Key_Return)
    assert form.patient.line.text() == ("138969 00263" if name == "patientField" else group(OLA))
    assert form.basis.basis is AccessBasis.AKUTT
    assert not bench.window.controller.desk.armed
    assert bench.bridge.named("login") == []
    assert QApplication.focusWidget() is not form.patient.line
    press(bench, "", gap=SLOW, key=Qt.Key.Key_Return)  # a hand's
    assert bench.window.controller.desk.armed


def send(bench: Bench, digit: str, *, gap: float, repeat: bool) -> None:
    bench.clock[0] += gap
    handle = bench.window.windowHandle()
    assert handle is not None
    event = QKeyEvent(QEvent.Type.KeyPress, ord(digit), Qt.KeyboardModifier.NoModifier, digit, repeat)
    QCoreApplication.sendEvent(handle, event)


@pytest.mark.parametrize("name", FOCUS)
def test_a_double_digit_that_the_system_takes_for_a_key_held_down_is_not_lost(bench: Bench, name: str) -> None:
    """X11: the release and the next press of one key in the same millisecond."""
    focus(bench, name)
    for before, digit in pairwise(" 01000000011"):
        send(bench, digit, gap=0.004, repeat=digit == before)
    press(bench, "", gap=FAST, key=Qt.Key.Key_Return)
    assert bench.window.form.patient.line.text() == "010000 00011"


@pytest.mark.parametrize("name", ["patientField", "rolePicker"])
def test_a_digit_held_down_is_no_scan(bench: Bench, name: str) -> None:
    widget = focus(bench, name)
    send(bench, "1", gap=1, repeat=False)
    for index in range(12):
        send(bench, "1", gap=0.03 if index else 0.25, repeat=True)
    press(bench, "2", gap=SLOW)
    bench.window.scanner.hold.stop()
    bench.window.scanner.hold.timeout.emit()
    QApplication.processEvents()
    assert widget.property("text").replace(" ", "") == "11111111111112"


def burst(bench: Bench, digits: str, delays: list[float], suffix: Qt.Key | None = None) -> None:
    """Each digit after its delay, then the suffix after the last one."""
    for digit, delay in zip(digits, delays, strict=False):
        press(bench, digit, gap=delay)
    if suffix is not None:
        press(bench, "", gap=delays[-1], key=suffix)


@st.composite
def delays(draw: st.DrawFn) -> list[float]:
    """Of eleven digits and the suffix, in ms that the windowing system counts, with one or two hiccups."""
    found = draw(st.lists(st.integers(1, 35), min_size=12, max_size=12))
    found[0] = 1000
    for at in draw(st.lists(st.integers(1, 11), min_size=1, max_size=2)):
        found[at] = draw(st.integers(36, 200))
    return [delay / 1000 for delay in found]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(FOCUS),
    before=st.text("0123456789", max_size=12),
    caret=st.integers(0, 13),
    delays=delays(),
    suffix=st.sampled_from(SUFFIXES),
    number=st.sampled_from([KARI, OLA, "99999999999"]),
)
def test_a_scan_that_the_system_held_up_is_still_one_scan(
    bench: Bench, name: str, before: str, caret: int, delays: list[float], suffix: Qt.Key | None, number: str
) -> None:
    form = bench.window.form
    form.patient.line.set_number(before)
    form.patient.line.setCursorPosition(caret)
    form.basis.set_basis(None)
    ready(bench)
    role = form.role.line.text()
    focus(bench, name)
    edits: list[str] = []

    def watch(text: str) -> None:
        edits.append(text)

    form.role.line.textChanged.connect(watch)
    burst(bench, number, delays, suffix)
    form.role.line.textChanged.disconnect(watch)
    assert form.patient.line.text() == group(number)
    assert form.role.line.text() == role
    assert not [text for text in edits if any(digit in text for digit in "0123456789")]
    assert form.organisation.code == ORGANISATIONS[0].orgnr
    assert not bench.window.controller.desk.armed
    assert bench.bridge.named("login") == []
    assert QApplication.focusWidget() is (form.patient.line if suffix is None else form.basis.focusProxy())
    press(bench, "", gap=1, key=Qt.Key.Key_Escape)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(digits=st.text("0123456789", min_size=1, max_size=14), gaps=st.lists(st.integers(80, 400), min_size=14, max_size=14))
@example(digits="0000180000000", gaps=[80] * 14)  # no date, hence no four-digit year
@example(digits="1205201234567", gaps=[80] * 14)  # a date, but no number without its century
@example(digits="12052012345678", gaps=[80] * 14)
def test_a_quick_hand_keeps_every_digit(bench: Bench, digits: str, gaps: list[int]) -> None:
    assume(clean(digits[:13]) == digits[:13])  # a valid number with a four-digit year is shown with two
    form = bench.window.form
    form.patient.line.set_number("")
    focus(bench, "patientField")
    burst(bench, digits, [gap / 1000 for gap in gaps])
    assert form.patient.line.text().replace(" ", "") == digits
    form.role.line.clear()
    focus(bench, "rolePicker")
    bench.clock[0] += 1
    burst(bench, digits, [gap / 1000 for gap in gaps])
    press(bench, "x", gap=0.08)
    assert form.role.line.text() == digits + "x"
    assert form.patient.line.text().replace(" ", "") == digits


def test_held_digits_stay_with_what_had_the_focus(bench: Bench) -> None:
    focus(bench, "rolePicker")
    press(bench, "4", gap=SLOW)
    focus(bench, "patientField")
    bench.window.scanner.hold.stop()
    bench.window.scanner.hold.timeout.emit()
    QApplication.processEvents()
    assert bench.window.form.role.line.text() == "4"
    assert bench.window.form.patient.line.text() == ""


def test_keys_that_waited_while_the_program_was_busy_come_before_the_clock(bench: Bench) -> None:
    focus(bench, "rolePicker")
    press(bench, KARI[:3], gap=FAST)
    scanner = bench.window.scanner
    scanner.hold.stop()
    scanner.hold.timeout.emit()  # the clock ran out while nothing was handled
    press(bench, KARI[3:5], gap=FAST)
    assert bench.window.form.role.line.text() == ""
    press(bench, KARI[5:], gap=FAST)
    QApplication.processEvents()
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert bench.window.form.role.line.text() == ""


@pytest.mark.parametrize("fragments", [(2, 9), (1, 10), (5, 6), (2, 1, 8)])
@pytest.mark.parametrize("gap", [0.7, 5.0])
def test_digits_that_remote_desktops_deliver_in_lumps_are_not_lost(bench: Bench, fragments: tuple[int, ...], gap: float) -> None:
    rest = KARI
    for length in fragments:
        bench.clock[0] += gap
        press(bench, rest[:length], gap=0.001)
        rest = rest[length:]
    press(bench, "", gap=0.001, key=Qt.Key.Key_Return)
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert QApplication.focusWidget() is bench.window.form.basis.focusProxy()


@pytest.mark.parametrize("name", ["lookupButton", "patientField"])
@pytest.mark.parametrize("label", ["12345678", "1896900052", "1234567890123"])
def test_another_label_is_shown_as_wrong_and_its_enter_asks_for_nothing(bench: Bench, label: str, name: str) -> None:
    form = ready(bench)
    form.patient.line.set_number(KARI)
    focus(bench, name)
    press(bench, label, gap=FAST, key=Qt.Key.Key_Return)
    assert form.patient.line.text().replace(" ", "") == label
    assert form.patient.check.patient is None
    assert not bench.window.controller.desk.armed
    assert bench.bridge.named("login") == []


def test_no_digit_is_remembered_for_long(bench: Bench) -> None:
    press(bench, KARI, gap=FAST)
    bench.window.scanner.forget.timeout.emit()
    assert KARI not in repr(vars(bench.window.scanner)) + repr(vars(bench.window.scanner._stream))
