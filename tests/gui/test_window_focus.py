"""Enter looks up and typing arrives, wherever the focus was when its widget went away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Coverage
from provesvar_gui.ui.keys import Key as ProgramKey
from tests.gui.fakes import DOCTOR, KARI, OLA, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import Key, answered, chosen, click, find, label, logged_in, press, sent, type_form, view_of
from tests.gui.lock.kit import unlock
from tests.gui.opening_kit import CONTROL, GENERAL, answer, confirm, real, restricted

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


@pytest.mark.parametrize("times", [1, 40])  # a long answer is derived in later turns
def test_fetching_again_is_told_first_and_leaves_the_person_in_the_trend(qtbot: QtBot, times: int) -> None:
    bench = restricted(real(qtbot), reports=20)
    trend = view_of(bench).panes.trend
    press(Key.Key_5, CONTROL)
    for _ in range(3):
        qtbot.waitUntil(lambda: trend.graph.widgets != [] and trend.graph.widgets[0].hasFocus())
        press(Key.Key_F5)
        assert find(bench, "paperNote").isVisible()
        press(Key.Key_F5)
        came = answer(bench, 20)
        reports = (replace(each, id=f"{each.id}.{time}") for time in range(times) for each in came.reports)
        bench.bridge.last("lookup").succeed(replace(came, reports=tuple(reports)))


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
    assert [name for name in dict.fromkeys(read_in_order(bench.window)) if name in expected] == expected


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
    stood = (below := find(bench, "lookupButton")).mapTo(bench.window, QPoint())
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
        QApplication.processEvents()
        assert below.mapTo(bench.window, QPoint()) == stood


@pytest.mark.hazard("H6.2")
def test_a_double_click_is_one_act(bench: Bench) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    button = find(bench, "basisAkutt")
    at = button.rect().center() / 4
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert bench.window.controller.desk.form.acute_unsure


# -- what comes takes the focus from the form, wherever the window stands and whatever had the focus there before


def come_by(bench: Bench, way: str) -> None:
    """A look-up is on its way. ``way``: what had the focus among the results before."""
    if way == "first":
        logged_in(bench)
        return
    restricted(bench, reports=10)
    if way == "sheet":
        find(bench, "showReferences").setFocus()
        press(Key.Key_Space)
        press(Key.Key_Escape)
        assert focused() == "showReferences"
    else:
        find(bench, "noticeOpen").setFocus()
    press(Key.Key_F2)
    press(Key.Key_Return)


def comes(bench: Bench, *parts: int, notice: bool) -> None:
    *earlier, last = parts
    for fetched in earlier:
        partial = replace(answer(bench, fetched), coverage=Coverage(fetched=fetched, total=last, complete=False))
        bench.bridge.last("lookup").progressed.emit(
            LookupProgress(lookup_number=sent(bench).number, step=LookupStep.PAGING, fetched=fetched, partial=partial)
        )
    bench.bridge.last("lookup").succeed(answer(bench, last, *([GENERAL] if notice else [])))


@contextmanager
def behind(bench: Bench, qtbot: QtBot, another: bool) -> Iterator[None]:
    """While ``another`` window is in front, as the browser after a login."""
    browser = QWidget()
    qtbot.addWidget(browser)
    if another:
        browser.show()
        browser.activateWindow()
        qtbot.waitUntil(lambda: not bench.window.isActiveWindow())
    yield
    if another:
        browser.close()
        bench.window.activateWindow()
    qtbot.waitUntil(lambda: bench.window.isActiveWindow() and bench.window.area.is_settled())


@pytest.mark.parametrize("another", [False, True])
@pytest.mark.parametrize("parts", [(20,), (5, 20), (0, 20)])
@pytest.mark.parametrize("way", ["first", "sheet", "notice"])
def test_the_keys_of_the_overview_work_when_results_come(qtbot: QtBot, way: str, parts: tuple[int, ...], another: bool) -> None:
    bench = real(qtbot)
    come_by(bench, way)
    with behind(bench, qtbot, another):
        comes(bench, *parts, notice=way != "sheet")
    assert focused() == "acuteStrip"


@pytest.mark.parametrize("another", [False, True])
def test_what_was_opened_is_read_at_once(qtbot: QtBot, another: bool) -> None:
    bench = restricted(real(qtbot))
    assert focused() == "outcomeScreen"
    confirm(bench)
    with behind(bench, qtbot, another):
        comes(bench, 3, notice=False)
    assert focused() == "acuteStrip"


@pytest.mark.parametrize("another", [False, True])
def test_a_reason_without_results_has_the_focus(qtbot: QtBot, another: bool) -> None:
    bench = logged_in(real(qtbot))
    with behind(bench, qtbot, another):
        comes(bench, 0, 0, notice=True)
    assert focused() == "outcomeScreen"


def test_results_that_come_behind_a_sheet_have_the_focus_after_it(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    bench.window.open_page(ProgramKey.KEYS)
    comes(bench, 20, notice=True)
    assert focused() not in ("acuteStrip", "")
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: focused() == "acuteStrip")


@pytest.mark.parametrize("way", ["Esc", "lock", "sheet"])
@pytest.mark.parametrize("another", [False, True])
def test_who_comes_back_to_the_results_reads_on(qtbot: QtBot, way: str, another: bool) -> None:
    bench = restricted(real(qtbot), reports=20)
    find(bench, "noticeOpen").setFocus()
    find(bench, "acuteStrip").setFocus()
    if way == "Esc":
        press(Key.Key_F2)
        find(bench, "helpButton" if another else "patientField").setFocus()
        press(Key.Key_Escape)
    elif way == "sheet":
        bench.window.open_page(ProgramKey.CALL)
        with behind(bench, qtbot, another):
            bench.window.close_sheets()
    else:
        bench.window.lock.lock()
        with behind(bench, qtbot, another):
            unlock(bench)
    qtbot.waitUntil(lambda: focused() == "acuteStrip")


def test_who_went_elsewhere_during_the_wait_is_left_there(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    find(bench, "userMenuButton").setFocus()
    comes(bench, 20, notice=True)
    assert focused() == "userMenuButton"
