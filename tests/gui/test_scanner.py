"""A synthetic scanner in every state of focus: keys through the windowing system's own way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import clean, group
from provesvar_gui.ui.form.form import Form
from tests.gui.fakes import KARI, OLA, ORGANISATIONS, Bench, make_bench

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
    widget = bench.window.findChild(QWidget, name)
    assert widget is not None
    widget.setFocus()
    assert QApplication.focusWidget() is not None
    return widget


def ready(bench: Bench) -> Form:
    form = bench.window.form
    form.role.set_code("LE")
    form.role.chosen.emit("LE")
    form.organisation.take(ORGANISATIONS[0].orgnr)
    form.basis.choose(AccessBasis.AKUTT)
    form.basis.choose(AccessBasis.AKUTT)
    return form


@pytest.mark.hazard("H1.4", "S2")
def test_the_suffix_of_a_scan_never_arms(bench: Bench) -> None:
    ready(bench)
    press(bench, KARI, gap=FAST, key=Qt.Key.Key_Return)
    assert not bench.window.controller.desk.armed
    press(bench, "", gap=SLOW, key=Qt.Key.Key_Return)  # a hand's Enter, later
    assert bench.window.controller.desk.armed


@pytest.mark.hazard("S2")
@pytest.mark.parametrize("name", ["patientField", "lookupButton"])
@pytest.mark.parametrize(("gap", "suffix", "more"), [
    (0.04, Qt.Key.Key_Return, True), (0.07, Qt.Key.Key_Enter, False),
    (0.1, Qt.Key.Key_Tab, True), (0.1, Qt.Key.Key_Return, False),
])  # fmt: skip
def test_the_end_of_a_slow_scan_only_moves_the_focus(bench: Bench, gap: float, name: str, suffix: Qt.Key, more: bool) -> None:
    calm(bench)
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
    calm(bench)
    focus(bench, name)
    for before, digit in pairwise(" 01000000011"):
        send(bench, digit, gap=0.004, repeat=digit == before)
    press(bench, "", gap=FAST, key=Qt.Key.Key_Return)
    assert bench.window.form.patient.line.text() == "010000 00011"


@pytest.mark.parametrize("name", ["patientField", "rolePicker"])
def test_a_digit_held_down_is_no_scan(bench: Bench, name: str) -> None:
    calm(bench)
    widget = focus(bench, name)
    send(bench, "1", gap=1, repeat=False)
    for index in range(12):
        send(bench, "1", gap=0.03 if index else 0.25, repeat=True)
    press(bench, "2", gap=SLOW)
    bench.window.scanner.hold.stop()
    bench.window.scanner.hold.timeout.emit()
    QApplication.processEvents()
    assert widget.property("text").replace(" ", "") == "11111111111112"


def calm(bench: Bench) -> None:
    """Only the keys' own times count, however busy the machine is."""
    bench.window.scanner.hold.setInterval(600_000)
    bench.window.scanner.forget.setInterval(600_000)


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
    calm(bench)
    form = bench.window.form
    form.role.set_code("LE")
    form.role.chosen.emit("LE")
    form.organisation.take(ORGANISATIONS[0].orgnr)
    form.patient.line.set_number(before)
    form.patient.line.setCursorPosition(caret)
    form.basis.set_basis(None)
    form.basis.choose(AccessBasis.AKUTT)
    form.basis.choose(AccessBasis.AKUTT)
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
    calm(bench)
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
    calm(bench)
    focus(bench, "rolePicker")
    press(bench, "4", gap=SLOW)
    focus(bench, "patientField")
    bench.window.scanner.hold.stop()
    bench.window.scanner.hold.timeout.emit()
    QApplication.processEvents()
    assert bench.window.form.role.line.text() == "4"
    assert bench.window.form.patient.line.text() == ""


def test_keys_that_waited_while_the_program_was_busy_come_before_the_clock(bench: Bench) -> None:
    calm(bench)
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
def test_digits_that_a_remote_desktop_delivers_in_lumps_are_not_lost(
    bench: Bench, fragments: tuple[int, ...], gap: float
) -> None:
    calm(bench)
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
