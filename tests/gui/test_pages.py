"""The rules for every sheet, which stands in the place of the results."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QTableView, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.sheet import Rows, Sheet
from provesvar_gui.ui.widgets import Panel
from tests.gui.fakes import DOCTOR, OLA, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import answered, find, logged_in, part, press, sheets, type_form, view_of
from tests.gui.lock.kit import after, reading, reading_for_real, settle, visible
from tests.gui.opening_kit import answer, real

PAGES = {"selfCheckDialog": Key.SELF_CHECK, "settingsDialog": Key.SETTINGS, "journalDialog": Key.JOURNAL, "guideWindow": Key.HELP}


def opened(bench: Bench, name: str) -> Sheet:
    bench.window.press(PAGES[name]) if name in PAGES else bench.window.pages.open_assistant()
    (page,) = sheets(bench.window)
    assert page.objectName() == name
    return page


@pytest.mark.parametrize("name", [*PAGES, "setupDialog"])
def test_controls_have_names_and_escape_closes_it_alone(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot, may_set_up=True))
    bench.window.setFixedWidth(700)
    page = opened(bench, name)
    assert page.width() < 700, "no sheet is wider than the window"
    for button in page.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName() or button.text()
    for rows in (*page.findChildren(QTreeView), *page.findChildren(QTableView)):
        assert rows.accessibleName()
    press(Qt.Key.Key_Escape)
    assert sheets(bench.window) == []
    assert bench.window.area.results_visible


def plain(of: QWidget, part: QRect) -> bool:
    """Whether nothing stands there: every pixel has the colour of the first."""
    image = of.grab(part).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) == 1


@pytest.mark.parametrize("height", range(500, 521, 5))
def test_no_line_of_the_keys_is_cut(qtbot: QtBot, dressed: QApplication, height: int) -> None:
    bench = answered(make_bench(qtbot))
    bench.window.resize(911, height)  # a clinic laptop at 150 %, about
    bench.window.press(Key.KEYS)
    scroll, below = part(bench.window, QScrollArea, "helpScroll"), part(bench.window, QLabel, "helpBelow")
    inside, viewport = scroll.widget(), scroll.viewport()
    assert inside is not None
    assert below.text() == "Further down: Copy, read aloud, print · In a view · The window"
    for value in (0, scroll.verticalScrollBar().maximum() // 2):
        scroll.verticalScrollBar().setValue(value)
        dressed.processEvents()
        told = [each.geometry().translated(inside.pos()) for each in inside.findChildren(QLabel) if each.parent() is inside]
        seen = [each for each in told if each.intersects(viewport.rect())]
        cut = [each & viewport.rect() for each in seen if not viewport.rect().contains(each)]
        assert all(plain(viewport, each) for each in cut)
        assert not all(plain(viewport, each) for each in seen)
        for head, first in pairwise(told):
            is_head = first.left() > head.left() and first.top() > head.top() and viewport.rect().contains(head)
            assert not is_head or plain(viewport, head) or viewport.rect().contains(first), "no heading stands alone"
    bench.window.resize(1024, 768)
    dressed.processEvents()
    assert (scroll.verticalScrollBar().maximum(), below.text()) == (0, ""), "a small screen shows all of them"


@pytest.mark.parametrize("height", range(100, 141, 8))
def test_a_list_ends_with_a_whole_row(qtbot: QtBot, dressed: QApplication, height: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = Rows("rows", "Rows", ["One"], 0, page)
    rows.resize(300, height)
    for number in range(9):
        rows.add([f"{number}\nbelow it"])
    page.show()
    dressed.processEvents()
    places = [rows.visualItemRect(item) for number in range(9) if (item := rows.topLevelItem(number)) is not None]
    low = rows.viewport().height()
    assert not plain(rows.viewport(), places[0])
    assert all(plain(rows.viewport(), each & rows.viewport().rect()) for each in places if each.top() < low < each.bottom() - 4)


@pytest.mark.parametrize("name", PAGES)
def test_a_scan_closes_it_and_is_seen_in_the_form(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot))
    opened(bench, name)
    handle = bench.window.windowHandle()
    assert handle is not None
    for digit in OLA:
        bench.clock[0] += 0.01
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    assert bench.window.form.patient.line.text().replace(" ", "") == OLA
    assert sheets(bench.window) == []
    assert bench.window.form.patient.line.isVisible()


SHEETS = (*PAGES.values(), Key.KEYS, Key.CALL)


@pytest.mark.hazard("H5.14")
@pytest.mark.parametrize("key", SHEETS)
def test_the_results_are_hidden_behind_a_sheet_and_come_back_at_the_same_place(qtbot: QtBot, key: Key) -> None:
    bench = reading_for_real(qtbot)
    view, bar = view_of(bench), part(bench.window, QLabel, "patientStripNumber")
    view.panes.turn_to(view.panes.place_of(Key.TABLE))
    settle(bench)
    table = part(view, QTableView, "flowsheetTable")
    table.verticalScrollBar().setValue(7)
    search = part(view, QLineEdit, "searchField")
    search.setFocus()
    asked, number = len(bench.bridge.tasks), bar.text()
    bench.window.press(key)
    (sheet,) = sheets(bench.window)
    assert not view.isVisible()
    assert (bar.isVisible(), bar.text()) == (True, number)
    assert sheet.isAncestorOf(QApplication.focusWidget() or bench.window)
    settle(bench)
    press(Qt.Key.Key_Escape)
    settle(bench)
    assert sheets(bench.window) == []
    assert (table.isVisible(), table.verticalScrollBar().value()) == (True, 7)
    assert QApplication.focusWidget() is search
    assert {task.name for task in bench.bridge.tasks[asked:]} <= {"self_check", "settings", "own_journal"}


@pytest.mark.parametrize("key", SHEETS)
def test_enter_in_a_sheet_looks_nothing_up_and_tab_stays_in_it(qtbot: QtBot, key: Key) -> None:
    bench = make_bench(qtbot)
    type_form(bench)
    bench.window.press(key)
    (sheet,) = sheets(bench.window)
    seen = set[QWidget]()
    for _ in range(40):  # the links of the guide, too
        focused = QApplication.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)
        seen.add(focused)
        press(Qt.Key.Key_Tab)
    assert sheet.close_button in seen
    sheet.take_focus()
    press(Qt.Key.Key_Return)
    assert sheets(bench.window) == [sheet]
    sheet.close_button.setFocus()
    press(Qt.Key.Key_Return)
    assert sheets(bench.window) == []
    assert bench.bridge.named("login") == []


def test_what_comes_meanwhile_takes_neither_sheet_nor_focus(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    bench.window.press(Key.KEYS)
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    bench.window.area.take_focus()
    QApplication.processEvents()
    (sheet,) = sheets(bench.window)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sheet.isAncestorOf(focused)
    press(Qt.Key.Key_Escape)
    assert view_of(bench).isVisible()
    assert view_of(bench).isAncestorOf(QApplication.focusWidget() or bench.window)


@pytest.mark.parametrize("key", [Key.CHANGE, Key.CLEAR, Key.ROLE])
def test_what_changes_the_page_behind_closes_the_sheet(qtbot: QtBot, key: Key) -> None:
    bench = answered(make_bench(qtbot))
    bench.window.press(Key.KEYS)
    bench.window.press(Key.HELP)
    bench.window.press(key)
    assert sheets(bench.window) == []
    assert not bench.window.area.isVisible()
    assert bench.window.form.isAncestorOf(QApplication.focusWidget() or bench.window)


@pytest.mark.hazard("H5.14")
@pytest.mark.parametrize("asked", ["confirmPersonButton", "organisationPicker"])
@pytest.mark.parametrize("away", [True, False])
def test_no_key_reaches_what_a_sheet_hides_and_what_was_asked_waits_behind_it(qtbot: QtBot, asked: str, *, away: bool) -> None:
    bench = make_bench(qtbot, organisations=ORGANISATIONS if asked == "organisationPicker" else ())
    type_form(bench)
    press(Qt.Key.Key_Return)
    bench.window.press(Key.HELP)
    reader, browser = QApplication.focusWidget(), QWidget()
    qtbot.addWidget(browser)
    if away:
        browser.show()
        browser.activateWindow()
        qtbot.waitUntil(browser.isActiveWindow)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=asked != "confirmPersonButton"))
    bench.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is reader)
    press(Qt.Key.Key_Return)
    assert bench.window.controller.desk.question is not None or asked != "confirmPersonButton"
    assert bench.bridge.named("lookup") == []
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is find(bench, asked)
    assert find(bench, asked).isVisible()


def test_no_key_reaches_a_cover_that_a_sheet_hides(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.window.press(Key.LOCK)
    bench.window.press(Key.HELP)
    reader = QApplication.focusWidget()
    bench.window.lock.cover.say("HelseID is busy.")
    assert QApplication.focusWidget() is reader
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is bench.window.lock.cover.unlock


@pytest.mark.parametrize("act", ["logout", "login", "take"])
def test_so_does_the_mouse(qtbot: QtBot, act: str) -> None:
    bench = make_bench(qtbot) if act == "login" else answered(make_bench(qtbot))
    bench.window.press(Key.KEYS)
    match act:
        case "logout":
            bench.window.bar.menu.logout.trigger()
        case "login":
            bench.window.bar.panel.login.click()
        case _:
            bench.window.hand_over(OLA)
            part(bench.window, QPushButton, "takePatientButton").click()
    assert sheets(bench.window) == []
    assert bench.window.form.isAncestorOf(QApplication.focusWidget() or bench.window)


@pytest.mark.hazard("H5.14")
def test_only_what_is_urgent_is_said_beside_a_sheet(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    notice = Panel("flag_ground", "flag_mark", bench.window)
    bench.window.window_frame.messages.add(notice, Urgency.NOTICE)
    notice.show()
    assert notice.isVisible()
    bench.window.press(Key.KEYS)
    assert not notice.isVisible()
    after(bench, 105)
    assert visible(bench, "lockWarning") is not None
    bench.window.lock.used()
    bench.window.press(Key.UNDO)
    assert notice.isVisible()
