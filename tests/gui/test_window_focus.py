"""Enter looks up and typing arrives, wherever the focus was when its widget went away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.patient.access import AccessBasis
from tests.gui.fakes import DOCTOR, KARI, OLA, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import Key, answered, chosen, click, find, label, press, type_form
from tests.gui.opening_kit import CONTROL, real, restricted

BROWSER = LoginProgress(step=LoginStep.BROWSER, browser_url="http://localhost:1/start")


def in_patient_field(bench: Bench) -> bool:
    return QApplication.focusWidget() is bench.window.form.patient.line


@pytest.mark.parametrize("name", ["copyAddressButton", "openAgainButton", "cancelButton"])
@pytest.mark.parametrize("end", ["failed", "done"])
def test_a_button_that_goes_with_the_login_leaves_the_focus_in_the_patient_field(bench: Bench, name: str, end: str) -> None:
    press(Key.Key_F9)
    login = bench.bridge.last("login")
    login.progressed.emit(BROWSER)
    find(bench, name).setFocus()
    if end == "failed":
        login.fail(AppError(ErrorCode.LOGIN_TIMEOUT))
    else:
        login.succeed(DOCTOR)
    assert in_patient_field(bench)


def test_a_focus_that_was_lost_comes_back(bench: Bench, qtbot: QtBot) -> None:
    find(bench, "helpButton").setFocus()
    find(bench, "helpButton").clearFocus()
    qtbot.waitUntil(lambda: in_patient_field(bench))


@pytest.mark.parametrize("missing", ["number", "invalid", "role", "organisation"])
def test_what_is_missing_is_marked_at_the_field_itself(qtbot: QtBot, missing: str) -> None:
    bench = make_bench(qtbot, organisations=ORGANISATIONS)
    form = bench.window.form
    type_form(bench)
    form.organisation.take(ORGANISATIONS[0].orgnr)
    line = form.patient.line
    marked: QWidget = line
    match missing:
        case "number":
            line.set_number("")
            name = "patientMessage"
        case "invalid":
            line.setFocus()
            press(Key.Key_Backspace)
            name = "patientMessage"
        case "role":
            QTest.keyClick(form.role.line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(form.role.line, Key.Key_Delete)
            name, marked = "roleMessage", form.role.line
        case _:
            form.organisation.take("")
            name, marked = "organisationMessage", form.organisation.line
    if name in ("roleMessage", "organisationMessage"):  # without a login they would be filled in by one
        press(Key.Key_F9)
        bench.bridge.last("login").succeed(DOCTOR)
    if missing in ("number", "invalid"):
        press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    press(Key.Key_Return)
    assert bench.bridge.named("lookup") == []
    assert label(bench, name)
    assert bool(marked.property("wrong"))
    assert QApplication.focusWidget() is marked
    if missing == "number":
        press(Key.Key_1)
        assert label(bench, name) == ""
        assert not bool(line.property("wrong"))
    press(Key.Key_F8)
    assert not bool(marked.property("wrong"))


def read_in_order(window: QWidget) -> list[str]:
    """Names of what is shown, in the order in which a screen reader comes to them."""

    def names(of: QAccessibleInterface, depth: int) -> Iterator[str]:
        if not of.state().invisible and depth < 14:
            yield of.text(QAccessible.Text.Name)
            for place in range(min(of.childCount(), 60)):
                yield from names(of.child(place), depth + 1)

    return [name for name in names(QAccessible.queryAccessibleInterface(window), 0) if name]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("form", ["Patient's identity number", "Basis for access", "HPR role", "Look up"]),
        ("results", ["138969 00263", "Change", "Overview", "Search in the results", "Emergency analytes", "About the look-up"]),
        ("opening", ["138969 00263", "Open restricted results", "1", "2", "Cancel, open nothing"]),
    ],
)
def test_a_screen_reader_reads_from_top_to_bottom(qtbot: QtBot, page: str, expected: list[str]) -> None:
    bench = real(qtbot)
    if page != "form":
        restricted(bench, reports=20)
    if page == "opening":
        press(Key.Key_O, CONTROL)
    qtbot.waitUntil(lambda: set(expected) <= set(read_in_order(bench.window)))
    told = dict.fromkeys(read_in_order(bench.window))
    assert [name for name in told if name in expected] == expected


# -- keys that mean something else than the hand thought: what they leave alone, and what they ask first


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_a_letter_leaves_a_whole_number_and_its_results_alone(bench: Bench) -> None:
    answered(bench)
    press(Key.Key_F7)
    line = bench.window.form.patient.line
    assert line.selectedText() == line.text()
    press(Key.Key_K)
    press(Key.Key_Space)
    assert line.text().replace(" ", "") == KARI
    assert bench.window.controller.desk.same_number
    press(Key.Key_3)
    assert line.text() == "3"


def test_a_text_that_is_too_long_is_told_and_leaves_the_results_alone(bench: Bench) -> None:
    answered(bench)
    press(Key.Key_F7)
    QGuiApplication.clipboard().setText("x" * 344_000)
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bench.window.form.patient.line.text().replace(" ", "") == KARI
    assert bench.window.controller.desk.same_number
    assert "too long to be a number" in label(bench, "patientMessage")
    press(Key.Key_Tab)
    assert label(bench, "patientMessage") == ""


@pytest.mark.parametrize("way", ["another number", "cleared", "shown again"])
def test_tab_from_the_number_never_passes_by_the_basis(bench: Bench, way: str) -> None:
    answered(bench)
    if way == "cleared":
        press(Key.Key_F8)
    else:
        press(Key.Key_F2)
    if way != "shown again":
        QTest.keyClicks(bench.window.form.patient.line, OLA)
        assert chosen(bench) is None
    press(Key.Key_Tab)
    assert focused() == ("basisAkutt" if way == "shown again" else "basisSamtykke")
    press(Key.Key_Tab)
    assert focused().startswith("role")
    press(Key.Key_Backtab)
    press(Key.Key_Backtab)
    assert focused() == "patientField"


@pytest.mark.parametrize("role", [True, False])
def test_enter_goes_to_the_card_that_has_to_be_confirmed(bench: Bench, role: bool) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    if role:
        bench.window.form.role.set_code("LE")
        bench.window.form.role.chosen.emit("LE")
    press(Key.Key_F4)
    press(Key.Key_Return)
    assert focused() == "basisAkutt"
    assert find(bench, "confirmAcuteButton").isVisible()
    assert "Alt+A" in label(bench, "basisLine")
    assert bench.bridge.named("login") == []
    press(Key.Key_Return)
    assert not find(bench, "confirmAcuteButton").isVisible()
    assert "Not confirmed" not in label(bench, "basisLine")
    assert len(bench.bridge.named("login")) == 1  # without a role too: who logs in has one


@pytest.mark.parametrize("how", ["letter", "click", "space", "button"])
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
            case "button" if not unsure:
                click(bench, "confirmAcuteButton")
            case _:
                button.setFocus()
                press(Key.Key_Space)
        assert bench.window.form.basis.basis is AccessBasis.AKUTT
        assert bench.window.controller.desk.form.acute_unsure is unsure
        assert find(bench, "confirmAcuteButton").isVisible() is unsure


@pytest.mark.hazard("H6.2")
def test_a_double_click_is_one_act(bench: Bench) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    at = button.rect().center() / 4
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.form.acute_unsure
